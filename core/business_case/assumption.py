"""One input of a business case, with where it comes from, who answers for it and how far it may be off."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from core.errors import InvalidInputError
from core.figure import Evidence, Figure
from core.wording import significant

Quantity = Literal["money", "amount", "share", "rate", "money effect", "share effect"]
Distribution = Literal["fixed", "triangular", "PERT", "normal", "uniform"]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)
DISTRIBUTIONS: tuple[Distribution, ...] = get_args(Distribution)
EVIDENCES: tuple[Evidence, ...] = get_args(Evidence)
# What a value may be, by quantity: the least and the most.
BOUNDS: Mapping[Quantity, tuple[float, float]] = {
    "money": (0.0, 1e15),
    "amount": (0.0, 1e15),
    "share": (0.0, 1.0),
    "rate": (-0.99, 10.0),
    "money effect": (-1e15, 1e15),
    "share effect": (-1.0, 1.0),
}
OF_WHOM: tuple[Quantity, ...] = ("share", "rate", "share effect")
PER_TIME: tuple[Quantity, ...] = ("rate", "share effect")
LONGEST_LABEL = 160
LONGEST_TEXT = 1000
_BEFORE = " ("


@dataclass(frozen=True)
class Assumption:
    """One input: its value in `unit`, and everything a reader needs to trust or to question it.

    `quantity` says what kind of number it is: money (in the case's currency, 0 or more), an amount (a count, people,
    hours: 0 or more), a share (0 to 1 of `population`), a rate (per `period` of `population`, above -1; 0.08 is 8 %),
    or an effect in money or on a share, which may turn out below 0; one on a share names its period, too. `low` and
    `high` bound what it may be: the 95 % interval for a normal distribution, the least and the most for the others. A
    measured input holds its `figure`, whose value it has; a benchmark names its code, and `published` keeps its value
    once somebody sets another.
    """

    code: str
    label: str
    value: float
    quantity: Quantity
    unit: str
    evidence: Evidence
    source: str
    as_of: date
    owner: str = ""
    low: float | None = None
    high: float | None = None
    distribution: Distribution = "fixed"
    population: str = ""
    period: str = ""
    figure: Figure | None = None
    benchmark: str = ""
    published: float | None = None

    def __post_init__(self) -> None:
        self._check_words()
        self._check_numbers()
        if self.evidence == "measured" and (self.figure is None or self.figure.value != self.value):
            raise InvalidInputError(
                f"{self.label!r} is called measured and does not have the value of a figure. Call it assumed, or take "
                "the figure over."
            )
        if self.evidence == "benchmark" and not self.benchmark:
            raise InvalidInputError(
                f"{self.label!r} is called a benchmark and names none. Name it, or call it assumed."
            )

    def _check_words(self) -> None:
        if not self.code.isidentifier() or len(self.code) > 60:
            raise InvalidInputError(
                f"{self.code!r} can't be the code of an input: 1 to 60 letters, digits and _, no digit first."
            )
        if not 1 <= len(self.label.strip()) <= LONGEST_LABEL:
            raise InvalidInputError(f"An input needs a label of 1 to {LONGEST_LABEL} characters.")
        if not self.unit.strip() or any(
            len(text) > LONGEST_TEXT for text in (self.unit, self.source, self.owner, self.population, self.period)
        ):
            raise InvalidInputError(
                f"{self.label!r} needs a unit, and each of its texts ends at {LONGEST_TEXT} characters."
            )
        for name, value, allowed in (
            ("quantity", self.quantity, QUANTITIES),
            ("distribution", self.distribution, DISTRIBUTIONS),
            ("evidence", self.evidence, EVIDENCES),
        ):
            if value not in allowed:
                raise InvalidInputError(
                    f"The {name} of {self.label!r} is {value!r}. It is one of: {', '.join(allowed)}."
                )
        if self.quantity in OF_WHOM and not self.population.strip():
            raise InvalidInputError(f"{self.label!r} is a {self.quantity} of nobody. Say of whom or of what it is one.")
        if self.quantity in PER_TIME and not self.period.strip():
            raise InvalidInputError(
                f"{self.label!r} is a {self.quantity} without a period. Say for which time it holds."
            )

    def _check_numbers(self) -> None:
        least, most = BOUNDS[self.quantity]
        ends = [end for end in (self.value, self.low, self.high) if end is not None]
        if not all(math.isfinite(end) and least <= end <= most for end in ends):
            raise InvalidInputError(
                f"{self.label!r} is {', '.join(f'{significant(end)}' for end in ends)}. As {self.quantity} "
                "it is a number from "
                f"{significant(least)} to {significant(most)}."
            )
        if (self.low is not None and self.low > self.value) or (self.high is not None and self.high < self.value):
            raise InvalidInputError(
                f"{self.label!r} is {significant(self.value)}, outside of its own range from {self.low} to "
                f"{self.high}. "
                "Low is at most the value, high at least."
            )
        if self.distribution != "fixed" and (self.low is None or self.high is None):
            raise InvalidInputError(
                f"{self.label!r} is {self.distribution} and has no range. Give low and high, or fix it."
            )

    @property
    def uncertain(self) -> bool:
        """Tell whether it has a range that a simulation draws from."""
        return self.distribution != "fixed" and self.low != self.high

    def lacks(self) -> tuple[str, ...]:
        """Return what a signed case must have and this input has not.

        >>> Assumption("a", "Adoption", 0.5, "share", "of journeys", "assumed", "", date(2026, 1, 1),
        ...            population="journeys").lacks()
        ('source', 'owner')
        """
        found = {"source": self.source.strip(), "owner": self.owner.strip() or self.evidence != "assumed"}
        return tuple(name for name, there in found.items() if not there)

    def with_value(self, value: float) -> "Assumption":
        """Return it with another value: assumed from now on, unless it is the measured or the published one.

        The range keeps its ends where they still hold the value, else the end is set to the value. The source then says
        what was there before, so that nobody takes the new value for a published one; going back restores all of it.
        """
        if value == self.value:
            return self
        ends = (
            None if self.low is None else min(self.low, value),
            None if self.high is None else max(self.high, value),
        )
        moved = replace(self, value=value, evidence="assumed", low=ends[0], high=ends[1], source=self._by_hand())
        if self.figure is not None and value == self.figure.value and self.figure.evidence == "measured":
            return replace(moved, evidence="measured", source=self.figure.method)
        if self.benchmark and self.published is None and self.evidence == "benchmark":
            return replace(moved, published=self.value)
        if self.benchmark and value == self.published:
            return replace(moved, evidence="benchmark", source=self.source.partition(_BEFORE)[2][:-1])
        return moved

    def _by_hand(self) -> str:
        """Return the source of a value that somebody sets: what was there, where that was measured or published."""
        if self.evidence == "assumed":
            return self.source
        return f"Set by hand in the place of {self.value:,.6g}{_BEFORE}{self.source})"[:LONGEST_TEXT]
