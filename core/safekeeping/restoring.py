"""Restoring a backup: the new office is built beside the old one, whole, and only then takes its place."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from core.access import Person
from core.datasets import Office
from core.errors import DataBusyError, InvalidInputError, JourneyOfficeError
from core.home import RESTORE_FILE
from core.intake.imports import UNWATCHED, Watch
from core.intake.rebuild import rebuild
from core.safekeeping import finishing, present
from core.safekeeping.archive import DELETED, KEY, MODELS
from core.safekeeping.disk import disk_errors, refuse_full, sync_folder
from core.safekeeping.finishing import Plan
from core.safekeeping.opening import Backup, opened
from core.workspace.sqlite import FILE_NAME, SqliteStore

SPARE = 64_000_000
WORKSPACE_FILES = (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", f"{FILE_NAME}-head", f"{FILE_NAME}-journal")
DATA = ("datasets", "raw", DELETED, KEY)


@dataclass(frozen=True)
class Restored:
    """What was restored. `replaced` is the folder that holds what was there before, None when nothing was."""

    made_at: str
    sha256: str
    audit_rows: int
    documents: int
    datasets: tuple[str, ...]
    left_out: tuple[str, ...]
    replaced: Path | None


def restore(office: Office, path: Path, person: Person, *, over: bool = False, watch: Watch = UNWATCHED) -> Restored:
    """Put a backup in the place of this office; `over` what is there, which is kept aside.

    A backup of the workspace only leaves the datasets as they are. Raises `FileRefusedError` or `DataDamagedError` for
    a backup that is not whole, `DataBusyError` while the app runs, `InvalidInputError` when the office holds something.
    """
    person.require("delete data")
    settings, home = office.settings, office.settings.home
    with opened(path) as backup, office.alone():
        _remove_leftovers(home)
        _refuse_held(office)
        there = present.look(settings, whole=backup.contents.whole, ids=office.ids())
        if there.holds and not over:
            raise InvalidInputError(
                f"This office is not empty: it holds {there.holds}. Add --replace to put the backup in its place; "
                "what is there is then moved aside, never deleted."
            )
        plan = _build(office, backup, there, watch)
        plan.commit(home)
        _finish(office, plan)
    aside = home / plan.replaced
    return Restored(
        backup.contents.made_at, backup.sha256, backup.head.number, backup.contents.documents,
        backup.contents.datasets(), backup.contents.left_out, aside if aside.exists() else None,
    )  # fmt: skip


def _build(office: Office, backup: Backup, there: present.Present, watch: Watch) -> Plan:
    """Build the whole office beside the one that is there, and return how it is put in place."""
    home, token = office.settings.home, secrets.token_hex(8)
    now, built = datetime.now(UTC), home / f"restoring-{token}"
    restored = {"restore": token, "backup_sha256": backup.sha256, "head": backup.head.number, "hash": backup.head.hash}
    aside = f"replaced-{now:%Y-%m-%dT%H-%M-%SZ}-{token[:4]}"
    server = bool(office.settings.workspace_url)
    plan = Plan(built.name, aside, now.isoformat(timespec="microseconds"), restored, server, ())
    with _removed_on_failure(built):
        refuse_full(home, 2 * sum(one.size for one in backup.contents.members) + SPARE)
        for member in backup.contents.members:
            backup.extract(member, built / member.name)
        if not server:
            _build_file(built, plan, there)
        _build_datasets(office, built, backup.contents.datasets(), watch)
        for folder in (built, *(one for one in built.rglob("*") if one.is_dir())):
            sync_folder(folder)
        return replace(plan, moves=_moves(home, plan, whole=backup.contents.whole, over=bool(there.holds)))


def _build_file(built: Path, plan: Plan, there: present.Present) -> None:
    """Make the workspace's file, with the note of its end beside it."""
    store = SqliteStore(built / FILE_NAME)
    try:
        with store.writing() as connection:
            head = finishing.load_built(connection, built, plan, there.head)
        store.remember(head)
        with store.errors(), store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        store.engine.dispose()


def _build_datasets(office: Office, built: Path, ids: tuple[str, ...], watch: Watch) -> None:
    """Build the analytical files anew from the uploads; their data version is the one that was backed up."""
    made = Office(replace(office.settings, home=built, workspace_url=""))
    try:
        for dataset_id in ids:
            rebuild(made, dataset_id, same_version=True, watch=watch)
    finally:
        made.close_all()


def _moves(home: Path, plan: Plan, *, whole: bool, over: bool) -> tuple[tuple[str, str], ...]:
    """Return first what goes aside, then what takes its place."""
    names = [MODELS, *(DATA if whole else ()), *(() if plan.server else WORKSPACE_FILES)]
    # copies of the old workspace go with it; where it was lost they may be all there is, and stay
    old = [*names, "copies"] if over and not plan.server else names
    aside = [(name, f"{plan.replaced}/{name}") for name in old if (home / name).exists()]
    placed = [(f"{plan.built}/{name}", name) for name in names if (home / plan.built / name).exists()]
    return (*aside, *placed)


def _finish(office: Office, plan: Plan) -> None:
    """Put the new office in place; where the database refuses its part, nothing was moved yet and nothing is."""
    home, url = office.settings.home, office.settings.workspace_url
    try:
        if plan.server:
            finishing.load_server(home, plan, url)
    except JourneyOfficeError:
        if not present.server_has(url, plan):
            (home / RESTORE_FILE).unlink()
            shutil.rmtree(home / plan.built, ignore_errors=True)
            shutil.rmtree(home / plan.replaced, ignore_errors=True)
        raise
    finishing.finish(home, url)


def _remove_leftovers(home: Path) -> None:
    """Remove what restores left that never reached their commit."""
    for folder in home.glob("restoring-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_held(office: Office) -> None:
    """Raise `DataBusyError` when another process holds a dataset, as one of an earlier edition might."""
    for dataset_id in office.ids():
        try:
            office.open(dataset_id)
        except DataBusyError:
            raise
        except JourneyOfficeError:  # damaged data is a reason to restore, and no reason against it
            continue
        finally:
            office.close(dataset_id)


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    try:
        with disk_errors("The backup could not be restored, and nothing was changed", folder.parent):
            yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
