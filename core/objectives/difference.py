"""One metric in two spans of time, from its sums alone: the difference, later less before, with its interval."""

import math

from core.contract import SMALL_SAMPLE
from core.glossary.metric import Metric
from core.numbers.counts import poisson
from core.numbers.estimates import Estimate
from core.numbers.means import Sums, welch
from core.numbers.proportions import Interval, newcombe
from core.numbers.ratios import Pairs, difference_of, ratio_of_sums
from core.scorecard.reading import estimate_of, scale_of

_SMALLEST_P = 1e-12
_STEPS = 60


def estimate_in(metric: Metric, sums: Pairs, days: int) -> Estimate:
    """Return a metric's value over a span of so many days, with its 95 % interval; a count by day."""
    found = estimate_of(metric, sums)
    if metric.statistic != "count" or found.value is None:
        return found
    low, high = (None if bound is None else bound / days for bound in (found.low, found.high))
    return Estimate(found.value / days, low, high, found.n)


def difference(
    metric: Metric, before: Pairs, later: Pairs, days: tuple[int, int], confidence: float = 0.95
) -> Interval | None:
    """Return later less before: Newcombe's interval for shares, Welch's for means, MOVER from Fieller's for ratios and
    from the exact Poisson's for counts by day; None where the values allow none.

    `days` are those of the two spans. Sources: see `newcombe`, `welch`, `difference_of`.
    """
    if metric.statistic == "count":
        rates = [
            Interval(one.value / length, one.low / length, one.high / length, one.n)
            for one, length in zip((poisson(round(p.top), confidence) for p in (later, before)),
                                   (days[1], days[0]), strict=True)
        ]  # fmt: skip
        return difference_of(rates[0], rates[1])
    if metric.statistic in ("share", "reported share"):
        if not (before.n and later.n):
            return None
        return newcombe(round(later.top), later.n, round(before.top), before.n, confidence)
    if metric.statistic == "mean":
        return _means(metric, before, later, confidence)
    first, last = ratio_of_sums(before, confidence), ratio_of_sums(later, confidence)
    return None if first is None or last is None else difference_of(last, first)


def p_value(metric: Metric, before: Pairs, later: Pairs, days: tuple[int, int]) -> float | None:
    """Return how unlikely so large a difference is without any: 1 less the confidence at which the interval touches 0.

    So it is below 0.05 exactly where the 95 % interval leaves 0 out, whichever interval a metric has.
    """
    if difference(metric, before, later, days) is None:
        return None

    def leaves_out(p: float) -> bool:
        found = difference(metric, before, later, days, 1 - p)
        return found is not None and (found.low > 0 or found.high < 0)

    if leaves_out(_SMALLEST_P):
        return _SMALLEST_P
    low, high = _SMALLEST_P, 1.0
    for _ in range(_STEPS):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if leaves_out(middle) else (middle, high)
    return high


def enough(metric: Metric, sums: Pairs) -> bool:
    """Tell whether anything may be concluded from so many observations."""
    return metric.statistic == "count" or sums.n >= SMALL_SAMPLE


def _means(metric: Metric, before: Pairs, later: Pairs, confidence: float) -> Interval | None:
    first, last = (Sums(one.n, one.top, one.top_squares) for one in (before, later))
    if min(first.n, last.n) < 2 or first.variance + last.variance <= 0:
        return None
    found, scale = welch(last, first, confidence), scale_of(metric)
    return Interval(scale * found.value, scale * found.low, scale * found.high, found.n)
