"""Several files with the same columns, imported one after the other with one mapping."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.datasets import Office
from core.errors import InvalidInputError, JourneyOfficeError
from core.intake.imports import UNWATCHED, Upload, Watch, import_file
from core.intake.plan import ReadingPlan
from core.intake.reading import Progress
from core.intake.receipt import Receipt


@dataclass(frozen=True)
class Target:
    """Where records go: an existing dataset by id, or a new one by name and kind."""

    dataset_id: str = ""
    new_name: str = ""
    new_kind: Literal["office", "ad-hoc"] = "ad-hoc"
    currency: str = "EUR"

    def __post_init__(self) -> None:
        if bool(self.dataset_id) == bool(self.new_name.strip()):
            raise InvalidInputError("Choose the dataset to add to, or enter the name of a new one.")


@dataclass(frozen=True)
class Imported:
    """What came of it: the dataset, a receipt per file, and a sentence per file that was refused."""

    dataset_id: str
    receipts: tuple[Receipt, ...]
    refused: tuple[tuple[str, str], ...]


def import_files(
    office: Office, target: Target, uploads: Sequence[tuple[Upload, ReadingPlan]], watch: Watch = UNWATCHED
) -> Imported:
    """Import files one after the other; each is a transaction of its own.

    A file that is refused does not stop the others; when all are, its error is raised. A new dataset that stays empty
    is removed again.
    """
    new = not target.dataset_id
    dataset_id = office.create(target.new_name, target.new_kind, currency=target.currency) if new else target.dataset_id
    receipts: list[Receipt] = []
    refused: list[tuple[str, str]] = []
    try:
        for place, (upload, plan) in enumerate(uploads):
            try:
                one = _part(watch, place, len(uploads), upload)
                receipts.append(import_file(office, dataset_id, upload, plan, one))
            except JourneyOfficeError as error:
                if len(uploads) == 1 or (watch.cancelled is not None and watch.cancelled()):
                    raise
                refused.append((upload.file_name, str(error)))
        if not receipts:
            raise InvalidInputError(" ".join(f"{name}: {sentence}" for name, sentence in refused))
    except BaseException:
        if new and not receipts:
            office.delete(dataset_id)
        raise
    return Imported(dataset_id, tuple(receipts), tuple(refused))


def _part(watch: Watch, place: int, files: int, upload: Upload) -> Watch:
    if watch.progress is None or files == 1:
        return watch
    listen = watch.progress

    def scaled(progress: Progress) -> None:
        stage = f"{upload.file_name} ({place + 1} of {files}): {progress.stage}"
        listen(Progress(stage, (place + progress.done_share) / files, progress.records))

    return Watch(scaled, watch.cancelled)
