"""Initiatives: the backlog joined with what is estimated of it, its business cases, a plan and a decision."""
