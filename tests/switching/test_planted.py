"""Planted truth: over many drawn companies the intervals hold what was put in, and the naive ones don't."""

import pytest

from benchmarks.coverage import ESTIMATORS, TRUTH, coverage, doubly_robust, naive, regression
from data.demo import Company
from data.demo.observed import Observed, observe

SETS = (
    120  # of the true 95 %, 90 to 99 % are then seen in all but a few of 1,000 runs; the full size is in `make bench`
)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["regression", "within customers"])
def test_intervals_hold_the_planted_effect(name: str) -> None:
    found = coverage(ESTIMATORS[name], range(1, SETS + 1), journeys=2000)
    assert 0.90 <= found.share <= 0.99
    assert abs(found.bias) < 3 * found.spread / SETS**0.5


@pytest.mark.slow
def test_the_doubly_robust_interval_holds_it_too() -> None:
    found = coverage(doubly_robust, range(1, 6), journeys=3000)  # each takes 36 models; the rest is in `make bench`
    assert found.share >= 4 / 5
    assert abs(found.bias) < 0.15


def test_the_naive_estimate_is_off_by_the_planted_bias() -> None:
    found = coverage(naive, range(1, 25), journeys=2000)
    assert found.share == 0.0
    assert 1.1 < found.bias < 1.7


@pytest.mark.parametrize("left_out", ["issue", "segment"])
def test_leaving_out_what_confounds_is_noticed(left_out: str) -> None:
    """The test of coverage can fail: without one of the labels the estimate is off."""

    def without(seen: Observed) -> Observed:
        return Observed(
            {name: codes for name, codes in seen.codes.items() if name != left_out},
            seen.channels,
            seen.cost,
            seen.customer,
        )

    found = [regression(without(observe(Company(seed=seed, journeys=20_000)))) for seed in range(1, 9)]
    held = [one.low <= TRUTH <= one.high for one in found]
    assert sum(held) <= 4
