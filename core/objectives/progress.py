"""How far an objective has come, whether it will be reached by its due date, and what suffered meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.glossary.metric import Metric
from core.numbers.forecast import LineAhead, line_ahead
from core.numbers.proportions import normal_quantile
from core.numbers.unavailable import Unavailable
from core.objectives.before_after import Row, before_after
from core.objectives.objective import Objective, Point
from core.objectives.setting import point, settled
from core.objectives.smart import due_number
from core.objectives.span import Span, period_words
from core.objectives.words import span, written
from core.scorecard.scorecard import Scorecard
from core.text import counted
from core.wording import day, percent

Status = Literal["reached", "on track", "at risk", "off track", "too early", "not available"]
ORDER: tuple[Status, ...] = ("off track", "at risk", "on track", "reached", "too early", "not available")
ON_TRACK, OFF_TRACK = 0.7, 0.3
LEAST_SINCE = 3
CONFIDENCE = 0.80


@dataclass(frozen=True)
class Forecast:
    """Where the line through the baseline and all since leads in the last period before the due date.

    `low` and `high` hold 80 of 100 such readings while the line goes on; `chance` is that of the target or better.
    """

    number: int
    value: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True)
class Progress:
    """`since` are the settled readings after the baseline; `way_share` is how much of the way the last of them has
    come, below 0 where it went the wrong way. `guards` compare each co-indicator in the baseline with all since.
    """

    status: Status
    sentence: str
    since: tuple[Point, ...] = ()
    way_share: float | None = None
    forecast: Forecast | None = None
    guards: tuple[Row, ...] = ()
    note: str = ""

    @property
    def latest(self) -> Point | None:
        """The last settled reading."""
        return self.since[-1] if self.since else None

    @property
    def suffered(self) -> tuple[str, ...]:
        """The names of the co-indicators that got worse."""
        return tuple(one.name for one in self.guards if one.verdict == "worse")


def metrics_for(objective: Objective, metrics: Mapping[str, Metric]) -> tuple[Metric, ...]:
    """Return the metrics to read the scorecard with: all as they are defined now, the objective's as it was."""
    frozen = objective.counting.metric(metrics.get(objective.counting.metric_code))
    return tuple(frozen if frozen and one.code == frozen.code else one for one in metrics.values())


def progress(objective: Objective, card: Scorecard, metrics: Mapping[str, Metric], today: date) -> Progress:
    """Return an objective's progress from a scorecard of its scope, read with `metrics_for`."""
    code = objective.counting.metric_code
    if objective.counting.metric(metrics.get(code)) is None:
        return Progress("not available", "The metric is no longer counted as it was when this was set, so nothing can "
                        "be compared with the baseline. Set a new objective.")  # fmt: skip
    line = card.of(code)
    since = tuple(point(one) for one in settled(line) if one.period.number > objective.baseline.span.last)
    note = _note(objective, metrics[code])
    if not since:
        why = f" {line.why_not}" if line.why_not else ""
        every = objective.baseline.span.kind
        return Progress("too early", f"No {every} after the baseline is settled yet.{why}", note=note)
    forecast = _forecast(objective, since)
    status, sentence = _status(objective, since, forecast, today)
    base = objective.baseline.value
    return Progress(
        status, sentence, since, (since[-1].value - base) / (objective.terms.target - base),
        forecast if isinstance(forecast, Forecast) else None, _guards(objective, card, since), note,
    )  # fmt: skip


def errors_of(points: Sequence[Point | None]) -> list[float | None] | None:
    """Return the standard errors of the values, from their intervals; None where one of them has no interval."""
    reach = 2 * normal_quantile(0.95)
    errors = [
        None if one is None else (one.high - one.low) / reach if one.low is not None and one.high is not None else 0.0
        for one in points
    ]
    return errors if all(one is None or one > 0 for one in errors) else None


