"""A changed definition as it is kept: what an office may set of a metric. How it is counted stays as it is shipped."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.errors import InvalidInputError
from core.glossary.metric import Metric, Parameter, Target
from core.glossary.shipped import shipped
from core.wording import count, significant

KIND = "metric_definition"
TEXTS = ("name", "meaning", "formula", "owner", "level", "direction", "reason")
FIXED = ("code", "sql", "statistic", "unit", "side", "settles")
MOST_NAME, MOST_NAMES = 80, 50
# What a parameter may be, both ends included: beyond, a metric would count all or nothing.
LIMITS = {
    "satisfied_from": (1, 5), "horizon_days": (1, 1825), "wait_limit_seconds": (1, 86_400),
    "written_limit_seconds": (1, 2_592_000),
}  # fmt: skip


def body_of(metric: Metric) -> dict[str, Any]:
    """Return what is kept of a definition; `from_body` reads it back.

    >>> metric = shipped()["csat"]
    >>> from_body(metric, body_of(metric), 1).parameters == metric.parameters
    True
    """
    return {
        "name": metric.name, "meaning": metric.meaning, "formula": metric.formula, "owner": metric.owner,
        "level": metric.level, "direction": metric.direction, "target_kind": metric.target.kind,
        "target_value": _short(metric.target.value), "target_basis": metric.target.basis,
        "co_indicators": list(metric.co_indicators),
        **{one.name: list(one.value) if isinstance(one.value, tuple) else _short(one.value)
           for one in metric.parameters},
        "since": metric.since.isoformat(), "reason": metric.reason,
    }  # fmt: skip


def from_body(as_shipped: Metric, body: Mapping[str, Any], kept_version: int) -> Metric:
    """Return the metric that a kept body makes of the shipped one; `kept_version` is the document's.

    Version 1 is the shipped one, so that the first kept document is version 2. Raises `InvalidInputError` when the body
    is not one of a definition.
    """
    try:
        value = body["target_value"]
        found = replace(
            as_shipped,
            **{name: _text(body[name]) for name in TEXTS},
            target=Target(body["target_kind"], None if value is None else _number(value), _text(body["target_basis"])),
            co_indicators=tuple(_text(code) for code in _list(body["co_indicators"])),
            parameters=_parameters(as_shipped, body),
            since=date.fromisoformat(body["since"]),
            version=kept_version + 1,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInputError(f"What is kept for {as_shipped.name} is not a definition: {error!r}.") from error
    fits(as_shipped, found)
    return found


def fits(as_shipped: Metric, metric: Metric) -> None:
    """Raise `InvalidInputError` unless a metric differs from the shipped one only in what an office may set."""
    other = [name for name in FIXED if getattr(metric, name) != getattr(as_shipped, name)]
    if other:
        raise InvalidInputError(f"{', '.join(other)} of {metric.name} can't be changed: they are how it is counted.")
    if len(metric.name) > MOST_NAME or metric.name != " ".join(metric.name.split()):
        raise InvalidInputError(f"A name has up to {MOST_NAME} characters on one line, without blanks around it.")
    unknown = [code for code in metric.co_indicators if code not in shipped()]
    if unknown or len(set(metric.co_indicators)) < len(metric.co_indicators):
        raise InvalidInputError(f"The co-indicators of {metric.name} are metrics of the glossary, each once.")
    value = metric.target.value
    if value is not None and not math.isfinite(value):
        raise InvalidInputError(f"The target of {metric.name} is not a number. Write one.")
    named = [[(one.name, one.meaning) for one in each.parameters] for each in (as_shipped, metric)]
    if named[0] != named[1]:
        raise InvalidInputError(f"The parameters of {metric.name} have fixed names: only their values can be set.")
    for before, after in zip(as_shipped.parameters, metric.parameters, strict=True):
        _fits(before, after)


def _fits(before: Parameter, after: Parameter) -> None:
    if isinstance(before.value, tuple) != isinstance(after.value, tuple):
        raise InvalidInputError(f"{before.meaning}: this takes {_kind(before)}, not {_kind(after)}.")
    if isinstance(after.value, tuple):
        if len(after.value) > MOST_NAMES or not all(0 < len(one.strip()) <= MOST_NAME for one in after.value):
            raise InvalidInputError(f"{before.meaning}: up to {MOST_NAMES} names of 1 to {MOST_NAME} characters.")
        return
    low, high = LIMITS[before.name]
    if not low <= after.value <= high:
        raise InvalidInputError(
            f"{before.meaning}: {significant(after.value)} is outside of {count(low)} to {count(high)}."
        )


def _kind(parameter: Parameter) -> str:
    return "names" if isinstance(parameter.value, tuple) else "a number"


def _parameters(as_shipped: Metric, given: Mapping[str, Any]) -> tuple[Parameter, ...]:
    unknown = set(given) - set(body_of(as_shipped)) - {"effect"}
    if unknown:
        raise ValueError(f"this version of the app does not know {', '.join(sorted(unknown))}")
    return tuple(
        replace(one, value=tuple(_text(name) for name in _list(given[one.name])))
        if isinstance(one.value, tuple)
        else replace(one, value=_number(given[one.name]))
        for one in as_shipped.parameters
    )


def _short(value: float | None) -> float | None:
    """Return a whole number as such, so that 4.0 in place of 4 is no change."""
    return int(value) if value is not None and value == int(value) else value


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return value
