"""What the figures raise: metrics that miss their target or got worse, and data that can't carry them or are old."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.attention.candidate import Candidate, Raised
from core.glossary.metric import Level
from core.glossary.words import written
from core.numbers.shift import Shift
from core.objectives.objective import Objective
from core.objectives.progress import Progress
from core.quality.findings import in_words
from core.quality.measurement import Measurement
from core.scorecard.conflicts import Case
from core.scorecard.findings import conflict_finding, period_words
from core.scorecard.line import Line, Movement
from core.text import counted
from core.wording import day, percent

STALE_DAYS = 45  # a month, and two weeks to bring it in
_LEVELS: dict[Level, int] = {"strategic": 2, "tactical": 1, "operational": 0}
_STILL_WORSE = 3
_WEEKS = (("periods_by", "Weeks"),)  # as the scorecard reads it from the address
_STILL: dict[Movement, str] = {
    "steady": "It is steady within noise, so it will not get there by itself.",
    "better": "It gets better beyond noise, and is not there yet.",
    "not known": "There are too few periods to say where it goes.",
}


def of_metrics(lines: Sequence[Line], currency: str, conflicts: Sequence[Case] = ()) -> list[Candidate]:
    """Return the metrics that miss the target they should reach, or moved the wrong way beyond noise.

    Each thing is told once: a metric that got worse is left to its conflict where it is in one, and to a co-indicator
    of a higher level that got worse as well.
    """
    told = {case.conflict.worse.metric.code for case in conflicts}
    worse = {line.metric.code: line.metric for line in lines if line.movement == "worse"}
    found = []
    for line in lines:
        metric, aimed = line.metric, line.standing == "missed" and line.metric.target.value is not None
        above = [worse[code] for code in metric.co_indicators if code in worse]
        twice = metric.code in told or any(_LEVELS[one.level] > _LEVELS[metric.level] for one in above)
        if aimed or (metric.code in worse and not twice):
            found.append(_metric(line, currency, aimed=aimed))
    return found


def _metric(line: Line, currency: str, *, aimed: bool) -> Candidate:
    metric, worse = line.metric, line.movement == "worse"
    latest = line.judged[-1]
    moved = f"It got worse beyond noise: {_move(line, currency)}" if worse else ""
    if aimed:
        side = "at least" if metric.sign > 0 else "at most"
        target = written(metric.unit, metric.target.value, currency)
        now = written(metric.unit, latest.estimate.value, currency)
        sentence = (
            f"{metric.name} misses its target: {now} in {period_words(latest.period)}, {side} {target} is wanted."
        )
        why, since = moved or _STILL[line.movement], _missed_since(line)
    else:
        sentence = f"{metric.name} got worse beyond noise: {_move(line, currency)}"
        why, since = f"{_chance(line)} {metric.owner} answers for it.", line.judged[-line.recent].period.first_day
    extra = _LEVELS[metric.level] + (_STILL_WORSE if aimed and worse else 0)
    query = (("metric", metric.code), *_WEEKS[: latest.period.kind == "week"])
    return Candidate("metric", sentence, why, "scorecard", query, since, extra)


def _move(line: Line, currency: str) -> str:
    assert isinstance(line.moved, Shift)
    a_day = " a day" if line.metric.statistic == "count" else ""
    recent, before = (written(line.metric.unit, value, currency) for value in (line.moved.recent, line.moved.before))
    return (
        f"{recent}{a_day} on average in the last {counted(line.recent, line.judged[-1].period.kind)}, {before} before."
    )


def _chance(line: Line) -> str:
    return f"If nothing had changed, such a move would come up {percent(line.p)} of the time, all metrics counted."


def _missed_since(line: Line) -> date:
    """Return the first day of the run of periods whose values all lie on the wrong side of the target."""
    target, since = line.metric.target.value or 0.0, line.judged[-1].period.first_day
    for one in reversed(line.judged):
        if ((one.estimate.value or 0.0) - target) * line.metric.sign >= 0:
            break
        since = one.period.first_day
    return since


def of_conflicts(found: Sequence[Case], currency: str) -> list[Raised]:
    """Return the conflicts of metrics on which no ruling holds."""
    raised = []
    for case in found:
        if case.status != "ruled":
            told, worse = conflict_finding(case.conflict, currency), case.conflict.worse
            ran_out = f" The ruling ran out on {day(case.ruling.until)}." if case.ruling else " Nobody ruled on it yet."
            since = worse.judged[-worse.recent].period.first_day
            query = (("metric", worse.metric.code), *_WEEKS[: worse.judged[-1].period.kind == "week"])
            raised.append(Raised(told.point, told.rest + ran_out, since, query))
    return raised


def of_objectives(found: Iterable[tuple[Objective, Progress]]) -> list[Raised]:
    """Return the open objectives that are off track, with the forecast that says so."""
    return [
        Raised(
            f"The objective {one.counting.name} is off track.",
            f"{now.sentence} Set by {one.set_by}, due on {day(one.terms.due_on)}.",
            query=(("objective", one.objective_id),),
        )
        for one, now in found
        if one.closing is None and now.status == "off track"
    ]


def of_quality(warnings: Sequence[Measurement], judged: int) -> list[Candidate]:
    """Return that checks of the data are out of their limits, if any is; `warnings` has the worst one first."""
    if not warnings:
        return []
    verb = "is" if len(warnings) == 1 else "are"
    first = warnings[0].indicator
    return [
        Candidate(
            "quality",
            f"{len(warnings)} of {judged} data checks {verb} out of limits. First: {in_words(warnings[0])}.",
            f"{first.advice} Owner: {first.owner}.",
            "quality",
            extra=5 if first.required else 0,
        )
    ]


def of_age(name: str, data_until: date | None, today: date) -> list[Candidate]:
    """Return that a dataset's last contact is long ago, if it is.

    >>> [one.sentence for one in of_age("Office", date(2026, 9, 30), date(2026, 11, 28))]
    ['The data of Office end on 30 Sep 2026, 59 days ago.']
    """
    if data_until is None or (today - data_until).days <= STALE_DAYS:
        return []
    ago = counted((today - data_until).days, "day")
    sentence = f"The data of {name} end on {day(data_until)}, {ago} ago."
    why = "What is decided now rests on how service was then. Import what came in since."
    return [Candidate("stale", sentence, why, "datasets", since=data_until)]
