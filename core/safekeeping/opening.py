"""Opening a backup: everything about it is checked before anything is done with it."""

import hashlib
import json
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa

from core.errors import DataDamagedError, FileRefusedError, JourneyOfficeError
from core.intake.kept import checked_name
from core.safekeeping import records
from core.safekeeping.archive import AUDIT, DOCUMENTS, FORMAT, HEAD, MANIFEST, PIECE, WHAT, Contents, Member, is_allowed
from core.workspace.audit import Head
from core.workspace.upgrading import NEWEST, refuse_newer

LARGEST_IN_MEMORY = 256_000_000
MOST_MEMBERS = 1_000_000
# What reading a damaged zip, or damaged JSON in it, may raise.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError,
           KeyError, TypeError, AttributeError, OverflowError, IndexError)  # fmt: skip


class Backup:
    """A backup that was checked. `sha256` is that of the whole file, `head` the end of its record of changes."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name = name
        self.sha256 = _digest(file)
        self._zip = zipfile.ZipFile(file)
        self.contents = self._check_names()
        self._check_digests()
        self.head = self._head()
        self._check_datasets()
        self._check_workspace()

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield a member line by line."""
        with self._zip.open(name) as content:
            while line := content.readline(records.LONGEST_LINE + 1):
                yield line

    def extract(self, member: Member, target: Path) -> None:
        """Write one member to a new file that only its owner may read, and make sure that it is on the disk."""
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, self._zip.open(member.name) as content:
            while piece := content.read(PIECE):
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != member.sha256:
            raise FileRefusedError(f"{self.name} changed while it was read. Nothing was restored; try again.")

    def bytes_of(self, name: str) -> bytes:
        """Return a small member."""
        if self._zip.getinfo(name).file_size > LARGEST_IN_MEMORY:
            raise ValueError(f"{name} is too large")
        return self._zip.read(name)

    def _check_names(self) -> Contents:
        infos = self._zip.infolist()
        names = [info.filename for info in infos]
        for info in infos:
            if info.filename != MANIFEST and not is_allowed(info.filename):
                raise ValueError(f"it holds the name {info.filename[:80]!r}")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
                raise ValueError("it is packed in another way")
        if len({name.casefold() for name in names}) != len(names) or len(names) > MOST_MEMBERS:
            raise ValueError("it holds a name twice")
        for needed in (MANIFEST, DOCUMENTS, AUDIT, HEAD):
            if needed not in names:
                raise ValueError(f"it has no {needed}")
        contents = self._contents(json.loads(self.bytes_of(MANIFEST)))
        sizes = {info.filename: info.file_size for info in infos if info.filename != MANIFEST}
        told = {one.name: one.size for one in contents.members}
        if told != sizes:
            named = sorted(set(told.items()) ^ set(sizes.items()))
            raise ValueError(f"{named[0][0]} is missing, is not listed, or has another size")
        return contents

    def _contents(self, plain: dict[str, Any]) -> Contents:
        if plain.get("what") != WHAT or not isinstance(plain.get("format"), int):
            raise ValueError("it is no backup of Journey Office")
        if plain["format"] > FORMAT:
            raise DataDamagedError(
                f"{self.name} has the backup format {plain['format']}; this Journey Office knows formats up to "
                f"{FORMAT}. Install the Journey Office that wrote it ({plain.get('product_version')})."
            )
        refuse_newer(str(plain.get("schema")), self.name)
        contents = Contents.of(plain)
        if contents.schema not in records.KNOWN_SCHEMAS or NEWEST not in records.KNOWN_SCHEMAS:
            raise ValueError(f"its workspace has the unknown schema {contents.schema!r}")
        return contents

    def _check_digests(self) -> None:
        for member in self.contents.members:
            with self._zip.open(member.name) as content:
                found = _digest(content)
            if found != member.sha256:
                raise ValueError(f"{member.name} is not what was written")
            if re.fullmatch("raw/[0-9a-f]{64}", member.name) and member.name != f"raw/{found}":
                raise ValueError(f"{member.name} is not the upload of that name")

    def _head(self) -> Head:
        plain = json.loads(self.bytes_of(HEAD))
        if plain["schema"] != self.contents.schema:
            raise ValueError("its workspace has two schemas")
        return Head(int(plain["number"]), str(plain["hash"]))

    def _check_datasets(self) -> None:
        names = {one.name for one in self.contents.members}
        for dataset_id in self.contents.datasets():
            manifest = json.loads(self.bytes_of(f"datasets/{dataset_id}/manifest.json"))
            if manifest["dataset"]["dataset_id"] != dataset_id:
                raise ValueError(f"the dataset {dataset_id!r} has another one's manifest")
            for entry in manifest["imports"]:
                sha256, plan = str(entry["sha256"]), str(entry["plan"])
                if not re.fullmatch("[0-9a-f]{64}", sha256):
                    raise ValueError(f"the dataset {dataset_id!r} names an upload that can't be one")
                checked = f"raw/{checked_name(sha256, plan)}/result.json"
                if entry["undone_at"] is None and not {f"raw/{sha256}", checked} & names:
                    raise ValueError(f"an upload of the dataset {dataset_id!r} is missing")

    def _check_workspace(self) -> None:
        found = records.check_lines(lambda: self.lines(DOCUMENTS), lambda: self.lines(AUDIT), self.head)
        if found.problems:
            raise DataDamagedError(
                f"The workspace in {self.name} is not whole, so it is not used: {' '.join(found.problems[:3])}"
            )
        if (found.rows, found.last_hash, found.documents) != (
            self.contents.audit_rows, self.contents.audit_hash, self.contents.documents
        ):  # fmt: skip
            raise ValueError("its workspace is not the one that it says")


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Yield a backup after checking all of it; raises `FileRefusedError` or `DataDamagedError` with what is wrong."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise FileRefusedError(f"The backup {path.name} can't be read: {error.strerror}. Check where it is.") from error
    with file:
        try:
            backup = Backup(path.name, file)
        except JourneyOfficeError:
            raise
        except sa.exc.DBAPIError as error:
            raise DataDamagedError(f"The workspace in {path.name} can't be read: {error.orig}.") from error
        except OSError as error:
            raise FileRefusedError(f"The backup {path.name} can't be read: {error.strerror or error}.") from error
        except (*_DAMAGE, RecursionError) as error:
            what = str(error).strip("'\"") if isinstance(error, ValueError | zipfile.BadZipFile) else "it is cut off"
            raise FileRefusedError(
                f"{path.name} is damaged or no backup: {what}. Nothing was changed; use another backup."
            ) from error
        yield backup


def _digest(file: Any) -> str:
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
