"""What doubly robust means, and the sentences where nothing is comparable."""

import numpy as np
import pytest

from core.numbers.cross_fitting import Observations, steps_up
from core.numbers.doubly_robust import Predicted, average, contrast, effect_by_groups


def drawn(n: int = 4000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(7)
    x = rng.normal(size=n)
    treated = rng.random(n) < 1 / (1 + np.exp(-x))
    return x, treated, 5.0 * treated + 4.0 * x + rng.normal(size=n)


def predicted(right_chances: bool, right_outcomes: bool) -> Predicted:
    x, treated, outcome = drawn()
    chance = 1 / (1 + np.exp(-x)) if right_chances else np.full(len(x), treated.mean())
    yes, no = (5 + 4 * x, 4 * x) if right_outcomes else (np.full(len(x), 9.0), np.full(len(x), -3.0))
    return Predicted(treated, outcome, np.arange(len(x)), chance, yes, no)


@pytest.mark.parametrize("right", [(True, False), (False, True), (True, True)])
def test_one_right_model_is_enough(right: tuple[bool, bool]) -> None:
    effect = contrast(predicted(*right)).effect
    assert effect.low < 5.0 < effect.high


def test_two_wrong_models_are_not() -> None:
    effect = contrast(predicted(False, False)).effect
    assert not effect.low < 5.0 < effect.high


def test_observations_without_anybody_comparable_are_left_out_and_counted() -> None:
    seen = predicted(True, True)
    chance = np.where(np.arange(4000) < 1000, 0.01, 0.5)
    found = contrast(Predicted(seen.treated, seen.outcome, seen.group, chance, seen.if_treated, seen.if_not))
    assert found.trimmed_share == 0.25
    assert found.effect.n == 3000
    assert "25 % of the observations were left out" in found.effect.notes[0]


def test_separation_gives_a_sentence() -> None:
    seen = predicted(True, True)
    found = contrast(
        Predicted(seen.treated, seen.outcome, seen.group, seen.treated * 1.0, seen.if_treated, seen.if_not)
    )
    assert found.effect.value is None
    assert found.effect.why_not.startswith("There is no overlap")


def test_what_labels_decide_alone_can_not_be_told() -> None:
    rng = np.random.default_rng(1)
    issue = rng.integers(0, 2, 2000)
    seen = Observations(issue[:, None] * 1.0, (True,), 1 + issue, rng.normal(size=2000), np.arange(2000))
    (step,) = steps_up(seen, seed=1)
    assert "no overlap" in step.contrast.effect.why_not
    assert average([step.contrast]).value is None


def test_too_few_on_one_side_can_not_be_told() -> None:
    level = np.r_[np.ones(200, np.int64), np.full(5, 2)]
    seen = Observations(np.zeros((205, 1)), (False,), level, np.arange(205.0), np.arange(205))
    (step,) = steps_up(seen, seed=1)
    assert step.contrast.effect.why_not == "One side has only 5 observations, too few to learn from."


def test_the_same_seed_gives_the_same_figures() -> None:
    x, treated, outcome = drawn(800)
    seen = Observations(x[:, None], (False,), 1 + treated.astype(np.int64), outcome, np.arange(800) // 2)
    values = [steps_up(seen, seed)[0].contrast.effect.value for seed in (1, 1, 2)]
    assert values[0] == values[1] != values[2]


def test_repeating_every_observation_in_its_group_does_not_narrow_the_interval() -> None:
    influence, group = np.random.default_rng(1).normal(size=50), np.arange(50)
    once = effect_by_groups(0.0, influence / 50, group, 50)
    twice = effect_by_groups(0.0, np.tile(influence, 2) / 100, np.tile(group, 2), 100)
    assert twice.error == pytest.approx(once.error)
