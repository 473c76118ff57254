"""What flows when, by hand."""

from dataclasses import replace

import numpy as np
import pytest

from core.business_case.case import Case
from core.business_case.lines import CostLine, Factor, Overlap
from core.business_case.result import result
from tests.business_case.cases import given, having, small


def benefit(case: Case, **changes: object) -> Case:
    return replace(case, benefits=(replace(case.benefits[0], **changes),))  # type: ignore[arg-type]


def test_a_plain_case_by_hand() -> None:
    found = result(small())
    assert found.net == (-5000.0, 8000.0, 8000.0, 8000.0)
    assert found.npv == pytest.approx(-5000 + 8000 / 1.1 + 8000 / 1.21 + 8000 / 1.331, rel=1e-14)
    assert found.payback_years == pytest.approx(5 / 8)
    assert found.benefits_value == pytest.approx(10_000 * (1 / 1.1 + 1 / 1.21 + 1 / 1.331))
    assert found.return_on_investment == pytest.approx(found.npv / found.costs_value)
    assert found.most_tied_up == 5000.0
    (rate,) = found.rates_of_return
    assert -5000 + sum(8000 / (1 + rate) ** t for t in (1, 2, 3)) == pytest.approx(0, abs=1e-6)


def test_each_share_takes_its_part_in_turn() -> None:
    case = having(small(1), given("due", 0.8, "share"), given("leaves", 0.5, "share"), given("risk", 0.25, "share"))
    case = benefit(case, attribution="due", cashable="leaves", risk_adjustment="risk")
    one = result(case).flows.benefits[0]
    assert [float(flow[1]) for flow in (one.gross, one.due, one.cashable, one.once, one.counted, one.freed)] == [
        pytest.approx(x) for x in (10_000, 8000, 4000, 4000, 3000, 3000)
    ]


def test_growth_prices_and_adoption_step_up_once_a_year() -> None:
    case = having(
        small(3), given("growth_rate", 0.1, "rate"), given("inflation_rate", 0.02, "rate"),
        given("adoption_year_1", 0.5, "share"),
    )  # fmt: skip
    gross = result(case).flows.benefits[0].gross
    assert gross.tolist() == pytest.approx([0, 5000, 10_000 * 1.1 * 1.02, 10_000 * 1.21 * 1.02**2])
    quarters = result(replace(case, terms=replace(case.terms, periods_per_year=4))).flows.benefits[0].gross
    assert quarters[1:].reshape(3, 4).sum(axis=1).tolist() == pytest.approx(gross[1:].tolist())
    assert np.ptp(quarters[5:9]) == 0


def test_growth_only_counts_what_is_added() -> None:
    case = benefit(having(small(3), given("growth_rate", 0.1, "rate")), grows="growth only")
    assert result(case).flows.benefits[0].gross.tolist() == pytest.approx([0, 0, 1000, 2100])


def test_kept_customers_bring_margin_as_long_as_they_stay() -> None:
    case = benefit(having(small(3), given("stays", 0.5, "share")), stays="stays", grows="no")
    # a year keeps 10,000 of margin a year: half of it in its own year, then a half stays each year
    assert result(case).flows.benefits[0].gross.tolist() == pytest.approx([0, 5000, 10_000, 12_500])
    quarterly = replace(case, terms=replace(case.terms, periods_per_year=4))
    stays, kept, by_hand = 0.5**0.25, 0.0, []
    for _ in range(12):
        by_hand.append((stays * kept + 2500 / 2) / 4)
        kept = stays * kept + 2500
    assert result(quarterly).flows.benefits[0].gross[1:].tolist() == pytest.approx(by_hand)


def test_an_overlap_is_taken_off_the_second_line() -> None:
    case = small(1)
    second = replace(case.benefits[0], code="again", label="Again")
    case = replace(
        case, benefits=(*case.benefits, second), overlaps=(Overlap("fewer", "again", 0.4, "the same calls", "Ann"),)
    )
    assert [float(flow.counted[1]) for flow in result(case).flows.benefits] == pytest.approx([10_000, 6000])


def test_tax_and_depreciation_by_hand() -> None:
    case = having(small(3, taxed=True, depreciation_years=2), given("contingency_share", 0.1, "share"))
    found = result(case).flows
    # profit: 10,000 - 2,200 - written off (5,000 x 1.1 over two years)
    assert found.tax.tolist() == pytest.approx([0, 0.25 * (7800 - 2750), 0.25 * (7800 - 2750), 0.25 * 7800])
    assert found.paid.tolist() == pytest.approx([5500, 2200, 2200, 2200])


def test_a_cost_runs_in_its_years_only() -> None:
    case = small(3)
    late = CostLine("late", "Late", "other", (Factor("salary"),), from_year=2, to_year=2)
    found = result(replace(case, costs=(late,)))
    assert [float(x) for x in found.flows.costs[0].paid] == [0, 0, 1000, 0]


def test_money_in_the_middle_of_a_year_counts_half_a_year_earlier() -> None:
    end, middle = result(small()), result(small(timing="mid"))
    assert middle.npv + 5000 == pytest.approx((end.npv + 5000) * 1.1**0.5)


def test_no_benefits_cost_exactly_what_is_paid() -> None:
    case = having(small(), given("saving", 0.0, "money effect"))
    found = result(case)
    assert found.npv == -found.costs_value
    assert found.rates_of_return == ()
    assert found.payback_years is None
    assert found.modified_rate is None
