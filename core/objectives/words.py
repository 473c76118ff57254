"""Values of a metric compared over periods of different length, and values as people type them."""

from core.glossary import words
from core.glossary.metric import Unit
from core.wording import NOT_AVAILABLE, number

# What stands behind the field in which somebody types a value.
TYPED_IN: dict[Unit, str] = {
    "count": "a day", "share": "%", "money": "", "seconds": "seconds", "days": "days", "score": "score",
    "points": "points", "channels": "channels",
}  # fmt: skip


def written(unit: Unit, value: float | None, currency: str) -> str:
    """Write a value as the glossary does, but a count by day, as periods differ in length.

    >>> written("share", 0.641, "EUR"), written("count", 41.25, "EUR"), written("count", None, "EUR")
    ('64.1 %', '41.2 a day', 'not available')
    """
    return f"{number(value)} a day" if unit == "count" and value is not None else words.written(unit, value, currency)


def change(unit: Unit, value: float | None, currency: str) -> str:
    """Write a difference of two values, with its sign where it is not written as nothing.

    >>> change("share", -0.032, "EUR"), change("score", -0.001, "EUR"), change("count", 2.0, "EUR")
    ('−3.2 pts', '0.00', '+2.0 a day')
    """
    text = words.change(unit, value, currency) + (" a day" if unit == "count" and value is not None else "")
    return text if value is None or any(digit in text for digit in "123456789") else text.lstrip("+−")


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
    """Return a value from what was typed; the other way round of `typed`.

    >>> read("share", 65.0)
    0.65
    """
    return value / 100 if unit == "share" else value
