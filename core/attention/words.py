"""How a governed metric is written in a sentence."""

from core.glossary.metric import Metric
from core.scorecard.line import Line, Movement
from core.scorecard.period import Period
from core.wording import count, day, duration, money, number, percent, signed

MOVEMENTS: dict[Movement, str] = {
    "better": "Better beyond noise",
    "worse": "Worse beyond noise",
    "moved": "Moved beyond noise",
    "steady": "Steady",
    "not known": "Too early",
}


def written(metric: Metric, value: float | None, currency: str) -> str:
    """Write a value of a metric with its unit.

    >>> from core.glossary.shipped import shipped
    >>> written(shipped()["csat"], 0.512, "EUR"), written(shipped()["nps"], -13.5, "EUR")
    ('51.2 %', '−14 points')
    """
    if value is None:
        return count(None)
    return {
        "count": lambda: count(value),
        "share": lambda: percent(value),
        "money": lambda: money(value, currency),
        "seconds": lambda: duration(value),
        "days": lambda: f"{number(value)} days",
        "score": lambda: number(value, 2),
        "points": lambda: f"{signed(value, 0)} points",
        "channels": lambda: number(value, 2),
    }[metric.unit]()


def name_of(period: Period) -> str:
    """Write a period.

    >>> name_of(Period(24301, "month")), name_of(Period(0, "week"))
    ('Feb 2025', 'week of 5 Jan 1970')
    """
    return f"{period.first_day:%b %Y}" if period.kind == "month" else f"week of {day(period.first_day)}"


def standing_words(line: Line, currency: str) -> str:
    """Write how a metric stands to its target."""
    target = line.metric.target
    if target.value is None:
        hold = {"met": "holds", "missed": "does not hold"}
        return "no target" if target.kind == "watch" else hold.get(line.standing, "not known yet")
    wanted = written(line.metric, target.value, currency)
    words = {
        "met": "meets its target of",
        "missed": "misses its target of",
        "undecided": "within error of its target of",
    }
    return f"{words.get(line.standing, 'its target is')} {wanted}"


def evidence(line: Line, currency: str) -> tuple[str, ...]:
    """Write what the latest value rests on: its 95 % interval; how many it was counted from, and in which period."""
    latest = line.latest
    if latest is None:
        return (line.why_not,)
    estimate = latest.estimate
    counted = f"n {count(estimate.n)}, {name_of(latest.period)}"
    if estimate.low is None or estimate.high is None:
        return (counted,)
    low, high = (written(line.metric, end, currency) for end in (estimate.low, estimate.high))
    return f"{low} to {high}", counted
