"""The imports of a dataset so far: their accounts, and the records that could not be read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.engine import Answer, Database
from core.engine.statements import sql_file
from core.errors import NotFoundError
from core.export.csv import csv_bytes
from core.intake.pairs import PLAN as PAIR_PLAN
from core.intake.receipt import Reason, Receipt

REJECT_HEADERS = ("line number", "record number", "column", "value", "reason", "line as in the file")
_HERE = str(Path(__file__).parent)
_ALL = 2**62


@dataclass(frozen=True)
class PastImport:
    """One import: its receipt, who did it and when (UTC), and when it was undone, if so."""

    receipt: Receipt
    actor: str
    imported_at: datetime
    undone_at: datetime | None
    pair_table: bool


def past_imports(database: Database) -> tuple[PastImport, ...]:
    """Return every import, the last one first."""
    reasons: dict[int, list[Reason]] = {}
    for row in database.read(sql_file(_HERE, "past_reasons")).records():
        reason = Reason(row["outcome"], row["reason"], int(row["records"]))
        reasons.setdefault(int(row["import_number"]), []).append(reason)
    rows = database.read(sql_file(_HERE, "past_imports")).records()
    return tuple(_past(row, tuple(reasons.get(int(row["import_number"]), ()))) for row in rows)


def past_import(database: Database, import_number: int) -> PastImport:
    """Return one import; raises `NotFoundError` when there is none of that number."""
    found = [one for one in past_imports(database) if one.receipt.import_number == import_number]
    if not found:
        raise NotFoundError(f"There is no import {import_number} in this dataset. Choose one from the list.")
    return found[0]


def reached_before(database: Database, moment: datetime) -> date | None:
    """Return the day of the last contact among what was imported before a moment (UTC) and is in use; None for none."""
    reached = database.read(sql_file(_HERE, "reached"), {"moment": moment}).records()[0]["reached"]
    return None if reached is None else date(reached.year, reached.month, reached.day)


def rejects_csv(database: Database, import_number: int, *, bom: bool = True) -> Iterator[bytes]:
    """Yield the rejected records of one import as CSV that no spreadsheet runs."""
    rows = database.arrow(sql_file(_HERE, "rejected_records"), {"import_number": import_number, "most": _ALL})
    return csv_bytes(rows.to_batches(), REJECT_HEADERS, bom=bom)


def first_rejects(database: Database, import_number: int, most: int) -> Answer:
    """Return at most `most` rejected records of one import, in file order."""
    return database.read(sql_file(_HERE, "rejected_records"), {"import_number": import_number, "most": max(0, most)})


def _past(row: dict[str, Any], reasons: tuple[Reason, ...]) -> PastImport:
    receipt = Receipt(
        import_number=int(row["import_number"]),
        file_name=row["file_name"],
        source=row["source"],
        read=int(row["read_rows"]),
        loaded=int(row["loaded_rows"]),
        rejected=int(row["rejected_rows"]),
        duplicates=int(row["duplicate_rows"]),
        reasons=reasons,
        notes=tuple(json.loads(row["notes"])),
    )
    undone_at = row["undone_at"].to_pydatetime() if row["undone_at"] else None
    return PastImport(receipt, row["actor"], row["imported_at"].to_pydatetime(), undone_at, row["plan"] == PAIR_PLAN)
