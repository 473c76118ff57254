"""How far a weight can move before the weighted score puts somebody else first, or changes its order at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.priorities.initiative import Initiative
from core.priorities.method import FloatArray, complete
from core.priorities.methods import Weights, normalised, weighted
from core.priorities.ranking import competition_ranks

NEAR = 1e-12


@dataclass(frozen=True)
class Crossing:
    """At `weight_share`, `change` from the weight now, the two have equal scores; beyond it `up_id` is ahead."""

    change: float
    weight_share: float
    up_id: str
    down_id: str


@dataclass(frozen=True)
class Swing:
    """One criterion's weight now (0 to 1, all add up to 1), and the nearest weights at which something changes.

    `first` is where an initiative that is not first now takes the first place, `order` where any two swap. None when no
    weight strictly between 0 and 1 does it.
    """

    criterion: str
    weight_share: float
    first: Crossing | None
    order: Crossing | None


def weight_sensitivity(initiatives: Sequence[Initiative], weights: Weights) -> tuple[Swing, ...]:
    """Return for each criterion the smallest change of its weight, up or down, that changes the first place or order.

    The other weights keep their proportions (equal ones when all are 0), so every score is a straight line in the
    weight and its crossings are exact. Two that are equal now do not count as swapped when a change sets them apart.
    Of an equal change up and down, the one up is given. Initiatives without a score for some criterion are left out.
    Raises InvalidInputError when weights are not as `normalised` allows, or two initiatives have the same id.

    By hand: A scores 5 and 1, B 1 and 4. With weight t on the first, A has 1 + 4t and B 4 - 3t: equal at t = 3/7.

    >>> from core.priorities.estimate import Estimate
    >>> def make(name, *scores):
    ...     return Initiative(name, name, criteria=tuple(zip(("value", "ease"), map(Estimate, scores))))
    >>> found = weight_sensitivity([make("A", 5, 1), make("B", 1, 4)], (("value", 1.0), ("ease", 1.0)))
    >>> round(found[0].first.weight_share, 4), found[0].first.up_id, found[0].first.down_id
    (0.4286, 'B', 'A')
    """
    shares = normalised(weights)
    asked = weighted(tuple((criterion, 1.0) for criterion, _ in shares))
    able = sorted(complete(initiatives, [asked]), key=lambda each: each.initiative_id)
    ids = [each.initiative_id for each in able]
    scores = np.array([[each.value for each in asked.estimates(one)] for one in able], float)
    scores = scores.reshape(len(able), len(shares))
    return tuple(_swing(ids, scores, shares, at) for at in range(len(shares)))


def _swing(ids: list[str], scores: FloatArray, shares: Weights, at: int) -> Swing:
    """Compare lines: score now + change x slope, where slope is this criterion's score less the mean of the others."""
    criterion, share = shares[at]
    if len(shares) == 1 or len(ids) < 2:
        return Swing(criterion, share, None, None)
    others = np.array([0.0 if other == criterion else weight for other, weight in shares])
    if others.sum() <= NEAR:
        others = np.array([0.0 if other == criterion else 1.0 for other, _ in shares])
    slopes = scores[:, at] - scores @ (others / others.sum())
    now = scores @ np.array([weight for _, weight in shares])
    ranks = competition_ranks(now[np.newaxis, :])[0]
    changes = _changes(now, slopes, ranks, share)
    leading = ranks == 1
    challenged = np.full(changes.shape, np.nan)
    for direction in (1, -1):
        leader = int(np.argmax(np.where(leading, direction * slopes, -np.inf)))
        of_leader = changes[leader] * direction > 0
        challenged[leader, of_leader] = changes[leader, of_leader]
    return Swing(
        criterion, share, _nearest(challenged, ids, slopes, share), _nearest(changes, ids, slopes, share)
    )  # fmt: skip


def _changes(now: FloatArray, slopes: FloatArray, ranks: NDArray[np.int32], share: float) -> FloatArray:
    """Return the change of weight at which row and column, row being ahead now, have equal scores; NaN for none."""
    closing = slopes[np.newaxis, :] - slopes[:, np.newaxis]
    ahead = ranks[:, np.newaxis] < ranks[np.newaxis, :]
    changes = np.full(closing.shape, np.nan)
    np.divide(now[:, np.newaxis] - now, closing, out=changes, where=ahead & (np.abs(closing) > NEAR))
    inside = (share + changes > NEAR) & (share + changes < 1 - NEAR)
    return np.where(inside, changes, np.nan)


def _nearest(changes: FloatArray, ids: list[str], slopes: FloatArray, share: float) -> Crossing | None:
    """Return the smallest change; of those that cross in one point, the one that is ahead of the others beyond it."""
    if np.isnan(changes).all():
        return None
    least = np.nanmin(np.abs(changes))
    downs, ups = np.nonzero(np.abs(changes) <= least + NEAR)
    chosen = max(
        range(len(ups)),
        key=lambda pair: (
            changes[downs[pair], ups[pair]] > 0,
            slopes[ups[pair]] * np.sign(changes[downs[pair], ups[pair]]),
            -pair,
        ),
    )
    down, up = int(downs[chosen]), int(ups[chosen])
    change = float(changes[down, up])
    return Crossing(change, share + change, ids[up], ids[down])
