"""One pass over interactions that lie sorted by journey and time: their steps and journeys, as columns.

Plain array arithmetic: the same result as window functions over each journey, at a tenth of their cost (see
docs/decisions). A chunk must hold whole journeys.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Array = NDArray[Any]
LENSES = ("channel", "activity", "touchpoint")
_MULTIPLIERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))


class Journeys:
    """Where each journey of a chunk starts and ends, and sums, firsts and lasts over it."""

    def __init__(self, journey_key: Array) -> None:
        new = np.empty(len(journey_key), dtype=bool)
        new[0] = True
        np.not_equal(journey_key[1:], journey_key[:-1], out=new[1:])
        self.is_first = new
        self.starts = np.flatnonzero(new)
        self.lengths = np.diff(np.append(self.starts, len(journey_key)))
        self.ends = self.starts + self.lengths - 1
        self.is_last = np.zeros(len(journey_key), dtype=bool)
        self.is_last[self.ends] = True
        self.rows = np.arange(len(journey_key))

    def spread(self, values: Array) -> Array:
        """Repeat one value per journey for each of its rows."""
        return np.repeat(values, self.lengths)

    def running(self, flags: Array) -> Array:
        """Count the flags so far within each journey."""
        counted = np.cumsum(flags, dtype=np.int64)
        before = counted[self.starts] - flags[self.starts]
        return counted - self.spread(before)

    def sum(self, values: Array) -> Array:
        """Sum over each journey."""
        return np.add.reduceat(values, self.starts)

    def first_where(self, known: Array) -> Array:
        """Return the first row of each journey where `known`, or -1."""
        rows = np.minimum.reduceat(np.where(known, self.rows, len(self.rows)), self.starts)
        return np.where(rows == len(self.rows), -1, rows)

    def last_where(self, known: Array) -> Array:
        """Return the last row of each journey where `known`, or -1."""
        return np.maximum.reduceat(np.where(known, self.rows, -1), self.starts)


def sweep(chunk: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Return (steps, journeys) of a chunk of whole journeys sorted by journey, time and arrival."""
    over = Journeys(_column(chunk, "journey_key"))
    lens_rows = {lens: _lens(over, _column(chunk, f"{lens}_code")) for lens in LENSES}
    journeys = _journeys(chunk, over, lens_rows)
    return _steps(chunk, over, lens_rows, journeys), journeys


def _lens(over: Journeys, code: Array) -> dict[str, Array]:
    changes = over.is_first.copy()
    changes[1:] |= code[1:] != code[:-1]
    return {"code": code, "changes": changes, "run": over.running(changes)}


def _steps(chunk: pa.Table, over: Journeys, lens_rows: dict[str, dict[str, Array]], journeys: pa.Table) -> pa.Table:
    seconds = _column(chunk, "order_at").astype("datetime64[us]").astype(np.int64) // 1_000_000
    columns: dict[str, Any] = {
        "journey_key": chunk["journey_key"],
        "step_number": over.rows - over.spread(over.starts) + 1,
        "step_count": over.spread(over.lengths),
        "interaction_key": chunk["interaction_key"],
        "occurred_at": chunk["occurred_at"],
        "started_on": chunk["started_on"],
    }
    journey_row = pa.array(over.spread(np.arange(len(over.starts))))
    for name in ("issue_code", "region_code", "segment_code", "resolved"):
        columns[name] = journeys[name].take(journey_row)
    for lens in LENSES:
        columns[f"{lens}_code"] = chunk[f"{lens}_code"]
    for lens in LENSES:
        columns[f"next_{lens}_code"] = pa.array(_next(lens_rows[lens]["code"]), mask=over.is_last)
    for lens in LENSES:
        columns[f"{lens}_run"] = lens_rows[lens]["run"]
    columns["elapsed_seconds"] = seconds - over.spread(seconds[over.starts])
    columns["gap_seconds"] = pa.array(_next(seconds) - seconds, mask=over.is_last)
    columns["cost"] = chunk["cost"]
    cost, known = _number(chunk, "cost")
    columns["next_cost"] = pa.array(_next(cost), mask=over.is_last | ~_next(known))
    columns["handle_seconds"] = chunk["handle_seconds"]
    columns["wait_seconds"] = chunk["wait_seconds"]
    return pa.table(columns)


