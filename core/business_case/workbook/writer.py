"""The workbook of a case, put together from its sheets."""

import io
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from core.business_case.case import Case
from core.business_case.result import result
from core.business_case.workbook import (
    assumptions,
    benefits,
    cash_flow,
    costs,
    evidence,
    read_me,
    results,
    sensitivity,
    workings,
)
from core.business_case.workbook.content import Content
from core.business_case.workbook.names import input_names
from core.business_case.workbook.pen import Pen
from core.business_case.workbook.table import Table
from core.export.excel import OPTIONS, cell_text
from core.wording import one_line

SHEETS = ("Read me", "Assumptions", "Costs", "Benefits", "Cash flow", "Results", "Sensitivity", "Evidence")


def workbook(case: Case, made_at: datetime, status: str = "", version: str = "") -> bytes:
    """Return a case as one Excel workbook with live formulas: changed inputs change every figure but the dated ones.

    `status` and `version` are texts for the first sheet, such as "frozen for approval on 4 Mar 2027" and "3". Each
    formula carries the value that it has for the inputs in the file, from `result`. Named cells: `in_<code>` for an
    input, `overlap_<n>`, `term_<what>`, and `res_<what>` for a result. A workbook without macros and without links.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        title = "".join(letter for letter in one_line(case.title) if letter.isprintable())
        book.set_properties({"title": cell_text(title), "created": made_at.replace(tzinfo=None)})
        content = Content(case, result(case), input_names(case), Pen(book), made_at, version, status)
        _write(content, {name: book.add_worksheet(name) for name in SHEETS})
    return target.getvalue()


def _write(content: Content, sheets: dict[str, Worksheet]) -> None:
    """Write the sheets in the order in which they need each other."""
    terms, discount = content.case.terms, content.result.flows.discount
    paid, coming, flow = (Table(content.pen, sheets[name], terms, discount) for name in SHEETS[2:5])
    assumptions.write(content, sheets["Assumptions"])
    timeline = cash_flow.begin(content, flow)
    cost_rows = costs.write(content, paid, timeline.year, timeline.discount)
    benefit_rows = benefits.write(content, coming, timeline.year, timeline.discount, cost_rows.prices)
    cash_rows = cash_flow.write(content, flow, timeline, benefit_rows, cost_rows)
    worked = workings.write(content, flow, timeline, cash_rows)
    results.write(content, sheets["Results"], timeline, cost_rows, cash_rows, worked)
    sensitivity.write(content, sheets["Sensitivity"])
    evidence.write(content, sheets["Evidence"])
    read_me.write(content, sheets["Read me"])
    content.pen.fit_rows()
