"""The same customer compared with itself: a regression with an intercept for each group, from demeaned moments."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from core.numbers.effects import FEW_CLUSTERS, Effect, NoEstimate
from core.numbers.factors import TREATMENT, Cells, Design, design_of
from core.numbers.least_squares import Moments, clustered, fit
from core.wording import count

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """One entry per observation: the labels to hold fixed, the treatment, the outcome, and the group it belongs to."""

    codes: Mapping[str, Ints]
    treatment: Floats
    outcome: Floats
    group: Ints


@dataclass(frozen=True)
class WithinGroups:
    """The effect, and who carries it: groups whose treatment varies, and the observations of those groups."""

    effect: Effect
    groups: int
    carrying_groups: int
    carrying_n: int


def within_groups(rows: Rows) -> WithinGroups:
    """Return what one more unit of the treatment goes along with inside a group, labels held fixed too.

    Whatever stays the same in a group, seen or not, can't be behind it. Errors allow for clusters: the groups. Source:
    the within estimator, Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, chapter 10.5.

    By hand: two groups at (0, 1) and (5, 6) that rise by 2 each, and one that never changes.

    >>> rows = Rows({}, np.array([0.0, 1, 5, 6, 3, 3] * 9), np.array([1.0, 3, 0, 2.1, 7, 8] * 9), np.arange(54) // 2)
    >>> found = within_groups(rows)
    >>> round(found.effect.value, 2), found.groups, found.carrying_groups, found.carrying_n
    (2.05, 27, 18, 36)
    """
    _, group = np.unique(rows.group, return_inverse=True)
    size = np.bincount(group).astype(np.float64)
    several = size[group] > 1
    if not several.any():
        return WithinGroups(NoEstimate("Nobody has two observations to compare.").effect(0, 0), 0, 0, 0)
    kept = Rows({name: codes[several] for name, codes in rows.codes.items()}, rows.treatment[several],
                rows.outcome[several], np.unique(group[several], return_inverse=True)[1])  # fmt: skip
    groups = int(kept.group.max()) + 1
    size = np.bincount(kept.group).astype(np.float64)
    varies = np.abs(kept.treatment - _means(kept.treatment, kept.group, size)[kept.group]) > 0
    carrying = np.bincount(kept.group, varies) > 0
    counts = (groups, int(carrying.sum()), int(size[carrying].sum()))
    if not carrying.any():
        why = "In every group all observations are treated alike, so there is nothing to compare within one."
        return WithinGroups(NoEstimate(why).effect(len(kept.outcome), groups), *counts)
    return WithinGroups(_effect(kept, size, counts[1]), *counts)


def _effect(rows: Rows, size: Floats, carrying: int) -> Effect:
    ones = np.ones(len(rows.outcome))
    design = design_of(Cells(rows.codes, rows.treatment, ones, rows.outcome, rows.outcome**2))
    columns, sums = _columns(rows, design, len(size))
    scaled = sums.multiply(1 / np.sqrt(size)[:, None]).tocsr()
    cross = (columns.T @ columns).toarray() - (scaled.T @ scaled).toarray()
    found = fit(Moments(len(ones), cross[1:, 1:], cross[1:, 0], float(cross[0, 0]), len(size)), TREATMENT - 1)
    if isinstance(found, NoEstimate):
        return found.effect(len(ones), len(size))
    means = csr_array(sums.multiply(1 / size[:, None]))
    left = _left(columns, means, rows.group, found.of_treatment, place=1)
    residual = _left(columns, means, rows.group, found.of_outcome, place=0)
    scores = np.bincount(rows.group, left * residual)
    few = f"Only {carrying} of {count(len(size))} groups differ within themselves, and they carry all of it."
    return clustered(found, float(scores @ scores), len(size), (few,) if carrying < FEW_CLUSTERS else ())


def _columns(rows: Rows, design: Design, groups: int) -> tuple[csr_array, csr_array]:
    """Return the columns outcome, treatment, labels, and their sums by group, where an entry is kept if it is not 0."""
    n = len(rows.outcome)
    row, value = [np.arange(n)] * 2, [rows.outcome, rows.treatment]
    column = [np.zeros(n, np.int64), np.ones(n, np.int64)]
    for one in design.factors:
        own = one.columns_of(rows.codes[one.name])
        held = np.flatnonzero(own >= 0)
        row.append(held)
        column.append(own[held] + design.places[one.name][0])
        value.append(np.ones(len(held)))
    entries = (np.concatenate(value), (np.concatenate(row), np.concatenate(column)))
    columns = csr_array(entries, shape=(n, design.width))
    by_group = csr_array((np.ones(n), (rows.group, np.arange(n))), shape=(groups, n))
    return columns, csr_array(by_group @ columns)


def _left(columns: csr_array, means: csr_array, group: Ints, coefficients: Floats, place: int) -> Floats:
    """Return what the columns after the outcome leave of the column `place`, in each row, after its group's mean."""
    weights = np.concatenate([[0.0], -coefficients])
    weights[place] += 1.0
    found: Floats = columns @ weights - (means @ weights)[group]
    return found


def _means(values: Floats, group: Ints, size: Floats) -> Floats:
    return np.bincount(group, values) / size
