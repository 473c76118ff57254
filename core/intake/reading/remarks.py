"""Sentences about the first values of a file that a person should read before loading it."""

import re

from core.intake.plan import Mapping
from core.intake.reading.grids import Grid
from core.intake.reading.proposing import filled_cells, time_guess
from core.intake.reading.times import guess_times
from core.wording import percent

SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+\d+")
IDS = ("interaction_id", "journey_id", "customer_id", "account", "phone")


def id_remarks(mapping: Mapping, grid: Grid, nulls: tuple[str, ...]) -> list[str]:
    """Say which ids look like scientific notation."""
    found = []
    for name in IDS:
        column = mapping.columns.get(name)
        if column not in grid.names:
            continue
        marked = [text for text in filled_cells(grid, grid.names.index(column), nulls) if SCIENTIFIC.fullmatch(text)]
        if marked:
            found.append(
                f"Ids in “{column}” look like scientific notation ({marked[0]}): a spreadsheet has "
                "probably destroyed them. "
                "Export the file again with the column as text."
            )
    return found


def time_remarks(mapping: Mapping, grid: Grid, nulls: tuple[str, ...], *, settled: bool) -> list[str]:
    """Say how many of the first times do not fit, and whether a settled format differs from what is seen."""
    column = mapping.columns.get("occurred_at")
    if column not in grid.names:
        return []
    place = grid.names.index(column)
    times = time_guess(grid, place, nulls)
    if times is None:
        return [f"No time was recognised in “{column}”."]
    seen = {times.format, *times.orders}
    found = []
    if (
        settled
        and mapping.time_format not in seen
        and not set(times.format.split("|")) <= set(mapping.time_format.split("|"))
    ):
        found.append(f"The times in “{column}” look like {times.format}, but {mapping.time_format} is set.")
    texts = filled_cells(grid, place, nulls)
    if not settled and times.share < 1:
        other = [text for text in texts if guess_times([text]) is None]
        example = f", for example “{other[0]}”" if other else ""
        found.append(
            f"{percent(1 - times.share)} of the first times are not in the format {times.format} and would "
            f"be rejected{example}."
        )
    return found
