"""How a metric is written on a card: whether it moved, how it stands to its target, and what its value rests on."""

from core.glossary.words import interval, written
from core.scorecard.line import Line, Movement
from core.scorecard.period import Period
from core.wording import count, day

MOVEMENTS: dict[Movement, str] = {
    "better": "Better",
    "worse": "Worse",
    "moved": "Moved",
    "steady": "Steady",
    "not known": "Too early",
}
_WORDS = {"met": "meets its target of", "missed": "misses its target of", "undecided": "within error of its target of"}


def standing_words(line: Line, currency: str) -> str:
    """Write how a metric stands to its target; one to hold has no value to name."""
    target = line.metric.target
    if target.value is None:
        hold = {"met": "meets its target: no worse", "missed": "misses its target: no worse"}
        return "no target" if target.kind == "watch" else hold.get(line.standing, "not known yet")
    return f"{_WORDS.get(line.standing, 'its target is')} {written(line.metric.unit, target.value, currency)}"


def evidence(line: Line, currency: str) -> tuple[str, ...]:
    """Write what the latest value rests on: its 95 % interval; how many it was counted from, and in which period."""
    latest = line.latest
    if latest is None:
        return (line.why_not,)
    counted = f"n {count(latest.estimate.n)}, {short_name(latest.period)}"
    if latest.estimate.low is None:
        return (counted,)
    return interval(line.metric.unit, latest.estimate, currency), counted


def short_name(period: Period) -> str:
    """Write a period where there is little room.

    >>> short_name(Period(24301, "month")), short_name(Period(0, "week"))
    ('Feb 2025', 'week of 5 Jan 1970')
    """
    return f"{period.first_day:%b %Y}" if period.kind == "month" else f"week of {day(period.first_day)}"
