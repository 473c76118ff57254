"""Whether an order survives what is uncertain about its inputs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.errors import InvalidInputError
from core.priorities.draws import drawn_scores
from core.priorities.initiative import Initiative
from core.priorities.method import Method, complete
from core.priorities.ranking import competition_ranks, ranked

BEYOND_CHANCE = 0.4
"""How far from chance to certainty an order must come to be told apart: for a pair 0.5 + 0.4 x 0.5 = 0.7."""

ROWS_AT_ONCE = 1_000
Verdict = Literal["clear", "partly", "noise"]


@dataclass(frozen=True)
class Duel:
    """In which share of the draws the first, the second or neither scores more; `told_apart` if the first in 0.7."""

    first_id: str
    second_id: str
    first_share: float
    second_share: float
    tie_share: float

    @property
    def told_apart(self) -> bool:
        """Whether the first beats the second clearly more often than a coin would say."""
        return self.first_share >= beyond_chance(0.5)


@dataclass(frozen=True)
class Place:
    """An initiative's rank from its most likely inputs, and over the draws: 5th, 50th, 95th percentile.

    `top_share` is the share of draws in which it is among the first k.
    """

    initiative_id: str
    rank: int
    rank_low: int
    rank_median: int
    rank_high: int
    top_share: float


@dataclass(frozen=True)
class Stability:
    """A ranking under uncertainty: `places` and `neighbours` in its order, without initiatives that miss an input.

    `ranges` of the `inputs` have a range; when none has, both verdicts are None: nothing was put to the test.
    `order_verdict`: clear when all neighbours are told apart, noise when fewer than half are, else partly.
    `top_verdict`, for the first `top`: an initiative belongs there when its share is at least 0.4 of the way from
    chance, k of n, to 1. Clear when all that rank there belong, noise when fewer than half do, else partly; None when
    there are no more than k.
    """

    method: str
    top: int
    draws: int
    ranges: int
    inputs: int
    places: tuple[Place, ...]
    neighbours: tuple[Duel, ...]
    order_verdict: Verdict | None
    top_verdict: Verdict | None
    ranks: NDArray[np.int32] = field(repr=False, compare=False)

    @property
    def sentence(self) -> str:
        """The verdict on the order in one sentence."""
        told, pairs = sum(duel.told_apart for duel in self.neighbours), len(self.neighbours)
        if not pairs:
            return "Fewer than two initiatives have all inputs, so there is no order."
        if self.order_verdict is None:
            return "No input has a range, so the order was not put to the test."
        verdict = {"clear": "holds", "partly": "holds in part", "noise": "is noise"}[self.order_verdict]
        return f"The order {verdict}: {told} of {pairs} neighbours are told apart."

    def duel(self, first_id: str, second_id: str) -> Duel:
        """Return how often one initiative beats another; raises InvalidInputError for one that was not ranked."""
        ids = [place.initiative_id for place in self.places]
        if first_id not in ids or second_id not in ids:
            raise InvalidInputError("Only initiatives with all inputs can be compared. Choose two that have a rank.")
        return _duel(first_id, second_id, self.ranks[:, ids.index(first_id)], self.ranks[:, ids.index(second_id)])


def stability(
    initiatives: Sequence[Initiative], method: Method, top: int = 3, draws: int = 10_000, seed: int = 1
) -> Stability:
    """Return how stable a method's ranking is when each input varies over its range, independently of the others.

    Raises InvalidInputError for a `top` below 1, draws as in `drawn_scores`, and what `ranked` raises.

    By hand: 1 to 3 around 2 against a fixed 1 is always ahead; so the order is clear.

    >>> from core.priorities.estimate import Estimate
    >>> from core.priorities.initiative import IceInputs
    >>> from core.priorities.methods import ICE
    >>> one = Estimate(1)
    >>> found = stability([Initiative("a", "A", ice=IceInputs(one, one, one)),
    ...     Initiative("b", "B", ice=IceInputs(Estimate(2, 1, 3), one, one))], ICE, top=1)
    >>> found.places[0].initiative_id, found.places[0].top_share, found.sentence
    ('b', 1.0, 'The order holds: 1 of 1 neighbours are told apart.')
    """
    if top < 1:
        raise InvalidInputError(f"The first {top} can't be looked at. Choose at least 1.")
    rows = [row for row in ranked(initiatives, method).rows if row.rank is not None]
    by_id = {each.initiative_id: each for each in complete(initiatives, [method])}
    ordered = [by_id[row.initiative_id] for row in rows]
    ranks = _ranks(ordered, method, draws, seed)
    low, median, high = np.percentile(ranks, [5, 50, 95], axis=0, method="inverted_cdf").astype(int)
    top_shares = (ranks <= top).mean(axis=0)
    places = tuple(
        Place(row.initiative_id, row.rank or 0, int(low[at]), int(median[at]), int(high[at]), float(top_shares[at]))
        for at, row in enumerate(rows)
    )
    neighbours = tuple(
        _duel(one.initiative_id, two.initiative_id, ranks[:, at], ranks[:, at + 1])
        for at, (one, two) in enumerate(pairwise(rows))
    )
    flags = [estimate.has_range for each in ordered for estimate in method.estimates(each)]
    told, belong = [duel.told_apart for duel in neighbours], _belong(places, top)
    return Stability(
        method.code, top, draws, sum(flags), len(flags), places, neighbours,
        _verdict(told) if any(flags) else None, _verdict(belong) if any(flags) else None, ranks,
    )  # fmt: skip


def beyond_chance(chance: float) -> float:
    """Return the least share that counts as more than chance: 0.4 of the way from chance to certainty.

    >>> beyond_chance(0.5), round(beyond_chance(3 / 10), 2)
    (0.7, 0.58)
    """
    return chance + BEYOND_CHANCE * (1 - chance)


def _ranks(ordered: list[Initiative], method: Method, draws: int, seed: int) -> NDArray[np.int32]:
    merits = method.merit(drawn_scores(ordered, method, draws, seed))
    ranks = np.empty(merits.shape, dtype=np.int32)
    for start in range(0, draws, ROWS_AT_ONCE):
        ranks[start : start + ROWS_AT_ONCE] = competition_ranks(merits[start : start + ROWS_AT_ONCE])
    return ranks


def _duel(first_id: str, second_id: str, first: NDArray[np.int32], second: NDArray[np.int32]) -> Duel:
    return Duel(
        first_id, second_id, float((first < second).mean()), float((first > second).mean()),
        float((first == second).mean()),
    )  # fmt: skip


def _belong(places: tuple[Place, ...], top: int) -> list[bool]:
    if top >= len(places):
        return []
    least = beyond_chance(top / len(places))
    return [place.top_share >= least for place in places if place.rank <= top]


def _verdict(held: list[bool]) -> Verdict | None:
    if not held:
        return None
    return "clear" if all(held) else "noise" if sum(held) < len(held) / 2 else "partly"
