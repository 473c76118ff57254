"""The first sheet: what this is, what it comes to, how to use it, and how its numbers are made."""

from textwrap import wrap

from xlsxwriter.worksheet import Worksheet

from core.business_case.workbook.content import Content
from core.business_case.workbook.pen import Kind
from core.business_case.workbook.results import NEVER, NPV, PAYBACK, ROI, cell_name
from core.wording import NOT_AVAILABLE

_PIECE = 900  # characters in one cell: a row of Excel grows to 409 points only
_USE = (
    "Change the blue cells on Assumptions. Costs, Benefits, Cash flow and Results follow at once.",
    "Sensitivity and Evidence are as of the day above; Sensitivity says when inputs have been changed since.",
    "Years, periods, lines, and whether the case is taxed are built into this file. For others, make a new one.",
    "Each input and each result has a cell name, shown beside it. No macros, no links to other files.",
)
_SHEETS = (
    ("Assumptions", "every input with range, evidence, source, day and owner; overlaps; terms"),
    ("Costs", "what is paid, line by line"),
    ("Benefits", "what comes in, line by line, from all it could be to what is counted on"),
    ("Cash flow", "benefits, costs, contingency, tax, net, cumulative and discounted; workings below"),
    ("Results", "net present value, rates of return, payback and the like, with charts"),
    ("Sensitivity", "scenarios, what moves the result, where inputs break even"),
    ("Evidence", "what the result rests on, and each measured figure"),
)
_CONVENTIONS = (
    "A benefit in a year is the product of its inputs × growth of volume × prices × adoption, × the share due to this "
    "case × the share that leaves the books × what no other line counts × (1 - risk adjustment).",
    "Growth and prices step up once a year, from the second year on. A quarter is a fourth of its year.",
    "Freed time that is not cashable is shown and not in the net present value.",
    "Customers kept bring margin in the years in which they bring it, for as long as they stay; those kept in a period "
    "count for half of it.",
    "Each doubt is counted once: as a fixed risk adjustment, or as a range that a simulation draws from.",
    "Return on investment and benefits for each unit of cost are before tax, at present value.",
    "With tax, profits are taxed and losses relieved in the period in which they arise; capital and its contingency "
    "are written off evenly.",
    "Payback is the moment from which cumulative cash stays above zero. Rates are per year. Only what is shown "
    "is rounded.",
    "What was measured without an experiment is associated, not caused.",
)


def write(content: Content, sheet: Worksheet) -> None:
    """Write the sheet."""
    pen, case = content.pen, content.case
    pen.columns(sheet, (26, 110))
    sheet.hide_gridlines(2)
    pen.text(sheet, (0, 0), case.title, "title")
    made = f"Business case, made by Journey Office on {content.made_on} at {content.made_at:%H:%M %Z}".rstrip()
    pen.text(sheet, (1, 0), made, "note")
    about = (
        ("Owner", case.owner or NOT_AVAILABLE),
        ("Version", content.version),
        ("Status", content.status),
        ("Journey types", ", ".join(case.journey_types) or "not limited"),
        ("Dataset", case.dataset_id or "none"),
        ("Currency", case.currency),
    )
    row = 3
    for name, text in about:
        row = _line(content, sheet, row, name, text) if text else row
    for place, piece in enumerate(_pieces(case.summary)):
        row = _line(content, sheet, row, "" if place else "Summary", piece)
    row = _headline(content, sheet, row + 1)
    row = _section(content, sheet, row + 1, "How to use it")
    for text in _USE:
        row = _line(content, sheet, row, "", text)
    row = _section(content, sheet, row + 1, "Sheets")
    for name, text in _SHEETS:
        sheet.write_url(row, 0, f"internal:'{name}'!A1", pen.format("text"), name)
        pen.text(sheet, (row, 1), text)
        row += 1
    row = _section(content, sheet, row + 1, "How numbers are made")
    for text in _CONVENTIONS:
        row = _line(content, sheet, row, "", text)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _headline(content: Content, sheet: Worksheet, row: int) -> int:
    pen, result = content.pen, content.result
    row = _section(content, sheet, row, f"What it comes to (live, {content.case.currency})")
    payback = NEVER if result.payback_years is None else result.payback_years
    roi = NOT_AVAILABLE if result.return_on_investment is None else result.return_on_investment
    lines: tuple[tuple[str, str, float | str, Kind], ...] = (
        ("Net present value", NPV, result.npv, "money"),
        ("Return on investment", ROI, roi, "rate"),
        ("Payback, years", PAYBACK, payback, "years"),
    )
    for label, name, value, kind in lines:
        pen.text(sheet, (row, 0), label)
        sheet.write_formula(row, 1, f"={cell_name(name)}", pen.format(kind, "result", "left"), value)
        row += 1
    return row


def _section(content: Content, sheet: Worksheet, row: int, text: str) -> int:
    content.pen.text(sheet, (row, 0), text, "section")
    content.pen.text(sheet, (row, 1), "", "section")
    return row + 1


def _line(content: Content, sheet: Worksheet, row: int, name: str, text: str) -> int:
    content.pen.text(sheet, (row, 0), name)
    content.pen.text(sheet, (row, 1), text, wrap=True)
    return row + 1


def _pieces(text: str) -> list[str]:
    """Return a text in pieces that a row can show.

    >>> _pieces("one" + chr(10) + chr(10) + "two")
    ['one', 'two']
    """
    lines = [line for line in text.splitlines() if line.strip()]
    return [piece for line in lines for piece in wrap(line, _PIECE, break_on_hyphens=False)]
