-- Pairs of customer keys that must not be merged, by kind and value. grain: one row per pair. reads: identity_blocks, identities
select a.kind as kind_a, a.value as value_a, b.kind as kind_b, b.value as value_b, k.reason, k.actor,
    strftime(k.blocked_at, '%Y-%m-%dT%H:%M:%S.%f') as blocked_at
from identity_blocks k
join identities a on a.identity_key = k.identity_a
join identities b on b.identity_key = k.identity_b
order by a.kind, a.value, b.kind, b.value
