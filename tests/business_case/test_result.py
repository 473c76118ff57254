"""Rates, payback and the rest of a result, by hand."""

from dataclasses import replace

import pytest

from core.business_case.case import Case
from core.business_case.lines import CostLine, Factor
from core.business_case.result import result
from tests.business_case.cases import given, having, small


def paying(first: float, *by_year: float) -> Case:
    """Return a case that pays `first` at the start and nets so much in each year."""
    case = having(small(len(by_year)), given("first_cost", first, "money"), given("saving", 0.0, "money effect"))
    case = having(case, *(given(f"cost_{year}", 1000 - net, "money") for year, net in enumerate(by_year, 1)))
    later = [
        CostLine(f"year_{year}", f"Year {year}", "other", (Factor(f"cost_{year}"),), from_year=year, to_year=year)
        for year in range(1, len(by_year) + 1)
    ]
    case = having(case, given("saving", 1.0, "money effect"))  # 1,000 a year
    return replace(case, costs=(case.costs[0], *later))


def test_the_modified_rate_finances_what_is_paid_and_reinvests_what_comes_in() -> None:
    case = having(
        paying(500, 800, -1200, 800), given("finance_rate", 0.06, "rate"), given("reinvest_rate", 0.03, "rate")
    )
    found = result(case)
    assert found.net == pytest.approx((-500, 800, -1200, 800))
    by_hand = ((800 * 1.03**2 + 800) / (500 + 1200 / 1.06**2)) ** (1 / 3) - 1
    assert found.modified_rate == pytest.approx(by_hand)
    # without the two rates, the discount rate stands for both
    plain = ((800 * 1.1**2 + 800) / (500 + 1200 / 1.1**2)) ** (1 / 3) - 1
    assert result(paying(500, 800, -1200, 800)).modified_rate == pytest.approx(plain)


def test_payback_counts_money_as_it_is_and_discounted() -> None:
    found = result(paying(500, 400, 400))
    assert found.payback_years == pytest.approx(1.25)
    # 363.64 and 330.58: 136.36 are left after a year
    assert found.discounted_payback_years == pytest.approx(1 + (500 - 400 / 1.1) / (400 / 1.21))
    never = result(paying(500, 300, 220))
    assert never.payback_years == pytest.approx(1 + 200 / 220)
    assert never.discounted_payback_years is None


def test_what_is_tied_up_is_the_deepest_sum_so_far() -> None:
    found = result(paying(500, -300, 900))
    assert found.cumulative == pytest.approx((-500, -800, 100))
    assert found.most_tied_up == pytest.approx(800)
    assert result(paying(0, 100)).most_tied_up == 0


def test_one_rate_several_and_none() -> None:
    assert result(paying(100, 110)).single_rate == pytest.approx(0.10)
    several = result(paying(100, 500, -600))
    assert several.rates_of_return == pytest.approx((1.0, 2.0))
    assert several.single_rate is None
    none = result(paying(100, 400, -600))
    assert (none.rates_of_return, none.single_rate) == ((), None)


def test_ratios_are_before_tax_and_not_available_without_costs() -> None:
    case = replace(paying(500, 400, 400), terms=replace(small(2).terms, taxed=True))
    taxed, plain = result(case), result(paying(500, 400, 400))
    assert taxed.tax_value > 0
    assert taxed.npv == pytest.approx(plain.npv - taxed.tax_value)
    assert taxed.return_on_investment == plain.return_on_investment
    assert plain.benefit_cost_ratio == pytest.approx(1 + (plain.return_on_investment or 0))
    free = result(replace(small(), costs=()))
    assert (free.return_on_investment, free.benefit_cost_ratio) == (None, None)


def test_freed_time_is_shown_and_not_counted() -> None:
    case = having(small(1), given("leaves", 0.25, "share"), given("risk", 0.5, "share"))
    case = replace(case, benefits=(replace(case.benefits[0], cashable="leaves", risk_adjustment="risk"),))
    found = result(case)
    # 10,000: a quarter leaves the books, three quarters are freed, and half of each is counted
    assert found.benefits_value == pytest.approx(1250 / 1.1)
    assert found.npv_with_freed - found.npv == pytest.approx(3750 / 1.1)
