"""One file that holds the whole office, made while the app goes on working."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from core.access import Person
from core.datasets import Office
from core.safekeeping import records
from core.safekeeping.archive import AUDIT, DOCUMENTS, HEAD, Archive, Contents
from core.safekeeping.disk import disk_errors, private_file
from core.safekeeping.gathering import Gathered, gather, gather_models
from core.safekeeping.opening import opened
from core.workspace import Workspace
from core.workspace.audit import Head, read_head
from core.workspace.upgrading import NEWEST

NOT_MADE = "The backup could not be written, and none was made"


@dataclass(frozen=True)
class Made:
    """A backup that was made and read back. `size` in bytes; `left_out` has a sentence for each dataset missing."""

    path: Path
    size: int
    sha256: str
    audit_rows: int
    audit_hash: str
    documents: int
    datasets: tuple[str, ...]
    uploads: int
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def back_up(
    office: Office, workspace: Workspace, target: Path, person: Person, *, data: bool = True, force: bool = False
) -> Made:
    """Write a backup to `target`, read it back, and only then give it its name.

    Without `data` it holds the workspace only. An existing file is left alone unless `force`.
    """
    person.require("download everything")
    with disk_errors(NOT_MADE, target.parent), private_file(target, force=force) as (temporary, file):
        with Archive(file) as archive:
            with workspace.store.reading() as connection, disk_errors(NOT_MADE, target.parent):
                head, documents = add_workspace(archive, connection)
            notes = gather_models(archive, office.settings.home)
            found = gather(archive, office) if data else Gathered()
            archive.close(_contents(archive, head, documents, whole=data, left_out=tuple(found.left_out)))
        _to_disk(file)
        with opened(temporary) as backup:
            digest = backup.sha256
    uploads = {name.split("/")[1] for name in archive.members if name.startswith("raw/")}
    return Made(
        target, target.stat().st_size, digest, head.number, head.hash, documents, tuple(found.datasets), len(uploads),
        tuple(found.left_out), (*found.notes, *notes),
    )  # fmt: skip


def back_up_connection(connection: sa.Connection, target: Path) -> None:
    """Write the workspace that a connection sees to a backup of its own."""
    with private_file(target, force=True) as (_, file), Archive(file) as archive:
        head, documents = add_workspace(archive, connection)
        archive.close(_contents(archive, head, documents, whole=False, left_out=()))


def add_workspace(archive: Archive, connection: sa.Connection) -> tuple[Head, int]:
    """Add the documents and the record as a connection sees them; return the record's end and how many documents."""
    head = read_head(connection)
    documents = archive.add_lines(DOCUMENTS, records.document_lines(connection))
    archive.add_lines(AUDIT, records.audit_lines(connection))
    archive.add_bytes(HEAD, records.head_json(connection))
    return head, documents


def product_version() -> str:
    """Return the version of Journey Office that runs."""
    try:
        return version("journey-office")
    except PackageNotFoundError:
        return "unknown"


def _contents(archive: Archive, head: Head, documents: int, *, whole: bool, left_out: tuple[str, ...]) -> Contents:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    members = tuple(archive.members.values())
    return Contents(now, product_version(), whole, NEWEST, head.number, head.hash, documents, left_out, members)


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
