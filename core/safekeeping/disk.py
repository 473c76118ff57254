"""Files that are there whole or not at all, whatever happens meanwhile."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from core.errors import DataBusyError, InvalidInputError, JourneyOfficeError
from core.wording import count

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]


def sync_folder(folder: Path) -> None:
    """Make sure that what was renamed in a folder stays renamed, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file whole, and make sure that it is on the disk."""
    temporary = path.with_name(f"{path.name}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


@contextmanager
def private_file(target: Path, *, force: bool) -> Iterator[tuple[Path, BinaryIO]]:
    """Yield where and what to write; it becomes `target` when the block ends well, and is gone when it doesn't.

    Only its owner may read it. A process that is killed leaves `target` as it was, and the part beside it, which the
    next one overwrites.
    """
    temporary = target.with_name(f"{target.name}.tmp")
    _refuse_existing(target, force)
    try:
        file = _claim(temporary)
    except OSError as error:
        raise InvalidInputError(
            f"Nothing can be written to {target.parent}: {error.strerror}. Check the folder, or choose another one."
        ) from error
    with file:
        try:
            yield temporary, file
            file.flush()
            os.fsync(file.fileno())
            _refuse_existing(target, force)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    sync_folder(target.parent)


def _refuse_existing(target: Path, force: bool) -> None:
    if target.is_dir() or (target.exists() and not force):
        raise InvalidInputError(f"{target} is there already. Choose another name, or add --force to replace the file.")


def _claim(path: Path) -> BinaryIO:
    """Open an empty file that nobody else is writing."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        file = os.fdopen(descriptor, "r+b")
        if fcntl is not None:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.close()
                raise DataBusyError(f"Another command is writing {path.name}. Wait until it ends.") from error
            except OSError:  # a file system without locks
                pass
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                os.chmod(path, 0o600)
                file.truncate()
                return file
        file.close()


@contextmanager
def disk_errors(what: str, folder: Path) -> Iterator[None]:
    """Turn a disk's refusal into the sentence a person reads; `what` says what did not come about."""
    try:
        yield
    except OSError as error:
        raise JourneyOfficeError(
            f"{what}: {error.strerror or error}. Check the folder {folder} and its free space, then try again."
        ) from error


def refuse_full(folder: Path, needed: int) -> None:
    """Raise a sentence when a folder's disk has less than `needed` bytes left."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise JourneyOfficeError(
            f"It needs {count(needed / 1e6)} MB on the disk of {folder}, which has {count(free / 1e6)} MB left. "
            "Free some space, then try again. Nothing was changed."
        )
