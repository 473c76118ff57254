"""A figure with its evidence: what a page measured, as it goes into a business case without being touched."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

from core.errors import InvalidInputError

Evidence = Literal["measured", "benchmark", "assumed"]
# From the strongest to the weakest. Only an experiment shows a cause; all else is an association.
Grade = Literal["experiment", "adjusted", "within customers", "raw", "published", "judged"]
GRADES: tuple[Grade, ...] = get_args(Grade)


@dataclass(frozen=True)
class Figure:
    """One number that a decision may rest on.

    `value`, `low` and `high` are in `unit` (a share is 0 to 1); `low` and `high` bound the 95 % interval, None where
    there is none. `n` are the observations behind it, `population` and the period say whose and when. `haircut_share`
    (0 to 1) is what a decision should take off a positive effect because of its grade; it travels with the number.
    """

    code: str
    label: str
    value: float
    unit: str
    evidence: Evidence
    grade: Grade
    method: str
    population: str
    low: float | None = None
    high: float | None = None
    n: int | None = None
    period_from: date | None = None
    period_to: date | None = None
    dataset_id: str = ""
    data_version: int | None = None
    haircut_share: float = 0.0
    address: str = ""

    def __post_init__(self) -> None:
        if not math.isfinite(self.value) or any(end is not None and not math.isfinite(end) for end in self._ends()):
            raise InvalidInputError(
                f"The figure {self.label!r} is not a number. It can't be used; say 'not available'."
            )
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise InvalidInputError(f"The figure {self.label!r} lies outside of its own interval.")
        if self.evidence == "measured" and (not self.population or self.n is None or self.data_version is None):
            raise InvalidInputError(f"The measured figure {self.label!r} lacks its n, population or data version.")
        if not 0 <= self.haircut_share < 1:
            raise InvalidInputError(f"The haircut of {self.label!r} is {self.haircut_share}; it is 0 or more, under 1.")

    def _ends(self) -> tuple[float | None, float | None]:
        return self.low, self.high

    @property
    def causal(self) -> bool:
        """Tell whether it may be called an effect; else it is "associated, not caused"."""
        return self.grade == "experiment"

    def to_dict(self) -> dict[str, Any]:
        """Return what is kept of it; `from_dict` reads it back.

        >>> kept = Figure("cost", "Cost", 9.1, "USD", "benchmark", "published", "as published", "service customers")
        >>> Figure.from_dict(kept.to_dict()) == kept
        True
        """
        body = asdict(self)
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in body.items()}

    @staticmethod
    def from_dict(body: Mapping[str, Any]) -> "Figure":
        """Read a figure that `to_dict` wrote."""
        days = {name: date.fromisoformat(body[name]) if body[name] else None for name in ("period_from", "period_to")}
        return Figure(**{**body, **days})
