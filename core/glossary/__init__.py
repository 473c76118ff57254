"""What each figure means: governed metrics, with their formula, unit, owner, target and version."""
