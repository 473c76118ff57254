"""Rates that were planted, many, multiple or close together, are found again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.numbers.cash_flows import rates_of_return


def test_every_rate_is_found_among_many() -> None:
    planted = [0.05, 0.4, 0.8, 1.3, 2.1, 3.5, 6.0]
    amounts = np.poly([1 + each for each in planted])
    assert rates_of_return(amounts, range(8)) == pytest.approx(planted, rel=1e-7)
    assert rates_of_return(amounts, np.arange(8) / 2) == pytest.approx([(1 + e) ** 2 - 1 for e in planted], rel=1e-7)


@given(st.floats(-0.4, 1.5), st.integers(2, 5), st.floats(1.2, 2))
@settings(deadline=None)
def test_a_multiple_rate_comes_once(multiple: float, times: int, apart: float) -> None:
    other = (1 + multiple) * apart - 1
    amounts = np.poly([1 + multiple] * times + [1 + other])
    assert rates_of_return(amounts, range(times + 2)) == pytest.approx([multiple, other], abs=1e-9)


def test_rates_that_rounding_cannot_tell_apart_come_once() -> None:
    assert rates_of_return(np.poly([1.1, 1.1001, 1.1002]), range(4)) == pytest.approx([0.1001], abs=1e-4)
    assert rates_of_return(np.poly([1.1, 1.101, 1.102]), range(4)) == pytest.approx([0.1, 0.101, 0.102], abs=1e-8)


def test_five_years_of_months_that_swing_every_month() -> None:
    amounts = np.random.default_rng(1).uniform(50, 100, 61) * np.where(np.arange(61) % 2, 1, -1)
    real = [root.real for root in np.roots(amounts) if abs(root.imag) < 1e-9 and root.real > 0]
    found = rates_of_return(amounts, np.arange(61) / 12)
    assert [(1 + each) ** (1 / 12) for each in found] == pytest.approx(sorted(real), rel=1e-7)
