"""Calls of the solver (HiGHS through scipy): columns chosen, their value, and a bound on what is possible."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, csr_array, vstack

from core.portfolio.model import Group, Model
from core.portfolio.result import Status

TOLERANCE = 1e-6
"""Two values this close, relative to the larger, are the same; so far, of its largest number, may a row be missed."""


@dataclass(frozen=True)
class Solved:
    """What was found. `columns` are the chosen ones, None when there are none; `bound` is None when unknown."""

    status: Status
    columns: tuple[int, ...] | None = None
    value: float | None = None
    bound: float | None = None


@dataclass(frozen=True)
class Rows:
    """The rows of several groups in one: low <= matrix x columns <= high."""

    matrix: Any
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @staticmethod
    def of(model: Model, groups: Sequence[Group]) -> "Rows":
        """Return the rows of the groups, and the one that lets an option begin once only."""
        parts = [model.once, *groups]
        matrix = csc_array(vstack([group.matrix for group in parts]))
        return Rows(matrix, np.concatenate([g.low for g in parts]), np.concatenate([g.high for g in parts]))

    def without(self, kept: NDArray[np.int64]) -> "Rows":
        """Return the rows that are left for the others when the kept columns are chosen."""
        used = self.matrix[:, kept].sum(axis=1)
        return Rows(self.matrix, self.low - used, self.high - used)

    def fits(self, kept: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each column whether it alone can be added to the kept ones."""
        limits = self.without(kept).high
        only_uses = (csr_array(self.matrix).min(axis=1).toarray().ravel() >= 0)[self.matrix.indices]
        over = only_uses & (self.matrix.data > limits[self.matrix.indices] + TOLERANCE)
        columns = np.repeat(np.arange(self.matrix.shape[1]), np.diff(self.matrix.indptr))
        return np.asarray(np.bincount(columns[over], minlength=self.matrix.shape[1]) == 0)


def solve(model: Model, groups: Sequence[Group], seconds: float, gap_share: float, valued: bool = True) -> Solved:
    """Return the best choice of columns under `groups`; with `valued` False any choice that they allow.

    It stops after `seconds`, or when the value is within `gap_share` of the best possible.
    """
    rows = Rows.of(model, groups)
    if not len(model.owner):
        fits = bool((rows.low <= 0).all() and (rows.high >= 0).all())
        return Solved("optimal", (), 0.0, 0.0) if fits else Solved("infeasible")
    value = model.value if valued else np.zeros_like(model.value)
    found, scale = _milp(value, rows, seconds, gap_share)
    if found.status == 2:
        return Solved("infeasible")
    dual = found.mip_dual_bound
    bound = _at_most(model) if dual is None or not math.isfinite(dual) else min(-dual / scale, _at_most(model))
    return Solved("not found", bound=bound) if found.x is None else judge(model, _ones(found.x), bound)


def judge(model: Model, columns: tuple[int, ...], bound: float) -> Solved:
    """Return the choice as optimal where it reaches the bound, else as within."""
    value = math.fsum(model.value[list(columns)])
    close = bound - value <= TOLERANCE * bound
    return Solved("optimal" if close else "within", columns, value, value if close else bound)


def search(value: NDArray[np.float64], rows: Rows, among: NDArray[np.int64], seconds: float,
           gap_share: float) -> tuple[int, ...] | None:  # fmt: skip
    """Return a good choice among some of the columns; None when none was found in the time."""
    if not len(among):
        return None
    found, _ = _milp(value[among], Rows(rows.matrix[:, among], rows.low, rows.high), seconds, gap_share)
    return None if found.x is None else tuple(int(j) for j in among[list(_ones(found.x))])


def leave(model: Model, columns: Sequence[int]) -> Group:
    """Return the row that any set with other valued options meets, and the chosen set does not."""
    chosen = {int(model.owner[j]) for j in columns}
    signs = np.array([(1.0 if i in chosen else -1.0) * bool(model.options[i].value) for i in model.owner])
    most = sum(bool(model.options[i].value) for i in chosen) - 1
    return Group("exclusion", (), csr_array(signs.reshape(1, -1)), np.array([-np.inf]), np.array([float(most)]))


def _milp(value: NDArray[np.float64], rows: Rows, seconds: float, gap_share: float) -> tuple[Any, float]:
    """Call the solver with the largest value between 1,000 and 10,000: its tolerances are absolute numbers."""
    largest = float(value.max())
    scale = 10.0 ** (3 - math.floor(math.log10(largest))) if largest > 0 else 1.0
    found = milp(
        -value * scale, integrality=np.ones(len(value)), bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows.matrix, rows.low, rows.high) if len(rows.low) else None,
        options={"time_limit": max(seconds, 0.01), "mip_rel_gap": gap_share},
    )  # fmt: skip
    return found, scale


def _ones(x: NDArray[np.float64]) -> tuple[int, ...]:
    return tuple(int(j) for j in np.flatnonzero(x > 0.5))


def _at_most(model: Model) -> float:
    each = np.zeros(len(model.options))
    np.maximum.at(each, model.owner, model.value)
    return math.fsum(each)
