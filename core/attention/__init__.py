"""What a leader should know first: how service stands, what needs a decision, and what changed since last time."""
