"""The slides open, their charts hold the very numbers of the case, and no text runs over its box."""

import io
import re
import zipfile
from dataclasses import replace
from itertools import combinations
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from core.business_case.brief import Brief
from core.business_case.printing import brief_pptx
from core.business_case.printing.room import clean, fitted
from core.business_case.waterfall import waterfall
from tests.business_case.briefs import AT, HOSTILE, cases, told

CASES = cases()
_INCH = 914_400
AS_A_SHEET = 2e-15  # a sheet keeps 16 digits


def charts(content: bytes) -> dict[str, Any]:
    shown = Presentation(io.BytesIO(content))
    return {
        slide.shapes.title.text_frame.text: shape.chart
        for slide in shown.slides
        for shape in slide.shapes
        if shape.has_chart
    }


def sheet(chart: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]


@pytest.mark.parametrize("name", CASES)
def test_no_text_runs_over_its_box_and_no_box_over_another(name: str) -> None:
    shown = Presentation(io.BytesIO(brief_pptx(told(CASES[name])[1])))
    assert len(shown.slides) == 7
    assert shown.slide_width / shown.slide_height == pytest.approx(16 / 9, rel=1e-3)
    for slide in shown.slides:
        assert slide.shapes.title.text_frame.text
        boxes = []
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height
            if shape.has_table:
                _table_fits(shape.table)
            elif shape.has_text_frame and shape.text_frame.text:
                _fits(shape.text_frame, shape.width, shape.height)
            if shape.has_table or shape.has_chart or shape.text_frame.text:
                boxes.append(shape)
        for one, other in combinations(boxes, 2):
            aside = one.left + one.width <= other.left + 99 or other.left + other.width <= one.left + 99
            beneath = one.top + one.height <= other.top + 99 or other.top + other.height <= one.top + 99
            assert aside or beneath, (one.text_frame.text if one.has_text_frame else one, other.shape_type)


def _fits(frame: Any, width: int, height: int) -> None:
    run = frame.paragraphs[0].runs[0]
    size = int(run.font.size.pt)
    text = frame.text.replace("\u2060", "").replace("\u00a0%", " %")
    assert fitted(text, (width / _INCH, height / _INCH), (size, size), bold=bool(run.font.bold)) == (text, size)


def _table_fits(table: Any) -> None:
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            if cell.text_frame.text:
                width = table.columns[place].width - cell.margin_left - cell.margin_right
                _fits(cell.text_frame, width, row.height - cell.margin_top - cell.margin_bottom)


@pytest.mark.parametrize("name", ["ranged", "negative", "ten years by quarter", "negative effect", "yen", "hostile"])
def test_charts_hold_the_very_numbers(name: str) -> None:
    found, made = told(CASES[name])
    drawn = charts(brief_pptx(made))
    cash = [tuple(series.values) for series in drawn["Cumulative cash"].plots[0].series]
    assert cash == [found.found.cumulative, made.cash.low, made.cash.high]
    bars = found.bars[:6][::-1]
    ends = [tuple(series.values) for series in drawn["What could change it"].plots[0].series]
    assert ends == [tuple(bar.npv_at_low for bar in bars), tuple(bar.npv_at_high for bar in bars)]
    _steps_add_up(made, drawn["What it returns"])
    for chart in drawn.values():
        _workbook_holds(chart)


def _steps_add_up(made: Brief, chart: Any) -> None:
    columns = {series.name: series.values for series in chart.plots[0].series}
    names = {"total": "Total", "adds": "Adds", "takes": "Takes off"}
    for place, step in enumerate(made.steps):
        size = {name: abs(values[place] or 0.0) for name, values in columns.items()}
        own = sum(size.get(f"{names[step.kind]}{end}", 0.0) for end in ("", " (below zero)"))
        assert own == pytest.approx(abs(step.amount), rel=1e-12)
        base = sum(size.get(f"Beneath{end}", 0.0) for end in ("", " (below zero)"))
        low, high = sorted((step.start, step.end))
        assert base == (max(low, 0.0) or max(-high, 0.0))
    column = [cell.value for cell in list(sheet(chart).columns)[-1]]
    assert column[0] == f"Amount in {made.currency}"
    assert column[1:] == pytest.approx([step.amount for step in made.steps], rel=AS_A_SHEET)


def _workbook_holds(chart: Any) -> None:
    rows = list(sheet(chart).iter_rows(values_only=True))
    plot = chart.plots[0]
    assert [row[0] for row in rows[1:]] == list(plot.categories)
    for place, series in enumerate(plot.series, 1):
        assert rows[0][place] == series.name
        assert [row[place] for row in rows[1:]] == [
            None if value is None else pytest.approx(value, rel=AS_A_SHEET) for value in series.values
        ]


def test_a_label_can_not_become_a_formula_and_steers_nothing() -> None:
    content = brief_pptx(told(CASES["hostile"])[1])
    drawn = charts(content)["What could change it"]
    assert any(str(one).startswith("=cmd|") for one in drawn.plots[0].categories)
    blob = drawn.part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(io.BytesIO(blob)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert not [name for name in book.namelist() if "hyperlink" in name or "rels/sheet" in name]
    with zipfile.ZipFile(io.BytesIO(content)) as deck:
        texts = [
            deck.read(name).decode() for name in deck.namelist() if re.match(r"ppt/(slides|charts)/[^_].*xml", name)
        ]
    assert texts
    assert not [one for one in texts if "\u202e" in one or "_x0007_" in one or "\x07" in one]
    assert any("&lt;b&gt;#x *y*&lt;/b&gt;" in one for one in texts)


def test_the_same_brief_is_the_same_file() -> None:
    made = told(CASES["ranged"])[1]
    content = brief_pptx(made)
    assert content == brief_pptx(made)
    shown = Presentation(io.BytesIO(content))
    assert (shown.core_properties.created, shown.core_properties.modified) == (AT, AT)
    with zipfile.ZipFile(io.BytesIO(content)) as deck:
        assert {one.date_time for one in deck.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        books = [name for name in deck.namelist() if name.endswith(".xlsx")]
        assert len(books) == 3
        for name in books:
            with zipfile.ZipFile(io.BytesIO(deck.read(name))) as book:
                assert b"2026-11-28T09:30:00Z" in book.read("docProps/core.xml")


def test_without_a_story_there_are_six_slides_and_each_has_its_foot() -> None:
    made = replace(told(CASES["ranged"])[1], story=())
    shown = Presentation(io.BytesIO(brief_pptx(made)))
    assert len(shown.slides) == 6
    for number, slide in enumerate(shown.slides, 1):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert f"{number} of 6" in texts
        assert any("made 28 Nov 2026" in text and "The result rests" in text for text in texts)


@pytest.mark.parametrize("text", ["word " * 300, "W" * 900, "請求" * 300, "😀" * 200, HOSTILE * 20, ""])
def test_a_text_is_cut_where_its_room_ends(text: str) -> None:
    for room in ((1.0, 0.3), (3.0, 1.0), (12.0, 0.3)):
        words, size = fitted(text, room, (20, 8))
        assert 8 <= size <= 20
        assert words == clean(text) or words.endswith("…")
        assert fitted(words, room, (size, size)) == (words, size)


def test_the_waterfall_of_the_brief_is_that_of_the_result() -> None:
    found, made = told(CASES["negative"])
    assert made.steps == waterfall(found.found)
