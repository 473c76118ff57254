"""Compares cells of a workbook with each other, and with what the app says."""

import math
from itertools import pairwise

import numpy as np
import pytest

from core.business_case.case import Case
from core.business_case.result import Result, result
from core.business_case.workbook.table import FIRST, PRESENT, TOTAL
from tests.business_case.spreadsheet import Opened, Place

# Lines that are differences: what rounding leaves of large numbers is no fault there.
DIFFERENCES = ("Net", "Cumulative", "Taxable", "Tax", "Of the", "Most tied", "Freed", "Counted", "All", "Customers")


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
