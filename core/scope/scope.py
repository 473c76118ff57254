"""Which journeys an answer is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from core.errors import InvalidInputError
from core.text import join_labels, split_labels

Outcome = Literal["all", "resolved", "unresolved"]
LABELLED = (("issue", "issues"), ("region", "regions"), ("segment", "segments"))


@dataclass(frozen=True)
class Scope:
    """Journeys that started in a period (both days included), by issue, region, segment and outcome.

    An empty tuple means all. A journey whose outcome is unknown is in "all" only.
    """

    period_from: date | None = None
    period_to: date | None = None
    issues: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    outcome: Outcome = "all"

    def __post_init__(self) -> None:
        if self.outcome not in get_args(Outcome):
            raise InvalidInputError(f"The outcome is {self.outcome!r}. It can be all, resolved or unresolved.")
        if self.period_from and self.period_to and self.period_from > self.period_to:
            raise InvalidInputError(
                f"The period starts on {self.period_from} and ends before, on {self.period_to}. Swap the two days."
            )

    def to_query(self) -> dict[str, str]:
        """Return the scope as URL parameters; what is not limited is left out."""
        query = {"from": self.period_from, "to": self.period_to}
        found = {name: day.isoformat() for name, day in query.items() if day}
        found |= {kind: join_labels(getattr(self, plural)) for kind, plural in LABELLED if getattr(self, plural)}
        return found | ({"outcome": self.outcome} if self.outcome != "all" else {})

    @staticmethod
    def from_query(query: Mapping[str, str]) -> "Scope":
        """Read the scope from URL parameters; raises `InvalidInputError` for what can't be one.

        >>> Scope.from_query({"from": "2025-01-31", "issue": "Billing,Cards%2C lost"}).issues
        ('Billing', 'Cards, lost')
        """
        return Scope(
            period_from=_day(query, "from"),
            period_to=_day(query, "to"),
            issues=split_labels(query.get("issue", "")),
            regions=split_labels(query.get("region", "")),
            segments=split_labels(query.get("segment", "")),
            outcome=query.get("outcome", "all"),  # type: ignore[arg-type]
        )

    def describe(self) -> str:
        """Return the scope in words.

        >>> Scope(date(2025, 1, 1), None, issues=("Billing",), outcome="resolved").describe()
        'from 2025-01-01; issue Billing; resolved'
        >>> Scope().describe()
        'all journeys'
        """
        days = {"from": self.period_from, "to": self.period_to}
        parts = [" ".join(f"{word} {day}" for word, day in days.items() if day)]
        parts += [f"{kind} {' or '.join(getattr(self, plural))}" for kind, plural in LABELLED if getattr(self, plural)]
        parts += [self.outcome] if self.outcome != "all" else []
        return "; ".join(part for part in parts if part) or "all journeys"


def _day(query: Mapping[str, str], name: str) -> date | None:
    text = query.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(f"{name!r} is {text!r} in the address. Write a day as 2025-01-31.") from error
