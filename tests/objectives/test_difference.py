"""Differences from sums: published cases for each statistic, and a p-value that agrees with its interval."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from core.glossary.shipped import shipped
from core.numbers.counts import poisson
from core.numbers.means import Sums
from core.numbers.ratios import Pairs, ratio_of_sums
from core.objectives.difference import difference, estimate_in, p_value

SHARE, MEAN, RATIO, COUNT, NPS = (shipped()[code] for code in ("csat", "ces", "cost_per_resolution", "volume", "nps"))
DAYS = (30, 30)


def shares(part: int, whole: int) -> Pairs:
    return Pairs(whole, part, part, whole, whole, part)


def means(mean: float, deviation: float, n: int) -> Pairs:
    one = Sums.of(mean, deviation, n)
    return Pairs(n, one.total, one.squares, n, n, one.total)


def counts(count: int) -> Pairs:
    return Pairs(1, count, count**2, 1, 1, count)


def test_shares_as_newcombe_printed_them() -> None:
    """Newcombe (1998), Statistics in Medicine 17:873-890, method 10, case (a): 56/70 - 48/80 is 0.0524 to 0.3339."""
    found = difference(SHARE, shares(48, 80), shares(56, 70), DAYS)
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_means_as_scipy_has_welchs_test() -> None:
    before, later = means(22.1, 1.0, 15), means(20.6, 3.0, 15)
    oracle = stats.ttest_ind_from_stats(20.6, 3.0, 15, 22.1, 1.0, 15, equal_var=False)
    found = difference(MEAN, before, later, DAYS)
    bounds = oracle.confidence_interval(0.95) if hasattr(oracle, "confidence_interval") else (-3.2207, 0.2207)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(tuple(bounds), abs=0.005)
    assert p_value(MEAN, before, later, DAYS) == pytest.approx(oracle.pvalue, rel=1e-6)


def test_points_are_hundredths_of_means() -> None:
    plain = difference(replace(NPS, unit="score"), means(0.1, 0.8, 90), means(0.3, 0.7, 80), DAYS)
    found = difference(NPS, means(0.1, 0.8, 90), means(0.3, 0.7, 80), DAYS)
    assert found is not None
    assert plain is not None
    assert (found.value, found.low, found.high) == pytest.approx(
        tuple(100 * x for x in (plain.value, plain.low, plain.high))
    )


def test_ratios_by_squaring_and_adding_the_sides() -> None:
    before = Pairs(4, 20.0, 110.0, 4.0, 4.0, 20.0)  # 4, 5, 5, 6 around resolved ones
    later = Pairs(4, 12.0, 38.0, 4.0, 4.0, 12.0)
    a, b = ratio_of_sums(before), ratio_of_sums(later)
    found = difference(RATIO, before, later, DAYS)
    assert a
    assert b
    assert found
    assert found.value == pytest.approx(-2.0)
    assert found.low == pytest.approx(-2 - ((b.value - b.low) ** 2 + (a.high - a.value) ** 2) ** 0.5)
    assert found.high == pytest.approx(-2 + ((b.high - b.value) ** 2 + (a.value - a.low) ** 2) ** 0.5)


def test_counts_are_by_day_so_that_a_longer_month_is_no_change() -> None:
    found = difference(COUNT, counts(280), counts(310), (28, 31))
    assert found is not None
    assert found.value == pytest.approx(0.0)
    one = estimate_in(COUNT, counts(310), 31)
    assert (one.value, one.low, one.n) == (pytest.approx(10.0), pytest.approx(poisson(310).low / 31), 310)
    assert p_value(COUNT, counts(280), counts(310), (28, 31)) == pytest.approx(1.0)


def test_what_does_not_vary_has_no_interval_and_no_p() -> None:
    same = Pairs(40, 40.0, 40.0, 40, 40, 40.0)
    assert difference(MEAN, same, same, DAYS) is None
    assert p_value(MEAN, same, same, DAYS) is None
    assert difference(SHARE, shares(0, 0), shares(1, 2), DAYS) is None


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_p_is_below_5_in_100_exactly_where_the_interval_leaves_0_out(n: int, m: int, data: st.DataObject) -> None:
    before, later = shares(data.draw(st.integers(0, n)), n), shares(data.draw(st.integers(0, m)), m)
    found, p = difference(SHARE, before, later, DAYS), p_value(SHARE, before, later, DAYS)
    assert found is not None
    assert p is not None
    assert 0 < p <= 1
    if abs(p - 0.05) > 1e-6:
        assert (p < 0.05) == (found.low > 0 or found.high < 0)
    assert p == pytest.approx(p_value(SHARE, later, before, DAYS), rel=1e-6)
