"""Means of a few values and their differences, with intervals only where the values allow one.

Values that don't vary have no interval here: a t interval of no width would claim a certainty that nobody has. Their
p-values come from an exact permutation test instead, which needs no spread.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import stdtr, stdtrit

from core.errors import InvalidInputError
from core.numbers.means import Sums, welch, welch_p


@dataclass(frozen=True)
class Estimate:
    """A value, its interval, and the number of observations; what can't be known is None."""

    value: float | None
    low: float | None
    high: float | None
    n: int


def mean_estimate(values: Sequence[float], confidence: float = 0.95) -> Estimate:
    """Return the mean of the values with Student's t interval.

    No interval from one value or from values that are all the same. Source: Student (1908), Biometrika 6:1-25.

    By hand: 1, 2, 3 have mean 2, standard error 1 / sqrt(3) = 0.577, and t(2) = 4.303.

    >>> found = mean_estimate([1.0, 2.0, 3.0])
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2), found.n
    (2.0, -0.48, 4.48, 3)
    >>> mean_estimate([2.0, 2.0]), mean_estimate([])
    (Estimate(value=2.0, low=None, high=None, n=2), Estimate(value=None, low=None, high=None, n=0))
    """
    _check(values, confidence)
    n = len(values)
    if not n:
        return Estimate(None, None, None, 0)
    if not _varied(values):
        return Estimate(values[0], None, None, n)
    mean, error = math.fsum(values) / n, _error(values)
    reach = float(stdtrit(n - 1, 0.5 + confidence / 2)) * error
    return Estimate(mean, mean - reach, mean + reach, n)


def standard_deviation(values: Sequence[float]) -> float | None:
    """Return the sample standard deviation; None for fewer than two values.

    >>> standard_deviation([1.0, 2.0, 3.0]), standard_deviation([1.0])
    (1.0, None)
    """
    _check(values)
    if len(values) < 2:
        return None
    return math.sqrt(_squares(values) / (len(values) - 1)) if _varied(values) else 0.0


def difference_estimate(a: Sequence[float], b: Sequence[float], confidence: float = 0.95) -> Estimate:
    """Return the mean of a minus the mean of b, two independent samples, with Welch's interval.

    No interval where a sample has fewer than two values, or where neither varies.

    >>> found = difference_estimate([1.0, 2.0, 3.0], [3.0, 4.0, 5.0])
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2), found.n
    (-2.0, -4.27, 0.27, 6)
    """
    _check([*a, *b], confidence)
    n = len(a) + len(b)
    if not a or not b:
        return Estimate(None, None, None, n)
    difference = math.fsum(a) / len(a) - math.fsum(b) / len(b)
    if min(len(a), len(b)) < 2 or not (_varied(a) or _varied(b)):
        return Estimate(difference, None, None, n)
    found = welch(*_centred(a, b), confidence)
    return Estimate(difference, found.low, found.high, n)


def p_of_mean(values: Sequence[float]) -> float | None:
    """Return the two-sided p-value that the mean is 0; None for fewer than two values.

    Student's t; where all values are the same, the exact sign-flip test: of 2^n ways to set the signs, two are as far
    from 0.

    >>> round(p_of_mean([1.0, 2.0, 3.0]), 3), p_of_mean([0.5] * 6), p_of_mean([0.0, 0.0]), p_of_mean([1.0])
    (0.074, 0.03125, 1.0, None)
    """
    _check(values)
    n = len(values)
    if n < 2:
        return None
    if not _varied(values):
        return 1.0 if _same(values[0], 0.0) else 2.0 ** (1 - n)
    return float(2 * stdtr(n - 1, -abs(math.fsum(values) / n) / _error(values)))


def p_of_difference(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Return the two-sided p-value that two independent means are equal; None where a sample has fewer than two values.

    Welch's t; where neither sample varies, the exact permutation test: of all ways to deal the values out, at most two
    keep them so apart.

    >>> round(p_of_difference([1.0, 2.0, 3.0], [3.0, 4.0, 5.0]), 3), round(p_of_difference([2.0] * 4, [3.0] * 4), 3)
    (0.07, 0.029)
    """
    _check([*a, *b])
    if min(len(a), len(b)) < 2:
        return None
    if not (_varied(a) or _varied(b)):
        return 1.0 if _same(a[0], b[0]) else 2 / math.comb(len(a) + len(b), len(a))
    return welch_p(*_centred(a, b))


def _centred(a: Sequence[float], b: Sequence[float]) -> tuple[Sums, Sums]:
    """Return the sums around a common centre, so that large values lose no digits."""
    centre = math.fsum([*a, *b]) / (len(a) + len(b))
    first, second = (
        Sums(len(values), math.fsum(v - centre for v in values), math.fsum((v - centre) ** 2 for v in values))
        for values in (a, b)
    )
    return first, second


def _varied(values: Sequence[float]) -> bool:
    return not _same(min(values), max(values))


def _same(a: float, b: float) -> bool:
    """Tell whether two numbers differ by no more than the rounding of a few additions."""
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def _error(values: Sequence[float]) -> float:
    return math.sqrt(_squares(values) / (len(values) - 1) / len(values))


def _squares(values: Sequence[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values)


def _check(values: Sequence[float], confidence: float = 0.95) -> None:
    if not all(math.isfinite(value) for value in values):
        raise InvalidInputError("A value is not a finite number. Leave out what is not known.")
    if not 0 < confidence < 1:
        raise InvalidInputError(f"A confidence of {confidence} is not possible. Choose one between 0 and 1, as 0.95.")
