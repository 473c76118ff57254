"""Initiatives in a method's order, with ties shown as ties and missing inputs shown as missing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.priorities.initiative import Initiative
from core.priorities.method import FloatArray, Method, complete

EQUAL = 1e-12


@dataclass(frozen=True)
class Row:
    """One initiative's place: `rank` from 1, shared by equal scores (`tied`); no score and no rank when inputs miss."""

    initiative_id: str
    score: float | None
    rank: int | None
    tied: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Ranking:
    """All initiatives under one method: first by rank, then those that miss an input; within equals by id."""

    method: Method
    rows: tuple[Row, ...]


def ranked(initiatives: Sequence[Initiative], method: Method) -> Ranking:
    """Return the initiatives in the method's order, from their most likely inputs.

    Competition ranking: two firsts are followed by a third. Raises InvalidInputError when two have the same id, or
    their scores can't be compared.

    >>> from core.priorities.estimate import Estimate
    >>> from core.priorities.initiative import IceInputs
    >>> from core.priorities.methods import ICE
    >>> two, three = Estimate(2), Estimate(3)
    >>> rows = ranked([Initiative("a", "A", ice=IceInputs(two, three, two)), Initiative("b", "B"),
    ...     Initiative("c", "C", ice=IceInputs(three, two, two))], ICE).rows
    >>> [(row.initiative_id, row.score, row.rank, row.tied) for row in rows]
    [('a', 12.0, 1, True), ('c', 12.0, 1, True), ('b', None, None, False)]
    >>> rows[2].missing
    ('ICE impact', 'ICE confidence', 'ease')
    """
    scored = complete(initiatives, [method])
    scores = method.points(scored)
    ranks = competition_ranks(method.merit(scores)[np.newaxis, :])[0].tolist()
    rows = [
        Row(each.initiative_id, score, rank, ranks.count(rank) > 1, ())
        for each, score, rank in zip(scored, scores.tolist(), ranks, strict=True)
    ]
    without = [(each, method.missing(each)) for each in initiatives if method.missing(each)]
    rows += [Row(each.initiative_id, None, None, False, missing) for each, missing in without]
    return Ranking(method, tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.initiative_id))))


def competition_ranks(merits: FloatArray) -> NDArray[np.int32]:
    """Return ranks from 1 along each row of `merits`, shape (draws, initiatives), the most first.

    Neighbours in that order that differ by at most 1e-12 of the larger share a rank.

    >>> competition_ranks(np.array([[1.0, 3.0, 3.0, 0.0]])).tolist()
    [[3, 1, 1, 4]]
    """
    order = np.argsort(-merits, axis=1, kind="stable")
    down = np.take_along_axis(merits, order, axis=1)
    places = np.broadcast_to(np.arange(1, merits.shape[1] + 1, dtype=np.int32), merits.shape).copy()
    above, below = down[:, :-1], down[:, 1:]
    places[:, 1:][above - below <= EQUAL * np.maximum(np.abs(above), np.abs(below))] = 0
    ranks = np.empty_like(places)
    np.put_along_axis(ranks, order, np.maximum.accumulate(places, axis=1), axis=1)
    return ranks
