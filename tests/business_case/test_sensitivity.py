"""Break-even, tornado and corners by hand."""

from dataclasses import replace

import pytest

from core.business_case.lines import CostLine, Factor
from core.business_case.result import result
from core.business_case.sensitivity import break_even, corners, tornado
from tests.business_case.cases import given, having, small

YEARS = 1 / 1.1 + 1 / 1.21 + 1 / 1.331  # what 1 a year is worth in `small`


def test_break_even_of_a_factor_a_share_and_a_rate() -> None:
    case = small()
    assert break_even(case, "saving") == pytest.approx(((5000 + 2000 * YEARS) / (1000 * YEARS),))
    first_year = (5000 + 2000 * YEARS - 10_000 * (1 / 1.21 + 1 / 1.331)) / (10_000 / 1.1)
    assert first_year < 0  # so no share of the first year breaks even
    assert break_even(case, "adoption_year_1") == ()
    assert break_even(case, "discount_rate") == pytest.approx(result(case).rates_of_return)
    assert break_even(case, "tax_rate") == ()


def test_break_even_at_nothing_and_where_everything_is() -> None:
    free = replace(small(), costs=())
    assert break_even(free, "saving") == (0.0,)
    nothing = having(free, given("saving", 0.0, "money effect"))
    assert break_even(nothing, "journeys_a_year") == ()  # every value does, so none is named


def test_several_break_even_rates() -> None:
    # -100, 500, -600: worth nothing at 100 % and at 200 %
    case = having(small(2), given("first_cost", 100.0, "money"), given("saving", 0.5, "money effect"),
                  given("adoption_year_2", 0.0, "share"), given("late", 600.0, "money"))  # fmt: skip
    late = CostLine("late", "Late", "other", (Factor("late"),), from_year=2)
    case = replace(case, costs=(case.costs[0], late))
    assert break_even(case, "discount_rate") == pytest.approx((1.0, 2.0))


def test_a_tornado_by_hand_and_its_corners() -> None:
    case = having(
        small(), given("saving", 10.0, "money effect", low=8.0, high=11.0, distribution="PERT"),
        given("salary", 1000.0, "money", low=900.0, high=1500.0, distribution="uniform"),
        given("people", 2.0, low=1.0, high=3.0),  # a range that nothing is drawn from
    )  # fmt: skip
    npv = result(case).npv
    saving, salary = tornado(case)
    assert (saving.code, saving.npv_at_low, saving.npv_at_high) == (
        "saving", pytest.approx(npv - 2000 * YEARS), pytest.approx(npv + 1000 * YEARS),
    )  # fmt: skip
    assert (salary.code, salary.npv_at_low, salary.npv_at_high) == (
        "salary", pytest.approx(npv + 200 * YEARS), pytest.approx(npv - 1000 * YEARS),
    )  # fmt: skip
    assert saving.swing == pytest.approx(3000 * YEARS)
    assert corners(case) == ({"saving": 8.0, "salary": 1500.0}, {"saving": 11.0, "salary": 900.0})
    assert tornado(small()) == ()
    assert corners(small()) == ({}, {})


def test_a_haircut_holds_its_lines_inputs_in_a_tornado_too() -> None:
    case = having(small(), given("journeys_a_year", 1000.0, low=900.0, high=1200.0, distribution="uniform"),
                  given("saving", 10.0, "money effect", low=8.0, high=11.0, distribution="uniform"))  # fmt: skip
    held = replace(case, benefits=(replace(case.benefits[0], risk="haircut"),))
    assert [bar.code for bar in tornado(case)] == ["journeys_a_year", "saving"]  # as wide: by code
    assert tornado(held) == ()
    licence = CostLine("licence", "Licence", "technology", (Factor("journeys_a_year"), Factor("people")))
    (bar,) = tornado(replace(held, costs=(licence,)))
    # only what is paid moves: two a journey, 100 journeys fewer or 200 more
    npv = result(replace(held, costs=(licence,))).npv
    assert (bar.npv_at_low, bar.npv_at_high) == pytest.approx((npv + 200 * YEARS, npv - 400 * YEARS))
