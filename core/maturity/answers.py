"""What one respondent answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Reply = Literal["yes", "partly", "no", "unknown"]
Confidence = Literal["low", "medium", "high"]
REPLIES: tuple[Reply, ...] = get_args(Reply)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
# What a reply adds to a score; "unknown" is left out of every score, it is never a 0.
CREDIT: Mapping[Reply, float] = {"yes": 1.0, "partly": 0.5, "no": 0.0}


@dataclass(frozen=True)
class Response:
    """One respondent's answers to one round.

    `replies` is by statement code; a statement that is missing counts as "unknown". `confidences` and `comments` are by
    capability code. `respondent` is empty in an anonymous round.
    """

    team: str
    role: str
    replies: Mapping[str, Reply]
    confidences: Mapping[str, Confidence] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    respondent: str = ""

    def reply(self, statement: str) -> Reply:
        """Return the reply to a statement."""
        return self.replies.get(statement, "unknown")
