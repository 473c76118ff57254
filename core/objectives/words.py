"""Values of a metric written for people, in the metric's unit, and read from what people type."""

from collections.abc import Sequence

from core.glossary.metric import Unit
from core.wording import NOT_AVAILABLE, duration, money, number, percent, points, signed

# What stands behind the field in which somebody types a value.
TYPED_IN: dict[Unit, str] = {
    "count": "a day", "share": "%", "money": "", "seconds": "seconds", "days": "days", "score": "score",
    "points": "points", "channels": "channels",
}  # fmt: skip

_BEHIND: dict[Unit, tuple[int, str]] = {"count": (1, " a day"), "days": (2, " days"), "points": (1, " points")}


def written(unit: Unit, value: float | None, currency: str) -> str:
    """Write a value; counts are by day, as periods differ in length.

    >>> written("share", 0.641, "EUR"), written("money", 12.5, "EUR"), written("count", 41.25, "EUR")
    ('64.1 %', '€12.50', '41.2 a day')
    """
    if value is None:
        return NOT_AVAILABLE
    if unit == "share":
        return percent(value)
    if unit == "money":
        return money(value, currency)
    if unit == "seconds":  # handle times differ by seconds: one decimal of a minute would hide that
        return f"{number(value / 60, 2)} min" if 120 <= abs(value) < 7200 else duration(value)
    digits, behind = _BEHIND.get(unit, (2, ""))
    return number(value, digits).replace("-", "−") + behind


def change(unit: Unit, value: float | None, currency: str) -> str:
    """Write a difference of two values, with its sign.

    >>> change("share", -0.032, "EUR"), change("money", 1.2, "EUR"), change("score", -0.001, "EUR")
    ('−3.2 pts', '+€1.20', '0.00')
    """
    if value is None:
        return NOT_AVAILABLE
    if unit == "share":
        text = points(value)
    elif unit in ("money", "seconds"):
        text = ("−" if value < 0 else "+") + written(unit, abs(value), currency)
    else:
        digits, behind = _BEHIND.get(unit, (2, ""))
        text = signed(value, digits) + behind
    return text if any(digit in text for digit in "123456789") else text[1:]


def span(unit: Unit, low: float | None, high: float | None, currency: str) -> str:
    """Write an interval.

    >>> span("share", 0.61, 0.67, "EUR"), span("share", None, 0.67, "EUR")
    ('61.0 % to 67.0 %', 'not available')
    """
    if low is None or high is None:
        return NOT_AVAILABLE
    return f"{written(unit, low, currency)} to {written(unit, high, currency)}"


def typed(unit: Unit, value: float) -> float:
    """Return what a value is typed as: a share in percent.

    >>> typed("share", 0.65), typed("days", 2.5)
    (65.0, 2.5)
    """
    return round(value * 100, 6) if unit == "share" else value


def read(unit: Unit, value: float) -> float:
    """Return a value from what was typed; the other way round of `typed`."""
    return value / 100 if unit == "share" else value


def listed(names: Sequence[str]) -> str:
    """Return names as one phrase.

    >>> listed(["CSAT"]), listed(["CSAT", "CES", "NPS"])
    ('CSAT', 'CSAT, CES and NPS')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
