"""Large problems: a good choice soon, with an honest bound, where exact search alone would take too long."""

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.portfolio.model import Model
from core.portfolio.relax import Relaxed, relax
from core.portfolio.solve import Rows, Solved, judge, search, solve

SMALL_COLUMNS = 600
"""Up to here exact search has all of the time."""
EXACT_SHARE = 0.2
"""Part of the time that exact search has in a larger problem. This and the next were found by trial."""
PROMISING_COLUMNS = 1000
STEP_SECONDS = 0.3
STEP_GAP_SHARE = 0.002
FIRST_SIZE, LEAST_SIZE = 15.0, 4.0


def best(model: Model, seconds: float, gap_share: float) -> Solved:
    """Return the best choice found in the time.

    Exact search comes first. Where it does not finish in a fifth of the time, the rest goes to large neighbourhood
    search (Shaw 1998; Pisinger and Ropke 2010, Handbook of Metaheuristics: 399-419): some of the chosen options are
    released, the others held, and the small problem that is left is solved exactly, again and again. Which columns it
    may use is read from the linear relaxation, as is a bound on what is possible.
    """
    until = time.monotonic() + seconds
    large = len(model.owner) > SMALL_COLUMNS
    exact = solve(model, model.groups, seconds * (EXACT_SHARE if large else 1.0), gap_share)
    if not large or exact.status in ("optimal", "infeasible") or _near(exact, gap_share):
        return exact
    rows = Rows.of(model, model.groups)
    relaxed = relax(model.value, rows)
    if relaxed is None:
        return exact
    bound = relaxed.bound if exact.bound is None else min(relaxed.bound, exact.bound)
    columns = exact.columns
    if columns is None:
        columns = search(model.value, rows, relaxed.promising(PROMISING_COLUMNS), (until - time.monotonic()) / 3, 0.0)
    if columns is None:
        return exact
    goal = bound * (1 - gap_share)
    return judge(model, _neighbours(model, rows, relaxed, columns, (until, goal)), bound)


def _near(solved: Solved, gap_share: float) -> bool:
    return solved.value is not None and solved.bound is not None and solved.value >= solved.bound * (1 - gap_share)


def _neighbours(
    model: Model, rows: Rows, relaxed: Relaxed, columns: Sequence[int], end: tuple[float, float]
) -> tuple[int, ...]:
    """Improve `columns` until the time or the value in `end`; quick steps release more of them, slow ones fewer."""
    until, goal = end
    random = np.random.default_rng(0)
    chosen, size = np.array(columns, dtype=np.int64), FIRST_SIZE
    promising = relaxed.promising(PROMISING_COLUMNS)
    while (left := until - time.monotonic()) > STEP_SECONDS / 3 and model.value[chosen].sum() < goal:
        released = random.choice(chosen, min(len(chosen), int(size)), replace=False)
        kept = np.setdiff1d(chosen, released)
        free = _free(model, rows, kept, released, promising)
        began = time.monotonic()
        step = min(STEP_SECONDS, left)
        found = search(model.value, rows.without(kept), free, step, STEP_GAP_SHARE)
        better = found is not None and model.value[list(found)].sum() > model.value[released].sum() * (1 + 1e-9)
        if better and found is not None:
            chosen = np.concatenate([kept, np.array(found, dtype=np.int64)])
        elif time.monotonic() - began < step:
            size *= 1.1
        if time.monotonic() - began >= step:
            size = max(LEAST_SIZE, size * 0.85)
        if size > 2 * len(chosen):
            break
    return tuple(int(j) for j in chosen)


def _free(
    model: Model, rows: Rows, kept: NDArray[np.int64], released: NDArray[np.int64], promising: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the columns a step may use: of options not kept, promising or just released, that fit in what is left."""
    free = np.zeros(len(model.owner), dtype=bool)
    free[promising] = True
    free &= ~np.isin(model.owner, model.owner[kept]) & rows.fits(kept)
    free[released] = True
    return np.flatnonzero(free)
