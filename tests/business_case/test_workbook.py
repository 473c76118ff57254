"""The workbook's formulas are live: a spreadsheet program comes to what the app comes to, before and after changes."""

import io
import math
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlsxwriter

from core.business_case.case import Case
from core.business_case.result import Result, result
from core.business_case.workbook.names import DEPRECIATION, TIMING, input_names, letters, overlap_name
from core.business_case.workbook.sensitivity import STALE
from core.business_case.workbook.table import FIRST, PRESENT, TOTAL
from core.business_case.workbook.writer import SHEETS, workbook
from tests.business_case.generated import changed, generated, on_purpose
from tests.business_case.spreadsheet import Opened, Place, recalculated

pytestmark = pytest.mark.xdist_group("spreadsheet")
MADE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
CASES = {**{f"by chance {seed}": generated(seed) for seed in range(14)}, **on_purpose()}
CHANGED = {name: changed(case, seed) for seed, (name, case) in enumerate(CASES.items())}
# Lines that are differences: what rounding leaves of large numbers is no fault there.
DIFFERENCES = ("Net", "Cumulative", "Taxable", "Tax", "Of the", "Most tied", "Freed", "Counted", "All", "Customers")


@pytest.fixture(scope="module")
def written() -> dict[str, Opened]:
    return {name: Opened(workbook(case, MADE)) for name, case in CASES.items()}


@pytest.fixture(scope="module")
def written_changed() -> dict[str, Opened]:
    return {name: Opened(workbook(case, MADE)) for name, case in CHANGED.items()}


@pytest.fixture(scope="module")
def opened(written: dict[str, Opened], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    """Every case as it was written, every case changed in the file, and a file whose values are wrong."""
    files = {f"{name}, as is": one.content for name, one in written.items()}
    files |= {f"{name}, changed": edited(one, CHANGED[name]) for name, one in written.items()}
    return recalculated({**files, "wrong": wrong_values()}, Path(tmp_path_factory.mktemp("spreadsheet")))


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


def size(case: Case) -> float:
    flows = result(case).flows
    return max(1.0, *(float(np.abs(flow).sum()) for flow in (flows.coming_in, flows.paid)))


def differing(found: Opened, wanted: Opened, case: Case, places: list[Place]) -> list[str]:
    """Return the cells that are not the same, to 1e-9 of what they are."""
    rounding, off = 1e-13 * size(case), []
    for place in places:
        one, other = found.at(place), wanted.at(place)
        labels = [str(wanted.at((place[0], place[1], column))) for column in (0, 1)]
        loose = any(label.startswith(DIFFERENCES) for label in labels)
        if not alike(one, other, max(rounding, 1e-12) if loose else 1e-12):
            off.append(f"{place}: {one!r}, not {other!r}")
    return off


def alike(one: object, other: object, rounding: float) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=rounding)  # type: ignore[arg-type]


def test_the_spreadsheet_program_does_recalculate(opened: dict[str, Opened]) -> None:
    assert opened["wrong"].at(("Sheet1", 1, 0)) == 6


@pytest.mark.parametrize("name", CASES)
def test_recalculated_values_are_those_written(
    name: str, written: dict[str, Opened], opened: dict[str, Opened]
) -> None:
    found, wanted = opened[f"{name}, as is"], written[name]
    assert list(found.sheets) == list(SHEETS)
    assert len(wanted.formulas) > 60
    assert found.errors == []
    assert differing(found, wanted, CASES[name], wanted.formulas) == []


@pytest.mark.parametrize("name", CASES)
def test_inputs_changed_in_the_file_come_to_what_the_app_comes_to(
    name: str, written_changed: dict[str, Opened], opened: dict[str, Opened]
) -> None:
    found, wanted, case = opened[f"{name}, changed"], written_changed[name], CHANGED[name]
    assert found.errors == []
    places = [place for place in wanted.formulas if place != ("Sensitivity", 5, 0)]
    assert differing(found, wanted, case, places) == []
    moved = not alike(result(case).npv, result(CASES[name]).npv, 1e-6)
    assert (found.at(("Sensitivity", 5, 0)) == STALE) is moved
    check_results(found, result(case))


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
        "Contingency": -said.flows.contingency, "Discount factor": said.flows.discount,
    }  # fmt: skip
    for label, values in rows.items():
        if label != "Contingency":
            check_row(found, ("Cash flow", label, 1), values, said)
    tax = "tax_rate" if case.terms.taxed else "Tax: this case is before tax"
    check_row(found, ("Cash flow", tax, 1), -said.flows.tax, said)


def check_row(found: Opened, where: tuple[str, str, int], values: np.ndarray, said: Result) -> None:
    """Check a row by period, and its total and present value where it has them."""
    sheet, label, column = where
    (row,) = [line for line in found.sheets[sheet] if line[column] == label]
    assert row[FIRST : FIRST + len(values)] == pytest.approx(values.tolist(), rel=1e-12, abs=1e-9), where
    for place, value in ((TOTAL, values.sum()), (PRESENT, (values * said.flows.discount).sum())):
        if row[place] != "":
            assert row[place] == pytest.approx(value, rel=1e-12, abs=1e-9), where


def check_results(found: Opened, said: Result) -> None:
    rates = said.rates_of_return
    wanted = {
        "npv": said.npv, "npv_with_freed_time": said.npv_with_freed, "present_benefits": said.benefits_value,
        "present_costs": said.costs_value, "present_contingency": said.contingency_value,
        "present_tax": said.tax_value, "roi": said.return_on_investment,
        "benefit_cost_ratio": said.benefit_cost_ratio, "most_tied_up": said.most_tied_up,
        "mirr": said.modified_rate,
    }  # fmt: skip
    for name, value in wanted.items():
        shown = found.named(f"res_{name}")
        assert shown == ("not available" if value is None else pytest.approx(value, rel=1e-9, abs=1e-8)), name
    for name, value in (
        ("payback_years", said.payback_years), ("discounted_payback_years", said.discounted_payback_years)
    ):  # fmt: skip
        assert found.named(f"res_{name}") == ("never" if value is None else pytest.approx(value, rel=1e-9)), name
    irr = found.named("res_irr")
    signs = [one for one in np.sign(np.where(np.abs(said.net) > 1e-12 * np.abs(said.net).max(), said.net, 0)) if one]
    changes = sum(one != other for one, other in pairwise(signs))
    if changes == 1:
        assert irr == pytest.approx(rates[0], rel=1e-12, abs=1e-12)
        assert len(rates) == 1
    elif changes == 0:
        assert (irr, rates) == ("none", ())
    else:
        assert irr == ("not worked out here" if changes % 2 else "no single rate")
        assert changes % 2 or len(rates) != 1


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
