"""Predictions for doubly robust effects: each made by models that did not see the observation, nor its group."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from core.errors import InvalidInputError
from core.numbers.doubly_robust import LEAST_ARM, Contrast, Predicted, contrast
from core.numbers.effects import NoEstimate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
FOLDS = 3


@dataclass(frozen=True)
class Observations:
    """One entry per observation. `features` has a column per thing held fixed; those in `named` are codes of labels
    (0 to 249), the others numbers in order. `level` is the treatment, a count; `group` the group it belongs to.
    """

    features: Floats
    named: tuple[bool, ...]
    level: Ints
    outcome: Floats
    group: Ints

    def only(self, kept: Flags) -> "Observations":
        """Return some of the observations."""
        return Observations(self.features[kept], self.named, self.level[kept], self.outcome[kept], self.group[kept])


@dataclass(frozen=True)
class Step:
    """One more of the treatment: the contrast of those at `lower` + 1 with those at `lower`."""

    lower: int
    contrast: Contrast


def steps_up(seen: Observations, seed: int, folds: int = FOLDS) -> tuple[Step, ...]:
    """Return the contrast of each level with the next, among observations at one of the two, from the lowest level on.

    `core.numbers.doubly_robust.average` makes them one figure. Neighbouring levels are compared, rather than a
    partially linear model fitted, because then overlap can be looked at and trimmed pair by pair, no straight line is
    assumed, and each step shows its own effect. `seed` decides the folds; the same seed gives the same figures.

    >>> rng = np.random.default_rng(1)
    >>> x = rng.integers(0, 2, 900); level = 1 + (rng.random(900) < 0.3 + 0.4 * x); y = 5.0 * level + 20.0 * x
    >>> seen = Observations(x[:, None] * 1.0, (True,), level, y + rng.normal(size=900), np.arange(900))
    >>> [(step.lower, round(step.contrast.effect.value)) for step in steps_up(seen, seed=1)]
    [(1, 5)]
    """
    if len(seen.outcome) == 0:
        return ()
    levels = range(int(seen.level.min()), int(seen.level.max()))
    found = []
    for lower in levels:
        pair = seen.only((seen.level == lower) | (seen.level == lower + 1))
        found.append(Step(lower, _contrast(pair, pair.level == lower + 1, seed, folds)))
    return tuple(found)


def predict(seen: Observations, treated: Flags, seed: int, folds: int = FOLDS) -> Predicted | NoEstimate:
    """Return cross-fitted predictions by gradient boosted trees (scikit-learn), folds made of whole groups.

    Source of the scheme: Chernozhukov et al. (2018), Econometrics Journal 21:C1-C68, definition 3.1.
    """
    if folds < 2:
        raise InvalidInputError(f"{folds} folds are not possible. Choose 2 or more.")
    groups, place = np.unique(seen.group, return_inverse=True)
    fold = np.random.default_rng(seed).permutation(len(groups))[place] % folds
    chance, yes, no = (np.zeros(len(treated)) for _ in range(3))
    for number in range(folds):
        rest, now = fold != number, fold == number
        arms = rest & treated, rest & ~treated
        if min(int(arm.sum()) for arm in arms) < LEAST_ARM // 2 or not now.any():
            return NoEstimate("Too few observations are on one side to learn from.")
        with threadpool_limits(1):  # threads that wait for busy cores take ten times as long as none
            chance[now] = _chances(seen, rest, now, treated, seed)
            yes[now], no[now] = (_outcomes(seen, arm, now, seed) for arm in arms)
    return Predicted(treated, seen.outcome, seen.group, chance, yes, no)


def _contrast(pair: Observations, treated: Flags, seed: int, folds: int) -> Contrast:
    predicted = predict(pair, treated, seed, folds)
    if isinstance(predicted, NoEstimate):
        arms = int(treated.sum()), int((~treated).sum())
        why = f"One side has only {min(arms)} observations, too few to learn from."
        none = NoEstimate(why).effect(len(treated))
        return Contrast(none, arms[0], 0.0, None, None, np.zeros(0), np.zeros(0, np.int64))
    return contrast(predicted)


def _chances(seen: Observations, rest: Flags, now: Flags, treated: Flags, seed: int) -> Floats:
    model = HistGradientBoostingClassifier(
        learning_rate=0.2, max_iter=30, max_leaf_nodes=15, min_samples_leaf=20, early_stopping=False,
        random_state=seed, categorical_features=list(seen.named),
    )  # fmt: skip
    found: Floats = model.fit(seen.features[rest], treated[rest]).predict_proba(seen.features[now])[:, 1]
    return found


def _outcomes(seen: Observations, arm: Flags, now: Flags, seed: int) -> Floats:
    model = HistGradientBoostingRegressor(
        learning_rate=0.2, max_iter=40, max_leaf_nodes=15, min_samples_leaf=20, early_stopping=False,
        random_state=seed, categorical_features=list(seen.named),
    )  # fmt: skip
    found: Floats = model.fit(seen.features[arm], seen.outcome[arm]).predict(seen.features[now])
    return found
