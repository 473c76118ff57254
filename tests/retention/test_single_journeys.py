"""The further estimates of the difference per extra channel, and what something unseen would take, on planted truth."""

import numpy as np
import pytest
import statsmodels.api as sm

from core.numbers.estimates import Estimate
from core.numbers.held_fixed import Difference, Observed, left_over, linear_difference
from core.numbers.unavailable import Unavailable
from core.retention.single_journeys import doubly_robust, within_customers
from core.retention.unseen import unseen

TRUE = -0.04


def planted(seed: int, customers: int = 4000, hidden: float = 0.0) -> Observed:
    """Draw journeys: hard issues need more channels and lose more customers; an extra channel costs 4 points."""
    rng = np.random.default_rng(seed)
    n = customers * 2
    who = np.repeat(np.arange(customers), 2)
    issue, month = rng.integers(0, 5, n), rng.integers(0, 6, n)
    unseen_part = rng.normal(size=n) * hidden
    extra = rng.poisson(0.3 + 0.25 * issue + np.maximum(unseen_part, 0)).clip(0, 4)
    stays = 0.9 - 0.06 * issue + TRUE * extra - 0.1 * unseen_part
    kept = (rng.random(n) < stays).astype(float)
    return Observed(kept, extra.astype(float), {"issue": issue, "month": month}, who)


@pytest.mark.parametrize("estimate", [doubly_robust, within_customers])
def test_the_planted_effect_is_found_where_the_raw_one_is_off(estimate):
    observed = planted(3)
    raw = linear_difference(observed, ())
    found = estimate(observed)
    assert isinstance(found, Difference)
    assert isinstance(raw, Difference)
    assert found.estimate.low < TRUE < found.estimate.high
    assert raw.estimate.high < TRUE
    assert found.estimate.n <= observed.n


def test_intervals_hold_the_truth_over_many_draws():
    held = []
    for seed in range(24):
        found = within_customers(planted(seed, customers=1500))
        assert isinstance(found, Difference)
        held.append(found.estimate.low < TRUE < found.estimate.high)
    assert sum(held) >= 20


def test_what_cannot_be_compared_is_a_sentence():
    observed = planted(1, customers=50)
    alike = Observed(observed.outcome, np.ones(observed.n), observed.fixed, observed.cluster)
    for estimate in (doubly_robust, within_customers):
        found = estimate(alike)
        assert isinstance(found, Unavailable)
        assert found.reason.endswith(".")
    assert unseen(alike, Estimate(None, None, None, 0)) is None


def test_what_is_left_over_is_what_another_library_leaves():
    observed = planted(5, customers=400)
    columns = [np.ones(observed.n), observed.units]
    for codes in observed.fixed.values():
        columns += [(codes == code).astype(float) for code in np.unique(codes)[1:]]
    fit = sm.OLS(observed.outcome, np.column_stack(columns)).fit()
    found = left_over(observed, tuple(observed.fixed))
    assert found.slope == pytest.approx(fit.params[1], rel=1e-9)
    assert found.of_outcome == pytest.approx(fit.ssr, rel=1e-9)
    assert found.freedom == fit.df_resid
    assert (found.of_outcome / found.freedom / found.of_units) ** 0.5 == pytest.approx(fit.bse[1], rel=1e-9)


def test_the_robustness_value_grows_with_the_effect_and_the_strongest_covariate_is_named():
    observed = planted(7)
    best = linear_difference(observed)
    found = unseen(observed, best.estimate)
    assert 0 < found.robustness_value_interval < found.robustness_value < 1
    assert "strongest thing measured is the issue" in found.sentences[1]
    assert found.e_value > found.e_value_interval > 1
    stronger = Observed(observed.outcome - 0.1 * observed.units, observed.units, observed.fixed, observed.cluster)
    assert unseen(stronger, linear_difference(stronger).estimate).robustness_value > found.robustness_value
    once = found.bounds[found.bounds.times == 1.0].set_index("covariate").value
    assert abs(once["month"] - best.estimate.value) < abs(once["issue"] - best.estimate.value)


def test_a_large_number_of_journeys_is_sampled_by_customer():
    observed = planted(2, customers=40_000)
    found = doubly_robust(observed)
    assert isinstance(found, Difference)
    assert found.estimate.n <= 50_000
    assert "A sample of" in found.notes[0]
