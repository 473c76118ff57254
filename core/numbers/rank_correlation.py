"""How closely a result rises and falls with each of many inputs, whatever the shape: Spearman's rank correlation."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata

from core.errors import InvalidInputError


def rank_correlations(inputs: ArrayLike, output: ArrayLike) -> tuple[float | None, ...]:
    """Return each input's rank correlation with the output, -1 to 1, in the order of the inputs.

    `inputs` is an array (inputs, draws), `output` has the draws. Equal values share their average rank. None for an
    input that never moves, and for all when the output never does. Raises InvalidInputError where draws don't pair up
    or are not numbers. Source: Spearman (1904), American Journal of Psychology 15:72-101.

    By hand: the ranks of the first differ by 0, 1, 1, 0, so 1 - 6 x 2 / (4 x 15) = 0.8.

    >>> rank_correlations([[1, 3, 2, 4], [9, 4, 1, 0], [7, 7, 7, 7]], [10, 20, 30, 40])
    (0.8, -1.0, None)
    """
    drawn, result = np.asarray(inputs, dtype=float), np.asarray(output, dtype=float)
    if drawn.ndim != 2 or result.ndim != 1 or drawn.shape[1] != len(result):
        raise InvalidInputError("Each input needs one value for each draw of the output. Draw them together.")
    if not (np.isfinite(drawn).all() and np.isfinite(result).all()):
        raise InvalidInputError("Each drawn value must be a number. Narrow the ranges of the inputs.")
    ranks = np.array([_ranks(row) for row in (*drawn, result)])
    ranks -= (len(result) + 1) / 2  # their mean, ties or not
    squares, products = (ranks**2).sum(axis=1), ranks[:-1] @ ranks[-1]
    return tuple(
        float(np.clip(product / np.sqrt(square * squares[-1]), -1.0, 1.0)) if square > 0 and squares[-1] > 0 else None
        for product, square in zip(products, squares[:-1], strict=True)
    )


def _ranks(row: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ranks from 1; without ties from a plain sort, several times as fast as SciPy's, which is stable."""
    order = np.argsort(row)
    rising = row[order]
    if (rising[1:] == rising[:-1]).any():
        return np.asarray(rankdata(row))
    ranks = np.empty(len(row))
    ranks[order] = np.arange(1.0, len(row) + 1)
    return ranks
