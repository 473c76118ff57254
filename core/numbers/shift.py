"""Whether the mean of the last few values lies beyond what the values before it would have led one to expect."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import stdtr, stdtrit

from core.errors import InvalidInputError
from core.numbers.estimates import standard_deviation
from core.numbers.unavailable import Unavailable

LEAST_BEFORE = 6


@dataclass(frozen=True)
class Shift:
    """The mean of the recent values less that of those before, its interval, and the two-sided p-value of no shift."""

    before: float
    recent: float
    difference: float
    low: float
    high: float
    p: float


def shift(before: Sequence[float], recent: Sequence[float], confidence: float = 0.95) -> Shift | Unavailable:
    """Return the recent mean less the mean before ± t × s × sqrt(1/m + 1/k): s and its degrees of freedom come from the
    values before alone.

    The values are the periods themselves, so what varies from period to period for reasons nobody measured counts as
    noise. Source: the prediction interval for the mean of k future values; Hahn and Meeker (1991), Statistical
    Intervals, section 4.8.

    By hand: before 1, 2, 3, 4, 5, 6 (mean 3.5, s 1.8708), recent 6.5: 3 ± 2.571 × 1.8708 × sqrt(1/6 + 1).

    >>> found = shift([1, 2, 3, 4, 5, 6], [6.5])
    >>> round(found.difference, 2), round(found.low, 2), round(found.high, 2)
    (3.0, -2.19, 8.19)
    """
    if not len(recent):
        raise InvalidInputError("There are no recent values to compare.")
    spread = standard_deviation(before) if len(before) >= LEAST_BEFORE else None
    if spread is None:
        return Unavailable(f"Only {len(before)} earlier values; it takes {LEAST_BEFORE} to know how much they vary.")
    m, k = len(before), len(recent)
    earlier, latest = math.fsum(before) / m, math.fsum(recent) / k
    error = spread * math.sqrt(1 / m + 1 / k)
    difference = latest - earlier
    if error == 0:
        return Unavailable("The earlier values are all the same, so their noise is unknown.")
    reach = float(stdtrit(m - 1, 0.5 + confidence / 2)) * error
    p = 2 * float(stdtr(m - 1, -abs(difference) / error))
    return Shift(earlier, latest, difference, difference - reach, difference + reach, p)
