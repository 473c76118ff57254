"""The workbook's formulas are live: a spreadsheet program comes to what the app comes to, before and after changes."""

import io
import math
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlsxwriter

from core.business_case.assumption import BOUNDS
from core.business_case.case import Case
from core.business_case.result import result
from core.business_case.workbook import workbook
from core.business_case.workbook.names import DEPRECIATION, TIMING, input_names, letters, overlap_name
from core.business_case.workbook.sensitivity import STALE
from core.business_case.workbook.writer import SHEETS
from tests.business_case.generated import HOSTILE, changed, generated, hostile, on_purpose
from tests.business_case.spreadsheet import Opened, recalculated
from tests.business_case.workbook_checks import alike, check_results, check_row, differing

MADE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
CASES = {**{f"by chance {seed}": generated(seed) for seed in range(13)}, **on_purpose()}
STALENESS = ("Sensitivity", 5, 0)  # where it says whether inputs were changed since
CHANGED = {name: changed(case, seed) for seed, (name, case) in enumerate(CASES.items())}


@pytest.fixture(scope="module")
def written() -> dict[str, Opened]:
    return {name: Opened(workbook(case, MADE)) for name, case in CASES.items()}


def wrong_values() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_number(0, 0, 2)
        sheet.write_formula(1, 0, "=A1*3", None, 99)
    return target.getvalue()


def edited(one: Opened, case: Case) -> bytes:
    """Return a file in which somebody typed the inputs of a changed case into the cells."""
    book = openpyxl.load_workbook(io.BytesIO(one.content))
    inputs = {name: case.by_code[code].value for code, name in input_names(case).items()}
    shares = {overlap_name(place): overlap.share for place, overlap in enumerate(case.overlaps)}
    terms = {TIMING: case.terms.timing, DEPRECIATION: case.terms.depreciation_years}
    for name, value in {**inputs, **shares, **terms}.items():
        sheet, row, column = one.names[name]
        book[sheet].cell(row + 1, column + 1).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_spreadsheet_program_comes_to_what_the_app_comes_to(written: dict[str, Opened], tmp_path: Path) -> None:
    """One test, as the program takes seconds to start: each case as it is, changed in the file, and hostile texts."""
    hostile_case = hostile()[0]
    evil = Opened(workbook(hostile_case, MADE, version="=1+1", status="@x"))
    files = {f"{name}, as is": one.content for name, one in written.items()}
    files |= {f"{name}, changed": edited(one, CHANGED[name]) for name, one in written.items()}
    opened = recalculated({**files, "wrong": wrong_values(), "hostile": evil.content}, tmp_path)
    assert opened["wrong"].at(("Sheet1", 1, 0)) == 6  # it does recalculate
    faults = {"hostile": faults_as_is(opened["hostile"], evil, hostile_case)}
    for name, one in written.items():
        faults[f"{name}, as is"] = faults_as_is(opened[f"{name}, as is"], one, CASES[name])
        faults[f"{name}, changed"] = faults_changed(opened[f"{name}, changed"], name)
    assert {name: found for name, found in faults.items() if found} == {}


def faults_as_is(found: Opened, wanted: Opened, case: Case) -> list[str]:
    assert list(found.sheets) == list(SHEETS)
    assert len(wanted.formulas) > 60
    assert set(found.formulas) == set(wanted.formulas)
    return found.errors + differing(found, wanted, case, wanted.formulas)


def faults_changed(found: Opened, name: str) -> list[str]:
    case, said = CHANGED[name], result(CHANGED[name])
    wanted = Opened(workbook(case, MADE))
    places = [place for place in wanted.formulas if place != STALENESS]
    check_results(found, said)
    moved = not alike(said.npv, result(CASES[name]).npv, 1e-6)
    assert (found.at(STALENESS) == STALE) is moved, name
    return found.errors + differing(found, wanted, case, places)


