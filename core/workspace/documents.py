"""Documents that people write and several may edit at once: nobody's change is overwritten unseen."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.access.roles import Person
from core.errors import AccessDeniedError, ConflictError, InvalidInputError
from core.home import Use
from core.once import forget, told
from core.settings import Settings
from core.workspace.audit import Change, Entry, Head, Record, append, entries, lock_head, read_head
from core.workspace.checking import AuditCheck, check
from core.workspace.kinds import KINDS
from core.workspace.sealing import NOBODY, SEALED_KEY, digest, sealed
from core.workspace.sqlite import FILE_NAME, SqliteStore
from core.workspace.store import Store
from core.workspace.tables import audit, documents


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
    """All documents of one office; safe to share between threads and processes."""

    def __init__(self, home: Path, url: str = "") -> None:
        """Open the file in `home`, or the PostgreSQL database at `url` where one is given."""
        self._use = Use(home, url)
        self.store: Store
        if url:
            from core.workspace.postgres import PostgresStore  # noqa: PLC0415 - its driver is needed by few

            self.store = PostgresStore(url)
        else:
            self.store = SqliteStore(home / FILE_NAME)

    @staticmethod
    def of(settings: Settings) -> "Workspace":
        """Open the workspace that the settings name."""
        return Workspace(settings.home, settings.workspace_url)

    def find(self, kind: str, key: str) -> Document | None:
        """Return one document, or None."""
        return told((self, kind, key), lambda: self._find(kind, key))

    def _find(self, kind: str, key: str) -> Document | None:
        with self.store.reading() as connection:
            return _one(connection, kind, key)

    def all(self, kind: str, prefix: str = "") -> tuple[Document, ...]:
        """Return every document of a kind whose key begins with `prefix`, the last changed first."""
        return told((self, "all", kind, prefix), lambda: self._all(kind, prefix))

    def _all(self, kind: str, prefix: str) -> tuple[Document, ...]:
        query = sa.select(documents).where(documents.c.kind == kind)
        if prefix:
            query = query.where(sa.func.substr(documents.c.key, 1, len(prefix)) == prefix)
        with self.store.reading() as connection:
            found = [_document(row) for row in connection.execute(query).all()]
        found.sort(key=lambda one: one.key)
        return tuple(sorted(found, key=lambda one: one.updated_at, reverse=True))

    def by(self, person: Person) -> "Author":
        """Return the workspace as a person writes to it."""
        return Author(self, person)

    def check(self) -> AuditCheck:
        """Check the whole record of changes against itself and against the documents."""
        with self.store.reading() as connection:
            return check(connection)

    def head(self) -> Head:
        """Return the number and the hash of the last change."""
        return told((self, "head"), self._head)

    def _head(self) -> Head:
        with self.store.reading() as connection:
            return read_head(connection)

    def changes(
        self, *, kind: str = "", key: str = "", actor: str = "", most: int = 200, before: int | None = None,
        without: str = "",
    ) -> list[Entry]:  # fmt: skip
        """Return rows of the record, the last one first, at most `most`, from before a row's number on.

        `without` leaves a kind out.
        """
        query = sa.select(audit).order_by(audit.c.number.desc()).limit(most)
        for column, value in ((audit.c.kind, kind), (audit.c.key, key), (audit.c.actor, actor)):
            query = query.where(column == value) if value else query
        query = query.where(audit.c.kind != without) if without else query
        query = query.where(audit.c.number < before) if before is not None else query
        with self.store.reading() as connection:
            return list(entries(connection, query))

    def close(self) -> None:
        """Close every connection, and use the home no longer."""
        self.store.engine.dispose()
        self._use.release()


class Author:
    """The workspace in the hands of one person: each write is checked against their role, and recorded as theirs."""

    def __init__(self, workspace: Workspace, person: Person) -> None:
        self.workspace, self.person = workspace, person

    def put(self, kind: str, key: str, body: Mapping[str, Any], *, seen_version: int) -> Document:
        """Save a document whose version was `seen_version` when it was opened; 0 for a new one.

        Saving the same again after a lost answer changes nothing. Raises `ConflictError` when it was changed meanwhile,
        `AccessDeniedError` when the role does not allow it.
        """
        with self.together() as together:
            return together.put(kind, key, body, seen_version=seen_version)

    def remove(self, kind: str, key: str, *, seen_version: int) -> None:
        """Remove a document; one that is gone already stays gone."""
        with self.together() as together:
            together.remove(kind, key, seen_version=seen_version)

    @contextmanager
    def together(self) -> Iterator["Together"]:
        """Yield what several changes are made with; they are kept all, or none when the block raises."""
        store = self.workspace.store
        try:
            with store.writing() as connection:
                together = Together(connection, self.person)
                yield together
        finally:
            forget()
        if together.changed:
            store.remember(together.head)


class Together:
    """Several changes in one transaction."""

    def __init__(self, connection: sa.Connection, person: Person) -> None:
        self._connection, self._person = connection, person
        self.head = lock_head(connection)
        self.changed = False

    def find(self, kind: str, key: str) -> Document | None:
        """Return one document as it is within these changes."""
        return _one(self._connection, kind, key)

    def put(self, kind: str, key: str, body: Mapping[str, Any], *, seen_version: int) -> Document:
        """Save a document, as `Author.put` does."""
        self._may(kind)
        _check_key(key)
        text = json.dumps(body, sort_keys=True, allow_nan=False)
        present = self.find(kind, key)
        if present and present.version == seen_version + 1 and _text(present) == text:
            return present
        _refuse_stale(present, seen_version)
        secret = KINDS[kind].sealed
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        values = {
            "version": seen_version + 1,
            "body": text,
            "updated_at": f"{now[:10]}T00:00:00.000000+00:00" if secret else now,
            "updated_by": NOBODY if secret else self._person.name,
        }
        if present is None:
            self._connection.execute(sa.insert(documents).values(kind=kind, key=key, **values))
        else:
            self._connection.execute(sa.update(documents).where(_is(kind, key)).values(**values))
        self._record("changed" if present else "created", (kind, key, seen_version + 1), present, text, now)
        saved = self.find(kind, key)
        assert saved is not None
        return saved

    def remove(self, kind: str, key: str, *, seen_version: int) -> None:
        """Remove a document, as `Author.remove` does."""
        self._may(kind)
        present = self.find(kind, key)
        if present is None:
            return
        _refuse_stale(present, seen_version)
        self._connection.execute(sa.delete(documents).where(_is(kind, key)))
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        self._record("removed", (kind, key, present.version), present, None, now)

    def _may(self, kind: str) -> None:
        if kind not in KINDS:
            raise AccessDeniedError(f"Documents of the kind {kind!r} can't be written by anybody.")
        self._person.require(KINDS[kind].action)

    def _record(
        self, action: Change, what: tuple[str, str, int], before: Document | None, after: str | None, at: str
    ) -> None:
        kind, key, version = what
        if KINDS[kind].sealed:
            old = digest(kind, key, before.version, _text(before)) if before else None
            record = sealed(kind, at, action, old, None if after is None else digest(kind, key, version, after))
        else:
            old = _text(before) if before else None
            record = Record(at, self._person.name, action, kind, key, version, old, after)
        self.head = append(self._connection, self.head, record)
        self.changed = True


def _check_key(key: str) -> None:
    if not key or len(key) > 200 or key == SEALED_KEY or not key.isprintable():
        raise InvalidInputError("A saved thing needs a key of 1 to 200 characters, without control characters.")


def _is(kind: str, key: str) -> sa.ColumnElement[bool]:
    return sa.and_(documents.c.kind == kind, documents.c.key == key)


def _one(connection: sa.Connection, kind: str, key: str) -> Document | None:
    row = connection.execute(sa.select(documents).where(_is(kind, key))).first()
    return _document(row) if row else None


def _document(row: Any) -> Document:
    return Document(
        row.kind, row.key, row.version, json.loads(row.body), datetime.fromisoformat(row.updated_at), row.updated_by
    )


def _text(document: Document) -> str:
    return json.dumps(document.body, sort_keys=True)


def _refuse_stale(present: Document | None, seen_version: int) -> None:
    if (present.version if present else 0) == seen_version:
        return
    if present is None:
        raise ConflictError("This was removed by somebody else meanwhile. Nothing was saved.")
    raise ConflictError(
        f"{present.updated_by} changed this at {present.updated_at:%Y-%m-%d %H:%M} UTC, after you opened it. "
        "Nothing was overwritten.",
        present,
    )
