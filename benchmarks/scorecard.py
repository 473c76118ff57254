"""S2: the scorecard's sums by month, against a bare scan of their columns; those of contacts equal those of pandas."""

from typing import Any

import pandas as pd

from benchmarks.results import Figure, at_most, milliseconds
from benchmarks.timing import race
from core.engine import Database
from core.glossary.shipped import shipped
from core.scope import Scope
from core.scorecard.counting import Counted, counted

SCANS = {
    "contacts": """
select j.*, s.*
from (
    select
        max(started_on + 1), min(journey_key), sum(interactions), sum(handled), sum(handled_seconds), sum(waited),
        sum(complete), sum(teams), sum(activities), sum(activity_runs)
    from journeys
) j, (select sum(journey_key), sum(channel_code), sum(wait_seconds) from steps) s""",
    "journeys": """
select
    max(started_on + 1), max(ended_at), sum(customer_key), sum(seconds_to_next), sum(channels_used), sum(interactions),
    sum(duration_seconds), sum(cost), sum(cast(resolved as int)), sum(cast(contained as int)), sum(csat), sum(ces),
    sum(nps)
from journeys""",
}
_CONTACTS = """
select s.journey_key, s.started_on, s.step_number, i.activity_code, i.team_code, i.handle_seconds, i.wait_seconds,
    l.label as channel, i.channel_code > 0 and i.issue_code > 0 and i.outcome_code > 0 as complete
from steps s
join interactions i on i.interaction_key = s.interaction_key
left join labels l on l.kind = 'channel' and l.code = i.channel_code"""


def figures(database: Database) -> list[Figure]:
    """Race the sums against their scans; raises `AssertionError` where pandas counts otherwise from the contacts."""
    found = _asked(database, "contacts").sums["contacts"].set_index("period_number")
    for name, values in _by_pandas(database).items():
        pd.testing.assert_series_equal(found[name], values, check_names=False, check_dtype=False, rtol=1e-9)
    return [_figure(database, name) for name in SCANS]


def _figure(database: Database, name: str) -> Figure:
    seconds = race({"ours": lambda: _asked(database, name), "scan": lambda: database.read(SCANS[name])})
    text = f" ({milliseconds(seconds['ours'])} against {milliseconds(seconds['scan'])})"
    what = f"the scorecard's metrics of {name}, by month: ours ÷ scan"
    return at_most("S2", what, seconds["ours"] / seconds["scan"], 3, text)


def _asked(database: Database, name: str) -> Counted:
    metrics = [metric for metric in shipped().values() if metric.sql == name]
    return counted(database, Scope(), "month", "everything", metrics)


def _by_pandas(database: Database) -> dict[str, Any]:
    """Return the sums of contacts by month, from the contacts as they came."""
    rows = database.read(_CONTACTS).rows.sort_values(["journey_key", "step_number"])
    values = shipped()["sla_compliance"]
    limits: dict[str, Any] = {one.name: one.value for one in values.parameters}
    written = rows.channel.str.lower().isin([name.lower() for name in limits["written_channels"]])
    limit = written.map({True: limits["written_limit_seconds"], False: limits["wait_limit_seconds"]})
    rows["in_time"] = rows.wait_seconds <= limit
    same = (rows.activity_code == rows.activity_code.shift()) & (rows.journey_key == rows.journey_key.shift())
    rows["run"] = ~same
    rows["team"] = rows.team_code.where(rows.team_code > 0)
    by = rows.groupby("journey_key")
    of = by.agg(
        day=("started_on", "first"), handle=("handle_seconds", "sum"), handled=("handle_seconds", "count"),
        waited=("wait_seconds", "count"), in_time=("in_time", "sum"), complete=("complete", "sum"),
        contacts=("complete", "size"), teams=("team", "nunique"), runs=("run", "sum"),
        activities=("activity_code", "nunique"), most=("activity_code", "max"),
    )  # fmt: skip
    days = pd.to_datetime(of.day)
    month = days.dt.year.astype("int64") * 12 + days.dt.month - 1
    sums = {
        "handle_time": of.handle, "handle_time_of": of.handled, "handle_time_products": of.handle * of.handled,
        "sla_compliance": of.in_time, "sla_compliance_of": of.waited, "sla_compliance_squares": of.in_time**2,
        "sla_compliance_products": of.in_time * of.waited, "field_completion": of.complete,
        "field_completion_of": of.contacts, "transfer_rate": of.teams > 1, "transfer_rate_of": of.teams > 0,
        "rework": (of.most > 0) & (of.runs > of.activities), "rework_of": of.most > 0,
    }  # fmt: skip
    return {name: values.groupby(month).sum() for name, values in sums.items()}
