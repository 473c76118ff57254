"""ClickHouse inside the process (chDB), on its own MergeTree tables in its own folder."""

import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from chdb.session import Session

from benchmarks.peers.answer import INTERACTIONS, PREPARED, STEPS, Edges, edges
from benchmarks.scopes import Filter
from core.engine import Database

_NATURAL = """
select step_number, channel_code, following, count() from (
    select
        row_number() over journey as step_number,
        channel_code,
        leadInFrame(toInt32(channel_code), 1, -1)
            over (journey rows between unbounded preceding and unbounded following) as following
    from interactions where {condition}
    window journey as (partition by journey_key order by occurred_at, interaction_key)
) where step_number < {steps} group by step_number, channel_code, following"""
_PREPARED = """
select step_number, channel_code, next_channel_code, count() from steps
where step_number < {steps} and {condition} group by step_number, channel_code, next_channel_code"""


class Peer:
    """Two MergeTree tables, sorted by what their query wants."""

    name = "chDB"

    def __init__(self, database: Database) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._session = Session(str(Path(self._folder.name) / "store"))
        self._session.query("create database bench")
        self._session.query("use bench")
        self._fill(database, "interactions", INTERACTIONS, "journey_key, occurred_at, interaction_key")
        self._fill(database, "steps", PREPARED, "segment_code, issue_code, started_on")

    def _fill(self, database: Database, table: str, sql: str, order: str) -> None:
        path = Path(self._folder.name) / f"{table}.parquet"
        rows = database.arrow(sql)
        pq.write_table(rows.cast(rows.schema.remove_metadata()), path)
        source = f"file('{path}', Parquet)"
        self._session.query(
            f"create table {table} engine = MergeTree order by ({order}) settings allow_nullable_key = 1 "
            f"as select * from {source}"
        )

    def natural(self, wanted: Filter) -> Edges:
        """Number and look ahead with window functions, then count."""
        return self._ask(_NATURAL, wanted)

    def prepared(self, wanted: Filter) -> Edges:
        """Count the prepared steps."""
        return self._ask(_PREPARED, wanted)

    def close(self) -> None:
        """Remove the store."""
        self._session.close()
        self._folder.cleanup()

    def _ask(self, sql: str, wanted: Filter) -> Edges:
        text = self._session.query(sql.format(condition=wanted.sql(), steps=STEPS), "CSV").bytes().decode()
        return edges(tuple(map(int, line.split(","))) for line in text.splitlines())  # type: ignore[misc]
