"""A number a person put in, with the range they would not be surprised by."""

import math
from dataclasses import dataclass

from core.errors import InvalidInputError
from core.wording import significant

LARGEST = 1e15
SMALLEST_POSITIVE = 1e-6


@dataclass(frozen=True)
class Estimate:
    """A most likely `value` and, where it is uncertain, its `low` and `high`. A missing input is None, not an Estimate.

    Unit and base are those of the input it fills. Raises InvalidInputError when a number is not finite, is larger than
    10^15, when one end of the range is missing, or when low <= value <= high does not hold.

    >>> Estimate(3.0, 2.0, 6.0).has_range, Estimate(3.0).has_range
    (True, False)
    """

    value: float
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise InvalidInputError(
                f"The range of {significant(self.value, 10)} has one end only. Give both ends, or none."
            )
        if any(not math.isfinite(end) or abs(end) > LARGEST for end in self.ends):
            raise InvalidInputError("An estimate must be a number of at most 10^15. Leave it empty if it is not known.")
        low, high = self.ends[0], self.ends[-1]
        if not low <= self.value <= high:
            raise InvalidInputError(
                f"The range {significant(low, 10)} to {significant(high, 10)} does not hold its own value "
                f"{significant(self.value, 10)}. "
                "Put the lower end at or below the value and the upper end at or above it."
            )

    @property
    def ends(self) -> tuple[float, ...]:
        """The low end, the value and the high end; the value alone when there is no range."""
        return (self.value,) if self.low is None or self.high is None else (self.low, self.value, self.high)

    @property
    def has_range(self) -> bool:
        """Whether low and high differ, so that there is something to simulate."""
        return self.ends[0] < self.ends[-1]


def check(name: str, estimate: Estimate | None, least: float, most: float | None = None) -> None:
    """Refuse an estimate that, anywhere in its range, lies outside `least` to `most`; a missing one passes.

    >>> check("confidence", Estimate(0.8, 0.5, 1.2), 0, 1)
    Traceback (most recent call last):
    core.errors.InvalidInputError: The confidence of 1.2 is not possible. Choose 0 to 1, or leave it empty.
    """
    for end in () if estimate is None else estimate.ends:
        if end < least or (most is not None and end > most):
            at_least = "more than 0" if least == SMALLEST_POSITIVE else f"{significant(least, 10)} or more"
            allowed = at_least if most is None else f"{significant(least, 10)} to {significant(most, 10)}"
            raise InvalidInputError(
                f"The {name} of {significant(end, 10)} is not possible. Choose {allowed}, or leave it empty."
            )
