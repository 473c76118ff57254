"""The planted effect of an extra channel is found, the naive one is off by the planted bias, and coverage can fail.

The full size (200 companies) is `python -m benchmarks --only retention`; here a few companies, with limits that a right
interval misses once in thousands of runs and a wrong one nearly always.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom

from benchmarks.planted import naive_effect, planted_data
from benchmarks.retention import trial
from core.numbers.held_fixed import Observed, linear_difference
from core.retention.adjusted import adjusted
from core.retention.basis import usual_question
from core.retention.hazard import speed_of_leaving
from core.scope import Scope
from data.demo import Company
from data.demo.planted import Planted

COMPANIES, JOURNEYS = 12, 12_000


@pytest.mark.slow
def test_the_planted_effect_is_covered_and_the_naive_one_is_off() -> None:
    trials = [trial(seed, JOURNEYS)["journeys"] for seed in range(1, COMPANIES + 1)]
    covered = sum(each.covered("adjusted") for each in trials)
    assert covered >= binom.ppf(0.001, COMPANIES, 0.95)
    errors = np.array([each.adjusted[0] - each.true for each in trials])
    assert abs(errors.mean()) < 0.004
    bias = np.array([each.raw[0] - each.true for each in trials])
    assert -0.018 < bias.mean() < -0.007
    assert sum(each.covered("raw") for each in trials) < COMPANIES / 2


@pytest.mark.slow
def test_without_an_effect_none_is_found_but_the_naive_look_sees_one(tmp_path: Path) -> None:
    data = planted_data(tmp_path, Company(seed=5, journeys=30_000, planted=Planted(leave_risk_per_extra_channel=1e-9)))
    found = adjusted(data.database, Scope(), replace(usual_question(data.database), population="journeys"))
    data.database.close()
    assert found.adjusted.estimate.low < 0 < found.adjusted.estimate.high
    assert found.raw.estimate.high < -0.004


@pytest.mark.slow
def test_the_default_company_as_its_readme_says(tmp_path: Path) -> None:
    company = Company()
    data = planted_data(tmp_path, company)
    question = replace(usual_question(data.database), population="journeys")
    found = adjusted(data.database, Scope(), question)
    fast = speed_of_leaving(data.database, Scope(), question)
    data.database.close()
    assert data.true_effect == pytest.approx(-0.035, abs=0.0005)
    assert found.adjusted.estimate.value == pytest.approx(-0.032, abs=0.0015)
    assert found.raw.estimate.value == pytest.approx(naive_effect(company), abs=0.0005)
    assert naive_effect(company) == pytest.approx(-0.045, abs=0.001)
    assert found.too_late + found.adjusted.estimate.n == found.journeys
    assert fast.hazard.low > 1
    assert "fades with time" in fast.constancy  # the planted hazard ends after 180 days


def test_intervals_that_ignore_customers_are_found_out() -> None:
    """The test above can fail: with shared fates and no clustering, coverage falls far short of 95 %."""
    hits = {"by customer": 0, "by journey": 0}
    for seed in range(200):
        rng = np.random.default_rng(seed)
        customer = np.repeat(np.arange(80), 6)
        units = np.repeat(rng.integers(0, 4, 80), 6).astype(float)
        fate = np.repeat(rng.random(80), 6)
        outcome = (fate + 0.1 * rng.random(480) > 0.4 + 0.04 * units).astype(float)
        slope = -0.04  # fate is even, so the share falls by 0.04 a unit
        for name, cluster in (("by customer", customer), ("by journey", np.arange(480))):
            found = linear_difference(Observed(outcome, units, {"issue": np.zeros(480, dtype=np.int64)}, cluster))
            hits[name] += found.estimate.low <= slope <= found.estimate.high
    assert 0.91 <= hits["by customer"] / 200 <= 0.985
    assert hits["by journey"] / 200 < 0.75
