"""The format of an analytical file: an older one is brought up to date when it is opened, a newer one is refused."""

from pathlib import Path

from core.engine import Database, Transaction
from core.engine.statements import sql_file
from core.errors import DataDamagedError, QueryError

SCHEMA_VERSION = 2
_HERE = str(Path(__file__).parent)


def bring_up_to_date(database: Database, dataset_id: str) -> None:
    """Make the file one of format `SCHEMA_VERSION`, whole or not at all; its numbers and data version stay the same.

    Raises `DataDamagedError` for a newer or unknown format, and where the file can't be changed.
    """
    found = database.read("select schema_version from dataset").records()
    version = found[0]["schema_version"] if found else None
    if version == SCHEMA_VERSION:
        return
    if version == 1:
        try:
            with database.write() as transaction:
                to_format_2(transaction)
        except QueryError as error:
            raise DataDamagedError(
                f"The data file of {dataset_id!r} has format 1 and can't be brought up to format 2: {error} "
                f"{_rebuild(dataset_id)}"
            ) from error
        database.checkpoint()
        return
    newer = version is not None and version > SCHEMA_VERSION
    cure = "Install the newer Journey Office to open it." if newer else _rebuild(dataset_id)
    raise DataDamagedError(
        f"The data file of {dataset_id!r} has format {version}; this Journey Office reads format "
        f"{SCHEMA_VERSION}. {cure}"
    )


def to_format_2(transaction: Transaction) -> None:
    """Add what format 2 has on top of format 1: the wait of each step, and what a journey's contacts say together."""
    for statement in sql_file(_HERE, "format_2_columns").split(";\n"):
        if statement.strip():
            transaction.execute(statement)
    transaction.execute(sql_file(_HERE, "format_2_steps"))
    transaction.execute(sql_file(_HERE, "format_2_journeys"))
    transaction.execute("update dataset set schema_version = 2")


def _rebuild(dataset_id: str) -> str:
    return f"'journey-office rebuild {dataset_id}' brings it up to date from the kept uploads."
