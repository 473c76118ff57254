"""Polars, lazily, on all cores."""

from datetime import date, timedelta

import polars as pl

from benchmarks.peers.answer import INTERACTIONS, PREPARED, STEPS, Edges, edges
from benchmarks.scopes import Filter
from core.engine import Database


class Peer:
    """Polars frames of the interactions and of the prepared steps."""

    name = "Polars"

    def __init__(self, database: Database) -> None:
        self._interactions = pl.DataFrame(database.arrow(INTERACTIONS))
        self._steps = pl.DataFrame(database.arrow(PREPARED))

    def natural(self, wanted: Filter) -> Edges:
        """Sort, number and look ahead within each journey, then count."""
        ordered = (
            self._interactions.lazy().filter(_condition(wanted)).sort("journey_key", "occurred_at", "interaction_key")
        )
        same = pl.col("journey_key").shift(-1) == pl.col("journey_key")
        following = pl.when(same).then(pl.col("channel_code").cast(pl.Int32).shift(-1)).otherwise(-1)
        numbered = ordered.with_columns(
            step_number=pl.int_range(1, pl.len() + 1).over("journey_key"), next_channel_code=following.fill_null(-1)
        )
        return _count(numbered)

    def prepared(self, wanted: Filter) -> Edges:
        """Count the prepared steps."""
        return _count(self._steps.lazy().filter(_condition(wanted)))

    def close(self) -> None:
        """Let go of the frames."""
        del self._interactions, self._steps


def _condition(wanted: Filter) -> pl.Expr:
    condition = pl.lit(True)
    if wanted.segment is not None:
        condition &= pl.col("segment_code") == wanted.segment
    if wanted.issue is not None:
        condition &= pl.col("issue_code") == wanted.issue
    if wanted.is_dated:
        first, last = (date(1970, 1, 1) + timedelta(days) for days in (wanted.first_day, wanted.last_day))
        condition &= pl.col("started_on").is_between(first, last)
    return condition


def _count(steps: pl.LazyFrame) -> Edges:
    names = ("step_number", "channel_code", "next_channel_code")
    return edges(steps.filter(pl.col("step_number") < STEPS).group_by(names).len().collect().iter_rows())