@pytest.mark.parametrize("name", CASES)
def test_what_is_written_is_what_the_app_says(name: str, written: dict[str, Opened]) -> None:
    found, case, said = written[name], CASES[name], result(CASES[name])
    check_results(found, said)
    for place, flow in enumerate(said.flows.benefits):
        stages = (flow.gross, flow.due, flow.cashable, flow.once, flow.counted, flow.freed)
        for stage, values in zip("abcdtf", stages, strict=True):
            check_row(found, ("Benefits", f"{letters(place)}{stage}", 0), values, said)
    for place, cost in enumerate(said.flows.costs, len(said.flows.benefits)):
        check_row(found, ("Costs", f"{letters(place)}t", 0), cost.paid, said)
    net = np.array(said.net)
    rows = {
        "All benefits": said.flows.coming_in, "All costs": -said.flows.paid, "Net": net,
        "Net, cumulative": np.array(said.cumulative), "Net, discounted": net * said.flows.discount,
        "contingency_share": -said.flows.contingency, "Discount factor": said.flows.discount,
    }  # fmt: skip
    for label, values in rows.items():
        check_row(found, ("Cash flow", label, 1), values, said)
    tax = "tax_rate" if case.terms.taxed else "Tax: this case is before tax"
    check_row(found, ("Cash flow", tax, 1), -said.flows.tax, said)


def test_hostile_texts_stay_texts() -> None:
    case, plain = hostile()
    content = workbook(case, MADE, version="=1+1", status="@x")
    assert Opened(content).formulas == Opened(workbook(plain, MADE, version="1", status="x")).formulas
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    texts = [cell for cell in cells if cell.data_type != "f"]
    assert max(len(cell.value) for cell in texts) == 32_767
    assert all(cell.quotePrefix for cell in texts if cell.value[:1] in tuple("=+-@"))
    assert {cell.value[:4] for cell in texts} >= {text[:4] for text in HOSTILE if text.isascii() and text.isprintable()}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "externalLink" in name or "vba" in name.lower()]
        assert not [
            name for name in parts.namelist() if name.endswith(".rels") and b"http://example" in parts.read(name)
        ]


def test_input_cells_are_bounded_by_what_each_input_may_be() -> None:
    case = CASES["by chance 1"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(case, MADE)))["Assumptions"]
    found = [one for one in sheet.data_validations.dataValidation if one.type == "decimal"]
    bounds = {str(one.sqref): (one.operator, float(one.formula1), float(one.formula2 or "inf")) for one in found}
    divisors = {factor.code for line in case.lines for factor in line.factors if factor.divides}
    for row, one in enumerate(case.assumptions, 5):
        least, most = BOUNDS[one.quantity]
        assert sheet.cell(row, 1).value == one.code
        wanted = ("greaterThan", 0.0, math.inf) if one.code in divisors else (None, least, most)
        assert bounds[f"C{row}"] == wanted


def test_no_function_is_volatile_or_new(written: dict[str, Opened]) -> None:
    used = {
        name
        for one in written.values()
        for text in one.xml.values()
        for formula in re.findall(r"<f>(.*?)</f>", text)
        for name in re.findall(r"([A-Z][A-Z.]*)\(", formula)
    }
    exponents = [
        text for one in written.values() for text in one.xml.values() if re.search(r"<f>[^<]*\de[-+]?\d", text)
    ]
    assert exponents == []  # Excel's grammar knows 1E-9 only
    assert used <= {"SUM", "SUMPRODUCT", "IF", "AND", "ABS", "MAX", "MIN", "SIGN", "EXP", "LN", "MOD"}


def test_the_cases_hold_what_they_are_meant_to() -> None:
    every = [*CASES.values(), *CHANGED.values()]
    found = [result(case) for case in every]
    assert {case.terms.periods for case in every} >= {1, 4}
    assert max(case.terms.years for case in every) >= 8
    assert any(case.terms.taxed and case.terms.depreciation_years > case.terms.years for case in every)
    assert any(case.terms.taxed and case.terms.depreciation_years < case.terms.years for case in every)
    assert {case.terms.timing for case in every} == {"end", "mid"}
    assert {len(one.rates_of_return) for one in found} >= {0, 1, 2}
    assert any(one.payback_years is None for one in found)
    assert any(line.stays and case.terms.periods_per_year == 4 for case in every for line in case.benefits)
    assert {line.grows for case in every for line in case.benefits} == {"with volume", "growth only", "no"}
    assert any(float(flow.counted.min()) < 0 for one in found for flow in one.flows.benefits)
    assert sum(one.single_rate is not None for one in found) > 12


def test_names_are_no_addresses_and_differ() -> None:
    names = input_names(generated(0)).values()
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.startswith("in_") and name.isascii() for name in names)


def test_a_changed_title_is_all_that_differs() -> None:
    case = CASES["by chance 1"]
    one, other = Opened(workbook(case, MADE)), Opened(workbook(replace(case, title="Other"), MADE))
    assert one.sheets["Results"] == other.sheets["Results"]
