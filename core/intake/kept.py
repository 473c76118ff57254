"""Uploads kept by their SHA-256, so that the analytical file can be built anew."""

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import FileRefusedError, NotFoundError

_BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hex."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise FileRefusedError(
            f"The file {path.name} can't be read: {error.strerror}. Check that it is there."
        ) from error
    return digest.hexdigest()


def keep(raw: Path, path: Path, sha256: str) -> None:
    """Copy a file into the store of uploads, whole or not at all; raises `FileRefusedError` when the disk refuses."""
    with _whole(raw / sha256) as temporary:
        if temporary is not None:
            shutil.copyfile(path, temporary)
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())


def keep_checked(raw: Path, folder: Path, sha256: str, plan: str) -> None:
    """Keep the checked records instead of an upload that holds what must not be kept in the clear."""
    with _whole(_checked(raw, sha256, plan)) as temporary:
        if temporary is not None:
            shutil.copytree(folder, temporary)


@contextmanager
def _whole(target: Path) -> Iterator[Path | None]:
    """Yield where to write what then becomes `target`, or None when it is there already."""
    if target.exists():
        yield None
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        if temporary.is_dir():
            shutil.rmtree(temporary, ignore_errors=True)
        temporary.unlink(missing_ok=True)
        raise FileRefusedError(
            f"The upload can't be kept: {os.strerror(error.errno or 0)}. Nothing was changed. "
            f"Free some space in {target.parent.parent}, then try again."
        ) from error


def kept(raw: Path, sha256: str, plan: str, file_name: str) -> Path:
    """Return where an upload read by a plan (its JSON) is kept: a file, or a folder of checked records."""
    for path in (_checked(raw, sha256, plan), raw / sha256):
        if path.exists():
            return path
    raise NotFoundError(
        f"The kept upload of {file_name} (SHA-256 {sha256[:12]}…) is gone, so the data can't be rebuilt from it. "
        f"Put the original file back as {raw / sha256}, or undo that import first."
    )


def checked_name(sha256: str, plan: str) -> str:
    """Return the name of the folder of records that were checked by a plan (its JSON)."""
    return f"{sha256}.{hashlib.sha256(plan.encode()).hexdigest()[:16]}.checked"


def _checked(raw: Path, sha256: str, plan: str) -> Path:
    return raw / checked_name(sha256, plan)


@contextmanager
def staging_folder(staging: Path) -> Iterator[Path]:
    """Yield a folder for one import's intermediate files; it and the leftovers of dead processes are removed."""
    staging.mkdir(parents=True, exist_ok=True)
    for left in staging.glob("import-*"):
        pid = left.name.split("-")[1]
        if pid.isdecimal() and int(pid) != os.getpid() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"import-{os.getpid()}-", dir=staging))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pseudonym_key(home: Path) -> bytes:
    """Return this home's secret for pseudonyms, made at first use and readable by its owner only."""
    path = home / "pseudonym.key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()
