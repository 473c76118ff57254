"""The steps in which the workbook finds an internal rate of return, in the very order of its cells."""

import math
from typing import NamedTuple

import numpy as np

from core.business_case.cash import Numbers

STEPS = 30
LEAST, MOST = -36.0, 70.0  # of ln(1 + rate): no rate of a case lies beyond, and ten years at them are still numbers
NEAR = 1e-9  # a last gap below it is none
NOTHING = 1e-12  # of a gap: what rounding leaves, so both bounds stay


class Step(NamedTuple):
    """One step: the bounds, the logarithm of 1 + rate that is tried, how far off it is, and the slope there."""

    low: float
    high: float
    tried: float
    gap: float
    slope: float


def steps(late: Numbers, early: Numbers, times: Numbers, changes: int) -> list[Step]:
    """Return the steps towards the one rate at which flows before and after their change of sign are worth the same.

    `late` and `early` are the flows after and before it, each 0 or more. The difference of the logarithms of their
    present values falls all the way as the rate rises, so there is one meeting point. Newton's method from 0, halved
    where it would leave the bounds. With another number of `changes` nothing is looked for.

    By hand: 110 in a year for 100 now is ln(1.1).

    >>> found = steps(np.array([0.0, 110.0]), np.array([100.0, 0.0]), np.array([0.0, 1.0]), 1)
    >>> round(math.exp(found[-1].tried) - 1, 12)
    0.1
    """
    low, high, tried = LEAST, MOST, 0.0
    found: list[Step] = []
    for _ in range(STEPS):
        gap, slope = _meeting(late, early, times, tried) if changes == 1 else (0.0, -1.0)
        found.append(Step(low, high, tried, gap, slope))
        low, high = (tried if gap > NOTHING else low), (tried if gap < -NOTHING else high)
        newton = tried - gap / slope
        tried = newton if low <= newton <= high else (low + high) / 2
    return found


def _meeting(late: Numbers, early: Numbers, times: Numbers, tried: float) -> tuple[float, float]:
    worth = np.exp(-tried * times)
    after, before = float((late * worth).sum()), float((early * worth).sum())
    slope = float((early * times * worth).sum()) / before - float((late * times * worth).sum()) / after
    return math.log(after) - math.log(before), slope
