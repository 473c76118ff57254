"""Doubly robust effects: right if either the model of who is treated or the model of the outcome is right.

Everything here works on predictions that are already made (see core/numbers/cross_fitting.py for making them), so that
each formula can be checked by hand.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.numbers.effects import Effect, NoEstimate, effect_of
from core.wording import number, percent

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
OVERLAP = 0.05
LEAST_ARM = 30


@dataclass(frozen=True)
class Predicted:
    """One entry per observation: whether `treated`, its `outcome`, the group it belongs to, and what models say of it.

    `propensity` is the predicted chance (0 to 1) to be treated, `if_treated` and `if_not` the predicted outcomes, each
    from models that did not see the observation's group.
    """

    treated: Flags
    outcome: Floats
    group: Ints
    propensity: Floats
    if_treated: Floats
    if_not: Floats

    def only(self, kept: Flags) -> "Predicted":
        """Return some of the observations."""
        return Predicted(
            self.treated[kept], self.outcome[kept], self.group[kept],
            self.propensity[kept], self.if_treated[kept], self.if_not[kept],
        )  # fmt: skip


@dataclass(frozen=True)
class Contrast:
    """Treated against not, among observations that could have been either.

    `trimmed_share` (0 to 1) had too clear a propensity and were left out of the `n`. `by_weighting` and
    `by_outcome_model` are the two halves the estimate combines; far apart, one of the models is off. `influence` is
    each kept observation's part in the estimate, `group` the group it belongs to.
    """

    effect: Effect
    treated: int
    trimmed_share: float
    by_weighting: float | None
    by_outcome_model: float | None
    influence: Floats
    group: Ints


def contrast(predicted: Predicted, overlap: float = OVERLAP) -> Contrast:
    """Return the average effect of the treatment by augmented inverse probability weighting (AIPW).

    Observations whose propensity is below `overlap` or above 1 - `overlap` are left out: nobody comparable was treated
    the other way. The effect is then that among the rest. Sources: Robins, Rotnitzky and Zhao (1994), JASA 89:846-866;
    Chernozhukov et al. (2018), Econometrics Journal 21:C1-C68; trimming: Crump et al. (2009), Biometrika 96:187-199.

    By hand: predictions that are right leave nothing to correct, and the effect is their mean difference.

    >>> half, ones = np.full(80, 0.5), np.ones(80)
    >>> treated, base = np.arange(80) % 2 == 0, np.arange(80.0)
    >>> found = contrast(Predicted(treated, base + 3 * treated, np.arange(80), half, base + 3, base))
    >>> found.effect.value, found.by_outcome_model, found.trimmed_share
    (3.0, 3.0, 0.0)
    """
    kept = (predicted.propensity >= overlap) & (predicted.propensity <= 1 - overlap)
    trimmed = 1 - float(kept.mean()) if len(kept) else 0.0
    used = predicted.only(kept)
    treated, n = int(used.treated.sum()), len(used.outcome)
    if min(treated, n - treated) < LEAST_ARM:
        return Contrast(
            _no_overlap(predicted, treated, n, overlap).effect(n), treated, trimmed, None, None, np.zeros(0), used.group
        )
    shift = used.if_treated - used.if_not
    seen = np.where(used.treated, used.outcome - used.if_treated, used.if_not - used.outcome)
    parts = shift + seen / np.where(used.treated, used.propensity, 1 - used.propensity)
    value = float(parts.mean())
    effect = effect_by_groups(value, (parts - value) / n, used.group, n, _notes(trimmed, overlap))
    weighted = inverse_weighted(used.treated, used.outcome, used.propensity, used.group).value
    return Contrast(effect, treated, trimmed, weighted, float(shift.mean()), parts - value, used.group)


def inverse_weighted(treated: Flags, outcome: Floats, propensity: Floats, group: Ints) -> Effect:
    """Return the average effect by weighting alone: each arm's mean, weighted by 1 / its propensity.

    Source: Hernán and Robins (2020), Causal Inference: What If, chapter 12. The error takes the propensities as given,
    as the book does, which is on the safe side.

    >>> inverse_weighted(np.array([True, True, False]), np.array([4.0, 6.0, 1.0]), np.full(3, 0.5), np.arange(3)).value
    4.0
    """
    parts = []
    for arm, chance in ((treated, propensity), (~treated, 1 - propensity)):
        weight = np.where(arm, 1 / chance, 0.0)
        mean = float(weight @ outcome / weight.sum())
        parts.append((mean, weight * (outcome - mean) / weight.sum()))
    return effect_by_groups(parts[0][0] - parts[1][0], parts[0][1] - parts[1][1], group, len(outcome))


def average(contrasts: Sequence[Contrast]) -> Effect:
    """Return the average of several contrasts, weighted by their observations, as one effect.

    This is 'one more' of a treatment with several levels: each neighbouring pair of levels is a contrast, and an
    observation may be in two of them, which the error counts. Contrasts without an estimate are left out, and said.

    >>> one = Contrast(Effect(1.0, 0.1, None, None, 2), 1, 0.0, None, None, np.array([-1.0, 1.0]), np.array([1, 2]))
    >>> two = Contrast(Effect(4.0, 0.1, None, None, 4), 1, 0.0, None, None, np.array([-1.0, 1, -1, 1]), np.arange(4))
    >>> average([one, two]).value
    3.0
    """
    told = [one for one in contrasts if one.effect.value is not None]
    if not told:
        return NoEstimate("Nowhere are there enough comparable observations on both sides.").effect(0)
    total = sum(one.effect.n for one in told)
    value = sum(one.effect.n * (one.effect.value or 0.0) for one in told) / total
    influence = np.concatenate([one.influence for one in told]) / total
    return effect_by_groups(value, influence, np.concatenate([one.group for one in told]), total)


def effect_by_groups(value: float, influence: Floats, group: Ints, n: int, notes: tuple[str, ...] = ()) -> Effect:
    """Return an effect whose error allows for groups: the observations' parts are added up within each group first.

    >>> effect_by_groups(1.0, np.array([0.1, 0.1, -0.1, -0.1]), np.array([1, 1, 2, 2]), 4).clusters
    2
    """
    _, place = np.unique(group, return_inverse=True)
    sums = np.bincount(place, influence)
    groups = len(sums)
    if groups < 2:
        return NoEstimate("All observations belong to one group, so there is nothing to take an error from.").effect(
            n, groups
        )
    error = math.sqrt(groups / (groups - 1) * float(sums @ sums))
    return effect_of(value, error, groups - 1, n, groups, notes)


def _no_overlap(predicted: Predicted, treated: int, n: int, overlap: float) -> NoEstimate:
    arms = int(predicted.treated.sum()), int((~predicted.treated).sum())
    if min(arms) < LEAST_ARM:
        return NoEstimate(f"One side has only {min(arms)} observations; {LEAST_ARM} are needed.")
    few = min(treated, n - treated)
    return NoEstimate(
        f"There is no overlap: only {few} observations of one side have a chance between "
        f"{number(100 * overlap, 0)} and {percent(1 - overlap, 0)} to be on the other. "
        "What is held fixed decides nearly all by itself."
    )


def _notes(trimmed: float, overlap: float) -> tuple[str, ...]:
    if trimmed < 0.1:
        return ()
    return (
        f"{percent(trimmed, 0)} of the observations were left out: fewer than {percent(overlap, 0)} of those like them "
        "were treated the other way. The effect is that among the rest.",
    )
