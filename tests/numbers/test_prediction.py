"""Scores against scikit-learn and statsmodels, and worked cases; calibration finds what is too bold."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.special import expit
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from core.errors import InvalidInputError
from core.numbers.logistic import LogisticFit, logistic
from core.numbers.prediction import auc, calibration, out_of_sample, scores
from core.numbers.unavailable import Unavailable


def customers(seed: int = 1, count: int = 800, each: int = 2) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(count * each, 2))
    temper = np.repeat(rng.normal(size=count), each)
    happened = (rng.random(count * each) < expit(-1 + 0.8 * x[:, 0] + 0.5 * temper)).astype(float)
    return x, happened, np.repeat(np.arange(count), each)


def test_logistic_agrees_with_the_second_computation() -> None:
    x, happened, cluster = customers()
    found = logistic(x, happened, ["a", "b"], cluster)
    other = sm.Logit(happened, sm.add_constant(x)).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": True}
    )
    assert list(found.coefficients) == pytest.approx(list(other.params), abs=1e-6)
    assert list(np.sqrt(np.diag(found.covariance))) == pytest.approx(list(other.bse), rel=2e-3)


def test_the_average_change_agrees_with_the_second_computation() -> None:
    x, happened, _ = customers()
    x[:, 1] = (x[:, 1] > 0).astype(float)
    found = logistic(x, happened, ["a", "yes"])
    before, after = x.copy(), x.copy()
    before[:, 1], after[:, 1] = 0, 1
    effect = found.change(before, after)
    other = sm.Logit(happened, sm.add_constant(x)).fit(disp=0, cov_type="HC0").get_margeff(dummy=True)
    assert effect.value == pytest.approx(other.margeff[1], abs=1e-6)
    assert (effect.high - effect.low) / 2 / 1.959964 == pytest.approx(other.margeff_se[1], rel=0.005)


def test_separation_gets_a_sentence() -> None:
    x = np.repeat([[0.0], [1.0]], 20, axis=0)
    found = logistic(x, x[:, 0], ["late"])
    assert isinstance(found, Unavailable)
    assert "late tells the outcomes apart completely" in found.reason
    assert isinstance(logistic(x, np.zeros(40), ["late"]), Unavailable)


def test_scores_agree_with_scikit_learn() -> None:
    x, happened, cluster = customers()
    chance, base = out_of_sample(x, happened, cluster)
    found = scores(happened, chance, base, cluster)
    assert found.auc.value == pytest.approx(roc_auc_score(happened, chance))
    assert found.brier == pytest.approx(brier_score_loss(happened, chance))
    assert found.log_loss == pytest.approx(log_loss(happened, chance))
    assert (found.n, found.customers) == (1600, 800)
    assert found.brier_skill > 0.05


def test_ties_count_half() -> None:
    assert auc(np.array([1.0, 0, 1, 0]), np.full(4, 0.3), np.arange(4)).value == 0.5
    assert auc(np.ones(3), np.array([0.1, 0.2, 0.3]), np.arange(3)).value is None


def test_noise_is_not_learned() -> None:
    """Forty columns of noise look good on the customers they were learned from, not on others."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(600, 40))
    happened = (rng.random(600) < 0.3).astype(float)
    cluster = np.arange(600)
    chance, base = out_of_sample(x, happened, cluster)
    found = scores(happened, chance, base, cluster)
    assert found.auc.low < 0.5 < found.auc.high
    assert found.brier_skill < 0.01
    fit = logistic(x, happened, [str(k) for k in range(40)])
    assert isinstance(fit, LogisticFit)
    assert auc(happened, fit.chance(x), cluster).low > 0.5


def test_customers_are_never_split_between_learning_and_testing() -> None:
    """A model that only remembers customers is no better than the base rate."""
    cluster = np.repeat(np.arange(200), 4)
    happened = np.repeat((np.random.default_rng(0).random(200) < 0.4).astype(float), 4)
    x = np.repeat(np.random.default_rng(1).normal(size=(200, 30)), 4, axis=0)
    found = auc(happened, out_of_sample(x, happened, cluster)[0], cluster)
    assert found.low < 0.5 < found.high
    with pytest.raises(InvalidInputError, match="folds"):
        out_of_sample(x, happened, np.zeros(800, dtype=int))


def test_the_interval_of_the_area_covers() -> None:
    """With three copies of each customer the interval is as wide as with one; over 200 samples it covers."""
    truth, hits = 0.7602, 0  # P(N(1,1) > N(0,1)) = Phi(1/sqrt 2)
    for seed in range(200):
        rng = np.random.default_rng(seed)
        happened = np.repeat([1.0, 0.0], 60)
        chance = rng.normal(size=120) + happened
        copies = auc(np.tile(happened, 3), np.tile(chance, 3), np.tile(np.arange(120), 3))
        once = auc(happened, chance, np.arange(120))
        assert (copies.low, copies.high) == pytest.approx((once.low, once.high), abs=1e-9)
        hits += copies.low <= truth <= copies.high
    assert 0.92 <= hits / 200 <= 0.985


def test_calibration_finds_chances_that_are_too_bold() -> None:
    rng = np.random.default_rng(3)
    odds = rng.normal(size=6000)
    happened = (rng.random(6000) < expit(odds)).astype(float)
    right, bold = (calibration(happened, expit(each), np.arange(6000)) for each in (odds, 2 * odds + 0.5))
    assert right.slope.low < 1 < right.slope.high
    assert right.intercept.low < 0 < right.intercept.high
    assert bold.slope.value == pytest.approx(0.5, abs=0.05)
    assert bold.intercept.high < 0
    assert sum(each.observed.n for each in right.bins) == 6000
    assert sum(each.observed.low <= each.predicted <= each.observed.high for each in right.bins) >= 8
