"""Excel workbooks (xlsx, xls, ods) as records of text; real date cells become ISO text."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine as calamine

from core.errors import FileRefusedError
from core.intake.plan import Dialect
from core.intake.reading.batch import Batch, RowBatches
from core.intake.reading.dialects import Row, guess_header
from core.intake.reading.grids import SAMPLE, Grid
from core.intake.reading.names import column_names
from core.intake.reading.opening import check_bounds
from core.wording import count

TRIED = 30


def cell_text(value: Any, decimal: str) -> str | None:  # noqa: PLR0911 - one per kind of cell
    """Return a cell as text: whole numbers without a point, real dates and times in ISO form, blanks as None.

    >>> cell_text(4848023.0, "."), cell_text(1.5, ","), cell_text(datetime(2026, 1, 5, 9, 30), ".")
    ('4848023', '1,5', '2026-01-05 09:30:00')
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        return repr(value).replace(".", decimal)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return repr(value.total_seconds()).removesuffix(".0").replace(".", decimal)
    return str(value)


def _sheet(path: Path, name: str) -> tuple[calamine.CalamineSheet, tuple[str, ...]]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            check_bounds(sum(item.file_size for item in archive.infolist()), path.stat().st_size)
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        sheets = tuple(book.sheet_names)
        if name and name not in sheets:
            raise FileRefusedError(
                f"The workbook has no sheet {name!r}; it has {', '.join(sheets)}. Choose one of these."
            )
        for chosen in (name,) if name else sheets:
            sheet = book.get_sheet_by_name(chosen)
            if sheet.height or name:
                return sheet, sheets
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise FileRefusedError(
            f"The workbook can't be opened ({error}); it may be damaged or protected by a password. "
            "Save it again without one, or as CSV."
        ) from error
    raise FileRefusedError("The workbook has no sheet with data. Choose another file.")


def _top(sheet: calamine.CalamineSheet) -> list[Row]:
    rows = []
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        texts = tuple(cell_text(cell, ".") or "" for cell in cells)
        if any(texts):
            rows.append(Row(line, texts))
        if len(rows) == TRIED:
            break
    return rows


def _names(sheet: calamine.CalamineSheet, header_line: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if header_line == 0:
        return column_names([f"column {number}" for number in range(1, sheet.total_width + 1)])
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        if line == header_line:
            return column_names([cell_text(cell, ".") or "" for cell in cells], f"The header in row {line}")
    raise FileRefusedError(
        f"The header should be in row {header_line}, but the sheet has {sheet.total_height} rows. Correct the row."
    )


class ExcelSource:
    """Reads one sheet from the row behind its header."""

    iso_times = True

    def __init__(self, path: Path, dialect: Dialect) -> None:
        self._sheet, _ = _sheet(path, dialect.sheet)
        self._header, self._decimal = dialect.header_line, dialect.decimal
        self.names, notices = _names(self._sheet, dialect.header_line)
        self.notes = list(notices)

    def batches(self) -> Iterator[Batch]:
        """Yield the records in the order of the sheet; blank rows are no records."""
        found, blank = RowBatches(self.names), 0
        height = max(self._sheet.total_height, 1)
        for line, cells in enumerate(self._sheet.iter_rows(), start=1):
            if line <= self._header:
                continue
            texts = [cell_text(cell, self._decimal) for cell in cells]
            if all(text is None or not text.strip() for text in texts):
                blank += 1
                continue
            broken = any(text is not None and "\0" in text for text in texts)
            if broken or len(texts) != len(self.names):
                found.reject(
                    line,
                    "a NUL character in a cell"
                    if broken
                    else f"{len(texts)} cells where the header has {len(self.names)}",
                    str(texts),
                )
            else:
                found.add(line, texts)
            if found.full:
                yield found.take(line / height)
        yield found.take(1.0)
        if blank:
            self.notes.append(f"{count(blank)} blank rows were skipped.")


def excel_head(path: Path, dialect: Dialect) -> Grid:
    """Return the head of a sheet: the named one, else the first with data."""
    sheet, sheets = _sheet(path, dialect.sheet)
    top = _top(sheet)
    if not top:
        raise FileRefusedError(f"The sheet {sheet.name!r} is empty. Choose another of {', '.join(sheets)}.")
    guess = guess_header(top)
    line = guess.line if dialect.header_line < 0 else dialect.header_line
    names, notices = _names(sheet, line)
    rows: list[list[str | None]] = []
    dates, filled = [0] * len(names), [0] * len(names)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number <= line or all(cell == "" for cell in cells):
            continue
        for place, cell in enumerate(cells):
            dates[place] += isinstance(cell, date)
            filled[place] += cell != ""
        rows.append([cell_text(cell, dialect.decimal) for cell in cells])
        if len(rows) == SAMPLE:
            break
    kinds = tuple("time" if dates[place] * 2 > filled[place] else "" for place in range(len(names)))
    return Grid(names, rows, kinds, notices, sheets, sheet.name, line, guess.why)
