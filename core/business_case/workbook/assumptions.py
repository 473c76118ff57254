"""The sheet of inputs: the only cells to change. Below them the overlaps, and when the money flows."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from core.business_case.assumption import BOUNDS, Assumption
from core.business_case.workbook.content import Content
from core.business_case.workbook.names import DEPRECIATION, TIMING, overlap_name
from core.business_case.workbook.pen import KIND_OF, Cell, Kind
from core.figure import Figure
from core.wording import significant

VALUE = 2
_HEADS: tuple[tuple[str, float], ...] = (
    ("Code", 26), ("Input", 34), ("Value", 14), ("Unit", 24), ("Low", 12), ("High", 12), ("Distribution", 12),
    ("Evidence", 12), ("Source", 44), ("As of", 11), ("Owner", 16), ("Of whom or what", 26), ("Period", 20),
    ("Grade", 14), ("Method", 34), ("95 % interval", 18), ("n", 10), ("Data version", 12),
)  # fmt: skip
_HEAD_ROW = 3
_DIVIDES = "Other numbers are divided by it, so it is above 0."


def write(content: Content, sheet: Worksheet) -> None:
    """Write the sheet and name each cell that formulas use."""
    pen, case = content.pen, content.case
    pen.columns(sheet, [width for _, width in _HEADS])
    pen.text(sheet, (0, 0), "Assumptions", "title")
    note = f"Change the blue cells; everything follows. Money is in {case.currency}. Overlaps and terms are at the end."
    pen.text(sheet, (1, 0), note, "note")
    pen.heads(sheet, _HEAD_ROW, [head for head, _ in _HEADS], (VALUE, 4, 5, 16))
    divisors = {factor.code for line in case.lines for factor in line.factors if factor.divides}
    for row, one in enumerate(case.assumptions, _HEAD_ROW + 1):
        _input(content, sheet, row, one)
        if one.code in divisors:
            above = {"validate": "decimal", "criteria": ">", "value": 0, "error_message": _DIVIDES}
            sheet.data_validation(row, VALUE, row, VALUE, above)
        else:
            _bound(sheet, row, *BOUNDS[one.quantity])
        _name(content, sheet, row, content.names[one.code])
    row = _overlaps(content, sheet, _HEAD_ROW + len(case.assumptions) + 2)
    _terms(content, sheet, row + 1)
    sheet.freeze_panes(_HEAD_ROW + 1, VALUE + 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(2, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.repeat_columns(0, 1)
    sheet.set_footer("&L&A&RPage &P of &N")


def _input(content: Content, sheet: Worksheet, row: int, one: Assumption) -> None:
    kind = KIND_OF[one.quantity]
    cells: list[tuple[Cell, Kind]] = [
        (one.code, "text"), (one.label, "text"), (one.value, kind), (one.unit, "text"), (_end(one.low), kind),
        (_end(one.high), kind), (one.distribution, "text"), (one.evidence, "text"), (one.source, "text"),
        (one.as_of, "date"), (one.owner, "text"), (one.population, "text"), (one.period, "text"),
        *_figure(one.figure),
    ]  # fmt: skip
    for column, (value, shown) in enumerate(cells):
        content.pen.value(sheet, (row, column), value, shown, "input" if column == VALUE else "plain")


def _end(value: float | None) -> Cell:
    return "" if value is None else value


def _figure(figure: Figure | None) -> list[tuple[Cell, Kind]]:
    if figure is None:
        return []
    interval = (
        "" if figure.low is None or figure.high is None else f"{significant(figure.low)} to {significant(figure.high)}"
    )
    version = "" if figure.data_version is None else str(figure.data_version)
    cells: list[Cell] = [figure.grade, figure.method, interval, "" if figure.n is None else figure.n, version]
    kinds: list[Kind] = ["text", "text", "text", "amount", "text"]
    return list(zip(cells, kinds, strict=True))


def _overlaps(content: Content, sheet: Worksheet, row: int) -> int:
    pen, case = content.pen, content.case
    row = _section(content, sheet, row, "Overlaps: the share of the second benefit that is already in the first")
    if not case.overlaps:
        pen.text(sheet, (row, 0), "None of the benefits overlaps another.", "note")
        return row + 1
    labels = {line.code: line.label for line in case.benefits}
    for place, one in enumerate(case.overlaps):
        pen.text(sheet, (row, 0), overlap_name(place))
        pen.text(sheet, (row, 1), f"{labels[one.second]}, already in {labels[one.first]}", wrap=True)
        pen.value(sheet, (row, VALUE), one.share, "percent", "input")
        pen.text(sheet, (row, VALUE + 1), "of the second", wrap=True)
        pen.text(sheet, (row, 8), one.reason, wrap=True)
        pen.text(sheet, (row, 10), one.answered_by, wrap=True)
        _bound(sheet, row, 0.0, 1.0)
        _name(content, sheet, row, overlap_name(place))
        row += 1
    return row


def _terms(content: Content, sheet: Worksheet, row: int) -> None:
    terms = content.case.terms
    row = _section(
        content, sheet, row, "Terms: what is not blue is built into this file; for other terms, make a new one"
    )
    tax = ("taxed", "losses relieve other profits; fixed in this file") if terms.taxed else ("before tax", "fixed")
    rows: tuple[tuple[str, str, Cell, Kind, str], ...] = (
        ("term_start", "Start", terms.start_on, "date", "what is paid at the start is paid on this day"),
        ("term_years", "Years", terms.years, "count", "fixed in this file"),
        ("term_periods_per_year", "Periods per year", terms.periods_per_year, "count", "fixed in this file"),
        ("term_tax", "Tax", tax[0], "rate", tax[1]),
        (TIMING, "Money counts at", terms.timing, "rate", "of its period: end or mid"),
        (DEPRECIATION, "Capital is written off over", terms.depreciation_years, "count", "years; only with tax"),
    )
    for place, (name, label, value, kind, unit) in enumerate(rows, row):
        content.pen.text(sheet, (place, 0), name)
        content.pen.text(sheet, (place, 1), label)
        live = name == TIMING or (name == DEPRECIATION and terms.taxed)
        content.pen.value(sheet, (place, VALUE), value, kind, "input" if live else "plain")
        content.pen.text(sheet, (place, VALUE + 1), unit, "note", wrap=True)
        _name(content, sheet, place, name)
        if name == TIMING:
            sheet.data_validation(place, VALUE, place, VALUE, {"validate": "list", "source": ["end", "mid"]})
        if name == DEPRECIATION:
            whole = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 10}
            sheet.data_validation(place, VALUE, place, VALUE, whole)


def _section(content: Content, sheet: Worksheet, row: int, text: str) -> int:
    for column in range(len(_HEADS)):
        content.pen.text(sheet, (row, column), text if column == 0 else "", "section")
    return row + 1


def _bound(sheet: Worksheet, row: int, least: float, most: float) -> None:
    allowed = {
        "validate": "decimal", "criteria": "between", "minimum": least, "maximum": most,
        "error_title": "Out of bounds",
        "error_message": f"A number from {significant(least)} to {significant(most)}, please.",
    }  # fmt: skip
    sheet.data_validation(row, VALUE, row, VALUE, allowed)


def _name(content: Content, sheet: Worksheet, row: int, name: str) -> None:
    content.pen.book.define_name(name, f"='{sheet.get_name()}'!{xl_rowcol_to_cell(row, VALUE, True, True)}")
