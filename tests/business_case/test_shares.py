"""Shares of the variance where they are known: sums, products, and what stands still."""

from dataclasses import replace
from typing import Any

import pytest

from core.business_case.case import Case
from core.business_case.lines import CostLine, Factor
from core.business_case.shares import variance_shares
from core.errors import InvalidInputError
from tests.business_case.cases import given, having, small

SEED = 20_270_101


def uniform(code: str, middle: float, half: float, quantity: Any = "money effect") -> Any:
    return given(code, middle, quantity, low=middle - half, high=middle + half, distribution="uniform")


def additive() -> Case:
    """Return a case whose net present value is 1,000 x saving - the cost: each of them uniform."""
    case = having(small(1), given("discount_rate", 0.0, "rate"), uniform("saving", 10.0, 3.0),
                  uniform("first_cost", 5000.0, 1000.0, "money"))  # fmt: skip
    return replace(case, costs=case.costs[:1])


def test_in_a_sum_each_has_its_own_variance() -> None:
    found = variance_shares(additive(), 4096, SEED)
    # variances of 3,000^2 / 3 and 1,000^2 / 3: nine parts and one of ten
    assert [one.code for one in found] == ["saving", "first_cost"]
    assert [one.first for one in found] == pytest.approx([0.9, 0.1], abs=0.02)
    assert [one.total for one in found] == pytest.approx([0.9, 0.1], abs=0.02)


def test_in_a_product_what_both_do_together_counts_in_both_totals() -> None:
    case = having(small(1), given("discount_rate", 0.0, "rate"), uniform("saving", 10.0, 9.0),
                  uniform("journeys_a_year", 1000.0, 600.0, "amount"))  # fmt: skip
    found = variance_shares(replace(case, costs=()), 4096, SEED)
    # with v = variance / mean^2 of each: (v1 + v2 + v1 v2) in all, first v1 and v2
    v1, v2 = 0.9**2 / 3, 0.6**2 / 3
    whole = v1 + v2 + v1 * v2
    assert [one.first for one in found] == pytest.approx([v1 / whole, v2 / whole], abs=0.03)
    assert [one.total for one in found] == pytest.approx([v1 * (1 + v2) / whole, v2 * (1 + v1) / whole], abs=0.03)


def test_discounting_and_years_leave_the_shares_of_a_product() -> None:
    one_year, three = (having(additive(), given("adoption_year_1", 1.0, "share")), additive())
    three = replace(three, terms=replace(three.terms, years=3), costs=())
    assert [one.code for one in variance_shares(three)] == ["saving"]
    assert [round(one.first, 2) for one in variance_shares(three, 4096)] == [1.0]
    assert len(variance_shares(one_year)) == 2


def test_an_input_that_two_lines_use_moves_both() -> None:
    case = additive()
    twice = replace(
        case, costs=(*case.costs, CostLine("again", "Again", "other", (Factor("first_cost"),), "at the start"))
    )
    found = {one.code: one.first for one in variance_shares(twice, 4096)}
    assert found == pytest.approx({"saving": 9 / 13, "first_cost": 4 / 13}, abs=0.02)


def test_a_haircut_keeps_its_own_inputs_still_and_unused_ones_are_not_listed() -> None:
    case = having(additive(), uniform("unused", 5.0, 1.0, "amount"))
    held = replace(case, benefits=(replace(case.benefits[0], risk="haircut"),))
    assert [one.code for one in variance_shares(case)] == ["saving", "first_cost"]
    assert [one.code for one in variance_shares(held)] == ["first_cost"]


def test_nothing_uncertain_has_no_shares() -> None:
    assert variance_shares(small()) == ()
    no_effect = having(small(), given("journeys_a_year", 0.0), uniform("saving", 10.0, 3.0))
    assert variance_shares(no_effect) == ()


def test_the_same_seed_gives_the_same_and_draws_are_a_power_of_two() -> None:
    assert variance_shares(additive(), 256, 5) == variance_shares(additive(), 256, 5)
    with pytest.raises(InvalidInputError, match="1000 draws can't be spread evenly"):
        variance_shares(additive(), 1000)
