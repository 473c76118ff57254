"""A pair table: which keys belong to one customer. Four columns: key_kind_a, key_a, key_kind_b, key_b."""

import csv
import io
import json
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from core.datasets import Office
from core.datasets.manifest import write_manifest
from core.engine import Transaction
from core.engine.statements import sql_file
from core.errors import FileRefusedError
from core.intake.imports import Upload, write_account
from core.intake.kept import keep, pseudonym_key, sha256_of, staging_folder
from core.intake.load import finish
from core.intake.reading.privacy import normal_key, pseudonym
from core.intake.receipt import NothingNewError, Reason, Receipt
from core.intake.stitch import stitch
from core.journeys.build import build_touched

COLUMNS = ("key_kind_a", "key_a", "key_kind_b", "key_b")
SOURCE = "identity pairs"
PLAN = json.dumps({"identity_pairs": True})
_STITCH = str(Path(__file__).parent / "stitch")


@dataclass(frozen=True)
class Pairs:
    """The readable pairs (kind_a, key_a, kind_b, key_b) of a pair table, and how many lines had which fault."""

    rows: tuple[tuple[str, str, str, str], ...]
    faults: dict[str, int]

    def pseudonymised(self, key: bytes) -> "Pairs":
        """Return the pairs under the pseudonyms their keys have in this dataset."""
        hidden = [(ka, pseudonym(key, ka, a), kb, pseudonym(key, kb, b)) for ka, a, kb, b in self.rows]
        return Pairs(tuple(hidden), self.faults)

    def table(self) -> pa.Table:
        """Return the pairs as columns."""
        columns = zip(("kind_a", "value_a", "kind_b", "value_b"), zip(*self.rows, strict=True), strict=True)
        return pa.table({name: pa.array(values) for name, values in columns})

    def write(self, path: Path) -> Path:
        """Write the readable pairs as a pair table."""
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(self.rows)
        return path


def import_identity_pairs(office: Office, dataset_id: str, upload: Upload) -> Receipt:
    """Import a pair table and stitch the customers it joins; journeys are rebuilt only for those customers.

    Where the dataset's ids are pseudonyms, the keys become pseudonyms too, and only those are kept.


    Raises `FileRefusedError` when the four columns are not there or the file is not UTF-8 text.
    """
    database = office.open(dataset_id)
    pairs = read_pairs(upload)
    with staging_folder(office.staging) as folder:
        if database.read(sql_file(_STITCH, "pseudonymised")).rows["pseudonymised"][0]:
            pairs = pairs.pseudonymised(pseudonym_key(office.settings.home))
            path = pairs.write(folder / "pairs.csv")
            upload = replace(upload, path=path, sha256=sha256_of(path))
        keep(office.raw, upload.path, upload.sha256)
    try:
        with database.write() as transaction:
            receipt = add_pairs(transaction, upload, pairs)
            if receipt.already_imported:
                raise NothingNewError
            stitch(transaction)
            transaction.execute("create or replace temp table affected_interactions (interaction_key bigint)")
            build_touched(transaction)
            finish(transaction)
    except NothingNewError:
        return receipt
    write_manifest(database, office.folder(dataset_id))
    return receipt


def add_pairs(transaction: Transaction, upload: Upload, pairs: Pairs) -> Receipt:
    """Add the pairs of a file, without stitching; return their account."""
    number = upload.import_number or transaction.value("select coalesce(max(import_number), 0) + 1 from imports")
    transaction.execute(
        "create or replace temp table pair_rows (kind_a varchar, value_a varchar, kind_b varchar, value_b varchar)"
    )
    transaction.insert("pair_rows", pairs.table())
    transaction.execute(sql_file(_STITCH, "pair_file"))
    transaction.execute(sql_file(_STITCH, "pair_file_pairs"), {"import_number": number})
    loaded = transaction.value("select count(*) from identity_pairs where import_number = $n", {"n": number})
    rejected = sum(pairs.faults.values())
    duplicates = len(pairs.rows) - loaded
    told = [Reason("rejected", reason, count) for reason, count in sorted(pairs.faults.items())]
    if duplicates:
        told.append(Reason("duplicate", "pair known before", duplicates))
    read, again = len(pairs.rows) + rejected, loaded == 0
    receipt = Receipt(
        number, upload.file_name, SOURCE, read, loaded, rejected, duplicates, tuple(told), already_imported=again
    )
    write_account(transaction, receipt, upload, PLAN)
    return receipt


def read_pairs(upload: Upload) -> Pairs:
    """Read a pair table; raises `FileRefusedError` when it is none."""
    try:
        text = upload.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            f"{upload.file_name} is not UTF-8 text. Save it as CSV UTF-8, then try again."
        ) from error
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error as error:
        raise FileRefusedError(f"{upload.file_name} is not proper CSV: {error}. Save it anew as CSV UTF-8.") from error
    header = tuple(name.strip().casefold() for name in rows[0]) if rows else ()
    if header != COLUMNS:
        raise FileRefusedError(
            f"{upload.file_name} is not a pair table: its first line must read {','.join(COLUMNS)}; "
            f"it reads {','.join(header)[:80] or 'nothing'}."
        )
    good: list[tuple[str, str, str, str]] = []
    faults: dict[str, int] = {}
    for row in rows[1:]:
        values = [value.strip() for value in row]
        fault = _fault(values)
        if fault:
            faults[fault] = faults.get(fault, 0) + 1
        else:
            kind_a, a, kind_b, b = values
            good.append((kind_a, normal_key(kind_a, a), kind_b, normal_key(kind_b, b)))
    if not good:
        raise FileRefusedError(f"No pair in {upload.file_name} could be read: {', '.join(faults) or 'it is empty'}.")
    return Pairs(tuple(good), faults)


def _fault(values: list[str]) -> str:
    if len(values) != len(COLUMNS):
        return f"{len(values)} fields where the header has {len(COLUMNS)}"
    if not all(values):
        return "a kind or a key is missing"
    return "a key paired with itself" if values[:2] == values[2:] else ""
