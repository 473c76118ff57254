"""Customers kept, against Gupta and Lehmann's margin multiple.

The line counts half a margin in the period in which a customer is kept, and a whole one in each later period in which
it stays. At the end of the period in which it is kept, a customer is so worth
    m x (1/2 + r + r^2 + ... + r^k), r = s / (1 + i), with k periods left,
and for ever m x (1/2 + s / (1 + i - s)): half a margin, and the margin multiple of Gupta and Lehmann (2003).
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from core.business_case.case import Case
from core.business_case.result import result
from core.numbers.cash_flows import margin_multiple
from tests.business_case.cases import given, having, small

KEPT = 10_000.0  # margin a year of those kept in a year


def kept(stays: float, rate: float, years: int = 10, only_first: bool = False, per_year: int = 1) -> Case:
    """Return a case that keeps the same each year, or in its first year only, and costs nothing."""
    case = having(small(years, periods_per_year=per_year), given("stays", stays, "share"),
                  given("discount_rate", rate, "rate"))  # fmt: skip
    if only_first:
        case = having(case, *(given(f"adoption_year_{year}", 0.0, "share") for year in range(2, 11)))
    return replace(case, costs=(), benefits=(replace(case.benefits[0], stays="stays", grows="no"),))


def finite(stays: float, rate: float, left: int) -> float:
    """Return the worth of one customer with a margin of 1, with so many periods left after that of the keeping."""
    ratio = stays / (1 + rate)
    return 0.5 + (ratio * (1 - ratio**left) / (1 - ratio) if ratio < 1 else left)


@settings(deadline=None, max_examples=60)
@over(st.floats(0, 1), st.floats(0, 0.5), st.integers(1, 10))
def test_each_year_of_keeping_is_a_finite_geometric_sum(stays: float, rate: float, years: int) -> None:
    by_hand = sum(KEPT * finite(stays, rate, years - year) / (1 + rate) ** year for year in range(1, years + 1))
    assert result(kept(stays, rate, years)).npv == pytest.approx(by_hand, rel=1e-9)


@settings(deadline=None, max_examples=60)
@over(st.floats(0, 0.99), st.floats(0.01, 0.5))
def test_the_rest_to_the_margin_multiple_is_what_lies_behind_the_last_year(stays: float, rate: float) -> None:
    multiple = margin_multiple(stays, rate)
    at_keeping = result(kept(stays, rate, only_first=True)).npv * (1 + rate)
    assert at_keeping == pytest.approx(KEPT * (0.5 + multiple * (1 - (stays / (1 + rate)) ** 9)), rel=1e-9)


def test_it_nears_the_margin_multiple_as_the_horizon_grows() -> None:
    for stays, rate, within in ((0.3, 0.1, 1e-5), (0.5, 0.1, 6e-4), (0.8, 0.12, 0.05)):
        whole = KEPT * (0.5 + margin_multiple(stays, rate))
        gaps = [whole - result(kept(stays, rate, years, only_first=True)).npv * (1 + rate) for years in range(1, 11)]
        assert all(0 < later < sooner for sooner, later in pairwise(gaps))
        assert gaps[-1] < within * whole
        assert np.diff(np.log(gaps)) == pytest.approx(np.log(stays / (1 + rate)))  # by the same share each year


def test_quarters_keep_a_quarter_each_and_lose_a_fourth_root_each() -> None:
    stays, rate = 0.8, 0.10
    s, i = stays**0.25, 1.1**0.25 - 1
    by_hand = sum(KEPT / 4 / 4 * finite(s, i, 40 - quarter) / (1 + i) ** quarter for quarter in range(1, 41))
    assert result(kept(stays, rate, per_year=4)).npv == pytest.approx(by_hand, rel=1e-9)


def test_everybody_stays_or_nobody() -> None:
    assert result(kept(0.0, 0.0)).flows.benefits[0].gross[1:].tolist() == [KEPT / 2] * 10
    assert result(kept(1.0, 0.0)).flows.benefits[0].gross[1:].tolist() == [KEPT * (year - 0.5) for year in range(1, 11)]
