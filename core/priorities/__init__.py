"""Which initiatives to do first: scores, where methods disagree, and whether the order survives what is uncertain."""
