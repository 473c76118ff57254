-- The pairs people keep apart. grain: one row per pair. reads: identity_blocks, identities. parameters: none
select a.kind as kind_a, a.value as value_a, b.kind as kind_b, b.value as value_b, k.reason, k.actor, k.blocked_at
from identity_blocks k
join identities a on a.identity_key = k.identity_a
join identities b on b.identity_key = k.identity_b
order by k.blocked_at, kind_a, value_a, kind_b, value_b
