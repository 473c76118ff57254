"""A metric's value in one period, with its interval, from the sums that the glossary's query counts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.glossary.metric import Metric
from core.numbers.counts import poisson
from core.numbers.estimates import Estimate
from core.numbers.means import Sums, mean_of_sums
from core.numbers.proportions import Interval, wilson
from core.numbers.ratios import Pairs, ratio_of_sums
from core.scorecard.period import Period

SCALES = {"csat": "1 to 5", "csat_mean": "1 to 5", "ces": "1 to 7", "nps": "0 to 10"}
_POINTS = 100.0


@dataclass(frozen=True)
class Reading:
    """One metric in one period: its value and 95 % interval in the metric's unit, and the sums they come from.

    `settled` is False while data still to come can change it; such a reading is shown and never judged.
    """

    period: Period
    estimate: Estimate
    pairs: Pairs
    settled: bool


def pairs_of(metric: Metric, row: Mapping[Any, Any]) -> Pairs:
    """Return a metric's sums from a row of its query: each statistic is a ratio of two sums over n observations."""
    code = metric.code

    def one(suffix: str = "") -> float:
        return float(row[f"{code}{suffix}"])

    if metric.statistic == "count":
        return Pairs(1, one(), one() ** 2, 1.0, 1.0, one())
    if metric.statistic == "ratio":
        return Pairs(int(one("_n")), one(), one("_squares"), one("_of"), one("_of_squares"), one("_products"))
    n = int(one("_of"))
    squares = one() if metric.statistic in ("share", "reported share") else one("_squares")
    return Pairs(n, one(), squares, float(n), float(n), one())


def added(many: Sequence[Pairs]) -> Pairs:
    """Return the sums over several periods or groups together."""
    return Pairs(
        sum(one.n for one in many),
        *(math.fsum(getattr(one, name) for one in many)
          for name in ("top", "top_squares", "bottom", "bottom_squares", "products")),
    )  # fmt: skip


def value_of(metric: Metric, pairs: Pairs) -> float | None:
    """Return the value in the metric's unit; None where nothing is below the line."""
    if metric.statistic == "count":
        return pairs.top
    return scale_of(metric) * pairs.top / pairs.bottom if pairs.bottom > 0 else None


def scale_of(metric: Metric) -> float:
    """Return what a ratio of the sums is multiplied by: points are hundredths."""
    return _POINTS if metric.unit == "points" else 1.0


def estimate_of(metric: Metric, pairs: Pairs) -> Estimate:
    """Return the value with its 95 % interval: Wilson for a share, Student's t for a mean and for NPS (an answer counts
    1, 0 or -1, so this is the multinomial variance), Fieller for a ratio, exact Poisson for a count.

    `low` and `high` are None where the values allow no interval.
    """
    value, n = value_of(metric, pairs), pairs.n
    if value is None:
        return Estimate(None, None, None, 0)
    interval: Interval | None
    if metric.statistic == "count":
        interval, n = poisson(round(pairs.top)), round(pairs.top)
    elif metric.statistic in ("share", "reported share"):
        interval = wilson(round(pairs.top), n)
    elif metric.statistic == "mean":
        interval = mean_of_sums(Sums(n, pairs.top, pairs.top_squares))
    else:
        interval = ratio_of_sums(pairs)
    if interval is None:
        return Estimate(value, None, None, n)
    scale = scale_of(metric)
    low, high = scale * interval.low, scale * interval.high
    if metric.unit == "share":  # a ratio of contacts knows no bounds
        low, high = max(0.0, low), min(1.0, high)
    return Estimate(value, low, high, n)


def errors_of(metric: Metric, readings: Sequence[Reading]) -> tuple[float, ...]:
    """Return the sampling error of each reading if all came from one process: what a control chart is drawn with."""
    if metric.statistic == "count":
        a_day = sum(one.pairs.top for one in readings) / sum(days_of(one.period) for one in readings)
        return tuple(math.sqrt(a_day / days_of(one.period)) for one in readings)
    together = added([one.pairs for one in readings])
    ratio = together.top / together.bottom
    residual = together.top_squares - 2 * ratio * together.products + ratio * ratio * together.bottom_squares
    spread = max(0.0, residual) / together.n
    return tuple(scale_of(metric) * math.sqrt(one.pairs.n * spread) / one.pairs.bottom for one in readings)


def charted(metric: Metric, reading: Reading) -> float:
    """Return what a control chart plots: the value, but a count by day, as months differ in length."""
    value = reading.estimate.value or 0.0
    return value / days_of(reading.period) if metric.statistic == "count" else value


def days_of(period: Period) -> int:
    """Return how many days a period has."""
    return (period.last_day - period.first_day).days + 1
