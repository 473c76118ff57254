"""What an office holds before a backup takes its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import DataDamagedError, JourneyOfficeError
from core.safekeeping.finishing import Plan, is_loaded
from core.settings import Settings
from core.workspace.audit import Head, read_head
from core.workspace.sqlite import FILE_NAME, SqliteStore
from core.workspace.store import Store
from core.workspace.tables import documents


@dataclass(frozen=True)
class Present:
    """`holds` names what is there, empty when nothing is; `head` is the record's end, None when it can't be told."""

    holds: str
    head: Head | None


def look(settings: Settings, *, whole: bool, ids: Sequence[str]) -> Present:
    """Say what a restore would replace: the workspace, and with `whole` the datasets and the kept uploads."""
    found = []
    head, filled = _workspace(settings)
    if filled:
        found.append(filled)
    if whole and ids:
        found.append(f"the dataset{'s' if len(ids) > 1 else ''} {', '.join(ids)}")
    elif whole and any((settings.home / "raw").glob("*")):
        found.append("kept uploads")
    return Present(" and ".join(found), head)


def server_has(url: str, plan: Plan) -> bool:
    """Tell whether the database has this restore in its record; True also when it can't be asked."""
    from core.workspace.postgres import PostgresStore  # noqa: PLC0415 - its driver is needed by few

    try:
        store = PostgresStore(url)
        try:
            with store.reading() as connection:
                return is_loaded(connection, plan)
        finally:
            store.engine.dispose()
    except JourneyOfficeError:
        return True


def _workspace(settings: Settings) -> tuple[Head | None, str]:
    store: Store
    if settings.workspace_url:
        from core.workspace.postgres import PostgresStore  # noqa: PLC0415 - its driver is needed by few

        store = PostgresStore(settings.workspace_url)
    elif not (settings.home / FILE_NAME).exists():
        return None, ""
    else:
        try:
            store = SqliteStore(settings.home / FILE_NAME)
        except DataDamagedError:
            return None, "a damaged workspace"
    try:
        with store.reading() as connection:
            head = read_head(connection)
            some = connection.execute(documents.select().limit(1)).first()
    finally:
        store.engine.dispose()
    return (head, "a workspace") if head.number or some else (None, "")
