"""The difference of two shares that strata have in common: like cases compared with like."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import InvalidInputError
from core.numbers.proportions import Interval, normal_quantile


@dataclass(frozen=True)
class Stratum:
    """Of like cases: `n_a` of one kind, `successes_a` of them with the outcome, and the same of the other kind."""

    successes_a: int
    n_a: int
    successes_b: int
    n_b: int

    def __post_init__(self) -> None:
        if not (0 <= self.successes_a <= self.n_a and 0 <= self.successes_b <= self.n_b):
            raise InvalidInputError("A stratum's successes must lie between 0 and its cases.")


def common_difference(strata: Sequence[Stratum], confidence: float = 0.95) -> Interval | None:
    """Return the share of a less that of b, strata held fixed: the Mantel-Haenszel risk difference.

    A stratum weighs n_a n_b / (n_a + n_b), so one with one kind alone says nothing; it is the slope of least squares
    with the strata held fixed as well. Its error holds for few large and for many small strata. None where no stratum
    has both kinds, or nothing varies. Source: Greenland, Robins (1985), Biometrics 41:55-68; the error by Sato,
    Greenland, Robins (1989), Biometrics 45:1323-1324.

    By hand: 8 of 10 against 6 of 10, and 3 of 10 against 1 of 10: the difference is 0.2 in both.

    >>> found = common_difference([Stratum(8, 10, 6, 10), Stratum(3, 10, 1, 10)])
    >>> round(found.value, 6), round(found.low, 3), round(found.high, 3), found.n
    (0.2, -0.059, 0.459, 40)
    """
    both = [each for each in strata if each.n_a and each.n_b]
    weight = math.fsum(each.n_a * each.n_b / (each.n_a + each.n_b) for each in both)
    if not weight:
        return None
    value = math.fsum(
        (each.successes_a * each.n_b - each.successes_b * each.n_a) / (each.n_a + each.n_b) for each in both
    )
    per_value = math.fsum(
        (
            each.successes_b * each.n_a**2
            - each.successes_a * each.n_b**2
            + each.n_a * each.n_b * (each.n_b - each.n_a) / 2
        )
        / (each.n_a + each.n_b) ** 2
        for each in both
    )
    plain = math.fsum(
        (each.successes_a * (each.n_b - each.successes_b) + each.successes_b * (each.n_a - each.successes_a))
        / (each.n_a + each.n_b)
        for each in both
    )
    variance = value / weight * per_value + plain / 2
    if variance <= 0:
        return None
    reach = normal_quantile(confidence) * math.sqrt(variance) / weight
    n = sum(each.n_a + each.n_b for each in both)
    return Interval(value / weight, value / weight - reach, value / weight + reach, n)
