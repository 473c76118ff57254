"""Before and after as rows to show, to print and to hand on as CSV."""

from typing import Any

import pandas as pd

from core.objectives.before_after import BeforeAfter, Row
from core.objectives.objective import Objective
from core.objectives.progress import Progress
from core.objectives.publishing import Published
from core.objectives.span import period_words
from core.objectives.words import change, span, written
from core.scorecard.period import Period
from core.wording import NOT_AVAILABLE, number


def shown(found: BeforeAfter) -> pd.DataFrame:
    """Return one row a metric, every value in words."""
    names = (found.before.words(), found.later.words())
    columns = ["Metric", names[0], names[1], "Change", "Verdict", "95 % interval of the change", "Observations",
               "Target", "Owner", "Note"]  # fmt: skip
    return pd.DataFrame([_shown(one, found.currency) for one in found.rows], columns=columns)


def exported(found: BeforeAfter, published: Published | None = None) -> pd.DataFrame:
    """Return one row a metric with plain numbers, and in each row what they rest on."""
    rows = []
    for one in found.rows:
        rows.append({
            "metric": one.name, "code": one.code, "unit": one.unit, "definition_version": one.version,
            "before": one.before.value, "before_low": one.before.low, "before_high": one.before.high,
            "before_n": one.before.n, "later": one.later.value, "later_low": one.later.low,
            "later_high": one.later.high, "later_n": one.later.n, "difference": one.difference.value,
            "difference_low": one.difference.low, "difference_high": one.difference.high, "p_adjusted": one.p,
            "verdict": one.verdict, "target": one.target, "owner": one.owner, "note": one.note,
        })  # fmt: skip
    frame = pd.DataFrame(rows)
    about: dict[str, Any] = {
        "currency": found.currency, "before_from": found.before.first_day, "before_to": found.before.last_day,
        "later_from": found.later.first_day, "later_to": found.later.last_day, "dataset": found.dataset_name,
        "scope": found.scope.describe(), "data_version": found.data_version,
    }  # fmt: skip
    if published is not None:
        about |= {"number": published.number, "published_by": published.published_by,
                  "published_at": published.published_at.isoformat(timespec="seconds"),
                  "comment": published.comment, "digest": published.digest}  # fmt: skip
    return frame.assign(**about)


def guard_lines(objective: Objective, found: Progress) -> list[str]:
    """Return a sentence on each co-indicator: then, now, and whether it clearly moved."""
    currency = objective.baseline.currency
    return [
        f"{one.name}: {one.verdict}. {written(one.unit, one.before.value, currency)} in the baseline, "
        f"{written(one.unit, one.later.value, currency)} since ({change(one.unit, one.difference.value, currency)})."
        if one.sums is not None
        else f"{one.name}: not available. {one.note}"
        for one in found.guards
    ]


def course(objective: Objective, found: Progress) -> pd.DataFrame:
    """Return the readings of an objective, one row a period, the baseline's first and the forecast last.

    `part` says which; values are in the metric's unit, `shown` and `interval` in words.
    """
    kind, unit, currency = objective.baseline.span.kind, objective.counting.unit, objective.baseline.currency
    points = [("baseline", one) for one in objective.baseline.points] + [("since", one) for one in found.since]
    rows = [(part, one.number, one.value, one.low, one.high, one.n) for part, one in points]
    if found.forecast is not None:
        ahead = found.forecast
        rows.append(("forecast", ahead.number, ahead.value, ahead.low, ahead.high, None))  # type: ignore[arg-type]
    frame = pd.DataFrame(rows, columns=["part", "number", "value", "low", "high", "n"])
    return frame.assign(
        day=[Period(number, kind).first_day for number in frame["number"]],
        period=[period_words(kind, number) for number in frame["number"]],
        shown=[written(unit, value, currency) for value in frame["value"]],
        interval=[span(unit, *bounds, currency) for bounds in _bounds(frame)],
    )


def cone(objective: Objective, found: Progress) -> pd.DataFrame:
    """Return the forecast as it opens from the last reading: two rows of day, value, low, high; none without one."""
    kind, rows = objective.baseline.span.kind, []
    if found.forecast is not None and found.latest is not None:
        last, ahead = found.latest, found.forecast
        rows = [(last.number, last.value, last.value, last.value), (ahead.number, ahead.value, ahead.low, ahead.high)]
    frame = pd.DataFrame(rows, columns=["number", "value", "low", "high"])
    return frame.assign(day=[Period(int(number), kind).first_day for number in frame["number"]])


def _bounds(frame: pd.DataFrame) -> list[tuple[float | None, float | None]]:
    return [
        (None if pd.isna(low) else float(low), None if pd.isna(high) else float(high))
        for low, high in zip(frame["low"], frame["high"], strict=True)
    ]


def _shown(one: Row, currency: str) -> tuple[str, ...]:
    low, high = one.difference.low, one.difference.high
    interval = (
        NOT_AVAILABLE
        if low is None or high is None
        else (f"{change(one.unit, low, currency)} to {change(one.unit, high, currency)}")
    )
    seen = f"{number(one.before.n, 0)} and {number(one.later.n, 0)}"
    return (
        one.name, written(one.unit, one.before.value, currency), written(one.unit, one.later.value, currency),
        change(one.unit, one.difference.value, currency), one.verdict, interval, seen, one.target, one.owner, one.note,
    )  # fmt: skip