def _journeys(chunk: pa.Table, over: Journeys, lens_rows: dict[str, dict[str, Array]]) -> pa.Table:
    channel = lens_rows["channel"]
    order_at = _column(chunk, "order_at").astype("datetime64[us]")
    started_at, ended_at = order_at[over.starts], order_at[over.ends]
    columns: dict[str, Any] = {
        "journey_key": _column(chunk, "journey_key")[over.starts],
        "journey_id": chunk["journey_id"].take(pa.array(over.starts)),
        "customer_key": _taken(chunk["customer_key"], over.first_where(_known(chunk, "customer_key"))),
        "started_at": started_at,
        "ended_at": ended_at,
        "started_on": chunk["started_on"].take(pa.array(over.starts)),
    }
    for name in ("issue_code", "region_code", "segment_code"):
        code = _column(chunk, name)
        row = over.first_where(code != 0)
        columns[name] = np.where(row < 0, 0, code[np.maximum(row, 0)]).astype(np.uint16)
    columns["first_channel_code"] = channel["code"][over.starts]
    columns["last_channel_code"] = channel["code"][over.ends]
    columns["interactions"] = over.lengths
    columns["channels_used"] = _distinct(over, channel["code"])
    columns["switches"] = channel["run"][over.ends] - 1
    columns["duration_seconds"] = (ended_at - started_at).astype("timedelta64[s]").astype(np.int64)
    for name in ("handle_seconds", "wait_seconds", "cost"):
        values, known = _number(chunk, name)
        columns[name] = pa.array(over.sum(values), mask=over.sum(~known) > 0)
    columns["contained"] = _contained(over, _column(chunk, "service"))
    for name in ("resolved", "csat", "ces", "nps"):
        columns[name] = _taken(chunk[name], over.last_where(_known(chunk, name)))
    for lens in LENSES:
        rows = lens_rows[lens]
        step = over.rows - over.spread(over.starts) + 1
        every = np.ones(len(step), dtype=bool)
        for suffix, place, shown in (("", step, every), ("_run", rows["run"], rows["changes"])):
            high, low = _fingerprint(over, rows["code"], place, shown)
            columns[f"{lens}{suffix}_high"], columns[f"{lens}{suffix}_low"] = high, low
    return pa.table(columns | _contacts(chunk, over, lens_rows["activity"]))


def _contacts(chunk: pa.Table, over: Journeys, activity: dict[str, Array]) -> dict[str, Any]:
    """Count what the scorecard asks of each journey's contacts."""
    seconds, known = _number(chunk, "handle_seconds")
    handled = over.sum(known.astype(np.int64))
    given = _distinct(over, activity["code"])
    some_not_given = np.minimum.reduceat(activity["code"], over.starts) == 0
    return {
        "handled": handled,
        "handled_seconds": pa.array(over.sum(seconds), mask=handled == 0),
        "waited": over.sum(_known(chunk, "wait_seconds").astype(np.int64)),
        "complete": over.sum(_column(chunk, "complete").astype(np.int64)),
        "teams": _distinct(over, _column(chunk, "team_code")),
        "activities": given + (some_not_given & (given > 0)),
        "activity_runs": activity["run"][over.ends],
    }


def _contained(over: Journeys, service: Array) -> pa.Array:
    """Tell whether every contact was self-service (1); not with one assisted (2); unknown with one unknown (0)."""
    assisted = np.maximum.reduceat(service, over.starts) == 2
    unknown = ~assisted & (np.minimum.reduceat(service, over.starts) == 0)
    return pa.array(~assisted, mask=unknown)


def _fingerprint(over: Journeys, code: Array, place: Array, shown: Array) -> tuple[Array, Array]:
    """Return 128 bits that stand for the whole sequence: two independent sums of mixed (place, code) pairs."""
    pair = (place.astype(np.uint64) << np.uint64(16)) | code.astype(np.uint64)
    sums = []
    for multiplier in _MULTIPLIERS:
        mixed = _mix(pair * multiplier + multiplier)
        mixed[~shown] = 0
        sums.append(np.add.reduceat(mixed, over.starts))
    return sums[0], sums[1]


def _mix(values: Array) -> Array:
    """Mix the bits of each value (the finaliser of splitmix64; Steele, Lea, Flood 2014)."""
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _distinct(over: Journeys, code: Array) -> Array:
    """Count the distinct given (non-zero) codes of each journey."""
    journey = over.spread(np.arange(len(over.starts)))
    if code.max(initial=0) < 64:
        bits = np.where(code == 0, np.uint64(0), np.uint64(1) << code.astype(np.uint64))
        return np.bitwise_count(np.bitwise_or.reduceat(bits, over.starts)).astype(np.uint16)
    given = np.unique((journey[code != 0].astype(np.int64) << 16) | code[code != 0])
    return np.bincount(given >> 16, minlength=len(over.starts)).astype(np.uint16)


def _column(chunk: pa.Table, name: str) -> Array:
    array: Array = chunk[name].combine_chunks().to_numpy(zero_copy_only=False)
    return array


def _known(chunk: pa.Table, name: str) -> Array:
    known: Array = pc.is_valid(chunk[name]).combine_chunks().to_numpy(zero_copy_only=False)
    return known


def _number(chunk: pa.Table, name: str) -> tuple[Array, Array]:
    known = _known(chunk, name)
    return pc.fill_null(chunk[name], 0.0).combine_chunks().to_numpy(zero_copy_only=False), known


def _next(values: Array) -> Array:
    return np.append(values[1:], values[-1:])


def _taken(column: pa.ChunkedArray, rows: Array) -> pa.ChunkedArray:
    return column.take(pa.array(rows, mask=rows < 0))
