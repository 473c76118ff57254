"""The record of every change: append-only, each row sealed by a hash over itself and the row before it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Any, Literal

import sqlalchemy as sa

from core.workspace.tables import audit, audit_head

Change = Literal["created", "changed", "removed", "adopted", "restored"]
_HEAD = sa.select(audit_head.c.number, audit_head.c.hash)
START = "0" * 64  # what the first row has as the hash before it


@dataclass(frozen=True)
class Head:
    """The last row of the record: its number (0 when there is none) and its hash."""

    number: int
    hash: str


@dataclass(frozen=True)
class Record:
    """What one change did, before it is numbered. `at` is UTC; `before` and `after` are JSON, None for nothing."""

    at: str
    actor: str
    action: Change
    kind: str
    key: str
    version: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Entry:
    """One row of the record."""

    number: int
    record: Record
    hash_before: str
    hash: str

    def expected_hash(self) -> str:
        """Return the hash that the row's content has."""
        return row_hash(self.number, self.record, self.hash_before)


def row_hash(number: int, record: Record, hash_before: str) -> str:
    """Return the SHA-256 of a row: over the JSON list of its number, its columns in order, and the hash before it.

    >>> row_hash(1, Record("2026-01-31", "ann", "created", "note", "a", 1, None, "{}"), START)[:12]
    '5c0290b54e17'
    """
    text = json.dumps([number, *astuple(record), hash_before], separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def lock_head(connection: sa.Connection) -> Head:
    """Return the head, kept from other writers until the transaction ends (SQLite has locked the file by then)."""
    return _head(connection, _HEAD.with_for_update())


def read_head(connection: sa.Connection) -> Head:
    """Return the head as it is now."""
    return _head(connection, _HEAD)


def _head(connection: sa.Connection, query: sa.Select[tuple[int, str]]) -> Head:
    row = connection.execute(query).one()
    return Head(row.number, row.hash)


def append(connection: sa.Connection, head: Head, record: Record) -> Head:
    """Write one row after the head, within the caller's transaction, and return the new head."""
    number = head.number + 1
    new = Head(number, row_hash(number, record, head.hash))
    columns = ("at", "actor", "action", "kind", "key", "version", "before", "after")
    values: dict[str, Any] = dict(zip(columns, astuple(record), strict=True))
    connection.execute(sa.insert(audit).values(number=number, hash_before=head.hash, hash=new.hash, **values))
    connection.execute(sa.update(audit_head).values(number=number, hash=new.hash))
    return new


def entries(connection: sa.Connection, query: sa.Select[Any] | None = None) -> Iterator[Entry]:
    """Yield rows of the record, by default all of them, the first one first."""
    chosen = query if query is not None else sa.select(audit).order_by(audit.c.number)
    for row in connection.execute(chosen, execution_options={"yield_per": 1000}):
        record = Record(row.at, row.actor, row.action, row.kind, row.key, row.version, row.before, row.after)
        yield Entry(row.number, record, row.hash_before, row.hash)
