"""A hand-written compiled kernel: a histogram in one pass over arrays that hold the path flow's columns."""

import numba
import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.answer import PREPARED, STEPS, Edges
from benchmarks.scopes import Filter
from core.engine import Database

CODES = 64
CHUNKS = 16


@numba.njit(parallel=True, cache=False)  # type: ignore[misc]
def _counted(number, code, following, segment, issue, day, wanted):  # type: ignore[no-untyped-def]
    counts = np.zeros((CHUNKS, STEPS, CODES, CODES + 1), np.int64)
    size = len(number) // CHUNKS + 1
    for chunk in numba.prange(CHUNKS):
        for row in range(chunk * size, min((chunk + 1) * size, len(number))):
            if number[row] >= STEPS:
                continue
            if wanted[0] >= 0 and segment[row] != wanted[0]:
                continue
            if wanted[1] >= 0 and issue[row] != wanted[1]:
                continue
            if day[row] < wanted[2] or day[row] > wanted[3]:
                continue
            counts[chunk, number[row], code[row], following[row] + 1] += 1
    return counts.sum(0)


@numba.njit(parallel=True, cache=False)  # type: ignore[misc]
def _counted_all(number, code, following):  # type: ignore[no-untyped-def]
    counts = np.zeros((CHUNKS, STEPS, CODES, CODES + 1), np.int64)
    size = len(number) // CHUNKS + 1
    for chunk in numba.prange(CHUNKS):
        for row in range(chunk * size, min((chunk + 1) * size, len(number))):
            if number[row] < STEPS:
                counts[chunk, number[row], code[row], following[row] + 1] += 1
    return counts.sum(0)


class Steps:
    """The columns of the steps as arrays of bytes."""

    def __init__(self, database: Database) -> None:
        table = database.arrow(PREPARED)
        names = ("step_number", "channel_code", "next_channel_code", "segment_code", "issue_code")
        self._columns: list[NDArray[np.generic]] = [table[name].to_numpy() for name in names]
        self._day = table["started_on"].to_numpy().astype("datetime64[D]").astype(np.int32)

    def flow(self, wanted: Filter) -> Edges:
        """Count the steps and their successors at positions before the last."""
        if wanted.segment is None and wanted.issue is None and not wanted.is_dated:
            counts = _counted_all(*self._columns[:3])
        else:
            codes = [-1 if code is None else code for code in (wanted.segment, wanted.issue)]
            counts = _counted(*self._columns, self._day, np.array([*codes, wanted.first_day, wanted.last_day]))
        places = zip(*np.nonzero(counts), strict=True)
        return {
            (int(at), int(code), int(following) - 1): int(counts[at, code, following]) for at, code, following in places
        }
