"""Values of metrics as people read them, by their unit."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from core import wording
from core.glossary.metric import Direction, Metric, Unit

DIRECTIONS: Mapping[Direction, str] = MappingProxyType(
    {"up": "more is better", "down": "less is better", "context": "neither"}
)
_WRITE: Mapping[Unit, Callable[[float], str]] = MappingProxyType(
    {"count": wording.count, "share": wording.percent, "seconds": wording.duration, "points": wording.signed}
)


def written(unit: Unit, value: float | None, currency: str) -> str:
    """Write a value in its unit; unknown is "not available".

    >>> written("share", 0.9123, "EUR"), written("money", 12.5, "EUR"), written("days", 3.25, "EUR")
    ('91.2 %', '€12.50', '3.2 days')
    >>> written("count", 1204, "EUR"), written("seconds", 95, "EUR"), written("score", None, "EUR")
    ('1,204', '1.6 min', 'not available')
    """
    if value is None:
        return wording.NOT_AVAILABLE
    if unit == "money":
        return wording.money(value, currency)
    if unit == "days":
        return f"{wording.number(value)} days"
    write: Callable[[float], str] = _WRITE.get(unit, lambda score: wording.number(score, 2))
    return write(value)


def target_words(metric: Metric, currency: str) -> str:
    """Say what the owner wants of a metric.

    >>> from core.glossary.shipped import shipped
    >>> target_words(shipped()["sla_compliance"], "EUR"), target_words(shipped()["volume"], "EUR")
    ('80.0 % or more', 'watched, no target')
    """
    if metric.target.value is None:
        return "no worse than before" if metric.target.kind == "hold" else "watched, no target"
    return f"{written(metric.unit, metric.target.value, currency)} or {'more' if metric.direction == 'up' else 'less'}"
