"""The mapping of a file nobody has mapped yet, each guess told and each doubt asked; and one that is remembered."""

from dataclasses import replace
from pathlib import Path

from core.intake.fields import IDENTITY_FIELDS
from core.intake.plan import Mapping
from core.intake.reading.grids import Grid
from core.intake.reading.labels import clean_label
from core.intake.reading.model import Guess, Question
from core.intake.reading.names import plain_name
from core.intake.reading.proposing import filled_cells, profile, propose, propose_outcomes, time_guess
from core.intake.reading.times import TimeGuess
from core.wording import percent

Told = tuple[list[Guess], list[Question]]


def refit(known: Mapping, names: tuple[str, ...]) -> Mapping | None:
    """Return a remembered mapping in the file's own names when it fits all of its columns."""
    by_plain = {plain_name(name): name for name in reversed(names)}
    wanted = [*known.columns.values(), *known.activity_parts]
    if not wanted or not all(plain_name(name) in by_plain for name in wanted):
        return None
    columns = {field: by_plain[plain_name(name)] for field, name in known.columns.items()}
    parts = tuple(by_plain[plain_name(name)] for name in known.activity_parts)
    return replace(known, columns=columns, activity_parts=parts)


def guess_mapping(file_name: str, grid: Grid, nulls: tuple[str, ...], told: Told) -> Mapping:
    """Propose a mapping; adds its guesses and questions to `told`."""
    columns = propose(grid, profile(grid, nulls), nulls)
    mapping = Mapping(clean_label(Path(file_name).name.split(".")[0]) or "file", columns, null_values=nulls)
    if times := _times(grid, columns, "occurred_at", nulls):
        mapping = replace(mapping, time_format=times.format)
        _tell_times(columns["occurred_at"], times, told)
    dates = [_times(grid, columns, name, nulls) for name in ("customer_since", "customer_left_on")]
    if given := next((date for date in dates if date is not None), None):
        mapping = replace(mapping, date_format=given.format)
        if given.orders and not any(question.code == "date_order" for question in told[1]):
            told[1].append(
                Question("date_order", "Is the day or the month first in the dates? They fit both.", given.orders)
            )
    if "outcome" in columns:
        values = filled_cells(grid, grid.names.index(columns["outcome"]), nulls)
        resolved, unresolved = propose_outcomes(values)
        mapping = replace(mapping, resolved_values=resolved, unresolved_values=unresolved)
    if columns.get("activity") == "concept:name" and "lifecycle:transition" in grid.names:
        mapping = replace(mapping, activity_parts=("lifecycle:transition",))
    for field, name in columns.items():
        named = plain_name(name) == plain_name(field)
        told[0].append(Guess(f"column of {field}", name, "the same name" if named else "its name and content", named))
    return mapping


def _times(grid: Grid, columns: dict[str, str], field: str, nulls: tuple[str, ...]) -> TimeGuess | None:
    return time_guess(grid, grid.names.index(columns[field]), nulls) if field in columns else None


def _tell_times(column: str, times: TimeGuess, told: Told) -> None:
    guesses, questions = told
    why = f"{percent(times.share, 0)} of the first times fit"
    guesses.append(Guess("time_format", times.format, why, not times.orders, times.orders))
    if times.orders:
        text = f"Is the day or the month first in “{column}”? The dates fit both."
        questions.append(Question("date_order", text, times.orders))
    if times.format == "excel_serial":
        text = f"Are the numbers in “{column}” Excel serial dates?"
        questions.append(Question("time_format", text, ("excel_serial", "iso")))
    if times.has_local and not times.date_only:
        text = f"The times in “{column}” have no offset. In which time zone are they?"
        questions.append(Question("zone", text, ("UTC",)))


def required(mapping: Mapping, names: tuple[str, ...]) -> list[Question]:
    """Ask for what no contact can do without."""
    given = {*mapping.columns, *mapping.fixed}
    found = []
    if "occurred_at" not in given:
        found.append(Question("required", "Which column holds the time of contact?", names))
    if not given & {"journey_id", *IDENTITY_FIELDS}:
        text = "Which column says who the customer is, or which case the contact belongs to?"
        found.append(Question("required", text, names))
    if "channel" not in given and not found:
        text = "Which column says on which channel the contact took place? None was recognised."
        found.append(Question("channel", text, names))
    return found
