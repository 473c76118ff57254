-- Let two keys merge customers again. reads: identities. parameters: those named
delete from identity_blocks
where identity_a in (select identity_key from identities where kind = $kind_a and value = $value_a)
  and identity_b in (select identity_key from identities where kind = $kind_b and value = $value_b)
