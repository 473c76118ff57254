"""Importing a file: read in a child process, loaded in one transaction, kept for a rebuild."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.datasets import Office
from core.datasets.manifest import write_manifest
from core.engine import Transaction
from core.errors import InvalidInputError
from core.intake.kept import keep, keep_checked, pseudonym_key, sha256_of, staging_folder
from core.intake.load import Loaded, add_rejects, finish, import_row, load_checked
from core.intake.plan import ReadingPlan
from core.intake.reading import Progress, ReadResult, read_file
from core.intake.receipt import NothingNewError, Reason, Receipt
from core.intake.stitch import nothing_affected, stitch
from core.journeys.build import build_all, build_touched

RESULT_FILE = "result.json"
_READING_SHARE = 0.6
_LARGE_SHARE = 0.5


@dataclass(frozen=True)
class Watch:
    """Who follows a long piece of work: `progress` is told how far it is, `cancelled` is asked whether to stop."""

    progress: Callable[[Progress], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def tell(self, stage: str, share: float, records: int = 0) -> None:
        """Report a stage, if anybody listens."""
        if self.progress is not None:
            self.progress(Progress(stage, share, records))


UNWATCHED = Watch()


@dataclass(frozen=True)
class Upload:
    """A file to import: where it lies, what it is called, its SHA-256 and who brings it."""

    path: Path
    file_name: str
    sha256: str
    actor: str
    imported_at: datetime
    import_number: int | None = None

    @staticmethod
    def of(path: Path, file_name: str = "", actor: str = "local") -> "Upload":
        """Describe a file on disk; raises `FileRefusedError` when it can't be read."""
        return Upload(path, file_name or path.name, sha256_of(path), actor, datetime.now(UTC).replace(tzinfo=None))


def import_file(
    office: Office, dataset_id: str, upload: Upload, plan: ReadingPlan, watch: Watch = UNWATCHED
) -> Receipt:
    """Import one file into a dataset as one transaction and return its account.

    Raises `FileRefusedError` for a file that can't be read, `InvalidInputError` for a plan that doesn't fit it,
    `CancelledError` when the watch says so; nothing is changed then.
    """
    database = office.open(dataset_id)
    _check_source(office, dataset_id, upload, plan.mapping.source)
    with staging_folder(office.staging) as folder:
        result = read_upload(office, upload, plan, folder, watch)
        _keep(office, upload, plan, folder, result)
        watch.tell("loading", _READING_SHARE, result.loaded)
        try:
            with database.write(cancelled=watch.cancelled) as transaction:
                receipt, loaded = add_import(transaction, folder, result, upload, plan)
                if receipt.already_imported:
                    raise NothingNewError
                watch.tell("building journeys", 0.8, loaded.records)
                build_added(transaction, loaded)
                finish(transaction)
        except NothingNewError:
            return receipt
    database.checkpoint()
    write_manifest(database, office.folder(dataset_id))
    watch.tell("done", 1.0, result.read)
    return receipt


def read_upload(
    office: Office, upload: Upload, plan: ReadingPlan, folder: Path, watch: Watch = UNWATCHED
) -> ReadResult:
    """Read an upload into `folder` in a child process."""
    return read_file(
        upload.path,
        upload.file_name,
        plan,
        folder,
        key=pseudonym_key(office.settings.home) if plan.privacy.pseudonymise else b"",
        progress=_scaled(watch.progress),
        cancelled=watch.cancelled,
        memory_limit_mb=office.settings.memory_limit_mb,
    )


