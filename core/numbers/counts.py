"""Intervals for counts of rare events."""

from scipy.special import gammaincinv

from core.errors import InvalidInputError
from core.numbers.proportions import Interval


def poisson(count: int, confidence: float = 0.95) -> Interval:
    """Return a count with Garwood's exact interval of a Poisson mean; divide all by the time for a rate.

    At least as sure as it says, so somewhat wide. Raises InvalidInputError for a count below 0. Source: Garwood (1936),
    Biometrika 28:437-442.

    By hand: with a mean of 3.689, no event happens in exp(-3.689) = 0.025 of all cases.

    >>> found = poisson(0)
    >>> found.low, round(found.high, 3), round(poisson(10).low, 3), round(poisson(10).high, 2)
    (0.0, 3.689, 4.795, 18.39)
    """
    if count < 0:
        raise InvalidInputError(f"A count of {count} is not possible. It must be 0 or more.")
    if not 0 < confidence < 1:
        raise InvalidInputError(f"A confidence of {confidence} is not possible. Choose one between 0 and 1, as 0.95.")
    tail = (1 - confidence) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return Interval(float(count), low, float(gammaincinv(count + 1, 1 - tail)), count)
