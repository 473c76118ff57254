"""Brings a workspace to the schema of this Journey Office, step by step, in the caller's transaction."""

from pathlib import Path

import sqlalchemy as sa

from core.errors import DataDamagedError
from core.workspace.audit import Record, append, lock_head
from core.workspace.tables import documents

SCHEMA = Path(__file__).parent / "schema"
NEWEST = "0002"


def schema_version(connection: sa.Connection) -> str | None:
    """Return the version of the schema that is there; None when there is none yet, or it is the first edition's."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("select version_num from alembic_version").scalar()
    return found


def refuse_newer(found: str | None, name: str) -> None:
    """Raise `DataDamagedError` for a schema that this Journey Office does not know.

    >>> refuse_newer("0009", "workspace.sqlite")
    Traceback (most recent call last):
    core.errors.DataDamagedError: workspace.sqlite has schema 0009; this Journey Office knows schemas up to 0002. ...
    """
    if found is not None and found > NEWEST:
        raise DataDamagedError(
            f"{name} has schema {found}; this Journey Office knows schemas up to {NEWEST}. It was left as it is. "
            "Install the Journey Office that wrote it, or restore an older backup."
        )


def upgrade(connection: sa.Connection) -> None:
    """Take every step that is missing, then enter documents that were there before the record of changes into it."""
    from alembic import command  # noqa: PLC0415 - takes its time to load, and is needed once in a workspace's life
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCHEMA))
    config.attributes["connection"] = connection
    command.upgrade(config, NEWEST)
    head = lock_head(connection)
    if head.number:
        return
    for row in connection.execute(sa.select(documents).order_by(documents.c.updated_at, documents.c.key)).all():
        adopted = Record(row.updated_at, row.updated_by, "adopted", row.kind, row.key, row.version, None, row.body)
        head = append(connection, head, adopted)
