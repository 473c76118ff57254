"""Propose what each column means, from names and content."""

import re
from collections import Counter
from collections.abc import Sequence

from core.intake.fields import FIELD_BY_NAME, FIELDS, IDENTITY_FIELDS, Field, FieldType
from core.intake.reading.grids import Grid
from core.intake.reading.model import Column
from core.intake.reading.names import plain_name
from core.intake.reading.times import TimeGuess, guess_times

MOST_COMMON = 60
RESOLVED = (
    "resolved",
    "solved",
    "closed",
    "complete",
    "completed",
    "done",
    "fixed",
    "success",
    "successful",
    "yes",
    "true",
)
UNRESOLVED = (
    "unresolved",
    "not resolved",
    "open",
    "failed",
    "escalated",
    "abandoned",
    "transferred",
    "pending",
    "no",
    "false",
)
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")


def profile(grid: Grid, nulls: Sequence[str]) -> tuple[Column, ...]:
    """Describe each column by its first records."""
    return tuple(_column(grid, place, nulls) for place in range(len(grid.names)))


def filled_cells(grid: Grid, place: int, nulls: Sequence[str]) -> list[str]:
    """Return the given values of a column."""
    texts = [(row[place] or "").strip() for row in grid.rows]
    return [text for text in texts if text and text not in nulls]


def _column(grid: Grid, place: int, nulls: Sequence[str]) -> Column:
    texts = filled_cells(grid, place, nulls)
    distinct = dict.fromkeys(texts)
    blank = 1 - len(texts) / len(grid.rows) if grid.rows else 1.0
    kind = grid.kinds[place]
    if kind in ("time", "zoned"):
        guessed = "time"
    elif not texts:
        guessed = "blank"
    elif _number_share(texts) > 0.9:
        guessed = "number"
    elif (times := guess_times(texts)) and times.share > 0.5:
        guessed = "time"
    else:
        guessed = "category" if len(distinct) <= max(20, len(texts) // 10) else "text"
    common = tuple(Counter(texts).most_common(MOST_COMMON))
    return Column(grid.names[place], tuple(distinct)[:5], guessed, len(distinct), blank, common)


def _number_share(texts: Sequence[str]) -> float:
    return sum(bool(NUMBER.fullmatch(text)) for text in texts) / len(texts)


def time_guess(grid: Grid, place: int, nulls: Sequence[str]) -> TimeGuess | None:
    """Guess how a column's times are written, from its format's own types first."""
    if grid.kinds[place] == "zoned":
        return TimeGuess("iso", 1.0, has_offset=True)
    if grid.kinds[place] == "time":
        texts = filled_cells(grid, place, nulls)
        other = guess_times([text for text in texts if not re.match(r"\d{4}-", text)])
        days = all(len(text) == 10 or text.endswith("00:00:00") for text in texts)
        return TimeGuess(
            f"{other.format}|iso" if other else "iso",
            1.0,
            other.orders if other else (),
            has_local=True,
            date_only=days,
        )
    return guess_times(filled_cells(grid, place, nulls))


def propose(grid: Grid, columns: Sequence[Column], nulls: Sequence[str]) -> dict[str, str]:
    """Propose which column each field is: by name, among columns whose content fits."""
    taken: dict[str, str] = {}
    by_name = {plain_name(column.name): column for column in reversed(columns)}
    for field in FIELDS:
        found = [by_name[name] for name in _names(field) if name in by_name]
        found = [column for column in found if column.name not in taken.values() and _fits(field, column, grid, nulls)]
        if found:
            taken[field.name] = (_most_telling(found) if field.name == "occurred_at" else found[0]).name
    if "occurred_at" not in taken:
        times = [column for column in columns if column.guessed_type == "time" and column.name not in taken.values()]
        named = [by_name[name] for name in _names(FIELD_BY_NAME["occurred_at"]) if name in by_name]
        if times or named:
            taken["occurred_at"] = (_most_telling(times) if times else named[0]).name
    if not {"journey_id", *IDENTITY_FIELDS} & set(taken) and "interaction_id" in taken:
        taken["journey_id"] = taken.pop("interaction_id")
    return {field.name: taken[field.name] for field in FIELDS if field.name in taken}


def _names(field: Field) -> list[str]:
    return list(dict.fromkeys(plain_name(name) for name in (field.name, *field.synonyms, field.label)))


def _most_telling(columns: Sequence[Column]) -> Column:
    """Return the time column that changes most from record to record; the first of equals, blanks count against it."""
    return max(columns, key=lambda column: column.distinct_in_sample * (1 - column.blank_share))


def _fits(field: Field, column: Column, grid: Grid, nulls: Sequence[str]) -> bool:
    if column.guessed_type == "blank":
        return field.type is not FieldType.TIME
    if field.type in (FieldType.TIME, FieldType.DATE):
        times = time_guess(grid, grid.names.index(column.name), nulls)
        return times is not None and times.share >= 0.3
    if field.type is FieldType.NUMBER:
        if plain_name(column.name) == plain_name(field.name):
            return True
        texts = filled_cells(grid, grid.names.index(column.name), nulls)
        return sum(any(letter.isdigit() for letter in text) for text in texts) * 2 >= len(texts)
    return column.guessed_type != "time" or field.type is FieldType.TEXT


def propose_nulls(grid: Grid, known: tuple[str, ...]) -> tuple[str, ...]:
    """Add "?" to the null values when it fills a good part of some column."""
    for place in range(len(grid.names)):
        marks = sum((row[place] or "").strip() == "?" for row in grid.rows)
        if marks >= 2 and marks * 20 >= len(grid.rows):
            return (*known, "?")
    return known


def propose_outcomes(values: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Propose which outcomes mean resolved and which do not; all others are unknown.

    >>> propose_outcomes(["Resolved", "Escalated", "In Call"])
    (('Resolved',), ('Escalated',))
    """
    distinct = sorted(set(values))
    yes = tuple(
        value
        for value in distinct
        if value.casefold() in RESOLVED or value.casefold().startswith(("closed with", "resolved"))
    )
    no = tuple(
        value
        for value in distinct
        if value.casefold() in UNRESOLVED or value.casefold().startswith(("unresolved", "not resolved"))
    )
    return yes, no
