"""What the office itself shows about how it works: facts from its data and from what people wrote."""

from core.facts.gathering import gather

__all__ = ["gather"]
