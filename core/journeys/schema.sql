-- One analytical file holds one dataset. Codes are small integers that stand for the labels of one kind; code 0 is
-- "not given". Times are UTC. Money is in the dataset's currency. Unknown is NULL.
create table dataset (
    schema_version  integer not null,
    dataset_id      varchar not null,
    name            varchar not null,
    kind            varchar not null,        -- office | ad-hoc | demo
    synthetic       boolean not null,
    currency        varchar not null,
    window_days     integer not null,        -- inactivity that ends a journey without an id
    identity_cap    integer not null,        -- a key linked to more keys than this merges nobody
    data_version    bigint not null,         -- grows by one with every committed change
    next_key        bigint not null,         -- the next interaction_key
    data_from       timestamp,               -- first and last occurred_at
    data_until      timestamp
);

create table imports (
    import_number   integer not null,
    file_name       varchar not null,
    sha256          varchar not null,
    source          varchar not null,
    plan            varchar not null,        -- JSON of the reading plan
    actor           varchar not null,
    imported_at     timestamp not null,
    read_rows       bigint not null,         -- read = loaded + rejected + duplicate
    loaded_rows     bigint not null,
    rejected_rows   bigint not null,
    duplicate_rows  bigint not null,
    notes           varchar not null,        -- JSON list of sentences
    undone_at       timestamp
);

-- outcome: rejected | duplicate | flag (flagged records are loaded; the reason says what was noticed)
create table import_reasons (import_number integer not null, outcome varchar not null, reason varchar not null, records bigint not null);

create table rejects (
    import_number integer not null, line_number bigint, record_number bigint,
    column_name varchar, value varchar, reason varchar not null, raw_line varchar
);

-- kind: channel, activity, touchpoint, issue, region, segment, team, outcome, source
create table labels (
    kind varchar not null, code usmallint not null, label varchar not null,
    service varchar,                         -- channels only: self-service | assisted | NULL unknown
    primary key (kind, code)
);

-- the pairs of channel and activity that occur; its label is in labels under the kind touchpoint
create table touchpoints (code usmallint not null, channel_code usmallint not null, activity_code usmallint not null, primary key (code));

create table interactions (
    interaction_key  bigint not null,        -- in order of arrival, never reused
    import_number    integer not null,
    source_code      usmallint not null,
    record_number    bigint not null,        -- record of its file, from 1
    interaction_id   varchar,
    dedupe_key       uhugeint not null,      -- of source and interaction id, else of source and the raw record
    content_check    ubigint not null,       -- tells a repeated id with other content from a true repeat
    identity_key     bigint,                 -- the customer under the key this row carries; NULL without any key
    journey_id       varchar,
    occurred_at      timestamp not null,
    order_at         timestamp not null,     -- occurred_at, or never before its predecessor where the file's order rules
    channel_code     usmallint not null,
    activity_code    usmallint not null,
    touchpoint_code  usmallint not null,     -- channel and activity together
    issue_code       usmallint not null,
    region_code      usmallint not null,
    segment_code     usmallint not null,
    team_code        usmallint not null,
    outcome_code     usmallint not null,
    agent            varchar,
    resolved         boolean,
    handle_seconds   double,
    wait_seconds     double,
    cost             double,
    csat             double,
    ces              double,
    nps              double,
    text             varchar,
    customer_value   double,
    customer_since   date,
    customer_left_on date
);

-- every key a customer is known under; customer_key is the same for keys that belong to one customer
create table identities (identity_key bigint not null, kind varchar not null, value varchar not null, customer_key bigint not null);
create table identity_pairs (
    import_number integer not null, identity_a bigint not null, identity_b bigint not null, records bigint not null
);
create table identity_blocks (
    identity_a bigint not null, identity_b bigint not null, reason varchar not null, actor varchar not null, blocked_at timestamp not null
);

-- one row per interaction, as a path shows it
create table steps (
    journey_key           bigint not null,
    step_number           uinteger not null,    -- from 1
    step_count            uinteger not null,    -- of the journey
    interaction_key       bigint not null,
    occurred_at           timestamp not null,
    started_on            date not null,        -- of the journey
    issue_code            usmallint not null,   -- of the journey: its first given one
    region_code           usmallint not null,
    segment_code          usmallint not null,
    resolved              boolean,              -- of the journey
    channel_code          usmallint not null,
    activity_code         usmallint not null,
    touchpoint_code       usmallint not null,
    next_channel_code     usmallint,            -- NULL on the last step
    next_activity_code    usmallint,
    next_touchpoint_code  usmallint,
    channel_run           uinteger not null,    -- step number when repeats of a channel are collapsed
    activity_run          uinteger not null,
    touchpoint_run        uinteger not null,
    elapsed_seconds       bigint not null,      -- from the journey's first step
    gap_seconds           bigint,               -- to the next step; NULL on the last
    cost                  double,
    next_cost             double,               -- of the next step
    handle_seconds        double,
    wait_seconds          double
);

-- one row per journey
create table journeys (
    journey_key            bigint not null,     -- the smallest interaction_key of its interactions
    journey_id             varchar,
    customer_key           bigint,
    started_at             timestamp not null,
    ended_at               timestamp not null,
    started_on             date not null,
    issue_code             usmallint not null,
    region_code            usmallint not null,
    segment_code           usmallint not null,
    first_channel_code     usmallint not null,
    last_channel_code      usmallint not null,
    interactions           uinteger not null,
    channels_used          usmallint not null,
    switches               uinteger not null,
    duration_seconds       bigint not null,
    handle_seconds         double,
    wait_seconds           double,
    cost                   double,              -- NULL unless every interaction's cost is known
    resolved               boolean,             -- the last known outcome
    contained              boolean,             -- self-service only; NULL when a channel's kind is unknown
    csat                   double,              -- the last answer
    ces                    double,
    nps                    double,
    seconds_to_next        bigint,              -- from its end to the same customer's next journey on the issue
    channel_variant        uinteger not null,
    activity_variant       uinteger not null,
    touchpoint_variant     uinteger not null,
    channel_run_variant    uinteger not null,
    activity_run_variant   uinteger not null,
    touchpoint_run_variant uinteger not null,
    handled                uinteger not null,   -- contacts whose handle time is known
    handled_seconds        double,              -- the sum of those times; NULL where none is known
    waited                 uinteger not null,   -- contacts whose wait is known
    complete               uinteger not null,   -- contacts with channel, issue, outcome and a customer or journey id given
    teams                  usmallint not null,  -- distinct given teams
    activities             usmallint not null,  -- distinct activities, "not given" as one of them; 0 where none is given
    activity_runs          uinteger not null    -- runs of one activity; more than activities: one came back
);

-- lens: channel, activity, touchpoint, and each with _run for collapsed repeats; sequence: label codes joined by a blank
create table variants (
    lens varchar not null, variant_code uinteger not null, step_count uinteger not null, sequence varchar not null,
    fingerprint_high ubigint not null, fingerprint_low ubigint not null
);

-- one row per customer: the last known attributes
create table customers (
    customer_key bigint not null, segment_code usmallint not null, region_code usmallint not null,
    value double, since date, left_on date, first_seen timestamp not null, last_seen timestamp not null
);
