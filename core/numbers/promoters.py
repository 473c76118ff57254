"""The net promoter score with its interval."""

import math

from core.errors import InvalidInputError
from core.numbers.proportions import Interval, normal_quantile, wilson


def net_promoter(promoters: int, passives: int, detractors: int, confidence: float = 0.95) -> Interval:
    """Return the share of promoters less that of detractors, -1 to 1, with the interval of a multinomial sample.

    The variance is (p + d - (p - d)^2) / n; the interval is cut at -1 and 1. Where all answered alike it would have no
    width; there it reaches as far as Wilson's interval lets the answers that nobody gave go, all of them to the other
    end. From few and one-sided answers it is too narrow: of 20 answers it holds the truth in 88 to 92 of 100 cases
    instead of 95 (simulated), of 150 in 94. Raises InvalidInputError for no answers. Source: Rocks (2016), The American
    Statistician 70:365-372 (Wald).

    By hand: 291 of 1,162 less 395 is -0.0895; the error is sqrt((0.2504 + 0.3399 - 0.0080) / 1162) = 0.0224.

    >>> found = net_promoter(291, 476, 395)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4), found.n
    (-0.0895, -0.1334, -0.0456, 1162)
    """
    answers, n = (promoters, passives, detractors), promoters + passives + detractors
    if n < 1 or min(answers) < 0:
        raise InvalidInputError("A net promoter score needs at least one answer, and no count below 0.")
    z = normal_quantile(confidence)
    value = (promoters - detractors) / n
    if n in answers:
        reach = wilson(0, n, confidence).high * (1 if passives else 2)
    else:
        reach = z * math.sqrt(((promoters + detractors) / n - value * value) / n)
    return Interval(value, max(-1.0, value - reach), min(1.0, value + reach), n)
