"""Published cases, and laws that hold for any amounts."""

import math
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.cash_flows import (
    margin_multiple,
    modified_rate,
    payback_years,
    present_value,
    rates_of_return,
    sign_changes,
)

CASES = tomllib.loads((Path(__file__).parent / "cash_flow_cases.toml").read_text(encoding="utf-8"))
whole = st.integers(-500, 500)
rate = st.floats(-0.5, 3.0)


def named(kind: str) -> Any:
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES[kind]])


def times(case: dict[str, Any]) -> list[float]:
    if "years" in case:
        return list(case["years"])
    dates: list[date] = case["dates"]
    return [(day - dates[0]).days / 365 for day in dates]


@named("present_value")
def test_published_present_values(case: dict[str, Any]) -> None:
    found = present_value(case["amounts"], times(case), case["rate"])
    assert found == pytest.approx(case["expected"], abs=case["within"])


@named("rates_of_return")
def test_published_rates_of_return(case: dict[str, Any]) -> None:
    found = rates_of_return(case["amounts"], times(case))
    assert found == pytest.approx(tuple(case["expected"]), abs=case["within"], rel=0)


@named("modified_rate")
def test_published_modified_rates(case: dict[str, Any]) -> None:
    found = modified_rate(case["amounts"], times(case), case["finance_rate"], case["reinvest_rate"])
    assert found == pytest.approx(case["expected"], abs=case["within"])


def test_the_published_margin_multiples() -> None:
    table = CASES["margin_multiple"]
    for row in table["expected"]:
        found = [margin_multiple(row["retention_share"], rate) for rate in table["rates"]]
        assert found == pytest.approx(row["multiples"], abs=table["within"])


@given(st.lists(whole, min_size=2, max_size=8))
@settings(deadline=None, max_examples=400)
def test_the_rates_are_the_real_roots_of_the_polynomial(amounts: list[int]) -> None:
    assume(any(amounts))
    roots = np.roots(np.trim_zeros(np.array(amounts, dtype=float)))
    distances = np.abs(roots[:, None] - roots[None, :])[~np.eye(len(roots), dtype=bool)]
    assume(distances.min(initial=1) > 1e-3)  # roots near each other: numpy finds neither well
    real = np.sort([root.real for root in roots if abs(root.imag) < 1e-9 and root.real > 1e-9])
    found = rates_of_return(amounts, range(len(amounts)))
    assert [1 + rate for rate in found] == pytest.approx(real.tolist(), rel=1e-7)


@given(st.lists(st.tuples(whole, st.floats(0, 10)), min_size=2, max_size=25))
@settings(deadline=None, max_examples=200)
def test_no_change_of_sign_is_missed_and_each_rate_gives_zero(payments: list[tuple[int, float]]) -> None:
    amounts, years = [amount for amount, _ in payments], [round(at, 2) for _, at in payments]
    assume(any(sum(a for a, at in zip(amounts, years, strict=True) if at == time) for time in years))
    found = rates_of_return(amounts, years)
    in_time = [sum(a for a, at in zip(amounts, years, strict=True) if at == time) for time in sorted(set(years))]
    assert len(found) <= sign_changes(in_time)
    assert list(found) == sorted(set(found))
    for each in found:
        sizes = present_value(np.abs(amounts), years, each)
        slack = 1e-9 + 10 * np.finfo(float).eps / (1 + each)  # a rate near -1 has few digits left in a float
        assert abs(present_value(amounts, years, each)) <= slack * sizes
    grid = np.exp(np.linspace(-3, 3, 400)) - 1
    values = np.array([present_value(amounts, years, each) for each in grid])
    crossed = np.flatnonzero(values[:-1] * values[1:] < 0)
    for k in crossed:
        assert any(grid[k] * (1 - 1e-9) - 1e-9 <= each <= grid[k + 1] + 1e-9 for each in found)


@given(
    st.floats(1, 1e6),
    st.lists(st.floats(0.01, 1e6), min_size=1, max_size=10),
    st.lists(rate, min_size=2, max_size=2, unique=True),
)
@settings(deadline=None)
def test_a_normal_project_is_worth_less_at_a_higher_rate_and_has_one_rate(
    paid: float, receipts: list[float], rates: list[float]
) -> None:
    amounts, years = [-paid, *receipts], range(len(receipts) + 1)
    low, high = sorted(rates)
    assert present_value(amounts, years, low) >= present_value(amounts, years, high)
    (found,) = rates_of_return(amounts, years)
    assert modified_rate(amounts, years, found, found) == pytest.approx(found, rel=1e-9, abs=1e-12)


@given(st.lists(whole, min_size=2, max_size=8), st.floats(-0.9, 3), st.floats(-0.9, 3))
@settings(deadline=None)
def test_the_modified_rate_is_the_definition(amounts: list[int], finance: float, reinvest: float) -> None:
    found = modified_rate(amounts, range(len(amounts)), finance, reinvest)
    end = len(amounts) - 1
    paid = sum(-a / (1 + finance) ** k for k, a in enumerate(amounts) if a < 0)
    got = sum(a * (1 + reinvest) ** (end - k) for k, a in enumerate(amounts) if a > 0)
    if not paid or not got:
        assert found is None
    else:
        assert found is not None
        assert found == pytest.approx((got / paid) ** (1 / end) - 1, rel=1e-9, abs=1e-12)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=8), st.sampled_from([1, 4, 12]))
