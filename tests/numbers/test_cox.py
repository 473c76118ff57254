"""Rossi's recidivism study as published, and a second, independent computation (statsmodels)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.hazard_regression import PHReg

from core.numbers.cox import CoxFit, cox
from core.numbers.proportional import GLOBAL, constancy, constancy_sentence
from core.numbers.unavailable import Unavailable

# Rossi, Berk, Lenihan (1980), Money, Work and Crime: 432 men released from prison, followed for a year.
# Coefficients and errors: Allison (1995), Survival Analysis Using SAS, and Fox, Weisberg (2011), An R Companion to
# Applied Regression, appendix "Cox Proportional-Hazards Regression", which also has the test of constancy below.
ROSSI = pd.read_csv(Path(__file__).with_name("rossi.csv"))
PUBLISHED = {
    "fin": (-0.37942, 0.19138), "age": (-0.05744, 0.02200), "race": (0.31390, 0.30799), "wexp": (-0.14980, 0.21222),
    "mar": (-0.43370, 0.38187), "paro": (-0.08487, 0.19576), "prio": (0.09150, 0.02865),
}  # fmt: skip
CONSTANCY = {
    "fin": (-0.00657, 0.00507, 0.9433),
    "age": (-0.20976, 6.54147, 0.0105),
    "prio": (-0.08004, 0.77288, 0.3793),
}


def rossi(*names: str) -> CoxFit:
    found = cox(ROSSI.week.to_numpy(float), ROSSI.arrest.to_numpy(float), ROSSI[list(names)].to_numpy(float), names)
    assert isinstance(found, CoxFit)
    return found


def test_rossi_as_published() -> None:
    found = rossi(*PUBLISHED)
    assert (found.n, found.events) == (432, 114)
    assert found.log_likelihood == pytest.approx(-658.75, abs=0.005)
    for name, (coefficient, error) in PUBLISHED.items():
        assert found.of(name).coefficient == pytest.approx(coefficient, abs=5e-6)
        assert found.of(name).error == pytest.approx(error, abs=5e-6)


def test_the_test_of_constancy_as_published() -> None:
    fit = rossi("fin", "age", "prio")
    found = {each.name: each for each in constancy(fit)}
    for name, (correlation, statistic, p) in CONSTANCY.items():
        assert found[name].correlation == pytest.approx(correlation, abs=1e-5)
        assert found[name].statistic == pytest.approx(statistic, abs=2e-5)
        assert found[name].p == pytest.approx(p, abs=1e-4)
    assert (found[GLOBAL].statistic, found[GLOBAL].p) == pytest.approx((7.13046, 0.0679), abs=1e-4)
    assert "grows with time (p = 0.032)" in constancy_sentence(
        tuple(found.values()), "age", "age"
    )  # 3 x 0.0105 by Holm
    assert "Nothing speaks against" in constancy_sentence(tuple(found.values()), "fin", "aid")


def test_a_second_computation_agrees_under_many_ties() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(500, 3))
    time = np.ceil(rng.exponential(1 / (0.1 * np.exp(x @ [0.5, -0.3, 0]))))
    left = (time <= 12).astype(float)
    time = np.minimum(time, 12)
    found = cox(time, left, x, ["a", "b", "c"])
    other = PHReg(time, x, status=left, ties="efron").fit(disp=0)
    assert [each.coefficient for each in found.hazards] == pytest.approx(list(other.params), abs=1e-6)
    assert [each.error for each in found.hazards] == pytest.approx(list(other.bse), rel=1e-5)


def test_robust_errors_agree_with_leaving_out_customers() -> None:
    rng = np.random.default_rng(4)
    customer = np.repeat(np.arange(120), 3)
    x = np.repeat(rng.normal(size=120), 3)[:, None]
    time = np.repeat(rng.exponential(1 / np.exp(0.6 * x[::3, 0])), 3) + 0.01 * rng.random(360)
    left = np.ones(360)
    found = cox(time, left, x, ["x"], customer)
    without = []
    for one in range(120):
        stay = customer != one
        without.append(cox(time[stay], left[stay], x[stay], ["x"]).hazards[0].coefficient)
    jackknife = np.sqrt(119 / 120 * ((np.array(without) - np.mean(without)) ** 2).sum())
    assert found.hazards[0].robust_error == pytest.approx(jackknife, rel=0.06)
    assert found.hazards[0].robust_error > 1.4 * found.hazards[0].error


def test_the_order_of_rows_does_not_matter() -> None:
    order = np.random.default_rng(1).permutation(432)
    names = ["fin", "age"]
    columns = [ROSSI[name].to_numpy(float)[order] for name in ("week", "arrest")]
    mixed = cox(columns[0], columns[1], ROSSI[names].to_numpy(float)[order], names)
    plain = rossi(*names)
    for one, other in zip(mixed.hazards, plain.hazards, strict=True):
        assert (one.coefficient, one.robust_error) == pytest.approx((other.coefficient, other.robust_error))


def test_what_cannot_be_estimated_gets_a_sentence() -> None:
    time, x = np.arange(1.0, 41), np.repeat([[0.0], [1.0]], 20, axis=0)
    nobody = cox(time, np.zeros(40), x, ["late"])
    assert isinstance(nobody, Unavailable)
    assert nobody.reason.startswith("Nobody left")
    same = cox(time, np.ones(40), np.ones((40, 1)), ["late"])
    assert "the same for everybody" in same.reason
    few = cox(time, np.array([1.0] + [0] * 39), x, ["late"])
    assert "Only 1 customer left" in few.reason
    separated = cox(np.ones(40) * 5, np.repeat([0.0, 1.0], 20), x, ["late"])
    assert "completely" in separated.reason


def test_few_events_are_said() -> None:
    time = np.arange(1.0, 41)
    left = (np.arange(40) % 8 == 0).astype(float)
    found = cox(time, left, np.random.default_rng(0).normal(size=(40, 1)), ["x"])
    assert isinstance(found, CoxFit)
    assert "fewer than 10 each" in found.notes[0]
