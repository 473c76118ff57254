"""The workspace as lines of JSON, the same from either store, and back."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import sqlalchemy as sa

from core.workspace.audit import START, Head, Record, append, read_head
from core.workspace.checking import AuditCheck, check
from core.workspace.tables import audit, audit_head, documents, metadata
from core.workspace.upgrading import schema_version

ROWS_AT_ONCE = 200
LONGEST_LINE = 64_000_000
# The schemas of the workspace whose backups can be restored. Whoever adds a step to the schema says here how the rows
# of the one before are brought in; a test sees to it that the newest is listed.
KNOWN_SCHEMAS = ("0002",)
Lines = Callable[[], Iterable[bytes]]


def document_lines(connection: sa.Connection) -> Iterator[bytes]:
    """Yield every document as a line of ASCII JSON, by kind and key."""
    c_order = [_bytewise(connection, column) for column in (documents.c.kind, documents.c.key)]
    yield from _lines(connection, sa.select(documents).order_by(*c_order))


def audit_lines(connection: sa.Connection) -> Iterator[bytes]:
    """Yield every row of the record as a line of ASCII JSON, the first one first."""
    yield from _lines(connection, sa.select(audit).order_by(audit.c.number))


def head_json(connection: sa.Connection) -> bytes:
    """Return the end of the record and the schema as JSON."""
    head = read_head(connection)
    found = {"number": head.number, "hash": head.hash, "schema": schema_version(connection)}
    return json.dumps(found).encode()


def load(connection: sa.Connection, document_rows: Iterable[bytes], audit_rows: Iterable[bytes], head: Head) -> None:
    """Write all rows into an empty workspace, within the caller's transaction."""
    for table, lines in ((documents, document_rows), (audit, audit_rows)):
        names = {column.name for column in table.columns}
        rows = (_row(line, names) for line in lines)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            connection.execute(sa.insert(table).values(some))
    connection.execute(sa.update(audit_head).values(number=head.number, hash=head.hash))


def note_restore(connection: sa.Connection, at: str, before: Head | None, after: dict[str, Any]) -> Head:
    """Add the row that says what was restored over what."""
    there = None if before is None else json.dumps({"head": before.number, "hash": before.hash})
    record = Record(at, "local", "restored", "office", "backup", 0, there, json.dumps(after))
    return append(connection, read_head(connection), record)


def check_lines(document_rows: Lines, audit_rows: Lines, head: Head) -> AuditCheck:
    """Check a workspace that is there as lines; raises `ValueError` or `TypeError` for what is no row."""
    with _scratch() as connection:
        load(connection, document_rows(), audit_rows(), head)
        return check(connection)


@contextmanager
def _scratch() -> Iterator[sa.Connection]:
    """Yield an empty workspace that lies in memory, and on the disk once it is large; it is gone afterwards."""
    engine = sa.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect("", isolation_level=None), poolclass=sa.StaticPool
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
            connection.exec_driver_sql("BEGIN")
            metadata.create_all(connection)
            connection.execute(sa.insert(audit_head).values(place=1, number=0, hash=START))
            yield connection
    finally:
        engine.dispose()


def _bytewise(connection: sa.Connection, column: sa.Column[str]) -> sa.ColumnElement[str]:
    return column if connection.dialect.name == "sqlite" else column.collate("C")


def _lines(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[bytes]:
    with connection.execute(query, execution_options={"yield_per": 1000}) as result:
        for row in result.mappings():
            yield json.dumps(dict(row)).encode() + b"\n"


def _row(line: bytes, names: set[str]) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise ValueError("a line of the workspace is too long")
    row = json.loads(line)
    if not isinstance(row, dict) or set(row) != names:
        raise ValueError("a row of the workspace has other columns")
    if not all(value is None or isinstance(value, str | int) for value in row.values()):
        raise ValueError("a row of the workspace has a value of another type")
    return row
