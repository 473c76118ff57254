"""Writes single cells: a text that stays one, a number, a formula with its value, each in the look of its kind."""

import math
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.business_case.assumption import Quantity
from core.export.excel import cell_text, turns_into_formula
from core.wording import NOT_AVAILABLE

Kind = Literal["money", "price", "amount", "found", "percent", "rate", "factor", "years", "count", "date", "text"]
Look = Literal["plain", "input", "total", "head", "title", "section", "note", "result"]
At = tuple[int, int]
Cell = str | float | date | None

KIND_OF: dict[Quantity, Kind] = {
    "money": "price", "money effect": "price", "amount": "amount", "share": "percent", "rate": "percent",
    "share effect": "percent",
}  # fmt: skip
_LINE, _HIGHEST, _USUAL_WIDTH = 14.5, 409.0, 13.0  # of rows, in points; of a column, in digits
_DENSE = 1.2  # letters of a text in the width of a digit, less what breaking between words loses
_INK, _QUIET, _BLUE = "#14213D", "#4A5A70", "#0000C8"
_CODES: dict[Kind, str] = {
    "money": '#,##0;[Red]-#,##0;"–"',
    "price": "#,##0.00;[Red]-#,##0.00",
    "amount": "[>=1000]#,##0;[<=-1000]-#,##0;General",
    "found": "#,##0.00##;[Red]-#,##0.00##",
    "percent": "0.0##%;[Red]-0.0##%",
    "rate": "0.0%;[Red]-0.0%",
    "factor": "0.0000",
    "years": "0.00",
    "count": "0",
    "date": "yyyy-mm-dd",
    "text": "@",
}
_LOOKS: dict[Look, dict[str, Any]] = {
    "plain": {},
    "input": {"font_color": _BLUE, "bg_color": "#E6EFFB", "border": 1, "border_color": "#9DB4D6"},
    "total": {"bold": True, "top": 1, "top_color": _INK},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A5F"},
    "title": {"bold": True, "font_size": 16, "font_color": _INK},
    "section": {"bold": True, "font_color": _INK, "bg_color": "#DDE4EE"},
    "note": {"italic": True, "font_color": _QUIET},
    "result": {"bold": True, "font_size": 12, "bg_color": "#EEF3F9"},
}


class Pen:
    """Writes cells of one workbook and keeps its formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self._formats: dict[tuple[Kind, Look, str], Format] = {}
        self._widths: dict[str, tuple[float, ...]] = {}
        self._lines: dict[tuple[str, int], int] = {}

    def columns(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        """Set the widths of a sheet's first columns; its rows can be made as high as their texts then."""
        self._widths[sheet.get_name()] = tuple(widths)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def fit_rows(self) -> None:
        """Make each row as high as the longest text that is broken into lines in it."""
        for (name, row), lines in self._lines.items():
            self.book.get_worksheet_by_name(name).set_row(row, min(_HIGHEST, _LINE * lines + 1))

    def format(self, kind: Kind, look: Look = "plain", extra: str = "") -> Format:
        """Return the format of a kind of value in a look; `extra` is "quoted", "wrap", "left", "right" or nothing."""
        key = (kind, look, extra)
        if key not in self._formats:
            more: dict[str, Any] = {"valign": "top"}
            more |= {"text_wrap": True} if extra in ("wrap", "quoted wrap") else {}
            more |= {"quote_prefix": True} if "quoted" in extra else {}
            left = extra != "right" and (kind in ("text", "date") or extra == "left")
            more |= {"align": "left", "indent": 1} if left else {"align": "right"}
            self._formats[key] = self.book.add_format({**more, "num_format": _CODES[kind], **_LOOKS[look]})
        return self._formats[key]

    def text(self, sheet: Worksheet, at: At, text: str, look: Look = "plain", *, wrap: bool = False) -> None:
        """Write a text that is never taken for a formula, a link or a number."""
        extra = " ".join(word for word, there in (("quoted", turns_into_formula(text)), ("wrap", wrap)) if there)
        if wrap or look == "title":
            self._note_height(sheet.get_name(), at, text, look)
        if text:
            sheet.write_string(*at, cell_text(text), self.format("text", look, extra))
        else:
            sheet.write_blank(*at, None, self.format("text", look, extra))

    def heads(self, sheet: Worksheet, row: int, heads: Sequence[str], numbers: Collection[int] = ()) -> None:
        """Write the heads of columns; those over numbers stand to the right."""
        for column, text in enumerate(heads):
            self._note_height(sheet.get_name(), (row, column), text, "head")
            sheet.write_string(
                row, column, text, self.format("amount" if column in numbers else "text", "head", "wrap")
            )

    def _note_height(self, name: str, at: At, text: str, look: Look) -> None:
        row, column = at
        width = self._widths[name][column] if column < len(self._widths.get(name, ())) else _USUAL_WIDTH
        broken = sum(max(1, math.ceil(len(line) / (width * _DENSE - 1))) for line in text.split("\n")) if text else 1
        lines = 2 if look == "title" else broken
        if lines > 1:
            self._lines[name, row] = max(lines, self._lines.get((name, row), 1))

    def value(self, sheet: Worksheet, at: At, value: Cell, kind: Kind = "text", look: Look = "plain") -> None:
        """Write a value that nothing is worked out from: a text, a number, a day, or that it is not available."""
        if value is None:
            sheet.write_string(*at, NOT_AVAILABLE, self.format("text", "note", "right"))
        elif isinstance(value, str):
            if kind == "text":
                self.text(sheet, at, value, look, wrap=True)
            else:
                sheet.write_string(*at, cell_text(value), self.format("text", look, "right"))
        elif isinstance(value, date):
            day = datetime(value.year, value.month, value.day)
            sheet.write_datetime(*at, day, self.format("date", look))
        else:
            sheet.write_number(*at, value, self.format(kind, look))

    def formula(
        self, sheet: Worksheet, at: At, formula: str, value: float | str, shown: tuple[Kind, Look] = ("money", "plain")
    ) -> None:
        """Write a formula together with the value that it has."""
        kept = value if isinstance(value, str) else float(value) + 0.0  # + 0.0: never a minus zero
        sheet.write_formula(*at, formula, self.format(*shown), kept)
