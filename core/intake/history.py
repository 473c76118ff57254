"""Past imports: their accounts, and the records they rejected."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.engine import Answer, Database
from core.engine.statements import sql_file
from core.errors import DataBusyError, NotFoundError
from core.export.csv import csv_bytes
from core.intake.receipt import Reason, Receipt

_HERE = str(Path(__file__).parent)
_ATTEMPTS = 5
REJECT_COLUMNS = ("line_number", "record_number", "column_name", "value", "reason", "raw_line")


@dataclass(frozen=True)
class PastImport:
    """One import with its account. Times are UTC; `undone_at` is None while its records are in the data."""

    receipt: Receipt
    sha256: str
    actor: str
    imported_at: datetime
    undone_at: datetime | None


def past_imports(database: Database) -> tuple[PastImport, ...]:
    """Return every import of a dataset, undone ones too, the first one first."""
    for _ in range(_ATTEMPTS):
        imports = database.read(sql_file(_HERE, "past_imports"))
        reasons = database.read(sql_file(_HERE, "past_reasons"))
        if imports.data_version == reasons.data_version:
            found: dict[int, list[Reason]] = {}
            for row in reasons.records():
                reason = Reason(row["outcome"], row["reason"], int(row["records"]))
                found.setdefault(row["import_number"], []).append(reason)
            return tuple(_past(row, tuple(found.get(row["import_number"], ()))) for row in imports.records())
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def rejects(database: Database, import_number: int, most: int = 1000) -> Answer:
    """Return at most `most` rejected records of an import, in file order; raises `NotFoundError` without the import."""
    _check(database, import_number)
    return database.read(sql_file(_HERE, "past_rejects"), {"import_number": import_number, "most": most})


def rejects_csv(database: Database, import_number: int, *, bom: bool = True) -> Iterator[bytes]:
    """Return all rejected records of an import as CSV, in file order; raises `NotFoundError` without the import."""
    _check(database, import_number)
    batches = database.batches(
        sql_file(_HERE, "past_rejects"), {"import_number": import_number, "most": 9_000_000_000_000}
    )
    return csv_bytes(batches, REJECT_COLUMNS, bom=bom)


def _check(database: Database, import_number: int) -> None:
    found = database.read("select 1 as one from imports where import_number = $n", {"n": import_number})
    if found.rows.empty:
        raise NotFoundError(f"There is no import {import_number}. Past imports are listed by 'journey-office imports'.")


def _past(row: dict[str, Any], reasons: tuple[Reason, ...]) -> PastImport:
    receipt = Receipt(
        row["import_number"],
        row["file_name"],
        row["source"],
        row["read_rows"],
        row["loaded_rows"],
        row["rejected_rows"],
        row["duplicate_rows"],
        reasons,
        tuple(json.loads(row["notes"])),
    )
    undone = row["undone_at"]
    return PastImport(
        receipt,
        row["sha256"],
        row["actor"],
        row["imported_at"].to_pydatetime(),
        None if undone is None else undone.to_pydatetime(),
    )
