"""How a metric's value is written for people, by its unit."""

from collections.abc import Callable

from core.glossary.metric import Metric, Unit
from core.numbers.estimates import Estimate
from core.wording import NOT_AVAILABLE, count, duration, money, number, percent, points, signed

MOVEMENTS = {
    "better": "better",
    "worse": "worse",
    "moved": "moved",
    "steady": "steady",
    "not known": NOT_AVAILABLE,
}
STANDINGS = {
    "met": "met",
    "missed": "missed",
    "undecided": "too close to call",
    "watched": "watched",
    "not known": NOT_AVAILABLE,
}


def written(unit: Unit, value: float | None, currency: str) -> str:
    """Write a value.

    >>> written("share", 0.708, "EUR"), written("seconds", 325.3, "EUR"), written("days", 4.21, "EUR")
    ('70.8 %', '5 min 25 s', '4.2 days')
    >>> written("points", -13.51, "EUR"), written("money", 29.281, "USD"), written("score", 4.829, "EUR")
    ('−13.5', '$29.28', '4.83')
    """
    if value is None:
        return NOT_AVAILABLE
    writers: dict[Unit, Callable[[float], str]] = {
        "share": percent,
        "money": lambda amount: money(amount, currency),
        "count": count,
        "seconds": _clock,
        "days": lambda days: f"{number(days)} days",
        "points": lambda value: signed(value).lstrip("+"),
    }
    return writers[unit](value) if unit in writers else number(value, 2)


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60} s" if 60 <= whole < 3600 else duration(seconds)


def interval(unit: Unit, estimate: Estimate, currency: str) -> str:
    """Write the 95 % interval; "not available" where there is none.

    >>> interval("share", Estimate(0.5, 0.4, 0.6, 100), "EUR")
    '40.0 % to 60.0 %'
    """
    if estimate.low is None or estimate.high is None:
        return NOT_AVAILABLE
    return f"{written(unit, estimate.low, currency)} to {written(unit, estimate.high, currency)}"


def change(unit: Unit, difference: float | None, currency: str) -> str:
    """Write a difference of two values, with its sign.

    >>> change("share", -0.012, "EUR"), change("seconds", 12.4, "EUR"), change("money", -0.5, "EUR")
    ('−1.2 pts', '+12.4 s', '−€0.50')
    """
    if difference is None:
        return NOT_AVAILABLE
    if unit == "share":
        return points(difference)
    if unit == "money":
        return ("+" if difference > 0 else "") + money(difference, currency)
    after = {"seconds": " s", "days": " days"}.get(unit, "")
    return signed(difference, 1 if after or unit in ("count", "points") else 2) + after


def target(metric: Metric, currency: str) -> str:
    """Write what the owner wants of a metric.

    >>> from core.glossary.shipped import shipped
    >>> target(shipped()["sla_compliance"], "EUR"), target(shipped()["csat"], "EUR"), target(shipped()["volume"], "EUR")
    ('80.0 % or more', 'no worse than before', 'none: watched')
    """
    if metric.target.kind == "watch":
        return "none: watched"
    if metric.target.value is None:
        return "no worse than before"
    return f"{written(metric.unit, metric.target.value, currency)} or {'more' if metric.sign > 0 else 'less'}"
