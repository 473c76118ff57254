"""What every contender answers: how many journeys take which step after which, by position."""

from collections.abc import Iterable
from typing import Protocol

from benchmarks.scopes import Filter
from core.engine import Database

STEPS = 7
Edges = dict[tuple[int, int, int], int]

INTERACTIONS = """
    select s.journey_key, i.interaction_key, i.occurred_at, i.channel_code, s.segment_code, s.issue_code, s.started_on
    from interactions i join steps s on s.interaction_key = i.interaction_key order by i.interaction_key"""
PREPARED = """
    select cast(step_number as utinyint) as step_number, cast(channel_code as utinyint) as channel_code,
        cast(coalesce(next_channel_code, -1) as tinyint) as next_channel_code,
        cast(segment_code as utinyint) as segment_code, cast(issue_code as utinyint) as issue_code, started_on
    from steps"""


class Peer(Protocol):
    """Another tool with the same data in memory or in its own store."""

    name: str

    def __init__(self, database: Database) -> None: ...

    def natural(self, wanted: Filter) -> Edges:
        """Answer from interactions as they come, the journey's key, start, segment and issue given on each row."""
        ...

    def prepared(self, wanted: Filter) -> Edges:
        """Answer from rows that already hold the step's number and the next step."""
        ...

    def close(self) -> None:
        """Let go of the data."""
        ...


def edges(rows: Iterable[tuple[int, int, int, int]]) -> Edges:
    """Return rows of position, step, next step (-1 for the end) and count as an answer."""
    return {(int(position), int(code), int(following)): int(count) for position, code, following, count in rows}
