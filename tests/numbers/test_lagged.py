"""Planted leads are found, common trends are not, and noise is taken for a link as seldom as promised."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from core.errors import InvalidInputError
from core.numbers.holm import holm
from core.numbers.lagged import lagged_correlations, lagged_lists


def ar(random: np.random.Generator, n: int, repeats: float) -> NDArray[np.float64]:
    noise = random.normal(size=n + 50)
    for place in range(1, n + 50):
        noise[place] += repeats * noise[place - 1]
    return noise[50:]


def test_a_planted_lead_is_found_whichever_way_it_points() -> None:
    random = np.random.default_rng(1)
    right = 0
    for _ in range(30):
        a = np.cumsum(random.normal(size=80))
        b = np.concatenate([random.normal(size=3), a[:-3]]) + random.normal(0, 0.4, 80)
        found = lagged_correlations(list(a), list(b), 6)
        best = max(found, key=lambda each: abs(each.r or 0))
        right += best.lag == 3 and best.p_adjusted is not None and best.p_adjusted < 0.05 and (best.r or 0) > 0
        turned = lagged_correlations(list(b), list(a), 6)
        assert [each.lag for each in found] == [-each.lag for each in reversed(turned)]
        assert [each.r for each in found] == pytest.approx([each.r for each in reversed(turned)])
    assert right == 30


def test_a_common_trend_is_no_link() -> None:
    random = np.random.default_rng(2)
    alarms = levels = 0
    for _ in range(300):
        a, b = (np.arange(48) * 0.5 + random.normal(size=48) for _ in range(2))
        (found,) = lagged_correlations(list(a), list(b), 0)
        (naive,) = lagged_correlations(list(a), list(b), 0, differences=False)
        alarms += (found.p or 0) < 0.05
        levels += (naive.r or 0) > 0.9
    assert levels == 300
    assert alarms / 300 < 0.09


@pytest.mark.parametrize("repeats", [0.0, 0.5, 0.7])
def test_noise_that_repeats_itself_is_rarely_a_link(repeats: float) -> None:
    random = np.random.default_rng(3)
    alarms = naive = 0
    for _ in range(500):
        a, b = ar(random, 80, repeats), ar(random, 80, repeats)
        (found,) = lagged_correlations(list(a), list(b), 0, differences=False)
        alarms += found.p is not None and found.p < 0.05
        naive += stats.pearsonr(a, b).pvalue < 0.05
    assert alarms / 500 < 0.09
    if repeats == 0.7:
        assert naive / 500 > 0.15


def test_against_scipy_and_fisher() -> None:
    random = np.random.default_rng(6)
    a = random.normal(size=30)
    b = 0.6 * a + random.normal(size=30)
    (found,) = lagged_correlations(list(a), list(b), 0, differences=False)
    wanted = stats.pearsonr(a, b)
    assert found.r == pytest.approx(wanted.statistic)
    assert found.n_effective is not None
    assert found.low is not None
    assert found.high is not None
    assert found.n_effective <= found.n == 30
    reach = 1.959964 / math.sqrt(found.n_effective - 3)
    assert (math.atanh(found.low), math.atanh(found.high)) == pytest.approx(
        (math.atanh(wanted.statistic) - reach, math.atanh(wanted.statistic) + reach), rel=1e-6
    )


def test_gaps_leave_pairs_out_and_do_not_close_up() -> None:
    random = np.random.default_rng(7)
    a: list[float | None] = list(random.normal(size=40))
    b: list[float | None] = [None, *a[:-1]]
    a[10] = None
    found = {each.lag: each for each in lagged_correlations(a, b, 1, differences=False)}
    assert found[1].r == pytest.approx(1.0)
    assert (found[0].n, found[1].n, found[-1].n) == (38, 38, 37)
    steps = {each.lag: each for each in lagged_correlations(a, b, 1)}
    assert (steps[1].r, steps[1].n) == (pytest.approx(1.0), 36)  # a gap takes two changes away


def test_too_few_pairs_and_flat_series_have_no_correlation() -> None:
    values = [float(value) for value in (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9)]
    found = lagged_correlations(values, values[::-1], 1)
    assert [(each.n, each.r is None) for each in found] == [(11, True), (12, False), (11, True)]
    assert (found[0].low, found[0].p, found[0].n_effective, found[0].p_adjusted) == (None,) * 4
    assert [each.r for each in lagged_correlations(values, [2.0] * 13, 0)] == [None]
    assert lagged_correlations([], [], 2)[0].n == 0


def test_holm_over_the_lags() -> None:
    random = np.random.default_rng(9)
    found = lagged_correlations(list(random.normal(size=60)), list(random.normal(size=60)), 5)
    assert len(found) == 11
    assert [each.p_adjusted for each in found] == list(holm([each.p or 0 for each in found]))
    for each in found:
        assert (each.low is not None and each.high is not None and each.low <= 0 <= each.high) == ((each.p or 0) > 0.05)


def test_what_cannot_be_compared_is_refused() -> None:
    for a, b, lag in (([1.0], [1.0, 2.0], 1), ([1.0], [1.0], -1), ([math.inf], [1.0], 1)):
        with pytest.raises(InvalidInputError):
            lagged_correlations(a, b, lag)


def test_series_that_repeat_themselves_in_opposite_ways_count_no_pair_twice() -> None:
    random = np.random.default_rng(12)
    (found,) = lagged_correlations(list(ar(random, 100, 0.8)), list(ar(random, 100, -0.8)), 0, differences=False)
    assert found.n_effective == found.n == 100
    (found,) = lagged_correlations(list(ar(random, 100, 0.8)), list(ar(random, 100, 0.8)), 0, differences=False)
    assert found.n_effective is not None
    assert found.n_effective < 60


def test_a_list_of_pairs_holds_what_each_pair_does_with_p_adjusted_over_all() -> None:
    random = np.random.default_rng(4)
    many = [[None if random.random() < 0.1 else float(x) for x in random.normal(size=50)] for _ in range(5)]
    pairs = list(combinations([*many, [1.0] * 50], 2))
    listed = lagged_lists(pairs, 4)
    alone = [lagged_correlations(*pair, 4) for pair in pairs]
    known = [one.p for each in alone for one in each if one.p is not None]
    assert 0 < len(known) < len(pairs) * 9
    adjusted = iter(holm(known))
    for one, other in zip(
        (one for each in listed for one in each), (one for each in alone for one in each), strict=True
    ):
        assert one == replace(other, p_adjusted=None if other.p is None else pytest.approx(next(adjusted)))
    assert lagged_lists([], 4) == ()
