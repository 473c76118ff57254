"""How many stay, and how long: curves from counts per day that keep in those who were not followed to the end."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate
from core.numbers.proportions import normal_quantile, wilson
from core.wording import count, significant

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Counts:
    """How many left and how many were last seen (censored) at each time: all that a curve of one group needs.

    Times rise, in any unit. Whoever is censored at a time was still there at it.

    >>> Counts.of([6, 6, 7], [True, False, True]).n
    3
    """

    times: Floats
    left: Floats
    censored: Floats

    def __post_init__(self) -> None:
        if not len(self.times) == len(self.left) == len(self.censored):
            raise InvalidInputError("Each time needs a count of those who left and one of those last seen.")
        if np.any(np.diff(self.times) <= 0) or np.any(self.left < 0) or np.any(self.censored < 0):
            raise InvalidInputError("Times must rise and counts be 0 or more.")

    @property
    def n(self) -> int:
        """How many were followed."""
        return int(self.left.sum() + self.censored.sum())

    @staticmethod
    def of(times: ArrayLike, left: ArrayLike) -> "Counts":
        """Count single observations: the time of leaving, or of the last sight where `left` is false."""
        at, gone = np.asarray(times, dtype=float), np.asarray(left, dtype=bool)
        distinct, place = np.unique(at, return_inverse=True)
        leaving, seen = (np.bincount(place, each, len(distinct)).astype(float) for each in (gone, ~gone))
        return Counts(distinct, leaving, seen)


@dataclass(frozen=True, eq=False)
class Curve:
    """The share still there after each time. `at_risk`: followed up to just before it. `variance`: of log(share)."""

    times: Floats
    at_risk: Floats
    left: Floats
    share: Floats
    variance: Floats
    n: int

    @property
    def events(self) -> int:
        """How many left while followed."""
        return int(self.left.sum())

    def place(self, horizon: float) -> int:
        """Return the place of the last time up to the horizon; -1 before the first."""
        return int(np.searchsorted(self.times, horizon, side="right")) - 1

    def followed(self, horizon: float) -> int:
        """Return how many are known to be there at the horizon or left at it: the n of the curve's end.

        >>> kaplan_meier(Counts.of([6, 6, 7, 9], [1, 0, 1, 0])).followed(7)
        2
        """
        later = int(np.searchsorted(self.times, horizon, side="left"))
        return int(self.at_risk[later]) if later < len(self.times) else 0


def kaplan_meier(counts: Counts) -> Curve:
    """Return the product-limit curve with Greenwood's variance.

    Sources: Kaplan, Meier (1958), JASA 53:457-481; Greenwood (1926), Reports on Public Health 33:1-26.
    By hand: of 4, one leaves at 6 (3/4 stay), one is last seen at 6, one of the remaining 2 leaves at 7: 3/4 x 1/2.

    >>> kaplan_meier(Counts.of([6, 6, 7, 9], [1, 0, 1, 0])).share.tolist()
    [0.75, 0.375, 0.375]
    """
    total = counts.left + counts.censored
    at_risk = np.asarray(np.cumsum(total[::-1])[::-1], dtype=np.float64)
    stay = at_risk - counts.left
    share: Floats = np.cumprod(np.divide(stay, at_risk, out=np.ones_like(at_risk), where=at_risk > 0), dtype=np.float64)
    part = np.divide(counts.left, at_risk * stay, out=np.zeros_like(at_risk), where=(at_risk > 0) & (stay > 0))
    return Curve(counts.times, at_risk, counts.left, share, np.cumsum(part), counts.n)


def share_at(curve: Curve, horizon: float, confidence: float = 0.95) -> Estimate:
    """Return the share still there at the horizon, with a log-log interval; None where nobody was followed so far.

    Nothing is extrapolated. Before the first leaving the interval is Wilson's for those followed. Source of the
    log-log interval: Kalbfleisch, Prentice (1980), The Statistical Analysis of Failure Time Data, section 1.3.

    >>> found = share_at(kaplan_meier(Counts.of([6, 6, 7, 9], [1, 0, 1, 0])), 7)
    >>> found.value, round(found.low, 3), round(found.high, 3), share_at(kaplan_meier(Counts.of([6], [0])), 7).value
    (0.375, 0.011, 0.808, None)
    """
    n = curve.followed(horizon)
    place = curve.place(horizon)
    share = float(curve.share[place]) if place >= 0 else 1.0
    if share == 0:
        return Estimate(0.0, None, None, curve.n)
    if n == 0:
        return Estimate(None, None, None, 0)
    if share == 1:
        return Estimate(1.0, wilson(n, n, confidence).low, 1.0, n)
    error = math.sqrt(curve.variance[place]) / abs(math.log(share))
    reach = math.exp(normal_quantile(confidence) * error)
    return Estimate(share, share**reach, share ** (1 / reach), n)


def unavailable_at(curve: Curve, horizon: float, unit: str = "days") -> str:
    """Say why the share at a horizon can't be known, or what its interval lacks; empty where nothing is amiss.

    >>> unavailable_at(kaplan_meier(Counts.of([6, 6], [0, 0])), 7)
    'Not available: nobody was followed for 7 days; the longest was 6.'
    """
    if curve.n == 0:
        return "Not available: there is nobody in this group."
    found = share_at(curve, horizon)
    if found.value is None:
        return (
            f"Not available: nobody was followed for {significant(horizon)} {unit}; the longest was "
            f"{significant(float(curve.times[-1]))}."
        )
    if found.value == 1:
        return (
            f"Nobody left within {significant(horizon)} {unit}: the interval says how many could, given "
            f"{count(found.n)} followed."
        )
    return f"All had left within {significant(horizon)} {unit}." if found.value == 0 else ""


def median_time(curve: Curve) -> float | None:
    """Return the first time at which half or fewer are still there; None when the curve never falls so far.

    >>> median_time(kaplan_meier(Counts.of([6, 6, 7, 9], [1, 0, 1, 0]))), median_time(kaplan_meier(Counts.of([6], [0])))
    (7.0, None)
    """
    low = np.flatnonzero(curve.share <= 0.5 + 1e-12)
    return float(curve.times[low[0]]) if len(low) else None


def restricted_mean(curve: Curve, horizon: float, confidence: float = 0.95) -> Estimate:
    """Return the mean time stayed within the horizon (area under the curve up to it), in the unit of time.

    None where nobody was followed so far. The interval uses Greenwood's variance only (independent observations).
    Source: Irwin (1949), Journal of Hygiene 47:188-189; variance as in Klein, Moeschberger (2003), section 4.5.
    By hand: 6 at share 1, then 1 at 0.75.

    >>> restricted_mean(kaplan_meier(Counts.of([6, 6, 7, 9], [1, 0, 1, 0])), 7).value
    6.75
    """
    if share_at(curve, horizon).value is None:
        return Estimate(None, None, None, curve.n)
    inside = curve.times < horizon
    edges = np.concatenate(([0.0], curve.times[inside], [horizon]))
    heights = np.concatenate(([1.0], curve.share[inside]))
    areas = np.diff(edges) * heights
    rest = np.cumsum(areas[::-1])[::-1][1:]  # the area from each time on
    variance = float((rest**2 * np.diff(np.concatenate(([0.0], curve.variance[inside])))).sum())
    mean, reach = float(areas.sum()), normal_quantile(confidence) * math.sqrt(variance)
    return Estimate(mean, max(0.0, mean - reach), min(float(horizon), mean + reach), curve.n)


def difference_at(a: Curve, b: Curve, horizon: float, confidence: float = 0.95, covariance: float = 0.0) -> Estimate:
    """Return the difference of two shares at a horizon, a - b, with an interval put together from their own two.

    `covariance` is that of the two shares where the same customers are in both groups. Source: Zou, Donner (2008),
    Statistics in Medicine 27:1693-1702 (method of variance estimates recovery; of two binomials it is Newcombe's).

    >>> one, other = (kaplan_meier(Counts.of([6, 6, 7, 9], left)) for left in ([0, 0, 1, 0], [1, 1, 1, 0]))
    >>> difference_at(one, other, 8).value
    0.25
    """
    first, second = share_at(a, horizon, confidence), share_at(b, horizon, confidence)
    n = first.n + second.n
    if first.value is None or second.value is None:
        return Estimate(None, None, None, n)
    difference = first.value - second.value
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return Estimate(difference, None, None, n)
    errors = [each.value * math.sqrt(_variance_at(curve, horizon)) for each, curve in ((first, a), (second, b))]  # type: ignore[operator]
    together = max(-1.0, min(1.0, covariance / (errors[0] * errors[1]))) if min(errors) > 0 else 0.0
    down = _combined(first.value - first.low, second.high - second.value, together)
    up = _combined(first.high - first.value, second.value - second.low, together)
    return Estimate(difference, max(-1.0, difference - down), min(1.0, difference + up), n)


def _variance_at(curve: Curve, horizon: float) -> float:
    place = curve.place(horizon)
    return float(curve.variance[place]) if place >= 0 else 0.0


def _combined(one: float, other: float, together: float) -> float:
    return math.sqrt(max(0.0, one * one + other * other - 2 * together * one * other))
