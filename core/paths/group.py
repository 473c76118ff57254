"""Two groups of journeys to compare: they must not overlap, or the intervals would be wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal, get_args

from core.address import read_number
from core.errors import InvalidInputError
from core.paths.lens import Lens
from core.scope import Scope
from core.text import join_labels, split_labels

Dimension = Literal["segment", "region", "issue", "outcome", "period"]
_PLURAL = {"segment": "segments", "region": "regions", "issue": "issues"}


@dataclass(frozen=True)
class Group:
    """Journeys of some segments, regions or issues, of one outcome, or that start in a period (both days included).

    It replaces what the scope says about the same dimension; the rest of the scope holds.
    """

    label: str
    dimension: Dimension
    values: tuple[str, ...] = ()
    period_from: date | None = None
    period_to: date | None = None

    def __post_init__(self) -> None:
        if self.dimension not in get_args(Dimension):
            raise InvalidInputError(
                f"There are no groups by {self.dimension!r}. Choose {', '.join(get_args(Dimension))}."
            )
        if self.dimension == "period":
            if self.values or not (self.period_from or self.period_to):
                raise InvalidInputError("A period needs its first day, its last day, or both.")
        elif not self.values or self.period_from or self.period_to:
            raise InvalidInputError(f"Choose at least one {self.dimension} for the group {self.label!r}.")
        if self.dimension == "outcome" and self.values not in (("resolved",), ("unresolved",)):
            raise InvalidInputError("A group by outcome is either 'resolved' or 'unresolved'.")

    def scope(self, base: Scope) -> Scope:
        """Return the scope of this group within another.

        >>> Group("South", "region", ("South",)).scope(Scope(regions=("North",), issues=("Billing",))).describe()
        'issue Billing; region South'
        """
        changes: dict[str, Any] = {_PLURAL.get(self.dimension, ""): self.values}
        if self.dimension == "period":
            changes = {"period_from": self.period_from, "period_to": self.period_to}
        elif self.dimension == "outcome":
            changes = {"outcome": self.values[0]}
        return replace(base, **changes)

    def overlaps(self, other: "Group") -> bool:
        """Tell whether a journey could be in both groups of one dimension."""
        if self.dimension != "period":
            return bool(set(self.values) & set(other.values))
        first = max(self.period_from or date.min, other.period_from or date.min)
        return first <= min(self.period_to or date.max, other.period_to or date.max)

    def to_query(self, prefix: str) -> dict[str, str]:
        """Return the group as URL parameters, each name beginning with `prefix`."""
        days = {"from": self.period_from, "to": self.period_to}
        found = {f"{prefix}_{name}": day.isoformat() for name, day in days.items() if day}
        found |= {f"{prefix}_values": join_labels(self.values)} if self.values else {}
        return found | {f"{prefix}_label": self.label, "compare": self.dimension}

    @staticmethod
    def from_query(query: Mapping[str, str], prefix: str) -> "Group":
        """Read the group from URL parameters."""
        return Group(
            label=query.get(f"{prefix}_label", prefix),
            dimension=query.get("compare", ""),  # type: ignore[arg-type]
            values=split_labels(query.get(f"{prefix}_values", "")),
            period_from=Scope.from_query({"from": query.get(f"{prefix}_from", "")}).period_from,
            period_to=Scope.from_query({"to": query.get(f"{prefix}_to", "")}).period_to,
        )


@dataclass(frozen=True)
class CompareQuestion:
    """Two groups of one dimension, and how many `steps` (1 to 12) of their paths to compare through the lens."""

    a: Group
    b: Group
    lens: Lens = field(default_factory=Lens)
    steps: int = 3

    def __post_init__(self) -> None:
        if self.a.dimension != self.b.dimension:
            raise InvalidInputError(
                f"A {self.a.dimension} can't be compared with a {self.b.dimension}. Choose two of one kind."
            )
        if self.a.overlaps(self.b):
            raise InvalidInputError("The two groups overlap: a journey would be in both. Choose groups that differ.")
        if not 1 <= self.steps <= 12:
            raise InvalidInputError(f"{self.steps} steps can't be compared. Choose 1 to 12.")

    @staticmethod
    def before_and_after(day: date, days: int, lens: Lens, steps: int = 3) -> "CompareQuestion":
        """Compare the `days` days before a day with as many from that day on.

        >>> CompareQuestion.before_and_after(date(2025, 3, 1), 7, Lens()).a.period_from
        datetime.date(2025, 2, 22)
        """
        if days < 1:
            raise InvalidInputError("A period before and after needs at least one day.")
        before = Group("Before", "period", (), day - timedelta(days=days), day - timedelta(days=1))
        after = Group("After", "period", (), day, day + timedelta(days=days - 1))
        return CompareQuestion(before, after, lens, steps)

    def to_query(self) -> dict[str, str]:
        """Return the question as URL parameters."""
        return self.lens.to_query() | self.a.to_query("a") | self.b.to_query("b") | {"compare_steps": str(self.steps)}

    @staticmethod
    def from_query(query: Mapping[str, str]) -> "CompareQuestion":
        """Read the question from URL parameters.

        >>> question = CompareQuestion(Group("N", "region", ("North",)), Group("S", "region", ("South",)))
        >>> CompareQuestion.from_query(question.to_query()) == question
        True
        """
        groups = Group.from_query(query, "a"), Group.from_query(query, "b")
        return CompareQuestion(*groups, Lens.from_query(query), read_number(query, "compare_steps", 3))
