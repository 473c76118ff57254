"""What stands in the place of a result that can't be had: a sentence, never a number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unavailable:
    """Why there is no result, as a finished sentence for the reader.

    >>> Unavailable("Nobody left, so nothing can be said about what makes customers leave.").reason[:11]
    'Nobody left'
    """

    reason: str
