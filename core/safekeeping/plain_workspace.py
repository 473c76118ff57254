"""What people wrote as JSON and CSV, one file a kind, and the record of changes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from core.export.csv import csv_bytes
from core.safekeeping import records
from core.workspace.audit import Entry, entries
from core.workspace.kinds import KINDS
from core.workspace.tables import documents

AUDIT_COLUMNS = ("number", "at", "actor", "action", "kind", "key", "version", "before", "after", "hash_before", "hash")
ABOUT = ("key", "version", "updated_at", "updated_by")
# Who answered anonymously can't be told from what is exported: these parts of a sealed document are left out.
TELLING = frozenset({"team", "role", "respondent", "name", "email"})
ROWS_AT_ONCE = 1000


def export_workspace(connection: sa.Connection, folder: Path) -> dict[str, int]:
    """Write every kind of document and the record into a folder; return how many documents of which kind there are."""
    folder.mkdir()
    counts = {}
    for kind in connection.execute(sa.select(documents.c.kind).distinct()).scalars().all():
        rows = connection.execute(sa.select(documents).where(documents.c.kind == kind)).all()
        is_sealed = kind in KINDS and KINDS[kind].sealed
        found = sealed_rows(rows) if is_sealed else _open_rows(rows)
        name = kind if kind in KINDS else "unknown_kind"
        _write_json(folder / f"{name}.json", found)
        _write_csv(folder / f"{name}.csv", found, () if is_sealed else ABOUT)
        counts[name] = len(found)
    _write(folder / "audit.jsonl", records.audit_lines(connection))
    _write(folder / "audit.csv", csv_bytes(_audit_batches(entries(connection)), AUDIT_COLUMNS))
    return dict(sorted(counts.items()))


def sealed_rows(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return what anonymous documents say, without what tells them apart, in the order of their texts.

    >>> from collections import namedtuple
    >>> Row = namedtuple("Row", "body")
    >>> sealed_rows([Row('{"team": "A", "replies": {"s1": "yes"}}'), Row('{"role": "B", "replies": {"s1": "no"}}')])
    [{'body': {'replies': {'s1': 'no'}}}, {'body': {'replies': {'s1': 'yes'}}}]
    """
    bodies = [_without(json.loads(row.body)) for row in rows]
    return [{"body": body} for body in sorted(bodies, key=lambda body: json.dumps(body, sort_keys=True))]


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(value[name]) for name in sorted(value) if name not in TELLING}
    return [_without(one) for one in value] if isinstance(value, list) else value


def _open_rows(rows: Sequence[Any]) -> list[dict[str, Any]]:
    ordered = sorted(rows, key=lambda row: str(row.key))
    return [{**{name: getattr(row, name) for name in ABOUT}, "body": json.loads(row.body)} for row in ordered]


def _write_json(path: Path, rows: list[dict[str, Any]]) -> None:
    text = json.dumps(rows, indent=1, ensure_ascii=False, sort_keys=True)
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:  # half a letter that no file can hold as it is
        content = json.dumps(rows, indent=1, sort_keys=True).encode("ascii")
    _write(path, (content, b"\n"))


def _write_csv(path: Path, rows: list[dict[str, Any]], about: Sequence[str]) -> None:
    """Write a column for each field of the documents; what has parts of its own is in JSON."""
    bodies = [row["body"] if isinstance(row["body"], dict) else {"": row["body"]} for row in rows]
    fields = sorted({str(name) for body in bodies for name in body})
    columns = [_column([row[name] for row in rows]) for name in about]
    columns += [_column([body.get(field) for body in bodies]) for field in fields]
    headers = [*about, *(_letters(field) for field in fields)]
    batch = pa.RecordBatch.from_arrays(columns, [str(place) for place in range(len(columns))])
    _write(path, csv_bytes([batch] if columns else [], headers))


def _column(values: list[Any]) -> pa.Array:
    numbers = all(value is None or (isinstance(value, int | float) and not isinstance(value, bool)) for value in values)
    if numbers and all(value is None or abs(value) < 2**53 for value in values):
        whole = all(value is None or isinstance(value, int) for value in values)
        return pa.array(values, pa.int64() if whole else pa.float64())
    return pa.array([None if value is None else _letters(_text(value)) for value in values], pa.string())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _letters(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _audit_batches(found: Iterator[Entry]) -> Iterator[pa.RecordBatch]:
    while some := list(islice(found, ROWS_AT_ONCE)):
        rows = [(one.number, *vars(one.record).values(), one.hash_before, one.hash) for one in some]
        columns = [_column(list(values)) for values in zip(*rows, strict=True)]
        yield pa.RecordBatch.from_arrays(columns, list(AUDIT_COLUMNS))


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
