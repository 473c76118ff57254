"""The sheet of evidence: what the result rests on, what was answered about overlaps, and each measured figure."""

from xlsxwriter.worksheet import Worksheet

from core.business_case.assumption import EVIDENCES
from core.business_case.evidence import basis, hindrances
from core.business_case.workbook.content import Content
from core.business_case.workbook.pen import Cell, Kind
from core.business_case.workbook.sensitivity import section
from core.figure import Figure

_HEADS = (
    "Input", "Value", "Low (95 %)", "High (95 %)", "Unit", "Grade", "Cause?", "Method", "n", "Of whom or what",
    "From", "To", "Dataset", "Data version", "Haircut", "Address",
)  # fmt: skip
_WIDTHS = (38, 12, 14, 12, 22, 14, 16, 38, 10, 22, 12, 12, 14, 9, 9, 30)
_CALLED = {"measured": "Measured on own data", "benchmark": "Published benchmarks", "assumed": "Assumed"}


def write(content: Content, sheet: Worksheet) -> None:
    """Write the sheet."""
    pen = content.pen
    pen.columns(sheet, _WIDTHS)
    pen.text(sheet, (0, 0), "Evidence", "title")
    pen.text(sheet, (1, 0), f"As of {content.made_on}, computed by Journey Office, not live.", "note")
    row = _basis(content, sheet, 3)
    row = _open(content, sheet, row + 1)
    row = _overlaps(content, sheet, row + 1)
    _figures(content, sheet, row + 1)
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _basis(content: Content, sheet: Worksheet, row: int) -> int:
    pen, found = content.pen, basis(content.case)
    row = section(content, sheet, row, "What the result rests on", len(_WIDTHS))
    pen.heads(sheet, row, ("Evidence", "Inputs", "Share of result"), (1, 2))
    for place, kind in enumerate(EVIDENCES, row + 1):
        pen.text(sheet, (place, 0), _CALLED[kind])
        pen.value(sheet, (place, 1), found.inputs[kind], "count")
        pen.value(sheet, (place, 2), found.by_evidence[kind], "rate")
    row += len(EVIDENCES) + 1
    pen.text(sheet, (row, 0), "From inputs without a source or an owner")
    pen.value(sheet, (row, 2), found.unowned_share, "rate")
    said = "Share: if each input were off by 1 %, its part of how far the net present value would move."
    pen.text(sheet, (row + 1, 0), said, "note")
    return row + 2


def _open(content: Content, sheet: Worksheet, row: int) -> int:
    found = hindrances(content.case)
    row = section(content, sheet, row, "To be done before the case can be approved", len(_WIDTHS))
    for place, sentence in enumerate(found or ("Nothing.",), row):
        content.pen.text(sheet, (place, 0), sentence)
    return row + max(1, len(found))


def _overlaps(content: Content, sheet: Worksheet, row: int) -> int:
    pen, case = content.pen, content.case
    labels = {line.code: line.label for line in case.benefits}
    row = section(content, sheet, row, "What was answered about overlaps (the shares are on Assumptions)", len(_WIDTHS))
    if not case.overlaps:
        pen.text(sheet, (row, 0), "Nothing was answered.", "note")
        return row + 1
    pen.heads(sheet, row, ("Benefit", "Share", "Already in", "", "", "Answered by", "", "Why"), (1,))
    for place, one in enumerate(case.overlaps, row + 1):
        pen.text(sheet, (place, 0), labels[one.second], wrap=True)
        pen.value(sheet, (place, 1), one.share, "percent")
        pen.text(sheet, (place, 2), labels[one.first])
        pen.text(sheet, (place, 5), one.answered_by)
        pen.text(sheet, (place, 7), one.reason, wrap=True)
    return row + len(case.overlaps) + 1


def _figures(content: Content, sheet: Worksheet, row: int) -> None:
    pen = content.pen
    row = section(content, sheet, row, "Figures behind inputs, as they were measured or published", len(_WIDTHS))
    having = [(one.label, one.figure) for one in content.case.assumptions if one.figure is not None]
    if not having:
        pen.text(sheet, (row, 0), "No input rests on a figure from the workspace.", "note")
        return
    pen.heads(sheet, row, _HEADS, (1, 2, 3, 8, 13, 14))
    for place, (label, figure) in enumerate(having, row + 1):
        for column, (value, kind) in enumerate(_cells(label, figure)):
            pen.value(sheet, (place, column), value, kind)


def _cells(label: str, figure: Figure) -> list[tuple[Cell, Kind]]:
    version: Cell = None if figure.data_version is None else float(figure.data_version)
    cause = "shown by experiment" if figure.causal else "associated, not caused"
    return [
        (label, "text"), (figure.value, "amount"), (figure.low, "amount"),
        (figure.high, "amount"), (figure.unit, "text"), (figure.grade, "text"), (cause, "text"),
        (figure.method, "text"), (figure.n, "amount"), (figure.population, "text"), (figure.period_from, "date"),
        (figure.period_to, "date"), (figure.dataset_id, "text"), (version, "count"),
        (figure.haircut_share, "percent"), (figure.address, "text"),
    ]  # fmt: skip
