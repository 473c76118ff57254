"""What a scope or a question can choose from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.engine import Database
from core.query import sql
from core.text import NOT_GIVEN


@dataclass(frozen=True)
class ScopeChoices:
    """What a scope or a question can choose from: labels in use, sorted, and the days on which journeys start."""

    issues: tuple[str, ...]
    regions: tuple[str, ...]
    segments: tuple[str, ...]
    channels: tuple[str, ...]
    activities: tuple[str, ...]
    touchpoints: tuple[str, ...]
    first_day: date | None
    last_day: date | None


def choices(database: Database) -> ScopeChoices:
    """Return what can be chosen in this dataset."""
    rows = database.read(sql(__package__, "choices.sql")).records()
    labels: dict[str, list[str]] = {}
    for row in rows:
        labels.setdefault(row["kind"], []).append(NOT_GIVEN if row["label"] is None else row["label"])
    days = database.read(sql(__package__, "days.sql")).records()[0]

    def in_use(kind: str) -> tuple[str, ...]:
        return tuple(sorted(labels.get(kind, ()), key=lambda label: (label.casefold(), label)))

    return ScopeChoices(
        in_use("issue"), in_use("region"), in_use("segment"), in_use("channel"), in_use("activity"),
        in_use("touchpoint"),
        first_day=_as_day(days["first_day"]),
        last_day=_as_day(days["last_day"]),
    )  # fmt: skip


def _as_day(value: Any) -> date | None:
    return None if value is None else date(value.year, value.month, value.day)
