"""What holds for every case."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, example, settings
from hypothesis import given as over
from hypothesis import strategies as st

from core.business_case.case import DISCOUNT, Case
from core.business_case.cash import cash
from core.business_case.document import from_dict, to_dict
from core.business_case.draws import draws
from core.business_case.inaction import inaction
from core.business_case.result import Result, result
from core.business_case.sensitivity import break_even, corners, npvs, tornado, weights
from tests.business_case.cases import given, having, small
from tests.business_case.strategies import cases

often, seldom = settings(deadline=None, max_examples=40), settings(deadline=None, max_examples=20)


def near(found: float, expected: float, size: float) -> bool:
    """Tell whether two amounts are equal but for rounding, beside amounts of a size."""
    return abs(found - expected) <= 1e-9 * max(1.0, size)


def size_of(found: Result) -> float:
    return float(np.abs(found.net).sum() + found.flows.paid.sum() + np.abs(found.flows.coming_in).sum())


@often
@over(cases())
def test_net_present_value_is_the_sum_of_what_is_shown(case: Case) -> None:
    found = result(case)
    size = size_of(found)
    rate = case.values()[DISCOUNT]
    by_hand = sum(flow / (1 + rate) ** time for flow, time in zip(found.net, case.terms.times_years(), strict=True))
    assert near(found.npv, by_hand, size)
    assert near(found.npv, found.benefits_value - found.costs_value - found.tax_value, size)
    assert near(found.benefits_value, sum(one.counted for one in found.benefits), size)
    assert near(found.costs_value, sum(one.paid for one in found.costs) + found.contingency_value, size)
    assert near(found.npv_with_freed, found.npv + sum(one.freed for one in found.benefits), size)
    assert found.cumulative == pytest.approx(np.cumsum(found.net), rel=1e-12, abs=1e-9 * size)
    assert near(found.most_tied_up, max(0.0, *(-sofar for sofar in found.cumulative)), size)


@often
@over(cases())
def test_the_stages_of_a_benefit_leave_nothing_out(case: Case) -> None:
    found, values = result(case), case.values()
    for line, one in zip(case.benefits, found.benefits, strict=True):
        size = abs(one.gross) + 1

        def share(code: str | None, otherwise: float) -> float:
            return otherwise if code is None else values[code]

        alone = 1.0
        for overlap in case.overlaps:
            alone *= 1 - overlap.share if overlap.second == line.code else 1
        certain = 1 - share(line.risk_adjustment, 0)
        assert near(one.due, one.gross * share(line.attribution, 1), size)
        assert near(one.cashable, one.due * share(line.cashable, 1), size)
        assert near(one.once, one.cashable * alone, size)
        assert near(one.counted, one.once * certain, size)
        assert near(one.counted + one.freed, one.due * alone * certain, size)


@often
@over(cases(taxed=False, harmless=True), st.integers(1, 300))
def test_a_dearer_wait_is_worth_less(case: Case, more: int) -> None:
    only_first = tuple(line for line in case.costs if line.when == "at the start")
    normal = replace(case, costs=only_first)
    rate = case.values()[DISCOUNT]
    assert result(normal, {DISCOUNT: rate + more / 1000}).npv <= result(normal).npv


@often
@over(cases(harmless=True), st.data())
def test_more_avoided_is_never_worth_less(case: Case, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(case.benefits) - 1))
    found = result(case)
    for code, most in ((f"benefit_amount_{place}", 6000.0), (f"benefit_share_{place}", 1.0), ("adoption_year_1", 1.0)):
        more = case.values()[code] + data.draw(st.floats(0, 1)) * (most - case.values()[code])
        assert result(case, {code: more}).npv >= found.npv - 1e-9 * max(1.0, size_of(found)), code


@often
@over(cases(taxed=False))
def test_no_benefits_cost_exactly_what_is_paid(case: Case) -> None:
    nothing = {one.code: 0.0 for one in case.assumptions if one.code.startswith("benefit_effect")}
    found = result(case, nothing)
    assert found.npv == -found.costs_value
    assert found.benefits_value == 0
    assert found.rates_of_return == ()
    assert found.payback_years == (None if found.costs_value > 0 else 0.0)


@often
@over(cases(), st.sampled_from((0.001, 0.5, 7.0, 1000.0)))
def test_another_unit_of_money_changes_money_only(case: Case, times: float) -> None:
    money = {one.code: one.value * times for one in case.assumptions if one.quantity in ("money", "money effect")}
    one, other = result(case), result(case, money)
    assert other.npv == pytest.approx(times * one.npv, rel=1e-9, abs=1e-9 * times * size_of(one))
    assume(abs(one.npv) > 1e-6 * size_of(one) and abs(one.cumulative[-1]) > 1e-6 * size_of(one))
    assert other.rates_of_return == pytest.approx(one.rates_of_return, rel=1e-6, abs=1e-9)
    for name in ("payback_years", "return_on_investment", "benefit_cost_ratio", "modified_rate"):
        before, after = getattr(one, name), getattr(other, name)
        assert (before is None and after is None) or after == pytest.approx(before, rel=1e-6, abs=1e-9), name


@often
@over(cases())
def test_quarters_add_up_to_their_years(case: Case) -> None:
    plain = tuple(replace(line, stays=None) for line in case.benefits)
    years = replace(case, benefits=plain, terms=replace(case.terms, periods_per_year=1))
    quarters = replace(years, terms=replace(case.terms, periods_per_year=4))
    one, four = np.array(result(years).net), np.array(result(quarters).net)
    assert four[0] == pytest.approx(one[0], rel=1e-12)
    assert four[1:].reshape(-1, 4).sum(axis=1) == pytest.approx(one[1:], rel=1e-9, abs=1e-6)


@often
@over(cases())
def test_payback_by_going_through_the_days(case: Case) -> None:
    found, per_year = result(case), case.terms.periods_per_year
    steps = 1000
    moments = np.arange(len(found.net[1:]) * steps + 1) / steps
    sofar = np.interp(moments, np.arange(len(found.net)), found.cumulative)
    sofar[np.abs(sofar) < 1e-7 * max(1.0, size_of(found))] = 0.0
    below = np.flatnonzero(sofar < 0)
    if not len(below):
        assert found.payback_years == pytest.approx(0, abs=2 / steps)
    elif below[-1] == len(sofar) - 1:
        assert found.payback_years is None
    else:
        assert found.payback_years == pytest.approx(moments[below[-1] + 1] / per_year, abs=2 / steps / per_year)


@often
@over(cases(taxed=False))
def test_at_a_rate_of_return_nothing_is_left(case: Case) -> None:
    found = result(case)
    for rate in found.rates_of_return:
        if -0.9 < rate < 10:
            size = float((np.abs(found.net) * (1 + rate) ** -np.array(case.terms.times_years())).sum())
            assert result(case, {DISCOUNT: rate}).npv == pytest.approx(0, abs=1e-7 * size)


@seldom
@over(cases(), st.data())
def test_at_a_break_even_nothing_is_left(case: Case, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from([one.code for one in case.assumptions]))
    for value in break_even(case, code):
        at_it = result(case, {code: value})
        assert abs(at_it.npv) <= 1e-8 * max(1e-6, size_of(at_it)), (code, value)


@seldom
@over(cases(ranges=True, taxed=False))
def test_a_tornado_bar_ends_where_the_result_does(case: Case) -> None:
    drawn = replace(case, benefits=tuple(replace(line, risk="range") for line in case.benefits))
    bars = tornado(drawn)
    for bar in bars:
        ends = [result(drawn, {bar.code: end}).npv for end in (bar.low, bar.high)]
        assert [bar.npv_at_low, bar.npv_at_high] == pytest.approx(ends, rel=1e-9, abs=1e-6)
    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)


@seldom
@over(cases(ranges=True, harmless=True))
def test_corners_hold_the_result_between_them(case: Case) -> None:
    steady = having(case, given("discount_rate", 0.1, "rate"), given("growth_rate", 0.0, "rate"),
                    given("inflation_rate", 0.0, "rate"))  # fmt: skip
    worst, best = corners(steady)
    found = result(steady)
    low, high = npvs(steady, [worst, best], held=True) if worst else (found.npv, found.npv)
    slack = 1e-9 * max(1.0, size_of(found))
    assert low - slack <= found.npv <= high + slack


@seldom
@over(cases())
def test_a_scenario_is_the_case_with_its_values(case: Case) -> None:
    values = case.scenario("Otherwise").values
    changed = case
    for code, value in values.items():
        changed = changed.with_assumption(changed.by_code[code].with_value(value))
    assert result(case, values).net == result(changed).net
    assert npvs(case, [values])[0] == pytest.approx(result(changed).npv, rel=1e-12, abs=1e-9)


@seldom
@over(cases(ranges=True), st.integers(0, 2**31))
def test_many_draws_at_once_are_the_same_one_by_one(case: Case, seed: int) -> None:
    number = 50
    columns = {one.code: draws(one, number, seed) for one in case.assumptions if one.uncertain}
    flows = cash(case, {**case.values(), **columns})
    npv = np.broadcast_to(flows.present(flows.net), (number,))
    net = np.broadcast_to(flows.net, (number, case.terms.periods + 1))
    for place in range(0, number, 7):
        one = result(case, {code: float(column[place, 0]) for code, column in columns.items()})
        assert net[place] == pytest.approx(one.net, rel=1e-12, abs=1e-9)
        assert npv[place] == pytest.approx(one.npv, rel=1e-12, abs=1e-9)


@often
@over(cases(ranges=True))
def test_what_is_kept_reads_back_to_the_same(case: Case) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(case)))) == case


@often
@over(cases())
def test_weights_are_shares(case: Case) -> None:
    found = weights(case)
    assert all(0 <= share <= 1 for share in found.values())
    assert not found or sum(found.values()) == pytest.approx(1)


@often
@over(cases())
@example(small(1))
def test_waiting_a_year_loses_the_last_year_and_a_year_of_interest(case: Case) -> None:
    if case.terms.years == 1:
        assert inaction(case).waiting_a_year is None
        return
    found, rate, per_year = result(case), case.values()[DISCOUNT], case.terms.periods_per_year
    periods = case.terms.periods + 1 - per_year
    times = np.array(case.terms.times_years()[:periods]) + 1
    delayed = float((np.array(found.net[:periods]) * (1 + rate) ** -times).sum())
    assert near(inaction(case).waiting_a_year, found.npv - delayed, size_of(found))
