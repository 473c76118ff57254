"""The steps in the workbook's cells reach the rate that the app finds by another method."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.business_case.workbook.rate_steps import LEAST, MOST, steps
from core.numbers.cash_flows import rates_of_return

periods_a_year = st.sampled_from([1, 4])
money = st.floats(1e-6, 1e9) | st.just(0.0)


@settings(deadline=None, max_examples=400)
@given(st.lists(money, min_size=1, max_size=12), st.lists(money, min_size=1, max_size=30), periods_a_year)
def test_one_change_of_sign_is_solved_to_the_last_digits(first: list[float], then: list[float], each: int) -> None:
    early, late = np.array([*first, *([0.0] * len(then))]), np.array([*([0.0] * len(first)), *then])
    times = np.arange(len(early)) / each
    largest = max(early.max(), late.max())
    early, late = (np.where(flow <= 1e-12 * largest, 0.0, flow) for flow in (early, late))
    if not early.any() or not late.any():
        return
    found = rates_of_return(late - early, times)
    if len(found) != 1 or not LEAST < math.log1p(found[0]) < MOST:
        return  # beyond what a number tells from -1, or 1e30 a year
    last = steps(late, early, times, 1)[-1]
    assert abs(last.gap) < 1e-9
    assert math.expm1(last.tried) == pytest.approx(found[0], rel=1e-11, abs=1e-12)


def test_nothing_is_looked_for_without_exactly_one_change() -> None:
    found = steps(np.zeros(3), np.ones(3), np.arange(3.0), 0)
    assert {one.tried for one in found} == {0.0}
