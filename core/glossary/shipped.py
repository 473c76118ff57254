"""The glossary as it is shipped, read from its file."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import InvalidInputError
from core.glossary.metric import Metric, Parameter, Target
from core.query import sql

SINCE = date(2026, 11, 28)


@cache
def shipped() -> Mapping[str, Metric]:
    """Return every shipped metric by its code, in the order of the file.

    >>> shipped()["csat"].co_indicators, shipped()["nps"].sign, shipped()["handle_time"].sign
    (('handle_time', 'cost_per_resolution'), 1, -1)
    """
    content = tomllib.loads((Path(__file__).parent / "metrics.toml").read_text(encoding="utf-8"))
    found = {code: _metric(code, row) for code, row in content.items()}
    for metric in found.values():
        unknown = [code for code in metric.co_indicators if code not in found]
        if unknown:
            raise InvalidInputError(f"{metric.code} names co-indicators that don't exist: {', '.join(unknown)}.")
    return found


def statement(metric: Metric) -> str:
    """Return the SQL that counts a metric; a sentence for what is reported and not counted."""
    if metric.sql == "reported":
        return "-- Reported from another system, not counted from interactions."
    return sql(__package__, f"{metric.sql}.sql")


def _metric(code: str, row: Mapping[str, Any]) -> Metric:
    given = dict(row)
    target = {"value": None, **given.pop("target")}
    parameters = tuple(
        Parameter(one["name"], one["meaning"], tuple(one["value"]) if isinstance(one["value"], list) else one["value"])
        for one in given.pop("parameters", ())
    )
    try:
        return Metric(
            code=code, target=Target(**target), parameters=parameters, since=SINCE, version=1, reason="As shipped.",
            co_indicators=tuple(given.pop("co_indicators")), **given,
        )  # fmt: skip
    except TypeError as error:
        raise InvalidInputError(f"The definition of {code} has a field too many or too few: {error}.") from error