@settings(deadline=None, max_examples=200)
def test_payback_against_a_fine_grid(amounts: list[int], periods: int) -> None:
    found = payback_years(amounts, periods)
    steps = 500
    running = [float(amounts[0])]
    for amount in amounts[1:]:
        running += [running[-1] + amount * step / steps for step in range(1, steps + 1)]
    below = [k for k, value in enumerate(running) if value < -1e-9]
    if not below:
        assert found == 0.0
    elif below[-1] == len(running) - 1:
        assert found is None
    else:
        assert found is not None
        assert below[-1] / steps - 1e-9 <= found * periods <= (below[-1] + 1) / steps + 1e-9


def test_payback_is_the_last_time_not_the_first() -> None:
    assert payback_years([-10, 20, -20, 20], 1) == 2.5
    assert payback_years([10, -20, 20], 12) == 1.5 / 12


def test_payback_forgives_dust() -> None:
    assert payback_years([-0.3, 0.1, 0.2 - 1e-17], 1) == pytest.approx(2.0)
    assert payback_years([-1.0, 0.7, 0.1, 0.1, 0.1 - 1e-12], 1) == pytest.approx(4.0)
    assert payback_years([-1.0, 1.0 - 1e-6], 1) is None


def test_the_margin_multiple_is_the_sum_over_the_years() -> None:
    by_year = sum(0.8**year / 1.12**year for year in range(1, 400))
    assert margin_multiple(0.8, 0.12) == pytest.approx(by_year)
    assert margin_multiple(0.0, 0.1) == 0.0


def test_amounts_and_times_of_any_size_give_the_same_rates() -> None:
    for size in (1e-300, 1e-6, 1.0, 1e300):
        assert rates_of_return(np.array([-1, 5, -6]) * size, [0, 1, 2]) == pytest.approx((1, 2))
    assert rates_of_return([-100, 110], [10000, 10001]) == pytest.approx((0.1,))
    assert rates_of_return([-100, 100 * 2**0.001], [0, 0.001]) == pytest.approx((1,))
    assert rates_of_return([-100, 1e-9], [0, 1]) == pytest.approx((-1 + 1e-11,), rel=1e-9)


def test_dust_makes_no_second_rate() -> None:
    assert len(rates_of_return([-100, 60, 70, -1e-11], [0, 1, 2, 3])) == 1


def test_amounts_without_a_rate() -> None:
    assert rates_of_return([], []) == ()
    assert rates_of_return([-100], [0]) == ()
    assert rates_of_return([-100, 150], [1, 1]) == ()
    assert rates_of_return([100, 0, 50], [0, 1, 2]) == ()
    assert rates_of_return([-1, 10], [0, 0.001]) == ()  # 10^1000 - 1 is no float


def test_amounts_without_a_modified_rate() -> None:
    assert modified_rate([-100, 0, 0], [0, 1, 2], 0.1, 0.1) is None
    assert modified_rate([100, 50], [0, 1], 0.1, 0.1) is None
    assert modified_rate([-100, 150], [0, 0], 0.1, 0.1) is None
    assert modified_rate([], [], 0.1, 0.1) is None
    assert modified_rate([-100, 121, 0], [0, 1, 2], 0.1, 0.0) == pytest.approx(0.1)  # the horizon is the last time


@pytest.mark.parametrize(
    ("amounts", "years"),
    [([1, math.nan], [0, 1]), ([1, math.inf], [0, 1]), ([1, 2], [0, math.nan]), ([1, 2], [0]), ([1, 2], [0, -1]),
     (5, 0)],
)  # fmt: skip
def test_what_is_refused(amounts: Any, years: Any) -> None:
    for call in (
        lambda: present_value(amounts, years, 0.1),
        lambda: rates_of_return(amounts, years),
        lambda: modified_rate(amounts, years, 0.1, 0.1),
    ):
        with pytest.raises(InvalidInputError):
            call()


def test_any_rate_is_no_answer() -> None:
    for amounts, years in (([0, 0], [0, 1]), ([0], [0]), ([-5, 5], [1, 1]), ([0.1, 0.2, -0.3], [1, 1, 1])):
        with pytest.raises(InvalidInputError, match="every rate"):
            rates_of_return(amounts, years)


@pytest.mark.parametrize("rate", [-1, -2, math.nan, math.inf])
def test_rates_that_are_refused(rate: float) -> None:
    for call in (
        lambda: present_value([1], [0], rate),
        lambda: modified_rate([-1, 2], [0, 1], rate, 0.1),
        lambda: modified_rate([-1, 2], [0, 1], 0.1, rate),
        lambda: margin_multiple(0.5, rate),
    ):
        with pytest.raises(InvalidInputError):
            call()


def test_other_refusals() -> None:
    for call in (
        lambda: present_value([1, -1], [0, 1e4], -0.9),
        lambda: margin_multiple(1.1, 0.2),
        lambda: margin_multiple(-0.1, 0.2),
        lambda: margin_multiple(1.0, 0.0),
        lambda: payback_years([], 1),
        lambda: payback_years([1], 0),
        lambda: payback_years([math.nan], 1),
    ):
        with pytest.raises(InvalidInputError):
            call()
