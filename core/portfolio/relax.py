"""The linear relaxation: options may be chosen in part. A bound on the value, and which columns are worth a look."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import vstack

from core.portfolio.solve import Rows


@dataclass(frozen=True)
class Relaxed:
    """The most that choices in part can be worth, and what forcing each column in would cost of it (0 or more)."""

    bound: float
    loss: NDArray[np.float64]

    def promising(self, most: int) -> NDArray[np.int64]:
        """Return the columns with the least loss, at most so many."""
        return np.sort(np.argsort(self.loss, kind="stable")[:most])


def relax(value: NDArray[np.float64], rows: Rows) -> Relaxed | None:
    """Return the linear relaxation of a problem; None when it can't be solved.

    By hand: 10 and 7 in a knapsack of 3, using 2 each: all of the first and half of the second are worth 13.5.

    >>> from scipy.sparse import csc_array
    >>> relax(np.array([10.0, 7.0]), Rows(csc_array([[2.0, 2.0]]), np.array([-np.inf]), np.array([3.0]))).bound
    13.5
    """
    equal = rows.low == rows.high
    above, below = np.isfinite(rows.high) & ~equal, np.isfinite(rows.low) & ~equal
    matrix = rows.matrix.tocsr()
    at_most = vstack([matrix[above], -matrix[below]])
    found = linprog(
        -value, A_ub=at_most, b_ub=np.concatenate([rows.high[above], -rows.low[below]]),
        A_eq=matrix[equal], b_eq=rows.low[equal], bounds=(0, 1), method="highs-ds",
    )  # fmt: skip
    if found.status != 0:
        return None
    loss = -value - at_most.T @ found.ineqlin.marginals - matrix[equal].T @ found.eqlin.marginals
    return Relaxed(float(-found.fun), np.asarray(loss))
