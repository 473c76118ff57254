"""Setting an objective: its baseline is read from the scorecard once, and frozen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from core.errors import InvalidInputError
from core.glossary.metric import Metric
from core.objectives.objective import Baseline, Counting, Objective, Point, Terms, Why
from core.objectives.span import Span
from core.scope import Scope
from core.scorecard.line import MOST_BEFORE, Line
from core.scorecard.reading import Reading, added, estimate_of
from core.scorecard.scorecard import Scorecard

LEAST_NOISE = 6
LONGEST_DAYS = 3660


def can_be_set(metric: Metric) -> bool:
    """Tell whether an objective can be set for a metric: one way must be better, and it must not grow with time."""
    return bool(metric.sign) and metric.statistic != "count"


def running(scope: Scope) -> Scope:
    """Return a scope without its days: an objective is read for as long as it runs."""
    return replace(scope, period_from=None, period_to=None)


@dataclass(frozen=True)
class Wanted:
    """What somebody wants of a metric: over which span it is measured first, what shall be reached, and why."""

    metric_code: str
    baseline: Span
    terms: Terms
    why: Why


def set_objective(card: Scorecard, wanted: Wanted, objective_id: str, today: date) -> Objective:
    """Return an objective with its baseline as the scorecard has it now; `keeping.save` keeps it.

    Raises `InvalidInputError` where the metric can't have one, where the baseline has no settled value, or where
    target, date, owner, reason or co-indicators are missing or impossible.
    """
    span, terms, why = wanted.baseline, wanted.terms, wanted.why
    line = card.of(wanted.metric_code)
    if not can_be_set(line.metric):
        raise InvalidInputError(f"{line.metric.name} is read beside others; more of it is neither better nor worse. "
                                "Choose a metric that has a direction.")  # fmt: skip
    if not 0 < (terms.due_on - today).days <= LONGEST_DAYS:
        raise InvalidInputError("The due date lies in the future, at most ten years ahead. Choose another day.")
    unknown = sorted(set(why.guards) - {one.metric.code for one in card.lines})
    if unknown:
        raise InvalidInputError(f"There is no metric {', '.join(unknown)}. Choose co-indicators from the glossary.")
    baseline = frozen_baseline(card, line, span)
    return Objective(objective_id, card.source.dataset_id, running(card.source.scope), _counting(line.metric), baseline,
                     terms, why)  # fmt: skip


def frozen_baseline(card: Scorecard, line: Line, span: Span) -> Baseline:
    """Return where a metric stood in a span; raises `InvalidInputError` where a period of it has no settled value."""
    if span.kind != card.kind:
        raise InvalidInputError(f"The baseline is in {span.kind}s, the scorecard in {card.kind}s. Choose one of them.")
    readings = settled(line)
    inside = [one for one in readings if span.holds(one.period.number)]
    if len(inside) != span.periods:
        raise InvalidInputError(
            f"{line.metric.name} has a settled value in {len(inside)} of the {span.periods} periods of the baseline. "
            + (line.why_not or "Choose periods that are over and have data.")
        )
    sums = added([one.pairs for one in inside])
    whole = estimate_of(line.metric, sums)
    assert whole.value is not None  # each of its periods has one
    before = [point(one) for one in readings if one.period.number < span.first]
    known = [point(one) for one in readings if one.period.number <= span.last][-MOST_BEFORE[card.kind] - 1 :]
    sign = line.metric.sign
    return Baseline(
        span, whole.value, whole.low, whole.high, whole.n, sums, tuple(map(point, inside)), noise_of(known),
        best=max((one.value for one in before), key=lambda value: value * sign, default=None), earlier=len(before),
        data_version=card.source.data_version, currency=card.source.currency,
    )  # fmt: skip


def settled(line: Line) -> list[Reading]:
    """Return the readings that have a value and that no data to come can change."""
    return [one for one in line.readings if one.settled and one.estimate.value is not None]


def point(reading: Reading) -> Point:
    """Return a reading as a point."""
    one = reading.estimate
    assert one.value is not None
    return Point(reading.period.number, one.value, one.low, one.high, one.n)


def noise_of(points: Sequence[Point]) -> float | None:
    """Return the mean size of the change from one period to the next; None below six periods.

    >>> noise_of([Point(number, value, None, None, 1) for number, value in enumerate([1, 2, 1, 2, 1, 4])])
    1.4
    """
    steps = [abs(two.value - one.value) for one, two in pairwise(points) if two.number == one.number + 1]
    return math.fsum(steps) / len(steps) if len(steps) >= LEAST_NOISE - 1 else None


def _counting(metric: Metric) -> Counting:
    parameters = tuple((one.name, one.value) for one in metric.parameters)
    return Counting(metric.code, metric.version, metric.name, metric.unit, metric.sql, metric.statistic, metric.sign,
                    parameters)  # fmt: skip
