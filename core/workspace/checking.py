"""Whether the record of changes is whole, and whether what is kept is what it says; names the row that is not."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.workspace.audit import START, Entry, entries, read_head
from core.workspace.kinds import KINDS
from core.workspace.sealing import SEALED_KEY, digest
from core.workspace.tables import documents

MOST_PROBLEMS = 20


@dataclass(frozen=True)
class AuditCheck:
    """The outcome: how many rows and documents were checked, the last row's hash, and a sentence per problem."""

    rows: int
    documents: int
    last_hash: str
    problems: tuple[str, ...]


class _Replay:
    """What the documents must be after all rows, and what was wrong with the rows."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.last, self.number = START, 0
        self.bodies: dict[tuple[str, str], tuple[int, str, int]] = {}
        self.digests: dict[str, int] = {}

    def take(self, entry: Entry) -> None:
        """Check one row against the one before it and apply what it says."""
        if entry.number != self.number + 1:
            gone = f"Row {self.number + 1} is" if entry.number == self.number + 2 else (
                f"Rows {self.number + 1} to {entry.number - 1} are")  # fmt: skip
            self.problems.append(f"{gone} missing from the record.")
        elif entry.hash_before != self.last:
            self.problems.append(f"Row {entry.number} ({_words(entry)}) does not follow from the row before it.")
        if entry.expected_hash() != entry.hash:
            self.problems.append(f"Row {entry.number} ({_words(entry)}) was altered after it was written.")
        self.number, self.last = entry.number, entry.hash
        self._apply(entry)

    def _apply(self, entry: Entry) -> None:
        record = entry.record
        if record.key == SEALED_KEY:
            for text, step in ((record.before, -1), (record.after, 1)):
                if text is not None:
                    found = str(json.loads(text).get("sha256"))
                    self.digests[found] = self.digests.get(found, 0) + step
        elif record.action == "removed":
            self.bodies.pop((record.kind, record.key), None)
        elif record.after is not None and record.kind in KINDS:
            self.bodies[record.kind, record.key] = (record.version, record.after, entry.number)


def check(connection: sa.Connection) -> AuditCheck:
    """Read the whole record and every document, in one transaction of the caller, and compare them."""
    replay = _Replay()
    for entry in entries(connection):
        replay.take(entry)
    head = read_head(connection)
    if (head.number, head.hash) != (replay.number, replay.last):
        replay.problems.append(
            f"The record ends with row {replay.number}, but {head.number} rows were written: the last ones are missing."
            if head.number > replay.number
            else f"The record does not end with the row that was written last ({head.number})."
        )
    rows = connection.execute(sa.select(documents)).all()
    replay.problems += _compare(replay, rows)
    return AuditCheck(replay.number, len(rows), replay.last, tuple(replay.problems[:MOST_PROBLEMS]))


def _compare(replay: _Replay, rows: Sequence[Any]) -> list[str]:
    problems: list[str] = []
    expected, digests = dict(replay.bodies), dict(replay.digests)
    for row in rows:
        name = f"The {_title(row.kind)} {row.key!r}"
        if row.kind in KINDS and KINDS[row.kind].sealed:
            found = digest(row.kind, row.key, row.version, row.body)
            digests[found] = digests.get(found, 0) - 1
            continue
        version, body, number = expected.pop((row.kind, row.key), (0, "", 0))
        if not number:
            problems.append(f"{name} is not in the record: it was written past the app.")
        elif version != row.version or json.loads(body) != json.loads(row.body):
            problems.append(f"{name} is not what row {number} of the record says: it was altered past the app.")
    problems += [
        f"The {_title(kind)} {key!r}, written by row {number} of the record, is missing."
        for (kind, key), (_, _, number) in expected.items()
    ]
    if any(digests.values()):
        problems.append("The anonymous answers are not those that the record has digests of.")
    return problems


def _title(kind: str) -> str:
    return KINDS[kind].title.lower() if kind in KINDS else f"document of the unknown kind {kind!r},"


def _words(entry: Entry) -> str:
    record = entry.record
    return f"{record.action} {_title(record.kind)} {record.key!r}, by {record.actor} at {record.at[:16]}"
