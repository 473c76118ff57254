"""Documents that people write and several may edit at once: nobody's change is overwritten unseen."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.errors import ConflictError, InvalidInputError
from core.workspace.file import disk_errors, documents, open_file

FILE_NAME = "workspace.sqlite"


@dataclass(frozen=True)
class Document:
    """One thing somebody wrote. `version` counts from 1; `updated_at` is UTC."""

    kind: str
    key: str
    version: int
    body: Mapping[str, Any]
    updated_at: datetime
    updated_by: str


class Workspace:
    """All documents of one home folder; safe to share between threads and processes."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE_NAME
        self._engine = open_file(self.path)

    def find(self, kind: str, key: str) -> Document | None:
        """Return one document, or None."""
        with self._reading() as connection:
            return _one(connection, kind, key)

    def all(self, kind: str) -> tuple[Document, ...]:
        """Return every document of a kind, the last changed first."""
        query = sa.select(documents).where(documents.c.kind == kind)
        with self._reading() as connection:
            found = connection.execute(query.order_by(documents.c.updated_at.desc(), documents.c.key)).all()
        return tuple(_document(row) for row in found)

    def put(self, kind: str, key: str, body: Mapping[str, Any], *, seen_version: int, actor: str) -> Document:
        """Save a document whose version was `seen_version` when it was opened; 0 for a new one.

        Saving the same again after a lost answer changes nothing. Raises `ConflictError` when it was changed meanwhile.
        """
        if not key or len(key) > 200:
            raise InvalidInputError("A saved thing needs a key of 1 to 200 characters.")
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, allow_nan=False)
        with self._writing() as connection:
            present = _one(connection, kind, key)
            if present and present.version == seen_version + 1 and _same(present.body, text):
                return present
            _refuse_stale(present, seen_version)
            now = datetime.now(UTC).isoformat(timespec="microseconds")
            values = {"version": seen_version + 1, "body": text, "updated_at": now, "updated_by": actor}
            if present is None:
                connection.execute(sa.insert(documents).values(kind=kind, key=key, **values))
            else:
                connection.execute(sa.update(documents).where(_is(kind, key)).values(**values))
            saved = _one(connection, kind, key)
        assert saved is not None
        return saved

    def remove(self, kind: str, key: str, *, seen_version: int) -> None:
        """Remove a document; one that is gone already stays gone."""
        with self._writing() as connection:
            present = _one(connection, kind, key)
            if present is not None:
                _refuse_stale(present, seen_version)
                connection.execute(sa.delete(documents).where(_is(kind, key)))

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with disk_errors(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with disk_errors(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()


def _is(kind: str, key: str) -> sa.ColumnElement[bool]:
    return sa.and_(documents.c.kind == kind, documents.c.key == key)


def _one(connection: sa.Connection, kind: str, key: str) -> Document | None:
    row = connection.execute(sa.select(documents).where(_is(kind, key))).first()
    return _document(row) if row else None


def _document(row: Any) -> Document:
    return Document(
        row.kind, row.key, row.version, json.loads(row.body), datetime.fromisoformat(row.updated_at), row.updated_by
    )


def _same(body: Mapping[str, Any], text: str) -> bool:
    return json.dumps(body, ensure_ascii=False, sort_keys=True) == text


def _refuse_stale(present: Document | None, seen_version: int) -> None:
    if (present.version if present else 0) == seen_version:
        return
    if present is None:
        raise ConflictError("This was removed by somebody else meanwhile. Nothing was saved. Reload the page.")
    raise ConflictError(
        f"{present.updated_by} changed this at {present.updated_at:%Y-%m-%d %H:%M} UTC, after you opened it. "
        "Nothing was overwritten. Reload the page to see the change, then make yours again."
    )