def _forecast(one: Objective, since: Sequence[Point]) -> Forecast | Unavailable | None:
    due, last = due_number(one), since[-1].number
    if due <= last:
        return None
    known = {each.number: each for each in (*one.baseline.points, *since)}
    places = [known.get(number) for number in range(one.baseline.span.first, last + 1)]
    values = [None if each is None else each.value for each in places]
    ahead = line_ahead(values, due - last, errors_of(places), CONFIDENCE)
    if isinstance(ahead, Unavailable):
        return ahead
    low, high = _within(one, ahead)
    chance = ahead.chance_of_reaching(one.terms.target, "up" if one.counting.sign > 0 else "down")
    return Forecast(due, min(max(ahead.value, low), high), max(ahead.low, low), min(ahead.high, high), chance)


def _within(one: Objective, ahead: LineAhead) -> tuple[float, float]:
    """Return the bounds that a value of this unit can't leave."""
    unit = one.counting.unit
    if unit == "points":
        return -100.0, 100.0
    return 0.0, 1.0 if unit == "share" else max(ahead.high, 0.0)


def _status(
    one: Objective, since: Sequence[Point], forecast: Forecast | Unavailable | None, today: date
) -> tuple[Status, str]:
    unit, currency, kind = one.counting.unit, one.baseline.currency, one.baseline.span.kind
    latest, due = since[-1], due_number(one)
    target = written(unit, one.terms.target, currency)
    stands = f"{written(unit, latest.value, currency)} in {period_words(kind, latest.number)}, the target is {target}."
    if forecast is None:
        last = next(each for each in reversed(since) if each.number <= due) if since[0].number <= due else None
        if last is None:
            return "not available", "No period between the baseline and the due date has a settled value."
        stood = (
            f"{written(unit, last.value, currency)} in {period_words(kind, last.number)}, the last before the due date"
        )
        return ("reached" if one.meets(last.value) else "off track"), f"It was {stood}; the target was {target}."
    if _is_there(one, since):
        return "reached", f"It is {stands}"
    overdue = " The due date has passed; its period is not settled yet." if today > one.terms.due_on else ""
    if len(since) < LEAST_SINCE:
        so_far = counted(len(since), f"settled {kind}")
        return "too early", f"{so_far} so far; it takes {LEAST_SINCE} to see a direction. It is {stands}{overdue}"
    if isinstance(forecast, Unavailable):
        return "too early", f"{forecast.reason} It is {stands}{overdue}"
    status: Status = "at risk"
    if forecast.chance >= ON_TRACK:
        status = "on track"
    elif forecast.chance < OFF_TRACK:
        status = "off track"
    ahead = (
        f"If it goes on like this it is {written(unit, forecast.value, currency)} by {day(one.terms.due_on)} "
        f"(80 % interval {span(unit, forecast.low, forecast.high, currency)}); the chance of {target} or better is "
        f"{percent(forecast.chance, 0)}."
    )
    return status, ahead + overdue


def _is_there(one: Objective, since: Sequence[Point]) -> bool:
    """Tell whether the target is reached beyond chance: by the whole interval, or by two readings in a row."""
    latest = since[-1]
    worst = latest.low if one.counting.sign > 0 else latest.high
    if not one.meets(latest.value):
        return False
    return (worst is not None and one.meets(worst)) or (len(since) > 1 and one.meets(since[-2].value))


def _guards(one: Objective, card: Scorecard, since: Sequence[Point]) -> tuple[Row, ...]:
    known = {line.metric.code for line in card.lines}
    codes = [code for code in one.why.guards if code in known]
    if not codes:
        return ()
    base = one.baseline.span
    later = Span(base.kind, base.last + 1, since[-1].number)
    return before_after(card, (base, later), "", codes).rows


def _note(one: Objective, now: Metric) -> str:
    frozen = one.counting.metric(now)
    if frozen is not None and frozen.counts_like(now):
        return ""
    return (
        f"The definition is now version {now.version} and counts otherwise; this objective is read by version "
        f"{one.counting.metric_version}, which its baseline was counted by."
    )
