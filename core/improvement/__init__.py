"""The improvement loop's written part: the backlog and the log of decisions."""
