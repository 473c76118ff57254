"""What may need a decision, and which of it comes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.errors import InvalidInputError

Kind = Literal["case", "objective", "metric", "overdue", "conflict", "quality", "stale", "round", "unowned"]
# What is at stake, from the most to the least: money that waits for a yes, what was promised to the steering committee,
# one figure bought with another, what was promised to customers and to colleagues, then whether the numbers can be
# believed, then good order.
WEIGHTS: Mapping[Kind, int] = {
    "case": 90,
    "objective": 80,
    "conflict": 70,
    "metric": 60,
    "overdue": 50,
    "quality": 40,
    "stale": 40,
    "round": 30,
    "unowned": 20,
}
MOST_EXTRA = 9
MOST_SHOWN = 3


@dataclass(frozen=True)
class Candidate:
    """One thing that may need a decision.

    `sentence` says what stands, `why_now` why it should not wait, `since` from which day on (None: not known). The page
    at `address`, opened with `query`, is where it is decided. `extra` (0 to 9) puts it before others of its kind.
    """

    kind: Kind
    sentence: str
    why_now: str
    address: str
    query: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    extra: int = 0

    def __post_init__(self) -> None:
        if self.kind not in WEIGHTS:
            raise InvalidInputError(f"{self.kind!r} is nothing that needs a decision. Choose: {', '.join(WEIGHTS)}.")
        if not self.sentence.strip():
            raise InvalidInputError("Say in a sentence what needs a decision.")
        if not 0 <= self.extra <= MOST_EXTRA:
            raise InvalidInputError(f"The extra weight is {self.extra}; it is 0 to {MOST_EXTRA}.")

    @property
    def weight(self) -> int:
        """What is at stake; the heavier comes first."""
        return WEIGHTS[self.kind] + self.extra


@dataclass(frozen=True)
class Raised:
    """What another part of the office raises, such as a conflict of metrics or an objective that is off track."""

    sentence: str
    why_now: str = ""
    since: date | None = None
    query: tuple[tuple[str, str], ...] = ()


def raised(kind: Kind, found: Iterable[Raised], address: str) -> list[Candidate]:
    """Return what was raised as candidates of a kind, all decided on one page."""
    return [Candidate(kind, one.sentence, one.why_now, address, one.query, one.since) for one in found]


def in_order(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates, the most pressing first: by what is at stake, then the oldest, then by their words.

    What is at stake is `weight`: money that waits for a yes, then an objective, then a conflict of figures, then a
    broken promise (a metric's target, a due date), then numbers that can't be believed (data out of their limits, old
    data), then good order.
    Of equal weight the one that stands longest is first; what stands since an unknown day is last of them. Words decide
    the rest, so that the order never depends on where a candidate was found.

    >>> late = Candidate("overdue", "Two items are overdue.", "", "backlog", since=date(2026, 1, 2))
    >>> case = Candidate("case", "A case awaits approval.", "", "business_case", since=date(2026, 3, 4))
    >>> [one.kind for one in in_order([late, case])]
    ['case', 'overdue']
    """
    return tuple(sorted(found, key=lambda one: (-one.weight, one.since or date.max, one.kind, one.sentence, one.query)))


def first_ones(found: Iterable[Candidate]) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Return the three most pressing candidates, and the rest."""
    ordered = in_order(found)
    return ordered[:MOST_SHOWN], ordered[MOST_SHOWN:]
