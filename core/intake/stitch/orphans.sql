-- Keys that no interaction, pair or block carries any more. reads: interactions, identity_pairs. parameters: none
delete from identities
where identity_key not in (select identity_key from interactions where identity_key is not null)
  and identity_key not in (select identity_a from identity_pairs)
  and identity_key not in (select identity_b from identity_pairs)
  and identity_key not in (select identity_a from identity_blocks)
  and identity_key not in (select identity_b from identity_blocks)
