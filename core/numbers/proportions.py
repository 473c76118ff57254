"""Intervals for shares of counted things, and for two of them compared."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from core.errors import InvalidInputError


@dataclass(frozen=True)
class Interval:
    """A value with its confidence interval, and the number of observations it rests on."""

    value: float
    low: float
    high: float
    n: int


def wilson(successes: int, n: int, confidence: float = 0.95) -> Interval:
    """Return a share with Wilson's score interval, without continuity correction.

    Source: Wilson (1927); Newcombe (1998), Statistics in Medicine 17:857-872, method 3: 81 of 263 is 0.2553 to 0.3662.

    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    _check(successes, n)
    z = normal_quantile(confidence)
    share = successes / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == n else middle + half
    return Interval(share, low, high, n)


def newcombe(successes_a: int, n_a: int, successes_b: int, n_b: int, confidence: float = 0.95) -> Interval:
    """Return the difference of two independent shares, a - b, with Newcombe's hybrid score interval.

    Source: Newcombe (1998), Statistics in Medicine 17:873-890, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339.

    >>> found = newcombe(56, 70, 48, 80)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    a, b = wilson(successes_a, n_a, confidence), wilson(successes_b, n_b, confidence)
    difference = a.value - b.value
    low = difference - math.hypot(a.value - a.low, b.high - b.value)
    high = difference + math.hypot(a.high - a.value, b.value - b.low)
    return Interval(difference, low, high, n_a + n_b)


def share_ratio(successes_a: int, n_a: int, successes_b: int, n_b: int, confidence: float = 0.95) -> Interval | None:
    """Return the ratio of two independent shares, a / b, with Katz's log interval; None when either count is 0.

    Source: Katz, Baptista, Azen, Pike (1978), Biometrics 34:469-474. With 104 of 11,037 against 189 of 11,034 (heart
    attacks with aspirin and placebo; Agresti, Categorical Data Analysis, section 3.1.4) it gives 0.55, 0.43 to 0.70.

    >>> found = share_ratio(104, 11037, 189, 11034)
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (0.55, 0.43, 0.7)
    """
    _check(successes_a, n_a)
    _check(successes_b, n_b)
    if successes_a == 0 or successes_b == 0:
        return None
    ratio = (successes_a / n_a) / (successes_b / n_b)
    error = math.sqrt(1 / successes_a - 1 / n_a + 1 / successes_b - 1 / n_b)
    reach = math.exp(normal_quantile(confidence) * error)
    return Interval(ratio, ratio / reach, ratio * reach, n_a + n_b)


def normal_quantile(confidence: float) -> float:
    """Return how many standard errors a two-sided interval reaches to each side.

    >>> round(normal_quantile(0.95), 6)
    1.959964
    """
    if not 0 < confidence < 1:
        raise InvalidInputError(f"A confidence of {confidence} is not possible. Choose one between 0 and 1, as 0.95.")
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def _check(successes: int, n: int) -> None:
    if n < 1 or not 0 <= successes <= n:
        raise InvalidInputError(f"{successes} of {n} is not a share. The count must lie between 0 and the total.")
