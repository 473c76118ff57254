"""A ratio of two sums, such as cost per resolution, with an interval."""

import math
from dataclasses import dataclass

from scipy.special import stdtrit

from core.numbers.proportions import Interval


@dataclass(frozen=True)
class Pairs:
    """Sums over n pairs of a value above the line (`top`) and one below (`bottom`), their squares and products."""

    n: int
    top: float
    top_squares: float
    bottom: float
    bottom_squares: float
    products: float


def ratio_of_sums(sums: Pairs, confidence: float = 0.95) -> Interval | None:
    """Return the sum above divided by the sum below, with Fieller's interval.

    Both sums are random: which journeys are resolved is chance as much as what they cost. None without a spread, or
    when the sum below is so uncertain that it might be 0 (the interval would have no end). Source: Fieller (1954),
    JRSS B 16:175-185.

    By hand: costs 2, 4, 6 of three resolved journeys have no spread below the line; it is the interval of the mean, 4,
    error 2 / sqrt(3), t(2) = 4.303.

    >>> found = ratio_of_sums(Pairs(3, 12.0, 56.0, 3.0, 3.0, 12.0))
    >>> found.value, round(found.low, 3), round(found.high, 3)
    (4.0, -0.968, 8.968)
    """
    if sums.n < 2 or sums.bottom <= 0:
        return None
    top, bottom = sums.top / sums.n, sums.bottom / sums.n
    scale = sums.n * (sums.n - 1)
    of_top = max(0.0, sums.top_squares - sums.n * top * top) / scale
    of_bottom = max(0.0, sums.bottom_squares - sums.n * bottom * bottom) / scale
    of_both = (sums.products - sums.n * top * bottom) / scale
    reach = float(stdtrit(sums.n - 1, 0.5 + confidence / 2)) ** 2
    below = bottom * bottom - reach * of_bottom
    if below <= 0 or of_top <= 0:
        return None
    middle = top * bottom - reach * of_both
    root = math.sqrt(max(0.0, middle * middle - (top * top - reach * of_top) * below))
    value = top / bottom
    return Interval(value, min(value, (middle - root) / below), max(value, (middle + root) / below), sums.n)


def difference_of(a: Interval, b: Interval) -> Interval:
    """Return a - b of two independent estimates, from their intervals by squaring and adding (MOVER).

    Source: Zou and Donner (2008), Statistics in Medicine 27:1693-1702.

    >>> difference_of(Interval(5.0, 2.0, 8.0, 10), Interval(1.0, -3.0, 5.0, 10))
    Interval(value=4.0, low=-1.0, high=9.0, n=20)
    """
    value = a.value - b.value
    return Interval(
        value, value - math.hypot(a.value - a.low, b.high - b.value),
        value + math.hypot(a.high - a.value, b.value - b.low), a.n + b.n,
    )  # fmt: skip
