"""Least squares from sums: one coefficient of a regression, its errors and shares, without the observations.

All of it follows from X'X, X'y, y'y and n, which an engine adds up in one pass. The coefficient of interest is taken by
the theorem of Frisch and Waugh (1933), Econometrica 1:387-401, and Lovell (1963), JASA 58:993-1010: it is the
regression of the outcome on what the other columns leave of the treatment. An error that allows for clusters then
needs no more than one sum per cluster.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.numbers.effects import Effect, NoEstimate, effect_of
from core.wording import count

Floats = NDArray[np.float64]
_SAME = 1e-9
_LEAST_FREEDOM = 3


@dataclass(frozen=True)
class Moments:
    """Sums over n observations: `cross` is X'X (columns x columns), `with_outcome` X'y, `squares` y'y.

    Where there is an intercept it is column 0, all ones. `absorbed` counts intercepts taken out beforehand.
    """

    n: int
    cross: Floats
    with_outcome: Floats
    squares: float
    absorbed: int = 0

    @staticmethod
    def of(columns: Floats, outcome: Floats) -> "Moments":
        """Return the moments of observations (rows) with these columns; add the column of ones yourself.

        >>> Moments.of(np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([3.0, 5.0])).with_outcome.tolist()
        [8.0, 10.0]
        """
        return Moments(len(outcome), columns.T @ columns, columns.T @ outcome, float(outcome @ outcome))

    def without(self, columns: list[int]) -> "Moments":
        """Return the moments of the other columns."""
        kept = [place for place in range(len(self.cross)) if place not in set(columns)]
        return Moments(self.n, self.cross[np.ix_(kept, kept)], self.with_outcome[kept], self.squares, self.absorbed)


@dataclass(frozen=True)
class Fit:
    """A regression's coefficient of one column, the treatment, in units of the outcome per unit of the treatment.

    `spread` is the sum of squares that the other columns leave of the treatment, `residual_squares` what the whole
    regression leaves of the outcome, `rank` the number of columns that are not repeats of others, `repeats` the rest.
    `of_treatment` predicts the treatment from the other columns, `of_outcome` is the whole regression; both have one
    entry per column, that of the treatment in `of_treatment` being 0.
    """

    coefficient: float
    spread: float
    residual_squares: float
    n: int
    rank: int
    repeats: int
    absorbed: int
    of_treatment: Floats
    of_outcome: Floats

    @property
    def freedom(self) -> int:
        """Observations less what was estimated from them."""
        return self.n - self.rank - self.absorbed

    @property
    def error(self) -> float:
        """The classical standard error: equal spread, independent observations."""
        return math.sqrt(self.residual_squares / self.freedom / self.spread)

    @property
    def partial_share(self) -> float:
        """The partial R²: the share (0 to 1) that the treatment takes of what the others leave of the outcome."""
        taken = self.coefficient**2 * self.spread
        return taken / (taken + self.residual_squares) if taken else 0.0


def fit(moments: Moments, treatment: int) -> Fit | NoEstimate:
    """Return the regression's coefficient of the column `treatment`, or a sentence on why there is none.

    By hand: y = 3, 5, 6, 8, 8 at 0, 1, 2, 3, 4 has slope (sum of products 13) / (sum of squares 10) = 1.3.

    >>> x, y = np.arange(5.0), np.array([3.0, 5.0, 6.0, 8.0, 8.0])
    >>> found = fit(Moments.of(np.column_stack([np.ones(5), x]), y), 1)
    >>> round(found.coefficient, 6), found.freedom, round(found.error, 4), round(found.partial_share, 4)
    (1.3, 3, 0.1915, 0.9389)
    """
    rest = [place for place in range(len(moments.cross)) if place != treatment]
    inverse, rank = _inverse(moments.cross[np.ix_(rest, rest)])
    if moments.n - rank - 1 - moments.absorbed < _LEAST_FREEDOM:
        return NoEstimate(f"{count(moments.n)} observations are too few to hold {rank} other things fixed.")
    with_rest = moments.cross[rest, treatment]
    own = float(moments.cross[treatment, treatment])
    explains = inverse @ with_rest
    spread = own - float(with_rest @ explains)
    if own == 0 or spread <= _SAME * own:
        return NoEstimate(
            "It does not vary once the rest is held fixed, so what it does can't be told from what the rest does."
        )
    outcome_rest = moments.with_outcome[rest]
    value = (float(moments.with_outcome[treatment]) - float(explains @ outcome_rest)) / spread
    others = inverse @ (outcome_rest - with_rest * value)
    left = moments.squares - float(others @ outcome_rest) - value * float(moments.with_outcome[treatment])
    of_treatment, of_outcome = np.zeros(len(moments.cross)), np.zeros(len(moments.cross))
    of_treatment[rest], of_outcome[rest], of_outcome[treatment] = explains, others, value
    left = left if left > _SAME * 1e-3 * moments.squares else 0.0
    repeats = len(rest) - rank
    return Fit(value, spread, left, moments.n, rank + 1, repeats, moments.absorbed, of_treatment, of_outcome)


def classical(found: Fit) -> Effect:
    """Return the coefficient with its classical interval.

    >>> x, y = np.arange(5.0), np.array([3.0, 5.0, 6.0, 8.0, 8.0])
    >>> effect = classical(fit(Moments.of(np.column_stack([np.ones(5), x]), y), 1))
    >>> round(effect.low, 3), round(effect.high, 3)
    (0.691, 1.909)
    """
    return effect_of(found.coefficient, found.error, found.freedom, found.n)


def clustered(found: Fit, score_squares: float, clusters: int, notes: tuple[str, ...] = ()) -> Effect:
    """Return the coefficient with an interval that allows for clusters (CR1, t with clusters - 1).

    `score_squares` is the sum over clusters of the squared sum, within the cluster, of what the other columns leave of
    the treatment times the residual. Source: Liang and Zeger (1986), Biometrika 73:13-22; Cameron and Miller (2015),
    Journal of Human Resources 50:317-372, equations 10 to 12. Intercepts of the clusters themselves take no freedom.

    >>> x, y = np.arange(5.0), np.array([3.0, 5.0, 6.0, 8.0, 8.0])
    >>> found = fit(Moments.of(np.column_stack([np.ones(5), x]), y), 1)
    >>> scores = (x - 2) * (y - 3.4 - 1.3 * x)  # 0.8, -0.3, 0, 0.7, -1.2; their squares sum to 2.66
    >>> round(clustered(found, float(scores @ scores), 5).error, 4)
    0.2106
    """
    if clusters < 2:
        return NoEstimate("All observations belong to one group, so there is nothing to take an error from.").effect(
            found.n, clusters
        )
    small = clusters / (clusters - 1) * (found.n - 1) / (found.n - found.rank)
    return effect_of(
        found.coefficient, math.sqrt(small * score_squares) / found.spread, clusters - 1, found.n, clusters, notes
    )


def shares_of(
    moments: Moments, treatment: int, group: list[int], whole: Fit | None = None
) -> tuple[float, float] | None:
    """Return how much of the treatment, and of the outcome, a group of columns explains beyond all others.

    Both are partial R², 0 to 1: of the treatment given the other columns; of the outcome given those and the
    treatment. None where the regression can't be told without the group or with it. `whole` is the fit of all columns
    where it is known.

    >>> rng = np.random.default_rng(1)
    >>> z = rng.normal(size=400); d = z + rng.normal(size=400); y = d + z + rng.normal(size=400)
    >>> both = shares_of(Moments.of(np.column_stack([np.ones(400), d, z]), y), 1, [2])
    >>> round(both[0], 1), round(both[1], 1)
    (0.5, 0.3)
    """
    full = whole or fit(moments, treatment)
    less = fit(moments.without(group), treatment - sum(g < treatment for g in group))
    if isinstance(full, NoEstimate) or isinstance(less, NoEstimate) or less.residual_squares <= 0:
        return None
    return max(0.0, 1 - full.spread / less.spread), max(0.0, 1 - full.residual_squares / less.residual_squares)


def _inverse(cross: Floats) -> tuple[Floats, int]:
    """Return the inverse of X'X on the columns that count, by its eigenvalues, and how many there are."""
    sizes = np.diag(cross)
    empty = sizes <= 1e-13 * sizes.max(initial=0.0)  # what is left of a column after rounding is none
    scale = np.where(empty, 1.0, np.sqrt(np.maximum(sizes, 0.0)))
    kept_only = np.outer(~empty, ~empty)
    values, vectors = np.linalg.eigh(np.where(kept_only, cross / np.outer(scale, scale), 0.0))
    kept = values > 1e-11 * len(cross)
    half = vectors[:, kept] / np.sqrt(values[kept]) / scale[:, None]
    return half @ half.T, int(kept.sum())
