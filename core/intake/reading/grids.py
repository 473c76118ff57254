"""The head of any file as a grid of text: names and the first records, whatever the format."""

from dataclasses import dataclass

from core.intake.plan import Dialect
from core.intake.reading.dialects import first_rows
from core.intake.reading.header import find_header

SAMPLE = 500


@dataclass(frozen=True)
class Grid:
    """The first records as text. `kinds` holds what the format itself says of a column: "", time, zoned, number."""

    names: tuple[str, ...]
    rows: list[list[str | None]]
    kinds: tuple[str, ...]
    notices: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    header_line: int = 1
    header_why: str = ""


def text_grid(head: bytes, dialect: Dialect, *, whole: bool) -> Grid:
    """Return the head of a separated text."""
    header = find_header(head, dialect, final=whole)
    rows = first_rows(head[header.data_at :], dialect.delimiter, whole=whole, most=SAMPLE)
    width = len(header.names)
    fitting: list[list[str | None]] = [list(row.cells) for row in rows if len(row.cells) == width]
    ragged = len(rows) - len(fitting)
    notices = header.notices
    if ragged:
        notices = (
            *notices,
            f"{ragged} of the first {len(rows)} records do not have {width} fields and would be rejected.",
        )
    return Grid(header.names, fitting, ("",) * width, notices)
