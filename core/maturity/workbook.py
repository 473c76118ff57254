"""A round as an Excel workbook: values only, no formula and no link."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.export.excel import OPTIONS, cell_text, turns_into_formula
from core.maturity.report import RoundReport
from core.maturity.tables import Column, Kind, Table, Value, tables
from core.wording import NOT_AVAILABLE

SHEETS: Mapping[str, str] = {
    "Summary": "findings",
    "Levels": "levels",
    "Statements": "statements",
    "Groups": "groups",
    "Comments": "comments",
    "Actions": "actions",
    "About": "about",
}
_NUMBERS: Mapping[Kind, str] = {"count": "#,##0", "number": "0.00", "share": "0.0%", "date": "yyyy-mm-dd"}


def workbook(report: RoundReport) -> bytes:
    """Return the workbook: one sheet for each of `SHEETS`, with the very values of `tables`."""
    target = io.BytesIO()
    found = tables(report)
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        at = report.printed_at.replace(tzinfo=None)
        book.set_properties({"title": cell_text(f"Maturity: {report.standing.round.name}"), "created": at})
        writer = _Writer(book)
        for name, table in SHEETS.items():
            writer.sheet(book.add_worksheet(name), found[table])
    return target.getvalue()


class _Writer:
    """Writes tables into sheets, with the formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        top: dict[str, Any] = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.text = book.add_format({**top, "text_wrap": True, "num_format": "@"})
        # So that such a text stays one when somebody edits the cell.
        self.quoted = book.add_format({**top, "text_wrap": True, "num_format": "@", "quote_prefix": True})
        self.unknown = book.add_format({**top, "font_color": "#4A5A70", "align": "right"})
        self.numbers = {kind: book.add_format({**top, "num_format": code}) for kind, code in _NUMBERS.items()}

    def sheet(self, sheet: Worksheet, table: Table) -> None:
        """Write a table into a sheet; its head and its first column stay in view."""
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, cell_text(column.name), self.head)
        for row, values in enumerate(table.rows, 1):
            for place, (column, value) in enumerate(zip(table.columns, values, strict=True)):
                self._cell(sheet, (row, place), column, value)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _cell(self, sheet: Worksheet, at: tuple[int, int], column: Column, value: Value) -> None:
        if value is None:
            sheet.write_string(*at, NOT_AVAILABLE, self.unknown)
        elif isinstance(value, str):
            sheet.write_string(*at, cell_text(value), self._text_format(column, value))
        elif isinstance(value, date):
            sheet.write_datetime(*at, datetime(value.year, value.month, value.day), self.numbers["date"])
        else:
            sheet.write_number(*at, value, self.numbers[column.kind])

    def _text_format(self, column: Column, value: str) -> Format:
        if column.kind != "text":
            return self.unknown
        return self.quoted if turns_into_formula(value) else self.text
