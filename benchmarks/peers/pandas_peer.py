"""pandas, with NumPy columns."""

import numpy as np
import pandas as pd

from benchmarks.peers.answer import INTERACTIONS, PREPARED, STEPS, Edges, edges
from benchmarks.scopes import Filter
from core.engine import Database


class Peer:
    """pandas frames of the interactions and of the prepared steps."""

    name = "pandas"

    def __init__(self, database: Database) -> None:
        self._interactions = _frame(database, INTERACTIONS)
        self._steps = _frame(database, PREPARED)

    def natural(self, wanted: Filter) -> Edges:
        """Sort, number and look ahead within each journey, then count."""
        ordered = _wanted(self._interactions, wanted).sort_values(["journey_key", "occurred_at", "interaction_key"])
        journey = ordered.groupby("journey_key", sort=False).channel_code
        following = journey.shift(-1, fill_value=0).astype(np.int32)
        last = ordered.journey_key.ne(ordered.journey_key.shift(-1))
        return _count(ordered.assign(step_number=journey.cumcount() + 1, next_channel_code=following.mask(last, -1)))

    def prepared(self, wanted: Filter) -> Edges:
        """Count the prepared steps."""
        return _count(_wanted(self._steps, wanted))

    def close(self) -> None:
        """Let go of the frames."""
        del self._interactions, self._steps


def _frame(database: Database, sql: str) -> pd.DataFrame:
    frame = database.arrow(sql).to_pandas(date_as_object=False)
    frame["started_on"] = frame.started_on.to_numpy().astype("datetime64[D]").astype(np.int32)
    return frame


def _wanted(frame: pd.DataFrame, wanted: Filter) -> pd.DataFrame:
    if wanted.segment is not None:
        frame = frame[frame.segment_code == wanted.segment]
    if wanted.issue is not None:
        frame = frame[frame.issue_code == wanted.issue]
    if wanted.is_dated:
        frame = frame[(frame.started_on >= wanted.first_day) & (frame.started_on <= wanted.last_day)]
    return frame


def _count(steps: pd.DataFrame) -> Edges:
    early = steps[steps.step_number < STEPS]
    counted = early.groupby(["step_number", "channel_code", "next_channel_code"]).size().reset_index()
    return edges(counted.itertuples(index=False, name=None))
