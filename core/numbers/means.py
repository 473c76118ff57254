"""Means from their sums, and the difference of two of them."""

import math
from dataclasses import dataclass

from scipy.special import stdtr, stdtrit

from core.errors import InvalidInputError
from core.numbers.proportions import Interval


@dataclass(frozen=True)
class Sums:
    """The number of values, their sum, and the sum of their squares: all that a mean and its error need."""

    n: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        """The mean; raises `InvalidInputError` without values."""
        if self.n < 1:
            raise InvalidInputError("There is no mean of no values.")
        return self.total / self.n

    @property
    def variance(self) -> float:
        """The sample variance, of two values or more.

        >>> Sums(3, 6.0, 14.0).variance
        1.0
        """
        if self.n < 2:
            raise InvalidInputError("A variance needs at least two values.")
        return max(0.0, (self.squares - self.total * self.total / self.n) / (self.n - 1))

    @staticmethod
    def of(mean: float, deviation: float, n: int) -> "Sums":
        """Return the sums of n values with this mean and sample standard deviation.

        >>> Sums.of(2.0, 1.0, 3)
        Sums(n=3, total=6.0, squares=14.0)
        """
        return Sums(n, mean * n, deviation * deviation * (n - 1) + mean * mean * n)


def mean_of_sums(sums: Sums, confidence: float = 0.95) -> Interval | None:
    """Return the mean with Student's t interval; None below two values or where they don't vary.

    Source: Student (1908), Biometrika 6:1-25.

    >>> found = mean_of_sums(Sums(3, 6.0, 14.0))
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (2.0, -0.48, 4.48)
    """
    if sums.n < 2 or sums.variance <= 0:
        return None
    reach = float(stdtrit(sums.n - 1, 0.5 + confidence / 2)) * math.sqrt(sums.variance / sums.n)
    return Interval(sums.mean, sums.mean - reach, sums.mean + reach, sums.n)


def welch(a: Sums, b: Sums, confidence: float = 0.95) -> Interval:
    """Return the difference of two independent means, a - b, with Welch's interval (variances may differ).

    Degrees of freedom by Welch-Satterthwaite. Source: Welch (1947), Biometrika 34:28-35.

    >>> found = welch(Sums.of(20.6, 3.0, 15), Sums.of(22.1, 1.0, 15))
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (-1.5, -3.22, 0.22)
    """
    if not 0 < confidence < 1:
        raise InvalidInputError(f"A confidence of {confidence} is not possible. Choose one between 0 and 1, as 0.95.")
    difference = a.mean - b.mean
    part_a, part_b = a.variance / a.n, b.variance / b.n
    if part_a + part_b == 0:
        return Interval(difference, difference, difference, a.n + b.n)
    freedom = _freedom(a, b)
    reach = float(stdtrit(freedom, 0.5 + confidence / 2)) * math.sqrt(part_a + part_b)
    return Interval(difference, difference - reach, difference + reach, a.n + b.n)


def welch_p(a: Sums, b: Sums) -> float | None:
    """Return the two-sided p-value that two independent means are equal; None where neither varies.

    Source: Welch (1947), Biometrika 34:28-35. It is below 0.05 exactly where `welch` leaves 0 out.

    >>> round(welch_p(Sums.of(20.6, 3.0, 15), Sums.of(22.1, 1.0, 15)), 3)
    0.084
    """
    error = math.sqrt(a.variance / a.n + b.variance / b.n)
    return None if error == 0 else float(2 * stdtr(_freedom(a, b), -abs(a.mean - b.mean) / error))


def _freedom(a: Sums, b: Sums) -> float:
    """Return Welch-Satterthwaite's degrees of freedom."""
    part_a, part_b = a.variance / a.n, b.variance / b.n
    return (part_a + part_b) ** 2 / (part_a**2 / (a.n - 1) + part_b**2 / (b.n - 1))
