"""Uploads on their way in: spooled to disk in pieces, found again by a token, gone after a day."""

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.errors import FileRefusedError, NotFoundError

PIECE = 1 << 20
ARRIVING = "arriving"
NOTE = b"journey-office upload on disk: "
KEPT_SECONDS = 24 * 3600
LONGEST_NAME = 120


@dataclass(frozen=True)
class Spooled:
    """One uploaded file: where it lies, what its owner calls it, and its size in bytes."""

    path: Path
    file_name: str
    size: int


def spool(home: Path, files: Sequence[tuple[str, BinaryIO]]) -> str:
    """Write files to disk piece by piece and return the token under which they are found for a day.

    A file's own name is only ever shown; on disk it has a number. Raises `FileRefusedError` when the disk is full.
    """
    root = home / "uploads"
    token = secrets.token_hex(16)
    folder = root / token
    try:
        remove_old(home)
        folder.mkdir(parents=True)
        listed = []
        for number, (name, content) in enumerate(sorted(files, key=lambda file: file[0])):
            _write(root, content, folder / str(number))
            listed.append({"name": shown_name(name), "size": (folder / str(number)).stat().st_size})
        (folder / "index.json").write_text(json.dumps(listed), encoding="utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise FileRefusedError(
            f"The upload could not be kept: {os.strerror(error.errno or 0)}. Nothing was loaded. "
            f"Free some space in {root}, then try again."
        ) from error
    return token


def receive(home: Path, content: BinaryIO) -> bytes:
    """Write an upload to disk as it arrives and return the note that stands for it; `spool` takes the note as the file.

    So a large upload is never held in memory. Uploads nobody takes are removed after a day.
    """
    folder = home / "uploads" / ARRIVING
    folder.mkdir(parents=True, exist_ok=True)
    token = secrets.token_hex(16)
    try:
        with (folder / token).open("wb") as target:
            shutil.copyfileobj(content, target, PIECE)
    except OSError:
        (folder / token).unlink(missing_ok=True)
        raise
    return NOTE + token.encode()


def drop_received(home: Path, note: bytes) -> None:
    """Remove an upload that was received and then refused."""
    (home / "uploads" / ARRIVING / note[len(NOTE) :].decode()).unlink(missing_ok=True)


def _write(root: Path, content: BinaryIO, target: Path) -> None:
    head = content.read(len(NOTE) + 33)
    token = head[len(NOTE) :].decode("ascii", "replace")
    arrived = root / ARRIVING / token
    if head.startswith(NOTE) and re.fullmatch(r"[0-9a-f]{32}", token) and arrived.is_file():
        arrived.replace(target)
        return
    with target.open("wb") as file:
        file.write(head)
        shutil.copyfileobj(content, file, PIECE)


def spooled(home: Path, token: str) -> tuple[Spooled, ...]:
    """Return the files of an upload; raises `NotFoundError` when it is unknown or older than a day."""
    folder = home / "uploads" / token
    if not re.fullmatch(r"[0-9a-f]{32}", token) or not (folder / "index.json").is_file():
        raise NotFoundError("This upload is no longer here; uploads are kept for a day. Upload the file again.")
    listed = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return tuple(Spooled(folder / str(number), one["name"], one["size"]) for number, one in enumerate(listed))


def discard(home: Path, token: str) -> None:
    """Remove an upload."""
    if re.fullmatch(r"[0-9a-f]{32}", token):
        shutil.rmtree(home / "uploads" / token, ignore_errors=True)


def remove_old(home: Path) -> None:
    """Remove uploads that nobody came back for within a day."""
    for folder in (home / "uploads").glob("*"):
        if folder.is_dir() and time.time() - folder.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
    for file in (home / "uploads" / ARRIVING).glob("*"):
        if time.time() - file.stat().st_mtime > KEPT_SECONDS:
            file.unlink(missing_ok=True)


def shown_name(name: str) -> str:
    r"""Return the last part of a file name without what can't be printed, short enough to show.

    >>> shown_name("../../etc/passwd"), shown_name("C:\\data\\calls\x00.csv"), shown_name("..")
    ('passwd', 'calls.csv', 'file')
    """
    last = re.split(r"[/\\]", name)[-1]
    printable = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, ending = printable.rpartition(".")
    if dot and len(printable) > LONGEST_NAME and len(ending) < 12:
        return f"{stem[: LONGEST_NAME - len(ending) - 2]}….{ending}"
    return printable[:LONGEST_NAME] or "file"
