"""The workspace's SQLite file: opened durably, and refused with a sentence when it isn't ours or isn't whole."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.errors import DataBusyError, DataDamagedError, JourneyOfficeError

APPLICATION_ID = 0x4A4F5753  # "JOWS", at byte 68 of the file
FORMAT = 1
WAIT_SECONDS = 15

metadata = sa.MetaData()
# one row per thing a person wrote; `kind` says what `body` (JSON) holds, `version` counts its changes from 1
documents = sa.Table(
    "documents",
    metadata,
    sa.Column("kind", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("updated_at", sa.String(32), nullable=False),
    sa.Column("updated_by", sa.String(200), nullable=False),
    sa.CheckConstraint("version >= 1", name="version_from_one"),
)


def open_file(path: Path) -> sa.Engine:
    """Open or create the file.

    Raises `DataDamagedError` for a damaged, foreign or newer one, `DataBusyError` while it is held.
    """
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT_SECONDS, "isolation_level": None}
        )
        sa.event.listen(engine, "connect", _set_up)
        try:
            _check(engine, path)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn the driver's errors into the sentence a person reads."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _translated(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _translated(path, str(error)) from error
    except OSError as error:
        raise DataBusyError(
            f"{path.name} can't be opened: {error.strerror}. Check the folder {path.parent}."
        ) from error


def _set_up(connection: Any, _: object) -> None:
    """Make each acknowledged write survive a crash, and enforce references."""
    for statement in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {statement}")


def _check(engine: sa.Engine, path: Path) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        application = _pragma(connection, "application_id")
        version = _pragma(connection, "user_version")
        tables = connection.exec_driver_sql("select count(*) from sqlite_master").scalar_one()
        if not application and not version and not tables:
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
            connection.commit()
            return
        connection.rollback()
        if application != APPLICATION_ID:
            raise DataDamagedError(
                f"{path.name} belongs to another program. Move it out of {path.parent}; a new workspace is then made."
            )
        if version != FORMAT:
            raise DataDamagedError(
                f"{path.name} has format {version}; this Journey Office reads format {FORMAT}. "
                "Install the Journey Office that wrote it, or restore an older copy of the file."
            )
        found = _pragma(connection, "quick_check")
        if found != "ok":
            raise _damaged(path, str(found))


def _pragma(connection: sa.Connection, name: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def _translated(path: Path, text: str) -> JourneyOfficeError:
    if "locked" in text or "busy" in text:
        return DataBusyError(
            f"{path.name} is held by another program. Nothing was saved. Wait a moment, then try again."
        )
    if "full" in text:
        return DataBusyError(f"The disk is full. Nothing was saved to {path.name}. Free some space, then try again.")
    if "readonly" in text or "unable to open" in text:
        return DataBusyError(f"{path.name} can't be written: {text}. Check who may write to {path.parent}.")
    return _damaged(path, text)


def _damaged(path: Path, what: str) -> DataDamagedError:
    return DataDamagedError(
        f"{path.name} is damaged ({what.splitlines()[0]}). Restore a copy of it, or move it out of {path.parent} to "
        "start anew; the analytical data is not affected."
    )
