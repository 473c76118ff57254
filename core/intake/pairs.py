"""A pair table: which keys belong to one customer. Four columns: key_kind_a, key_a, key_kind_b, key_b."""

import csv
import io
import json
from pathlib import Path

import pyarrow as pa

from core.datasets import Office
from core.datasets.manifest import write_manifest
from core.engine import Transaction
from core.engine.statements import sql_file
from core.errors import FileRefusedError
from core.intake.imports import Upload, write_account
from core.intake.kept import keep
from core.intake.load import finish
from core.intake.receipt import Reason, Receipt
from core.intake.stitch import stitch
from core.journeys.build import build_touched

COLUMNS = ("key_kind_a", "key_a", "key_kind_b", "key_b")
SOURCE = "identity pairs"
PLAN = json.dumps({"identity_pairs": True})
_STITCH = str(Path(__file__).parent / "stitch")


def import_identity_pairs(office: Office, dataset_id: str, upload: Upload) -> Receipt:
    """Import a pair table and stitch the customers it joins; journeys are rebuilt only for those customers.

    Raises `FileRefusedError` when the four columns are not there or the file is not UTF-8 text.
    """
    database = office.open(dataset_id)
    keep(office.raw, upload.path, upload.sha256)
    with database.write() as transaction:
        receipt = add_pairs(transaction, upload)
        stitch(transaction)
        transaction.execute("create or replace temp table affected_interactions (interaction_key bigint)")
        build_touched(transaction)
        finish(transaction)
    write_manifest(database, office.folder(dataset_id))
    return receipt


def add_pairs(transaction: Transaction, upload: Upload) -> Receipt:
    """Add the pairs of a file, without stitching; return their account."""
    pairs, reasons, read = _read(upload)
    number = upload.import_number or transaction.value("select coalesce(max(import_number), 0) + 1 from imports")
    transaction.execute(
        "create or replace temp table pair_rows (kind_a varchar, value_a varchar, kind_b varchar, value_b varchar)"
    )
    transaction.insert("pair_rows", pairs)
    transaction.execute(sql_file(_STITCH, "pair_file"))
    transaction.execute(sql_file(_STITCH, "pair_file_pairs"), {"import_number": number})
    loaded = transaction.value("select count(*) from identity_pairs where import_number = $n", {"n": number})
    rejected = sum(reasons.values())
    duplicates = read - rejected - loaded
    told = [Reason("rejected", reason, count) for reason, count in sorted(reasons.items())]
    if duplicates:
        told.append(Reason("duplicate", "pair known before", duplicates))
    already = loaded == 0 and duplicates > 0
    receipt = Receipt(
        number, upload.file_name, SOURCE, read, loaded, rejected, duplicates, tuple(told), already_imported=already
    )
    write_account(transaction, receipt, upload, PLAN)
    return receipt


def _read(upload: Upload) -> tuple[pa.Table, dict[str, int], int]:
    try:
        text = upload.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            f"{upload.file_name} is not UTF-8 text. Save it as CSV UTF-8, then try again."
        ) from error
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    header = tuple(name.strip().casefold() for name in rows[0]) if rows else ()
    if header != COLUMNS:
        raise FileRefusedError(
            f"{upload.file_name} is not a pair table: its first line must read {','.join(COLUMNS)}; "
            f"it reads {','.join(header) or 'nothing'}."
        )
    good: list[list[str]] = []
    reasons: dict[str, int] = {}
    for row in rows[1:]:
        values = [value.strip() for value in row]
        reason = _fault(values)
        if reason:
            reasons[reason] = reasons.get(reason, 0) + 1
        else:
            good.append(values)
    if not good:
        raise FileRefusedError(f"No pair in {upload.file_name} could be read: {', '.join(reasons) or 'it is empty'}.")
    columns = list(zip(*good, strict=True))
    names = ("kind_a", "value_a", "kind_b", "value_b")
    return pa.table(dict(zip(names, map(pa.array, columns), strict=True))), reasons, len(rows) - 1


def _fault(values: list[str]) -> str:
    if len(values) != len(COLUMNS):
        return f"{len(values)} fields where the header has {len(COLUMNS)}"
    if not all(values):
        return "a kind or a key is missing"
    return "a key paired with itself" if values[:2] == values[2:] else ""
