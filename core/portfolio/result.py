"""What comes back: the chosen set, how good it is, and what it uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.wording import percent

Kind = Literal[
    "must-have", "ruled out", "budget", "budget by quarter", "capacity", "exclusion", "dependency", "least share"
]
Status = Literal["optimal", "within", "infeasible", "not found"]


@dataclass(frozen=True)
class Use:
    """Person-months of a team that the chosen need, of those there are; `period` is None for all periods together."""

    team: str
    period: int | None
    used: float
    capacity: float


@dataclass(frozen=True)
class Clash:
    """One of the constraints that can't hold together: its `kind`, the ids, team or lever it names, and its words."""

    kind: Kind
    names: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Alternative:
    """Another set with the same value. It differs in at least one initiative that has a value of its own."""

    chosen: tuple[str, ...]
    starts: Mapping[str, int]
    value: float
    cost: float


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """The chosen initiatives, in the order given; money is in `currency`.

    `status`: "optimal" (nothing better is possible), "within" (the time was up; `gap_share` says how far from the best
    possible it can be at most), "infeasible" (`reason` and `conflict` say why), or "not found" (the time was up before
    any set was found). `starts` is id to the first period of work, empty where nothing is timed. `value` is of those
    whose value is known; `bound` is the most that is possible. Both are None where nothing was found.
    `value_missing` were not chosen because nobody knows their value; `held_back` depend on one of those; `unvalued`
    were chosen without a known value because a must-have is or needs them: their value is not available, they take
    their cost and capacity and count in no share of the value. `alternative` is a tie; None with `alternative_checked`
    means that there is none. `minimal` says that the conflict goes away when any one part of it does.
    """

    status: Status
    currency: str
    value: float | None = None
    bound: float | None = None
    cost: float | None = None
    chosen: tuple[str, ...] = ()
    starts: Mapping[str, int]
    use: tuple[Use, ...] = ()
    value_missing: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    unvalued: tuple[str, ...] = ()
    alternative: Alternative | None = None
    alternative_checked: bool = False
    reason: str | None = None
    conflict: tuple[Clash, ...] = ()
    minimal: bool = False

    @property
    def gap_share(self) -> float | None:
        """Return how much of the best possible value may be missing, 0 to 1; 0 when optimal, None without a set."""
        if self.value is None or self.bound is None:
            return None
        return 0.0 if self.status == "optimal" or not self.bound else (self.bound - self.value) / self.bound

    @property
    def standing(self) -> str:
        """Return how good the choice is, in words.

        >>> Portfolio(status="within", currency="EUR", value=98.0, bound=100.0, starts={}).standing
        'within 2.0 % of the best possible'
        """
        if self.status == "within":
            return f"within {percent(self.gap_share)} of the best possible"
        return "nothing found in the time given" if self.status == "not found" else self.status
