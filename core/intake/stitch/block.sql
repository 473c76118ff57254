-- Keep two keys from merging customers. grain: one row. reads: identities. parameters: those named
insert into identity_blocks
select a.identity_key, b.identity_key, $reason, $actor, $blocked_at
from identities a, identities b
where a.kind = $kind_a and a.value = $value_a and b.kind = $kind_b and b.value = $value_b
