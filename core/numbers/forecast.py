"""Where a straight line through the last periods leads, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np
from scipy.special import stdtr, stdtrit

from core.errors import InvalidInputError
from core.numbers.unavailable import Unavailable

LEAST_POINTS = 6


@dataclass(frozen=True)
class LineAhead:
    """A value to come, from a line: between `low` and `high` with the confidence asked for.

    `slope` is the change a period, `error` the standard error of the single value to come, `freedom` its degrees of
    freedom, `n` the points under the line.
    """

    value: float
    low: float
    high: float
    slope: float
    error: float
    freedom: int
    n: int

    def chance_of_reaching(self, target: float, direction: Literal["up", "down"]) -> float:
        """Return the chance, 0 to 1, that the value to come is at least ("up") or at most ("down") the target.

        It holds only while the line does.

        >>> LineAhead(5.0, 4.0, 6.0, 1.0, 0.5, 4, 6).chance_of_reaching(5.0, "up")
        0.5
        """
        below = float(stdtr(self.freedom, (target - self.value) / self.error))
        return 1 - below if direction == "up" else below


def line_ahead(
    values: Sequence[float | None], ahead: int, errors: Sequence[float | None] | None = None, confidence: float = 0.80
) -> LineAhead | Unavailable:
    """Return the value `ahead` periods after the last of equally spaced ones, from a least-squares line through all.

    None is a period without a value, and counts as time. With the values' standard errors each weighs by 1 / error^2,
    and the value to come is taken to be as uncertain as the one with the median error. Unavailable below six points, or
    where all lie on the line: then nothing is known of the noise. Raises InvalidInputError for an `ahead` below 1.
    Source: Draper and Smith, Applied Regression Analysis, chapters 1 and 9.

    By hand: the slope is 33 / 35, the mean 3.5; the residuals' squares add up to 1.943 and 4 are free, so s is 0.697;
    the error is s x sqrt(1 + 1/6 + 3.5^2 / 17.5) = 0.952, and t is 1.533.

    >>> found = line_ahead([1, 2, 3, 4, 6, 5], ahead=1)
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3), round(found.error, 3)
    (6.8, 5.34, 8.26, 0.952)
    """
    if ahead < 1:
        raise InvalidInputError(f"{ahead} periods ahead is not possible. Choose 1 or more.")
    if not 0 < confidence < 1:
        raise InvalidInputError(f"A confidence of {confidence} is not possible. Choose one between 0 and 1, as 0.80.")
    points = _points(values, errors)
    if len(points) < LEAST_POINTS:
        return Unavailable(f"A line needs {LEAST_POINTS} periods with a value; there are {len(points)}.")
    x, y, error = np.array(points, dtype=np.float64).T
    weight = (median(error) / error) ** 2
    x_mean, y_mean = weight @ x / weight.sum(), weight @ y / weight.sum()
    squares = weight @ (x - x_mean) ** 2
    slope = float(weight @ ((x - x_mean) * (y - y_mean)) / squares)
    residual, freedom = y - y_mean - slope * (x - x_mean), len(x) - 2
    if np.abs(residual).max() <= 1e-9 * np.abs(y).max():
        return Unavailable("All values lie on one line, so nothing is known of how far the next may fall from it.")
    away = len(values) - 1 + ahead - x_mean
    spread = math.sqrt(float(weight @ residual**2 / freedom * (1 + 1 / weight.sum() + away**2 / squares)))
    value, reach = float(y_mean + slope * away), float(stdtrit(freedom, 0.5 + confidence / 2)) * spread
    return LineAhead(value, value - reach, value + reach, slope, spread, freedom, len(x))


def _points(values: Sequence[float | None], errors: Sequence[float | None] | None) -> list[tuple[int, float, float]]:
    """Return place, value and error of the known points; all errors are 1 where none are given."""
    given = [1.0] * len(values) if errors is None else errors
    if len(given) != len(values):
        raise InvalidInputError("Each value needs its standard error, or none has one.")
    known = [
        (place, value, error)
        for place, (value, error) in enumerate(zip(values, given, strict=True))
        if value is not None and error is not None
    ]
    if not all(math.isfinite(value) and math.isfinite(error) and error > 0 for _, value, error in known):
        raise InvalidInputError("Values must be finite numbers, their errors above 0. Pass None for what is not known.")
    return known
