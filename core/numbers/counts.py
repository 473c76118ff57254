"""An interval for a count."""

from scipy.special import gammaincinv

from core.numbers.proportions import Interval


def poisson(count: int, confidence: float = 0.95) -> Interval:
    """Return a count with Garwood's exact Poisson interval.

    Source: Garwood (1936), Biometrika 28:437-442.

    >>> found = poisson(10)
    >>> round(found.low, 3), round(found.high, 3)
    (4.795, 18.39)
    """
    tail = (1 - confidence) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return Interval(float(count), low, float(gammaincinv(count + 1, 1 - tail)), count)
