"""What a backup takes from the home folder: plain files only, while the app goes on writing.

The analytical files are left where they are: another process holds them, and they can be built anew.
"""

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from core.datasets import Office
from core.errors import FileRefusedError, NotFoundError
from core.intake.kept import kept, sha256_of
from core.safekeeping.archive import DELETED, KEY, MODELS, Archive, is_allowed

TRIES = 5
WAIT_SECONDS = 0.2


@dataclass
class Gathered:
    """The datasets that were taken, and a sentence for each that was not, and for what else is worth knowing."""

    datasets: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _ChangedError(Exception):
    """An upload is gone that the manifest named."""


def gather(archive: Archive, office: Office) -> Gathered:
    """Add every dataset's manifest and uploads, the list of deleted datasets, and the key of pseudonyms."""
    found = Gathered()
    for dataset_id in office.ids():
        _take_dataset(archive, office, dataset_id, found)
    for name in (DELETED, KEY):
        _add_if_there(archive, name, office.settings.home / name)
    return found


def gather_models(archive: Archive, home: Path) -> list[str]:
    """Add a person's own model files; return a sentence for each whose name a backup can't hold."""
    notes = []
    for path in sorted((home / MODELS).rglob("*")):
        name = path.relative_to(home).as_posix()
        if path.is_symlink() or not path.is_file():
            continue
        if is_allowed(name):
            _add_if_there(archive, name, path)
        else:
            notes.append(f"The file {name!r} is not in the backup: rename it without points, colons and blanks first.")
    return notes


def _take_dataset(archive: Archive, office: Office, dataset_id: str, found: Gathered) -> None:
    path = office.folder(dataset_id) / "manifest.json"
    for attempt in range(TRIES):
        try:
            text = path.read_bytes()
        except FileNotFoundError:
            found.notes.append(f"The dataset {dataset_id!r} was deleted meanwhile and is not in the backup.")
            return
        try:
            problem = _take_uploads(archive, office.raw, json.loads(text))
        except (ValueError, KeyError, TypeError):
            problem = "its manifest can't be read"
        except (_ChangedError, FileNotFoundError, FileRefusedError):
            problem = "a kept upload is gone"
            if attempt < TRIES - 1:
                time.sleep(WAIT_SECONDS)
                continue
        if not problem:
            archive.add_bytes(f"datasets/{dataset_id}/manifest.json", text)
            found.datasets.append(dataset_id)
            return
        found.left_out.append(f"The dataset {dataset_id!r} is not in the backup, since {problem}.")
        return


def _take_uploads(archive: Archive, raw: Path, manifest: dict[str, Any]) -> str:
    """Add what is not in the archive yet; return what is wrong with an upload, empty when nothing is."""
    for entry in manifest["imports"]:
        try:
            path = kept(raw, entry["sha256"], entry["plan"], entry["file_name"])
        except NotFoundError as error:
            if entry["undone_at"] is not None:
                continue
            raise _ChangedError from error
        if path.is_dir():
            for file in sorted(path.iterdir()):
                _add_new(archive, f"raw/{path.name}/{file.name}", file)
        elif f"raw/{path.name}" not in archive.members and sha256_of(path) != path.name:
            return f"the kept upload of {entry['file_name']} is damaged"
        else:
            _add_new(archive, f"raw/{path.name}", path)
    return ""


def _add_new(archive: Archive, name: str, path: Path) -> None:
    if name not in archive.members:
        with path.open("rb") as content:
            archive.add(name, content)


def _add_if_there(archive: Archive, name: str, path: Path) -> None:
    content: BinaryIO
    try:
        content = path.open("rb")
    except FileNotFoundError:
        return
    with content:
        archive.add(name, content)
