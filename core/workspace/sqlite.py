"""The workspace in a SQLite file: durable, and refused with a sentence when it isn't ours or isn't whole."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.errors import DataBusyError, DataDamagedError, JourneyOfficeError
from core.workspace.audit import Head
from core.workspace.store import Store
from core.workspace.tables import audit_head
from core.workspace.upgrading import NEWEST, refuse_newer, schema_version, upgrade

FILE_NAME = "workspace.sqlite"
APPLICATION_ID = 0x4A4F5753  # "JOWS", at byte 68 of the file
FORMAT = 2  # the first edition's files are 1: it refuses what is newer
WAIT_SECONDS = 15


class SqliteStore(Store):
    """One file. Writers take turns; each acknowledged write is on the disk."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.name
        with self.errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self.engine = sa.create_engine(
                sa.URL.create("sqlite", database=str(path)),
                connect_args={"timeout": WAIT_SECONDS, "isolation_level": None},
            )
            sa.event.listen(self.engine, "connect", _set_up)
            try:
                self._check()
            except BaseException:
                self.engine.dispose()
                raise

    @property
    def head_file(self) -> Path:
        """Return where the last row of the record is noted, beside the file."""
        return self.path.with_name(f"{self.path.name}-head")

    def start_reading(self, connection: sa.Connection) -> None:
        """Begin a read that sees one state."""
        connection.exec_driver_sql("BEGIN")

    def start_writing(self, connection: sa.Connection) -> None:
        """Take the file's one place for a writer, waiting for it."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def remember(self, head: Head) -> None:
        """Note the head beside the file: SQLite opens a file whose newest part was lost without a word."""
        temporary = self.head_file.with_name(f"{self.head_file.name}.{os.getpid()}")
        with suppress(OSError):  # the change is kept already; a note that is behind is still right
            temporary.write_text(f"{head.number} {head.hash}\n", encoding="ascii")
            temporary.replace(self.head_file)

    def sentence(self, error: BaseException) -> JourneyOfficeError:
        """Say what is wrong with the file and what to do."""
        if isinstance(error, OSError):
            return DataBusyError(f"{self.name} can't be opened: {error.strerror}. Check the folder {self.path.parent}.")
        text = str(error.orig) if isinstance(error, sa.exc.DBAPIError) else str(error)
        if "locked" in text or "busy" in text:
            return DataBusyError(
                f"{self.name} is held by another program. Nothing was saved. Wait a moment, then try again."
            )
        if "full" in text:
            return DataBusyError(
                f"The disk is full. Nothing was saved to {self.name}. Free some space, then try again."
            )
        if "readonly" in text or "unable to open" in text:
            return DataBusyError(f"{self.name} can't be written: {text}. Check who may write to {self.path.parent}.")
        return self._damaged(text)

    def _damaged(self, what: str) -> DataDamagedError:
        return DataDamagedError(
            f"{self.name} is damaged ({what.splitlines()[0]}). Put back a copy of it from "
            f"{self.path.parent / 'copies'}, or 'journey-office restore' a backup; the analytical data is not affected."
        )

    def _check(self) -> None:
        with self.engine.connect() as connection:
            self.start_writing(connection)
            application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
            tables = connection.exec_driver_sql("select count(*) from sqlite_master").scalar_one()
            if application != APPLICATION_ID and (application or version or tables):
                raise DataDamagedError(
                    f"{self.name} belongs to another program. Move it out of {self.path.parent}; a new workspace is "
                    "then made."
                )
            found = schema_version(connection)
            refuse_newer(found, self.name)
            if tables and (fault := _pragma(connection, "quick_check")) != "ok":
                raise self._damaged(str(fault))
            if found != NEWEST:
                upgrade(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
            self._check_end(connection)
            connection.commit()

    def _check_end(self, connection: sa.Connection) -> None:
        noted = self._noted()
        head = connection.execute(sa.select(audit_head.c.number)).scalar_one()
        if noted is not None and noted > head:
            lost = "change was" if noted - head == 1 else "changes were"
            raise self._damaged(f"the last {noted - head} {lost} lost")

    def _noted(self) -> int | None:
        with suppress(OSError, ValueError, IndexError):
            return int(self.head_file.read_text(encoding="ascii").split()[0])
        return None


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    """Make each acknowledged write survive a crash, and enforce references."""
    for statement in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {statement}")


def _pragma(connection: sa.Connection, name: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()
