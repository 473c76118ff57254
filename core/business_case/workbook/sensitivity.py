"""The sheet of what moves the result: worked out by Journey Office on a day, and not live; it says when it is stale."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from core.business_case.result import Result, result
from core.business_case.sensitivity import break_even, tornado
from core.business_case.workbook.charts import tornado_chart
from core.business_case.workbook.content import Content
from core.business_case.workbook.pen import KIND_OF, Cell, Kind
from core.business_case.workbook.results import BENEFITS, COSTS, NEVER, NONE, NPV, SEVERAL, cell_name
from core.wording import percent, significant

FITS = "The numbers below belong to the inputs in this file."
STALE = "Inputs have been changed in this file: the numbers below no longer belong to them."
_WIDTHS = (44, 14, 14, 18, 18, 18, 26, 18, 18)
_ALIKE = "1E-9"


def write(content: Content, sheet: Worksheet) -> None:
    """Write the sheet."""
    pen, case = content.pen, content.case
    pen.columns(sheet, _WIDTHS)
    pen.text(sheet, (0, 0), "Sensitivity and scenarios", "title")
    stated = f"Computed by Journey Office on {content.made_on}, not live. Money is in {case.currency}."
    pen.text(sheet, (1, 0), stated, "note")
    pen.text(sheet, (3, 0), "Net present value when this was computed")
    pen.value(sheet, (3, 1), content.result.npv, "money", "result")
    pen.text(sheet, (4, 0), "Net present value in this file now (live)")
    pen.formula(sheet, (4, 1), f"={cell_name(NPV)}", content.result.npv, ("money", "result"))
    within = f"{_ALIKE}*(1+ABS({cell_name(BENEFITS)})+ABS({cell_name(COSTS)}))"
    pen.formula(sheet, (5, 0), f'=IF(ABS(B5-B4)<={within},"{FITS}","{STALE}")', FITS, ("text", "note"))
    row = _scenarios(content, sheet, 7)
    _tornado(content, sheet, row + 1)
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&L&A&RPage &P of &N")


def _scenarios(content: Content, sheet: Worksheet, row: int) -> int:
    case = content.case
    row = section(content, sheet, row, "Scenarios")
    heads = (
        "Scenario",
        "Net present value",
        "",
        "With freed time",
        "Rate of return",
        "Payback, years",
        "Inputs set to",
    )
    content.pen.heads(sheet, row, heads, range(1, 6))
    every = [("As in Assumptions", content.result, "")]
    every += [(one.name, result(case, one.values), _set_to(content, one.values)) for one in case.scenarios]
    for place, (name, found, changed) in enumerate(every, row + 1):
        payback: Cell = NEVER if found.payback_years is None else found.payback_years
        cells: list[tuple[Cell, Kind]] = [
            (name, "text"), (found.npv, "money"), ("", "text"), (found.npv_with_freed, "money"),
            (_rate(found), "rate"), (payback, "years"), (changed, "text"),
        ]  # fmt: skip
        for column, (value, kind) in enumerate(cells):
            content.pen.value(sheet, (place, column), value, kind)
    return row + len(every) + 1


def _rate(found: Result) -> Cell:
    if len(found.rates_of_return) == 1:
        return found.rates_of_return[0]
    return SEVERAL if found.rates_of_return else NONE


def _set_to(content: Content, values: Mapping[str, float]) -> str:
    return "; ".join(f"{content.label(code)}: {_number(content, code, value)}" for code, value in values.items())


def _number(content: Content, code: str, value: float) -> str:
    return percent(value, 2) if KIND_OF[content.case.by_code[code].quantity] == "percent" else significant(value, 10)


def _tornado(content: Content, sheet: Worksheet, row: int) -> None:
    case, bars = content.case, tornado(content.case)
    row = section(content, sheet, row, "One input at a time, all others as they are; the widest swing first")
    if not bars:
        content.pen.text(sheet, (row, 0), "No input has a range that moves the result.", "note")
        return
    heads = (
        "Input", "Low", "High", "Net present value at low", "Net present value at high", "Swing",
        "Breaks even at", "Change at low", "Change at high",
    )  # fmt: skip
    content.pen.heads(sheet, row, heads, range(1, len(heads)))
    for place, bar in enumerate(bars, row + 1):
        kind = KIND_OF[case.by_code[bar.code].quantity]
        shown_as: Kind = "found" if kind == "amount" else kind
        found = break_even(case, bar.code)
        even: Cell = (
            found[0] if len(found) == 1 else "; ".join(_number(content, bar.code, one) for one in found) or NONE
        )
        cells: list[tuple[Cell, Kind]] = [
            (bar.label, "text"), (bar.low, kind), (bar.high, kind), (bar.npv_at_low, "money"),
            (bar.npv_at_high, "money"), (bar.swing, "money"), (even, shown_as),
            (bar.npv_at_low - content.result.npv, "money"), (bar.npv_at_high - content.result.npv, "money"),
        ]  # fmt: skip
        for column, (value, shown) in enumerate(cells):
            content.pen.value(sheet, (place, column), value, shown)
    last = row + len(bars)
    said = (
        "A benefit with a fixed risk adjustment keeps its own inputs here, as its doubt is counted already. Breaks "
        "even at: where the net present value is zero; looked for from 0 to 100 % for shares, -50 to 200 % for rates, "
        "and 0 to a hundred times the value else."
    )
    content.pen.text(sheet, (last + 1, 0), said, "note")
    tornado_chart(content, sheet, (last + 3, 0), (row + 1, min(last, row + 15)))


def section(content: Content, sheet: Worksheet, row: int, text: str, columns: int = len(_WIDTHS)) -> int:
    """Write a heading across a sheet and return the next row."""
    for column in range(columns):
        content.pen.text(sheet, (row, column), text if column == 0 else "", "section")
    return row + 1
