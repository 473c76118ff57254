"""The rule by which two are chosen, on plain numbers, so that it can be put to the test at any weight or judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.priorities.method import FloatArray
from core.priorities.methods import normalised
from core.priorities.scoring import ScoredSubject, Scoring
from core.priorities.subject import Axis, Criterion

NEAR = 1e-12


@dataclass(frozen=True)
class Contest:
    """Those that can be chosen from, by id: their shares on both axes (rows: subjects), and the weights of these.

    Without parts on feasibility everybody counts as feasible.
    """

    rows: tuple[ScoredSubject, ...]
    least: float
    value_criteria: tuple[Criterion, ...]
    feasibility_criteria: tuple[Criterion, ...]

    @staticmethod
    def of(scoring: Scoring, least: float) -> "Contest":
        """Return the contest of those that miss no part."""
        rows = sorted((row for row in scoring.rows if row.rank is not None), key=lambda row: row.subject.subject_id)
        return Contest(tuple(rows), least, scoring.on("value"), scoring.on("feasibility"))

    def criteria(self, axis: Axis) -> tuple[Criterion, ...]:
        """Return the parts of an axis."""
        return self.value_criteria if axis == "value" else self.feasibility_criteria

    def weights(self, axis: Axis) -> FloatArray:
        """Return the weights of an axis's parts, which add up to 1."""
        pairs = tuple((each.code, each.weight) for each in self.criteria(axis))
        return np.array([weight for _, weight in normalised(pairs)] if pairs else [], float)

    def shares(self, axis: Axis) -> FloatArray:
        """Return the shares on an axis, shape (subjects, parts)."""
        found = [[row.shares(axis)[each.code] for each in self.criteria(axis)] for row in self.rows]
        return np.array(found, float).reshape(len(self.rows), len(self.criteria(axis)))

    def scores(self, axis: Axis) -> FloatArray:
        """Return everybody's score on an axis; 1 for all on an axis without parts."""
        if not self.criteria(axis):
            return np.ones(len(self.rows))
        return self.shares(axis) @ self.weights(axis)

    def chosen(self, values: FloatArray, feasibilities: FloatArray) -> tuple[int, ...]:
        """Return the places of those chosen: `choose` among those whose feasibility is enough."""
        return choose(values, feasibilities >= self.least - NEAR, [row.subject.existing for row in self.rows])


def choose(values: FloatArray, able: NDArray[np.bool_], existing: Sequence[bool]) -> tuple[int, ...]:
    """Return the places of the two with the highest values among those able, one of them existing.

    Where none of these two exists, the second makes room for the best that does; without any, nobody is chosen. Equal
    values are taken in their order.

    >>> choose(np.array([3.0, 2.0, 1.0, 9.0]), np.array([True, True, True, False]), [False, False, True, True])
    (0, 2)
    """
    order = [int(place) for place in np.argsort(-np.round(values, 12), kind="stable") if able[place]]
    there = [place for place in order if existing[place]]
    if not there:
        return ()
    if there[0] in order[:2]:
        return tuple(order[:2])
    return order[0], there[0]