def add_import(
    transaction: Transaction, folder: Path, result: ReadResult, upload: Upload, plan: ReadingPlan
) -> tuple[Receipt, Loaded]:
    """Add what the reader left in `folder`, without building journeys; return its account."""
    number = upload.import_number or transaction.value("select coalesce(max(import_number), 0) + 1 from imports")
    earlier = transaction.value(
        "select min(import_number) from imports where sha256 = $sha256 and undone_at is null", {"sha256": upload.sha256}
    )
    loaded = load_checked(transaction, folder / "clean.parquet", plan.mapping, number)
    add_rejects(transaction, folder / "rejects.parquet", number)
    reasons = (
        tuple(Reason("rejected", reason, count) for reason, count in sorted(result.reasons.items()))
        + loaded.reasons
        + tuple(Reason("flag", flag, count) for flag, count in sorted(result.flags.items()) if count)
    )
    already = earlier is not None and loaded.records == 0
    receipt = Receipt(
        earlier if already else number,
        upload.file_name,
        plan.mapping.source,
        result.read,
        loaded.records,
        result.rejected,
        loaded.duplicates,
        reasons,
        result.notes,
        already,
    )
    write_account(transaction, receipt, upload, plan.to_json())
    return receipt, loaded


def build_added(transaction: Transaction, loaded: Loaded) -> None:
    """Build the journeys that new interactions touch; all of them when most of the data is new."""
    if loaded.has_pairs:
        stitch(transaction)
    else:
        nothing_affected(transaction)
    if loaded.first_key == 1 or loaded.records > _LARGE_SHARE * transaction.value("select count(*) from interactions"):
        build_all(transaction)
        return
    transaction.execute(
        "create or replace temp table affected_interactions as "
        "select interaction_key from interactions where interaction_key >= $first",
        {"first": loaded.first_key},
    )
    build_touched(transaction)


def write_account(transaction: Transaction, receipt: Receipt, upload: Upload, plan: str) -> None:
    """Write the import row and its reasons; `plan` is JSON."""
    import_row(
        transaction,
        {
            "import_number": receipt.import_number,
            "file_name": upload.file_name,
            "sha256": upload.sha256,
            "source": receipt.source,
            "plan": plan,
            "actor": upload.actor,
            "imported_at": upload.imported_at,
            "read_rows": receipt.read,
            "loaded_rows": receipt.loaded,
            "rejected_rows": receipt.rejected,
            "duplicate_rows": receipt.duplicates,
            "notes": json.dumps(receipt.notes, ensure_ascii=False),
        },
    )
    for reason in receipt.reasons:
        transaction.execute(
            "insert into import_reasons values ($import_number, $outcome, $reason, $records)",
            {
                "import_number": receipt.import_number,
                "outcome": reason.outcome,
                "reason": reason.reason,
                "records": reason.records,
            },
        )


def _check_source(office: Office, dataset_id: str, upload: Upload, source: str) -> None:
    if not 1 <= len(source.strip()) <= 80:
        raise InvalidInputError("The source needs a name of 1 to 80 characters: which system the file comes from.")
    found = office.open(dataset_id).read(
        "select source, import_number from imports where sha256 = $sha256 and source <> $source and undone_at is null",
        {"sha256": upload.sha256, "source": source},
    )
    for other in found.records():
        raise InvalidInputError(
            f"This very file was imported before, as source {other['source']!r} (import {other['import_number']}). "
            "Use that source name, or undo that import first."
        )


def _keep(office: Office, upload: Upload, plan: ReadingPlan, folder: Path, result: ReadResult) -> None:
    if plan.privacy.pseudonymise or plan.privacy.text != "keep":
        (folder / RESULT_FILE).write_text(json.dumps(asdict(result)), encoding="utf-8")
        keep_checked(office.raw, folder, upload.sha256, plan.to_json())
    else:
        keep(office.raw, upload.path, upload.sha256)


def _scaled(progress: Callable[[Progress], None] | None) -> Callable[[Progress], None] | None:
    if progress is None:
        return None

    def scaled(step: Progress) -> None:
        left = step.seconds_left / _READING_SHARE if step.seconds_left is not None else None
        progress(Progress(step.stage, step.done_share * _READING_SHARE, step.records, left))

    return scaled
