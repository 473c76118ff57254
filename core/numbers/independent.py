"""Which columns tell something that those before them do not: the others can't have an effect of their own."""

import numpy as np
from numpy.typing import NDArray

from core.numbers.crossed import crossed

Floats = NDArray[np.float64]
_LEAST = 1e-8


def independent_columns(values: Floats) -> list[int]:
    """Return the places of the columns that are no sum of a constant and of columns before them.

    Cholesky's steps on the centred products; a column stays with more than 1e-8 of its variance left.

    >>> independent_columns(np.array([[0.0, 1, 5, 0], [1, 3, 5, 0], [2, 5, 5, 1]]))
    [0, 3]
    """
    if not len(values):
        return []
    centred = values - values.mean(axis=0)
    left = crossed(centred, centred)
    own = left.diagonal().copy()
    kept = []
    for column in range(len(left)):
        rest = float(left[column, column])
        if own[column] <= 0 or rest <= _LEAST * own[column]:
            continue
        kept.append(column)
        left = left - np.outer(left[:, column], left[column]) / rest
    return kept
