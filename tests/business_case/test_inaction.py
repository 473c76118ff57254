"""Doing nothing and waiting, by hand."""

from dataclasses import replace

import pytest

from core.business_case.inaction import inaction
from core.business_case.result import result
from tests.business_case.cases import given, having, small


def test_doing_nothing_costs_what_serving_these_journeys_costs() -> None:
    case = having(small(3), given("growth_rate", 0.1, "rate"), given("inflation_rate", 0.02, "rate"))
    found = inaction(case)
    each = 1.1 * 1.02
    assert found.journeys_by_year == pytest.approx((1000, 1100, 1210))
    assert found.cost_by_year == pytest.approx((30_000, 30_000 * each, 30_000 * each**2))
    assert found.more_than_now == pytest.approx(30_000 * (each + each**2 - 2))
    assert found.present_cost == pytest.approx(30_000 * (1 / 1.1 + each / 1.21 + each**2 / 1.331))
    quarters = inaction(replace(case, terms=replace(case.terms, periods_per_year=4, timing="mid")))
    assert quarters.cost_by_year == found.cost_by_year
    by_hand = sum(7500 * each ** (q // 4) / 1.1 ** ((q + 0.5) / 4) for q in range(12))
    assert quarters.present_cost == pytest.approx(by_hand)


def test_without_volume_or_cost_it_is_not_available() -> None:
    for unknown in ("journeys_a_year", "cost_per_journey"):
        kept = tuple(one for one in small().assumptions if one.code != unknown)
        found = inaction(replace(small(), assumptions=kept, benefits=()))
        assert (found.cost_by_year, found.more_than_now, found.present_cost, found.journeys_by_year) == (None,) * 4
        assert found.waiting_a_year < 0  # it only costs, so waiting is a gain


def test_waiting_a_year_by_hand() -> None:
    # -5,000 and three years of 8,000; a year later: two years of 8,000 are left, all a year later
    later = -5000 / 1.1 + 8000 / 1.21 + 8000 / 1.331
    assert inaction(small(3)).waiting_a_year == pytest.approx(result(small(3)).npv - later)
    assert inaction(small(3)).pays
    # over one year nothing of the plan would be left, so there is nothing to compare with
    assert inaction(small(1)).waiting_a_year is None
