"""The workbook and the CSV say what the results say, as values; nothing in them is a formula or a link."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from core.export.csv import safe_text
from core.export.excel import CUT, cell_text
from core.maturity.example import SMALL
from core.maturity.model import Model
from core.maturity.reading import shipped_models
from core.maturity.report import Commitment, RoundReport
from core.maturity.tables import Table, csv_of, tables
from core.maturity.workbook import SHEETS, workbook
from tests.maturity.reports import crowd, large_model, report
from tests.maturity.small_model import answer

JOURNEYS = next(one for one in shipped_models() if one.code == "journey_management")
HOSTILE = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "http://example.org", "mailto:a@example.org", "file:///etc/passwd",
    "internal:Sheet1!A1", "{=1+1}", "<b>&amp;</b>", "_x0041_", "12", "tab\there", "two\nlines", "שלום \u202e x",
    "😀 " * 9, "\x01\x1f", "\ufffe\uffff", "\ud800", "TRUE", "#REF!", " =1+1",
)  # fmt: skip


def full(model: Model = JOURNEYS) -> RoundReport:
    sent = {model.statements()[0].code: Commitment("=Jana", date(2027, 1, 31), "open")}
    return report(
        model,
        crowd(model, 14),
        targets={one.code: len(model.stages) for one in model.capabilities},
        before=crowd(model, 12, 2, 0.5),
        commitments=sent,
    )


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def as_cell(value: object) -> object:
    if value is None:
        return "not available"
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return value


@pytest.mark.parametrize("model", [SMALL, JOURNEYS, large_model()], ids=lambda one: one.code)
def test_each_cell_is_the_tables_value(model: Model) -> None:
    given = full(model)
    found, book = tables(given), opened(workbook(given))
    assert book.sheetnames == list(SHEETS)
    for name, part in SHEETS.items():
        sheet, table = book[name], found[part]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert rows[0] == [one.name for one in table.columns]
        assert len(rows) == len(table.rows) + 1
        for shown, values in zip(rows[1:], table.rows, strict=True):
            for cell, value in zip(shown, values, strict=True):
                expected = as_cell(value)
                if isinstance(expected, float):
                    assert cell == pytest.approx(expected, rel=1e-14)
                else:
                    assert ("" if cell is None else cell) == expected
        assert sheet.freeze_panes == "B2"


def test_the_tables_hold_the_results() -> None:
    given = full()
    found, results = tables(given), given.standing.results
    whole, *levels = found["levels"].rows
    assert whole[:7] == ("Whole office", results.staged, results.stages[(results.staged or 1) - 1], results.additive,
                         None, None, 14)  # fmt: skip
    assert [row[:1] + row[3:7] for row in levels] == [
        (one.name, one.additive.value, one.additive.low, one.additive.high, one.additive.n)
        for one in results.capabilities
    ]
    statements = [one for capability in results.capabilities for one in capability.statements]
    assert [row[2:3] + row[4:10] for row in found["statements"].rows] == [
        (one.code, one.yes, one.partly, one.no, one.unknown, one.known, one.yes_share) for one in statements
    ]
    assert len(found["actions"].rows) == len(given.standing.actions)
    assert len(found["comments"].rows) == len(results.comments) == 14
    assert {len(row) for table in found.values() for row in table.rows} <= {len(t.columns) for t in found.values()}


def test_numbers_are_numbers_with_formats() -> None:
    sheet = opened(workbook(full()))["Statements"]
    head = {cell.value: cell.column for cell in sheet[1]}
    share = sheet.cell(2, head["Yes share"])
    assert (share.data_type, share.number_format) == ("n", "0.0%")
    assert sheet.cell(2, head["Yes"]).number_format == "#,##0"
    assert sheet.cell(2, head["Statement"]).data_type == "s"
    assert sheet.column_dimensions["D"].width > 40


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    shown = replace(SMALL.capabilities[0], name=text)
    model = replace(SMALL, name=text, about=text, source=text, capabilities=(shown, SMALL.capabilities[1]))
    responses = [answer("yynyy", role=text, team=text, name="p", comments={"data": f"{text}."})]
    given = report(model, responses, commitments={"c": Commitment(text, None, text)})
    content = workbook(given)
    for sheet in opened(content):
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n", "d") and cell.hyperlink is None for cell in row)
    files = zipfile.ZipFile(io.BytesIO(content))
    for name in files.namelist():
        xml = files.read(name).decode("utf-8")
        assert "<f>" not in xml
        assert "<hyperlink" not in xml
        assert "externalLink" not in name
    if text.isprintable() and "_x" not in text:
        groups = opened(content)["Groups"]
        assert groups.cell(2, 1).value == groups.cell(2, 3).value == text
    for table in tables(given).values():
        for line in csv.reader(io.StringIO(b"".join(csv_of(table)).decode("utf-8", "replace").removeprefix("\ufeff"))):
            assert all(cell[:1] not in tuple("=+@|%\t\r") for cell in line)


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark() -> None:
    for text in ("x" * 40_000, "😀" * 40_000, "x" + "😀" * 20_000):
        kept = cell_text(text)
        assert len(kept.encode("utf-16-le")) // 2 <= 32_767
        assert kept.endswith(CUT)
        assert text.startswith(kept.removesuffix(CUT))
    assert cell_text("x" * 32_767) == "x" * 32_767
    given = report(SMALL, [answer("yynyy", name="p", comments={"data": "x" * 40_000})])
    assert str(opened(workbook(given))["Comments"].cell(2, 2).value).endswith(CUT)
    assert b"x" * 40_000 in b"".join(csv_of(tables(given)["comments"]))


@pytest.mark.parametrize("anonymous", [False, True])
def test_csv_and_workbook_say_the_same(anonymous: bool) -> None:
    given = full() if not anonymous else report(JOURNEYS, crowd(JOURNEYS, 23), anonymous=True)
    book, found = opened(workbook(given)), tables(given)
    for name, part in SHEETS.items():
        lines = read(found[part])
        rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
        assert len(lines) == len(rows)
        for line, row in zip(lines, rows, strict=True):
            assert [same(cell, value) for cell, value in zip(line, row, strict=True)] == [True] * len(row), (line, row)


def read(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(csv_of(table)).decode("utf-8-sig"))))


def same(cell: str, value: object) -> bool:
    if isinstance(value, (int, float)):
        return float(cell) == pytest.approx(value)
    if isinstance(value, datetime):
        return cell == value.date().isoformat()
    return cell == ("" if value in (None, "not available") else safe_text(str(value)))


def test_the_same_round_gives_the_same_workbook() -> None:
    assert workbook(full()) == workbook(full())
