"""A checked copy of the workspace's file a day, since SQLite does not notice when a file rots."""

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from core.errors import JourneyOfficeError
from core.intake.kept import sha256_of
from core.safekeeping.disk import sync_folder, write_whole
from core.workspace import Workspace
from core.workspace.audit import read_head
from core.workspace.checking import check
from core.workspace.sqlite import SqliteStore

FOLDER = "copies"
KEPT = 14
_NAMES = "workspace-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].sqlite"


@dataclass(frozen=True)
class Copied:
    """What came of it: the copy that was made, None when none was due, and a sentence when something is wrong."""

    path: Path | None = None
    problem: str = ""


def copy_if_due(workspace: Workspace, now: datetime) -> Copied:
    """Copy the workspace's file to home/copies once a day (`now` is UTC) when something changed, and check the copy.

    A copy that fails its check is kept beside the good ones with the ending .damaged. A workspace on a server is the
    server's to copy: nothing is done then.
    """
    store = workspace.store
    if not isinstance(store, SqliteStore):
        return Copied()
    folder = store.path.parent / FOLDER
    target = folder / f"workspace-{now:%Y-%m-%d}.sqlite"
    temporary = target.with_suffix(".tmp")
    try:
        if target.exists() or _is_unchanged(workspace, newest_copy(folder)):
            return Copied()
        folder.mkdir(exist_ok=True, mode=0o700)
        _copy(store, temporary)
        problem = _problem(temporary)
        if problem:
            damaged = target.with_name(f"{target.name}.damaged")
            temporary.replace(damaged)
            return Copied(damaged, f"The copy of the workspace made on {now:%Y-%m-%d} failed its check: {problem}")
        write_whole(target.with_name(f"{target.name}.sha256"), f"{sha256_of(temporary)}  {target.name}\n".encode())
        temporary.replace(target)
        sync_folder(folder)
        _remove_old(folder)
    except OSError as error:
        return Copied(None, f"No copy of the workspace could be made in {folder}: {error.strerror or error}.")
    except (JourneyOfficeError, sa.exc.SQLAlchemyError) as error:
        return Copied(None, f"No copy of the workspace could be made in {folder}: {_first_line(error)}")
    finally:
        with suppress(OSError):
            temporary.unlink()
    return Copied(target)


def newest_copy(folder: Path) -> Path | None:
    """Return the newest copy that passed its check."""
    return max(folder.glob(_NAMES), default=None)


def check_copy(path: Path) -> str:
    """Return what is wrong with a copy that passed its check when it was made; empty when nothing is."""
    try:
        noted = path.with_name(f"{path.name}.sha256").read_text(encoding="ascii").split()[0]
        if noted != sha256_of(path):
            return f"The copy {path.name} is not what was written."
        problem = _problem(path)
    except (OSError, ValueError, IndexError, JourneyOfficeError) as error:
        return f"The copy {path.name} can't be checked: {error}"
    return f"The copy {path.name} is damaged: {problem}" if problem else ""


def _is_unchanged(workspace: Workspace, newest: Path | None) -> bool:
    if newest is None:
        return workspace.head().number == 0
    try:
        with _reading(newest) as connection:
            return read_head(connection) == workspace.head()
    except sa.exc.SQLAlchemyError:
        return False


def _copy(store: SqliteStore, target: Path) -> None:
    target.unlink(missing_ok=True)
    with store.errors(), store.engine.connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
    os.chmod(target, 0o600)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _problem(path: Path) -> str:
    """Read a whole copy; return what is wrong with it."""
    try:
        with _reading(path) as connection:
            fault = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            return str(fault) if fault != "ok" else " ".join(check(connection).problems)
    except (sa.exc.SQLAlchemyError, ValueError) as error:
        return _first_line(error)


def _reading(path: Path) -> sa.Connection:
    """Open a copy without writing anything beside it."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    engine = sa.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, isolation_level=None), poolclass=sa.NullPool
    )
    return engine.connect()


def _remove_old(folder: Path) -> None:
    for old in sorted(folder.glob(_NAMES))[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_name(f"{old.name}.sha256").unlink(missing_ok=True)


def _first_line(error: BaseException) -> str:
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    return str(cause).splitlines()[0] if str(cause) else type(error).__name__
