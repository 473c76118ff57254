"""Taking one import out again, exactly."""

from datetime import UTC, datetime
from pathlib import Path

from core.datasets import Office
from core.datasets.manifest import write_manifest
from core.engine import Database
from core.engine.statements import sql_file
from core.errors import InvalidInputError
from core.intake.load import finish
from core.intake.rebuild import rebuild
from core.intake.stitch import stitch
from core.journeys.build import collect_touched, rebuild_collected

_STITCH = str(Path(__file__).parent / "stitch")


def undo_import(office: Office, dataset_id: str, import_number: int) -> None:
    """Remove exactly what one import added.

    When later imports skipped records because this one had them, the dataset is rebuilt without it, so that nothing
    those files hold goes missing. Raises `InvalidInputError` when the import is not there or undone already.
    """
    database = office.open(dataset_id)
    found = database.read("select undone_at from imports where import_number = $n", {"n": import_number}).records()
    if not found or found[0]["undone_at"] is not None:
        raise InvalidInputError(
            f"There is no import {import_number} to undo. Past imports are listed on the Datasets page."
        )
    if leaned_on(database, import_number):
        rebuild(office, dataset_id, undone=frozenset({import_number}))
        return
    remove_import(database, import_number)
    write_manifest(database, office.folder(dataset_id))


def leaned_on(database: Database, import_number: int) -> bool:
    """Tell whether a later import left records out because they were loaded before."""
    found = database.read(
        "select count(*) > 0 as leaned from import_reasons r join imports i on i.import_number = r.import_number "
        "where i.import_number > $n and i.undone_at is null and r.outcome = 'duplicate' "
        "and (r.reason like 'loaded before%' or r.reason = 'pair known before')",
        {"n": import_number},
    )
    return bool(found.rows["leaned"][0])


def remove_import(database: Database, import_number: int) -> None:
    """Remove an import's records, pairs and rejects, and rebuild the journeys it touched."""
    parameters = {"n": import_number}
    with database.write() as transaction:
        transaction.execute(
            "create or replace temp table affected_interactions as "
            "select interaction_key from interactions where import_number = $n",
            parameters,
        )
        transaction.execute("delete from identity_pairs where import_number = $n", parameters)
        stitch(transaction)
        collect_touched(transaction)
        transaction.execute("delete from interactions where import_number = $n", parameters)
        transaction.execute("delete from rejects where import_number = $n", parameters)
        rebuild_collected(transaction)
        transaction.execute(sql_file(_STITCH, "orphans"))
        transaction.execute(
            "update imports set undone_at = $now where import_number = $n",
            {**parameters, "now": datetime.now(UTC).replace(tzinfo=None)},
        )
        finish(transaction)
    database.checkpoint()
