"""The end of a restore: what was built is put in place, step by step, and each step can be taken again.

From the moment that restore.json is on the disk the new office is the one that counts; whoever opens the home next
takes the steps that are left. Before that moment the old office was not touched.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.errors import DataDamagedError, InvalidInputError, JourneyOfficeError
from core.home import RESTORE_FILE
from core.safekeeping import records
from core.safekeeping.archive import AUDIT, DOCUMENTS, HEAD
from core.safekeeping.disk import sync_folder, write_whole
from core.workspace.audit import Head, read_head
from core.workspace.checking import check
from core.workspace.tables import audit, documents


@dataclass(frozen=True)
class Plan:
    """What is left to do. Paths are relative to the home folder; `moves` are (from, to), in order.

    `built` is the folder with the new office; `replaced` is where the old one goes. `restored` is what the record of
    changes says of it. With `server` the workspace goes to the PostgreSQL database of the settings.
    """

    built: str
    replaced: str
    at: str
    restored: dict[str, Any]
    server: bool
    moves: tuple[tuple[str, str], ...]

    def commit(self, home: Path) -> None:
        """Make the new office the one that counts."""
        write_whole(home / RESTORE_FILE, json.dumps(asdict(self), indent=1).encode())


def finish(home: Path, workspace_url: str) -> None:
    """Take every step that is left. The caller has the home alone."""
    plan = read_plan(home)
    if plan.server:
        load_server(home, plan, workspace_url)
    try:
        for source, target in plan.moves:
            move(home / source, home / target)
        (home / RESTORE_FILE).unlink()
    except OSError as error:
        raise JourneyOfficeError(
            f"A restore is not finished: {error.strerror} ({error.filename}). Cure that, then start again: "
            "it goes on where it stopped."
        ) from error
    sync_folder(home)
    shutil.rmtree(home / plan.built, ignore_errors=True)


def read_plan(home: Path) -> Plan:
    """Return what is left to do; raises `DataDamagedError` when it can't be told."""
    try:
        plain = json.loads((home / RESTORE_FILE).read_text(encoding="utf-8"))
        plan = Plan(**{**plain, "moves": tuple((str(source), str(target)) for source, target in plain["moves"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataDamagedError(
            f"{home / RESTORE_FILE} can't be read, so an interrupted restore can't be finished. Move that file and "
            "the folders restoring-… away, then restore the backup again with --replace."
        ) from error
    return plan


def move(source: Path, target: Path) -> None:
    """Move a file or folder, unless that was done before: then `source` is gone, or `target` is there."""
    if not source.exists() or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    os.rename(source, target)
    for folder in {source.parent, target.parent}:
        sync_folder(folder)


def load_server(home: Path, plan: Plan, url: str) -> None:
    """Put the workspace into the database, in one transaction, unless it is there; what was there is kept in a file."""
    from core.safekeeping.backup import back_up_connection  # noqa: PLC0415 - it needs the datasets, which need this
    from core.workspace.postgres import PostgresStore  # noqa: PLC0415 - its driver is needed by few

    if not url:
        raise InvalidInputError(
            "A restore into a PostgreSQL database is not finished. Set JOURNEY_OFFICE_WORKSPACE_URL as it was then."
        )
    store = PostgresStore(url)
    try:
        with store.writing() as connection:
            connection.exec_driver_sql("lock table documents, audit, audit_head in access exclusive mode")
            if is_loaded(connection, plan):
                return
            before = read_head(connection)
            if before.number or connection.execute(documents.select().limit(1)).first():
                (home / plan.replaced).mkdir(exist_ok=True)
                back_up_connection(connection, home / plan.replaced / "workspace.zip")
            connection.exec_driver_sql("alter table audit disable trigger audit_is_append_only")
            for table in ("documents", "audit"):
                connection.exec_driver_sql(f"delete from {table}")  # noqa: S608 - two names of our own
            connection.exec_driver_sql("alter table audit enable trigger audit_is_append_only")
            load_built(connection, home / plan.built, plan, before if before.number else None)
    finally:
        store.engine.dispose()


def load_built(connection: Any, built: Path, plan: Plan, before: Head | None) -> Head:
    """Load the workspace that was extracted, check it where it is now, and note the restore; return the new end."""
    end = json.loads((built / HEAD).read_text(encoding="utf-8"))
    head = Head(end["number"], end["hash"])
    records.load(connection, _lines(built / DOCUMENTS), _lines(built / AUDIT), head)
    problems = check(connection).problems
    if problems:
        raise DataDamagedError(f"The workspace is not whole after loading it, so it was not kept: {problems[0]}")
    return records.note_restore(connection, plan.at, before, plan.restored)


def is_loaded(connection: Any, plan: Plan) -> bool:
    """Tell whether this very restore is in the record already."""
    query = audit.select().where(audit.c.action == "restored", audit.c.at == plan.at)
    found = connection.execute(query).all()
    return any(json.loads(row.after or "{}").get("restore") == plan.restored["restore"] for row in found)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file
