"""A sheet with one column for each period: lines with reference, words, total, present value and the periods."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from core.business_case.case import Terms
from core.business_case.cash import Numbers
from core.business_case.workbook.pen import Kind, Look, Pen

REF, WHAT, HOW, TOTAL, PRESENT, FIRST = range(6)  # columns; FIRST is the start, the periods follow
_HEADS = ("Ref.", "What", "How", "Total", "Present value")
_FIRST_ROW = 3
_ON_ONE_PAGE = 12
Formula = Callable[[int], str | None]


@dataclass(frozen=True)
class Row:
    """A written row: how formulas on any sheet call its cells."""

    sheet: str
    row: int
    last: int

    def at(self, period: int) -> str:
        """Return the address of a period's cell; 0 is the start."""
        return f"'{self.sheet}'!{xl_rowcol_to_cell(self.row, FIRST + period)}"

    def fixed(self, period: int) -> str:
        """Return the same, as an address that stays when a formula is copied."""
        return f"'{self.sheet}'!{xl_rowcol_to_cell(self.row, FIRST + period, True, True)}"

    def span(self) -> str:
        """Return the address of all cells, from the start to the last period."""
        ends = (xl_rowcol_to_cell(self.row, column, True, True) for column in (FIRST, FIRST + self.last))
        return f"'{self.sheet}'!{':'.join(ends)}"

    @property
    def present(self) -> str:
        """The address of the row's present value."""
        return f"'{self.sheet}'!{xl_rowcol_to_cell(self.row, PRESENT, True, True)}"


@dataclass(frozen=True)
class Words:
    """What a row is: its reference, what it says, how it is worked out, and how it is shown."""

    ref: str
    what: str
    how: str = ""
    kind: Kind = "money"
    look: Look = "plain"


class Table:
    """Writes one sheet from top to bottom; formulas are given by period, with the values that they have."""

    def __init__(self, pen: Pen, sheet: Worksheet, terms: Terms, discount: Numbers) -> None:
        self.pen, self.sheet, self.terms, self.discount = pen, sheet, terms, discount
        self.discount_row: Row | None = None
        self.next = _FIRST_ROW

    @property
    def periods(self) -> range:
        """The periods with the start, which is 0."""
        return range(self.terms.periods + 1)

    def begin(self, title: str, note: str) -> None:
        """Write the title, a note and the head; set widths, what stays in view, and how it prints."""
        sheet, terms = self.sheet, self.terms
        self.pen.columns(sheet, (7, 46, 44, 15, 15, *[13] * len(self.periods)))
        self.pen.text(sheet, (0, 0), title, "title")
        self.pen.text(sheet, (1, 0), note, "note")
        heads = [*_HEADS, *period_names(terms)]
        self.pen.heads(sheet, _FIRST_ROW, heads, range(TOTAL, len(heads)))
        sheet.freeze_panes(_FIRST_ROW + 1, HOW)
        sheet.set_landscape()
        sheet.set_paper(9)
        pages = -(-terms.periods // _ON_ONE_PAGE)
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_rows(_FIRST_ROW)
        if pages > 1:
            sheet.repeat_columns(REF, WHAT)
        sheet.set_footer("&L&A&RPage &P of &N")
        self.next = _FIRST_ROW + 1

    def section(self, text: str) -> None:
        """Write a heading across the table, with an empty row before it."""
        self.next += 1
        for column in range(FIRST + self.terms.periods + 1):
            self.pen.text(self.sheet, (self.next, column), text if column == 0 else "", "section")
        self.next += 1

    def row(self, words: Words, formula: Formula, values: Numbers | Sequence[float], *, sums: bool = True) -> Row:
        """Write a row: the formula of each period with its value; None leaves the cell empty, "" writes the value.

        `sums`: it is a flow, so its total and, once the discount factors are known, its present value stand before it.
        """
        written = Row(self.sheet.get_name(), self.next, self.terms.periods)
        pen, sheet, row, flow = self.pen, self.sheet, self.next, np.asarray(values, dtype=float)
        for column, text in ((REF, words.ref), (WHAT, words.what), (HOW, words.how)):
            pen.text(sheet, (row, column), text, words.look, wrap=column == HOW)
        for column in (TOTAL, PRESENT):
            pen.text(sheet, (row, column), "", words.look)
        for period in self.periods:
            found, at = formula(period), (row, FIRST + period)
            if found is None:
                pen.text(sheet, at, "", words.look)
            elif not found:
                pen.value(sheet, at, float(flow[period]), words.kind, words.look)
            else:
                pen.formula(sheet, at, self._here(found), float(flow[period]), (words.kind, words.look))
        if sums:
            self._sums(written, words, flow)
        self.next += 1
        return written

    def _here(self, formula: str) -> str:
        """Return a formula as this sheet reads it: its own cells without the sheet's name."""
        return formula.replace(f"'{self.sheet.get_name()}'!", "")

    def _sums(self, written: Row, words: Words, flow: Numbers) -> None:
        shown = (words.kind, words.look)
        self.pen.formula(
            self.sheet, (written.row, TOTAL), self._here(f"=SUM({written.span()})"), float(flow.sum()), shown
        )
        if self.discount_row is not None:
            formula = self._here(f"=SUMPRODUCT({written.span()},{self.discount_row.span()})")
            present = float((flow * self.discount).sum())
            self.pen.formula(self.sheet, (written.row, PRESENT), formula, present, shown)


def period_names(terms: Terms) -> list[str]:
    """Return what the columns are called.

    >>> from datetime import date
    >>> period_names(Terms(date(2027, 1, 1), 1, 4))
    ['Start', 'Y1 Q1', 'Y1 Q2', 'Y1 Q3', 'Y1 Q4']
    """
    if terms.periods_per_year == 1:
        return ["Start", *(f"Year {year}" for year in range(1, terms.years + 1))]
    return ["Start", *(f"Y{year} Q{quarter}" for year in range(1, terms.years + 1) for quarter in range(1, 5))]
