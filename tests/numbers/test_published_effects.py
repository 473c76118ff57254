"""Effects that others published, found again from the same data."""

import numpy as np
import pandas as pd
import pytest
from causaldata import nhefs_complete, nsw_mixtape
from sklearn.linear_model import LogisticRegression

from core.numbers.doubly_robust import Predicted, contrast, inverse_weighted
from core.numbers.least_squares import Moments, classical, fit
from core.numbers.odds import Table, common_odds_ratio, crude_odds_ratio
from core.numbers.sensitivity import bound, e_value, robustness_value, robustness_value_of_interval

# Hernán and Robins (2020), Causal Inference: What If, chapters 12 and 13; their covariates and their squares
LABELS = ["education", "exercise", "active"]
SQUARED = ["age", "wt71", "smokeintensity", "smokeyrs"]


@pytest.fixture(scope="module")
def nhefs() -> pd.DataFrame:
    return nhefs_complete.load_pandas().data


def covariates(data: pd.DataFrame) -> np.ndarray:
    columns = [data[["sex", "race"]].to_numpy(float)]
    columns += [pd.get_dummies(data[name], drop_first=True).to_numpy(float) for name in LABELS]
    numbers = data[SQUARED].to_numpy(float)
    return np.column_stack([*columns, numbers, numbers**2])


def propensities(data: pd.DataFrame) -> np.ndarray:
    columns = covariates(data)
    columns = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    model = LogisticRegression(C=np.inf, max_iter=5000, tol=1e-8).fit(columns, data.qsmk)
    return model.predict_proba(columns)[:, 1]


def standardised(data: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Predict the outcome if everybody quit and if nobody did, by the book's model."""
    quit_, smoked = data.qsmk.to_numpy(float), data.smokeintensity.to_numpy(float)
    columns = np.column_stack([np.ones(len(data)), quit_, quit_ * smoked, covariates(data)])
    found = fit(Moments.of(columns, data.wt82_71.to_numpy(float)), 1)
    predicted = []
    for value in (1.0, 0.0):
        columns[:, 1], columns[:, 2] = value, value * smoked
        predicted.append(columns @ found.of_outcome)
    return predicted[0], predicted[1]


def test_the_experiment_of_lalonde() -> None:
    data = nsw_mixtape.load_pandas().data
    columns = np.column_stack([np.ones(len(data)), data.treat.to_numpy(float)])
    found = classical(fit(Moments.of(columns, data.re78.to_numpy(float)), 1))
    assert found.value == pytest.approx(1794.34, abs=0.005)
    assert found.error == pytest.approx(632.85, abs=0.005)
    assert found.n == 445


def test_weight_gain_after_quitting_by_weighting(nhefs: pd.DataFrame) -> None:
    found = inverse_weighted(
        nhefs.qsmk.to_numpy() == 1, nhefs.wt82_71.to_numpy(float), propensities(nhefs), np.arange(len(nhefs))
    )
    assert found.value == pytest.approx(3.44, abs=0.005)
    assert (round(found.low, 1), round(found.high, 1)) == (2.4, 4.5)


def test_weight_gain_after_quitting_by_standardisation(nhefs: pd.DataFrame) -> None:
    yes, no = standardised(nhefs)
    assert float((yes - no).mean()) == pytest.approx(3.52, abs=0.005)


def test_weight_gain_after_quitting_doubly_robust_lies_between_its_halves(nhefs: pd.DataFrame) -> None:
    yes, no = standardised(nhefs)
    outcome, treated = nhefs.wt82_71.to_numpy(float), nhefs.qsmk.to_numpy() == 1
    found = contrast(Predicted(treated, outcome, np.arange(len(nhefs)), propensities(nhefs), yes, no), overlap=0.0)
    assert (round(found.by_weighting, 2), round(found.by_outcome_model, 2)) == (3.44, 3.52)
    assert 3.4 < found.effect.value < 3.6
    assert 2.3 < found.effect.low < 2.7
    assert 4.3 < found.effect.high < 4.6


# men admitted and rejected, women admitted and rejected, by department (Bickel et al. 1975; R's UCBAdmissions)
BERKELEY = [
    Table(512, 313, 89, 19), Table(353, 207, 17, 8), Table(120, 205, 202, 391),
    Table(138, 279, 131, 244), Table(53, 138, 94, 299), Table(22, 351, 24, 317),
]  # fmt: skip


def test_admissions_at_berkeley_turn_round_within_departments() -> None:
    assert round(crude_odds_ratio(BERKELEY), 2) == 1.84
    found = common_odds_ratio(BERKELEY)
    assert found.value == pytest.approx(0.905, abs=0.0005)
    assert (round(found.low, 2), round(found.high, 2)) == (0.77, 1.06)


def test_the_darfur_study_and_the_e_value() -> None:
    estimate, error, freedom = 0.09726, 0.02326, 783
    t = estimate / error
    assert round(robustness_value(t * t / (t * t + freedom)), 3) == 0.139
    assert round(robustness_value_of_interval(t, freedom), 3) == 0.076
    assert round(e_value(3.9), 2) == 7.26
    assert round(e_value(1.8), 1) == 3.0


def test_a_bound_can_turn_the_estimate_round() -> None:
    found = bound(-0.1, 0.05, 100, (0.3, 0.3))
    assert found.value > 0
