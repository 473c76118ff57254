"""Freireich's 6-MP trial as published, and a second, independent computation (statsmodels)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from core.numbers.clustered_survival import Followed
from core.numbers.log_rank import log_rank
from core.numbers.survival import (
    Counts,
    difference_at,
    kaplan_meier,
    median_time,
    restricted_mean,
    share_at,
    unavailable_at,
)

# Freireich et al. (1963), Blood 21:699-716: weeks of remission under 6-MP and placebo; 0 = still in
# remission (censored). As reprinted in Cox, Oakes (1984), Analysis of Survival Data, table 1.1.
SIX_MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
SIX_MP_LEFT = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
TREATED, UNTREATED = Counts.of(SIX_MP, SIX_MP_LEFT), Counts.of(PLACEBO, [1] * 21)


@pytest.mark.parametrize(("week", "share"), [(6, 0.857), (10, 0.753), (23, 0.448)])
def test_freireich_as_published(week: int, share: float) -> None:
    assert share_at(kaplan_meier(TREATED), week).value == pytest.approx(share, abs=0.0005)


def test_the_log_rank_test_as_published() -> None:
    found = log_rank([TREATED, UNTREATED])
    assert (round(found.statistic, 2), found.degrees) == (16.79, 1)
    assert found.p == pytest.approx(4.17e-5, rel=0.01)


def test_medians_of_the_trial() -> None:
    assert (median_time(kaplan_meier(TREATED)), median_time(kaplan_meier(UNTREATED))) == (23, 8)


def test_a_second_computation_agrees() -> None:
    other = SurvfuncRight(SIX_MP, SIX_MP_LEFT)
    curve = kaplan_meier(TREATED)
    for week, share, error in zip(other.surv_times, other.surv_prob, other.surv_prob_se, strict=True):
        place = curve.place(week)
        assert curve.share[place] == pytest.approx(share)
        assert share * np.sqrt(curve.variance[place]) == pytest.approx(error)
    groups = np.array([1] * 21 + [0] * 21)
    statistic, p = survdiff(np.array(SIX_MP + PLACEBO), np.array(SIX_MP_LEFT + [1] * 21), groups)
    found = log_rank([TREATED, UNTREATED])
    assert (found.statistic, found.p) == pytest.approx((statistic, p))


def test_three_groups_agree_with_the_second_computation() -> None:
    rng = np.random.default_rng(3)
    group, time = rng.integers(0, 3, 300), rng.integers(1, 40, 300)
    left = rng.random(300) < 0.5
    found = log_rank([Counts.of(time[group == each], left[group == each]) for each in range(3)])
    assert (found.statistic, found.p) == pytest.approx(survdiff(time, left, group))
    assert found.degrees == 2


def test_the_log_log_interval_by_hand() -> None:
    # the share .7529 has Greenwood's error .0963; limits S ^ exp(-+ 1.96 x .0963 / (.7529 x |log .7529|))
    found = share_at(kaplan_meier(TREATED), 10)
    error = 0.09635 / (0.75294 * abs(np.log(0.75294)))
    assert found.low == pytest.approx(0.75294 ** np.exp(1.96 * error), abs=5e-4)
    assert found.high == pytest.approx(0.75294 ** np.exp(-1.96 * error), abs=5e-4)
    assert found.n == 15  # followed to week 10: 21 less the six before it


def test_nothing_is_extrapolated() -> None:
    curve = kaplan_meier(TREATED)
    assert share_at(curve, 35).value == pytest.approx(0.448, abs=5e-4)
    assert share_at(curve, 36).value is None
    assert "nobody was followed for 36 weeks; the longest was 35" in unavailable_at(curve, 36, "weeks")
    assert restricted_mean(curve, 36).value is None
    assert difference_at(curve, kaplan_meier(UNTREATED), 36).value is None


def test_all_gone_is_a_known_zero() -> None:
    curve = kaplan_meier(UNTREATED)
    assert (share_at(curve, 23).value, share_at(curve, 40).value) == (0, 0)
    assert unavailable_at(curve, 40) == "All had left within 40 days."


def test_nobody_left_and_nobody_there() -> None:
    curve = kaplan_meier(Counts.of([90] * 50, [0] * 50))
    found = share_at(curve, 60)
    assert (found.value, found.high, found.n) == (1, 1, 50)
    assert 0.9 < found.low < 0.95
    assert "Nobody left within 60 days" in unavailable_at(curve, 60)
    empty = kaplan_meier(Counts.of([], []))
    assert share_at(empty, 10).value is None
    assert unavailable_at(empty, 10) == "Not available: there is nobody in this group."
    assert log_rank([TREATED, Counts.of([], [])]) is None


def test_restricted_mean_is_the_area() -> None:
    found = restricted_mean(kaplan_meier(UNTREATED), 23)  # no censoring: the plain mean
    assert found.value == pytest.approx(np.mean(PLACEBO))
    spread = np.std(PLACEBO) / np.sqrt(21)
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(spread, rel=0.01)


def test_without_censoring_the_difference_is_newcombes_kind() -> None:
    one, other = (kaplan_meier(Counts.of([1] * gone + [5] * (n - gone), [1] * gone + [0] * (n - gone)))
                  for gone, n in ((14, 70), (32, 80)))  # fmt: skip
    found = difference_at(one, other, 3)
    assert found.value == pytest.approx(56 / 70 - 48 / 80)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=0.006)  # Newcombe's, from score limits


observations = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 1), st.integers(0, 8), st.booleans()), min_size=2, max_size=40
)


@given(observations)
@settings(deadline=None)
def test_the_clustered_variance_is_the_jackknife_influence(rows: list[tuple[int, int, int, bool]]) -> None:
    followed = Followed.of(*zip(*rows, strict=True))
    for group in range(followed.groups):
        curve = followed.curve(group)
        customers = len(np.unique(followed.cluster[followed.group == group]))
        for place in range(len(curve.times)):
            if curve.share[place] == 0 or customers < 2:
                continue
            influence = followed.influence(group, float(curve.times[place])) / curve.share[place]
            wanted = influence @ influence * customers / (customers - 1)
            assert curve.variance[place] == pytest.approx(wanted, abs=1e-12)


def test_one_row_a_customer_is_close_to_greenwood_and_a_copy_adds_nothing() -> None:
    rng = np.random.default_rng(5)
    time, left = rng.integers(1, 60, 2000), rng.random(2000) < 0.4
    once = Followed.of(range(2000), [0] * 2000, time, left).curve(0)
    plain = kaplan_meier(Counts.of(time, left))
    assert once.variance[40] == pytest.approx(plain.variance[40], rel=0.05)
    copied = Followed.of([*range(2000)] * 2, [0] * 4000, [*time] * 2, [*left] * 2).curve(0)
    assert copied.variance[40] == pytest.approx(once.variance[40], rel=0.002)
    assert kaplan_meier(Counts.of([*time] * 2, [*left] * 2)).variance[40] < 0.6 * once.variance[40]


def test_customers_in_both_groups_are_counted_once() -> None:
    """Each customer is in both groups with the same fate: the two shares are equal and so is their error 0."""
    rng = np.random.default_rng(6)
    time, left = rng.integers(1, 60, 400), rng.random(400) < 0.4
    both = Followed.of([*range(400)] * 2, [0] * 400 + [1] * 400, [*time] * 2, [*left] * 2)
    a, b = both.curve(0), both.curve(1)
    found = difference_at(a, b, 30, covariance=both.covariance(0, 1, 30))
    assert found.value == 0
    assert found.high - found.low < 0.2 * (difference_at(a, b, 30).high - difference_at(a, b, 30).low)


def test_the_robust_log_rank_test_holds_its_level_where_the_plain_one_does_not() -> None:
    plain, robust = 0, 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        customer = np.repeat(np.arange(200), 5)
        group = np.repeat(rng.integers(0, 2, 200), 5)
        time = np.repeat(rng.exponential(20, 200), 5) + rng.random(1000)
        rows = Followed.of(customer, group, time, np.ones(1000))
        robust += rows.log_rank().p < 0.05
        both = [Counts.of(time[group == each], np.ones(int((group == each).sum()))) for each in (0, 1)]
        plain += log_rank(both).p < 0.05
    assert robust <= 20
    assert plain > 50
