"""A regression on a count and several labels held fixed, from sums by combination of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.numbers.least_squares import Moments

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RARE = 30
MOST_LEVELS = 250
TREATMENT = 1


@dataclass(frozen=True)
class Factor:
    """A label to hold fixed, as columns of 0 and 1: `level` maps a code to its column from 0, or to -1, the base.

    `levels` is the number of levels told apart, base included; `folded` of the codes are so rare that they share one.
    """

    name: str
    level: Ints
    levels: int
    folded: int

    def columns_of(self, codes: Ints) -> Ints:
        """Return the column of each code."""
        return self.level[codes]


@dataclass(frozen=True)
class Cells:
    """Sums by combination of labels and treatment: observations `n`, and the `total` and `squares` of the outcome."""

    codes: Mapping[str, Ints]
    treatment: Floats
    n: Floats
    total: Floats
    squares: Floats


@dataclass(frozen=True)
class Design:
    """The columns of a regression on factors: ones, the treatment, then the columns of each factor (`places`)."""

    factors: tuple[Factor, ...]

    @property
    def places(self) -> dict[str, list[int]]:
        """The columns of each factor.

        >>> Design((factor("a", np.array([0, 1, 1]), np.array([50.0, 50.0, 50.0])),)).places
        {'a': [2]}
        """
        found, start = {}, TREATMENT + 1
        for one in self.factors:
            found[one.name] = list(range(start, start + one.levels - 1))
            start += one.levels - 1
        return found

    @property
    def width(self) -> int:
        """The number of columns."""
        return 2 + sum(one.levels - 1 for one in self.factors)


def factor(name: str, codes: Ints, n: Floats) -> Factor:
    """Return how a label's codes become columns; the most frequent is the base.

    Codes with fewer than 30 observations together share one column, and so do all beyond the 250 most frequent.

    >>> found = factor("issue", np.array([0, 1, 2, 3]), np.array([500.0, 90.0, 3.0, 4.0]))
    >>> found.level.tolist(), found.levels, found.folded
    ([-1, 0, 1, 1], 3, 2)
    """
    size = np.bincount(codes, n)
    order = np.lexsort((np.arange(len(size)), -size))
    known = order[size[order] > 0]
    own = known[: MOST_LEVELS - 1][size[known[: MOST_LEVELS - 1]] >= RARE]
    folded = known[len(own) :]
    level = np.full(len(size), -1, dtype=np.int64)
    level[own] = np.arange(len(own)) - 1
    level[folded] = len(own) - 1
    return Factor(name, level, len(own) + (len(folded) > 0), len(folded))


def design_of(cells: Cells) -> Design:
    """Return the columns for the labels of some cells; labels with a single level take none."""
    found = (factor(name, codes, cells.n) for name, codes in cells.codes.items())
    return Design(tuple(one for one in found if one.levels > 1))


def moments_of(cells: Cells, design: Design) -> Moments:
    """Return the moments of the regression, exactly those of the single observations.

    >>> cells = Cells({}, np.array([1.0, 2.0]), np.array([2.0, 1.0]), np.array([6.0, 5.0]), np.array([20.0, 25.0]))
    >>> found = moments_of(cells, Design(()))
    >>> found.n, found.cross.tolist(), found.with_outcome.tolist(), found.squares
    (3, [[3.0, 4.0], [4.0, 6.0]], [11.0, 16.0], 45.0)
    """
    cross, outcome = np.zeros((design.width, design.width)), np.zeros(design.width)
    blocks = [(np.zeros(len(cells.n), dtype=np.int64), 0, 1)]  # (column of each cell, first column, columns)
    for one in design.factors:
        blocks.append((one.columns_of(cells.codes[one.name]), design.places[one.name][0], one.levels - 1))
    for columns, start, wide in blocks:
        held = slice(start, start + wide)
        outcome[held] = _sums(columns, cells.total, wide)
        cross[TREATMENT, held] = cross[held, TREATMENT] = _sums(columns, cells.n * cells.treatment, wide)
        for others, other_start, other_wide in blocks:
            both = np.where((columns >= 0) & (others >= 0), columns * other_wide + others, -1)
            found = _sums(both, cells.n, wide * other_wide).reshape(wide, other_wide)
            cross[held, other_start : other_start + other_wide] = found
    outcome[TREATMENT] = float(cells.total @ cells.treatment)
    cross[TREATMENT, TREATMENT] = float(cells.n @ cells.treatment**2)
    return Moments(round(float(cells.n.sum())), cross, outcome, float(cells.squares.sum()))


def by_code(one: Factor, coefficients: Floats, places: list[int]) -> list[float]:
    """Return a factor's coefficient for each code, 0 for the base: what an engine needs to predict a row.

    >>> by_code(Factor("a", np.array([-1, 0, 0]), 2, 0), np.array([9.0, 8.0, 0.5]), [2])
    [0.0, 0.5, 0.5]
    """
    own = np.append(coefficients[places], 0.0)
    return [float(value) for value in own[one.level]]


def _sums(columns: Ints, weights: Floats, wide: int) -> Floats:
    held = columns >= 0
    return np.asarray(np.bincount(columns[held], weights[held], wide), dtype=np.float64)
