"""Drivers are found where they were put, noise is not, and nothing is called a cause."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from core.retention.drivers import Drivers, drivers
from core.retention.features import design
from core.retention.findings import drivers_finding
from core.retention.question import RetentionQuestion
from core.scope import Scope
from tests.retention.conftest import Build, Stay

QUESTION = RetentionQuestion(date(2025, 1, 1), date(2025, 12, 31), "customers")


def company(seed: int, unresolved: float) -> list[Stay]:
    """1,200 customers; 20 % leave, so many more where the journey was not resolved; issue and region are noise."""
    rng = np.random.default_rng(seed)
    rows = []
    for place in range(1200):
        resolved = bool(rng.random() < 0.6)
        gone = rng.random() < 0.2 + (0 if resolved else unresolved)
        more = (("issue", f"I{rng.integers(3)}"), ("region", f"R{rng.integers(3)}"), ("resolved", resolved))
        path = "phone > chat" if rng.random() < 0.5 else "phone"
        rows.append(Stay(f"c{place}", left=50 if gone else None, path=path, more=more))
    return rows


@pytest.fixture
def found(stays: Build) -> Drivers:
    return drivers(stays(company(1, 0.25)).database, Scope(), QUESTION)


def test_the_driver_put_in_is_on_top(found: Drivers) -> None:
    top = found.effects.iloc[0]
    assert (top.driver, top.level, top.compared_with) == ("Outcome", "not resolved", "resolved")
    assert top.low < 0.25 < top.high
    assert found.effects[found.effects.clear].driver.tolist() == ["Outcome"]
    assert len(found.words) == 1
    text = " ".join([*found.words, drivers_finding(found).text()])
    assert "associated" in text
    assert "because" not in text
    assert "cause" not in text.replace("not caused", "")


def test_scores_are_honest_and_calibrated(found: Drivers) -> None:
    assert 0.55 < found.scores.auc.low < found.scores.auc.value < 0.75
    assert found.scores.brier < found.scores.brier_base
    assert found.calibration.intercept.low < 0 < found.calibration.intercept.high
    assert found.bins.journeys.sum() == found.scores.n == 1200


def test_noise_drives_nothing(stays: Build) -> None:
    found = drivers(stays(company(2, 0)).database, Scope(), QUESTION)
    assert not found.effects.clear.any()
    assert found.scores.auc.low < 0.5 < found.scores.auc.high
    assert "Nothing recorded clearly goes with leaving" in drivers_finding(found).text()


def test_too_few_who_left_gets_a_sentence(stays: Build) -> None:
    rows = [Stay(f"c{place}", left=50 if place < 40 else None) for place in range(300)]
    found = drivers(stays(rows).database, Scope(), QUESTION)
    assert found.scores is None
    assert "40 of 300 journeys were followed by leaving" in found.unavailable
    assert found.effects.empty
    assert "can't be said" in drivers_finding(found).text()


def test_rare_levels_are_joined(stays: Build) -> None:
    rows = company(3, 0.2)
    rows = [
        replace(row, more=(*row.more[1:], ("issue", f"rare{place}"))) if place < 40 else row
        for place, row in enumerate(rows)
    ]
    found = drivers(stays(rows).database, Scope(), QUESTION)
    assert not any("rare" in level for level in found.effects.level)


def test_a_driver_that_never_varies_is_left_out(found: Drivers) -> None:
    assert "Tenure" not in set(found.effects.driver)
    rows = found.answer.rows.assign(extra_channels=1)
    built = design(rows, rows.left_by_then.to_numpy(float), {})
    assert "Channels" not in {column.driver.name for column in built.columns}


def test_what_says_the_same_is_left_out_and_named(found: Drivers) -> None:
    """Here each channel is one contact: the two can't be told apart."""
    assert found.not_told_apart == ("Contacts: one more contact",)
    assert "left out, as others say the same: Contacts: one more contact" in found.contract.line()
