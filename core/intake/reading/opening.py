"""What a file really is, from its first bytes and never from its name; and its compressed content, within bounds."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Literal

from core.errors import FileRefusedError, NotFoundError
from core.wording import count, number

Compression = Literal["none", "gzip", "zip"]
MOST_BYTES = 20_000_000_000
FREE_BYTES = 100_000_000
MOST_RATIO = 200
SAVE_AS = "Export the data again as CSV, Excel, Parquet or JSON lines."
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"), (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"ORC", "an ORC file"), (b"Obj\x01", "an Avro file"), (b"ARROW1", "an Arrow file"),
)  # fmt: skip


@dataclass(frozen=True)
class Content:
    """What a file holds. `kind` is csv, excel, parquet, jsonl or xes; `members` are the files of a zip archive."""

    kind: str
    compression: Compression = "none"
    member: str = ""
    members: tuple[str, ...] = ()


def look(path: Path, file_name: str, member: str = "") -> Content:
    """Say what a file holds; raises `FileRefusedError` for what can't be read as a table."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start[:2] == b"\x1f\x8b":
        with unpacked(path, "gzip") as inner:
            return _inner(_read(inner, 4096), file_name, "gzip")
    if start[:4] == b"PK\x03\x04":
        return _zip(path, file_name, member)
    return Content(_kind(start, file_name))


def _zip(path: Path, file_name: str, member: str) -> Content:
    with _archive(path) as archive:
        names = [item.filename for item in archive.infolist() if not item.is_dir()]
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or {"content.xml", "mimetype"} <= set(names):
        if _suffix(file_name) in ("csv", "txt", "tsv"):
            raise FileRefusedError(
                f"{file_name} is an Excel workbook, not a CSV file. Rename it to .xlsx and upload it "
                "again, or open it in "
                "Excel and save as CSV."
            )
        return Content("excel")
    names = [name for name in names if not name.startswith("__MACOSX/")]
    if not names:
        raise FileRefusedError(f"{file_name} is a zip archive without files. {SAVE_AS}")
    if member and member not in names:
        raise NotFoundError(f"The archive has no file {member!r}; it holds {', '.join(names[:10])}.")
    chosen = member or names[0]
    with unpacked(path, "zip", chosen) as inner:
        content = _inner(_read(inner, 4096), chosen, "zip")
    return Content(content.kind, "zip", chosen, tuple(names))


def _inner(start: bytes, name: str, compression: Compression) -> Content:
    if start[:2] == b"\x1f\x8b" or start[:4] == b"PK\x03\x04":
        raise FileRefusedError(
            f"{name} is an archive inside an archive (or a compressed Excel workbook). Unpack it and "
            "upload what is inside."
        )
    return Content(_kind(start, re.sub(r"\.gz$", "", name, flags=re.I)), compression)


def _kind(start: bytes, file_name: str) -> str:
    for magic, what in MAGIC:
        if start.startswith(magic):
            raise FileRefusedError(f"{file_name} is {what}, not a table of text. {SAVE_AS}")
    if start[:4] == b"PAR1":
        return "parquet"
    if start[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "excel"
    if start[8:12] == b"DUCK":
        raise FileRefusedError(f"{file_name} is a DuckDB database. Export its table as Parquet or CSV.")
    return _text_kind(start, file_name)


def _text_kind(start: bytes, file_name: str) -> str:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table")):
        raise FileRefusedError(
            f"{file_name} is a web page (HTML), not a CSV file: often a sign-in or error page. {SAVE_AS}"
        )
    if text.startswith((b"<?xml", b"<log", b"<!--", b"<!doctype")):
        if b"<log" in text or _suffix(file_name) == "xes":
            return "xes"
        raise FileRefusedError(f"{file_name} is XML; of XML only XES event logs are read. {SAVE_AS}")
    if text.startswith(b"{") and _suffix(file_name) in ("jsonl", "ndjson", "json"):
        return "jsonl"
    if text.startswith((b'{"', b"[{", b"{\n", b"{ ", b"{\r")):
        hint = (
            "Name it .jsonl if each line is one object"
            if text.startswith(b"{")
            else "Save it as JSON lines (one object a line)"
        )
        raise FileRefusedError(f"{file_name} is JSON, not a CSV file. {hint}, or export it as CSV.")
    if not start.startswith((b"\xff\xfe", b"\xfe\xff")) and _not_text(start):
        raise FileRefusedError(f"{file_name} is not text: it holds binary data. {SAVE_AS}")
    return "csv"


def _not_text(start: bytes) -> bool:
    if not start or start[1::2].count(0) * 10 > len(start) * 4 or start[::2].count(0) * 10 > len(start) * 4:
        return False  # two-byte text without a mark
    controls = sum(start.count(bytes([code])) for code in (*range(9), *range(14, 27), 28, 29))
    return controls * 50 > len(start)


def _suffix(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _read(stream: IO[bytes] | gzip.GzipFile, size: int) -> bytes:
    try:
        return stream.read(size)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise FileRefusedError(
            f"The compressed file is damaged or protected ({error}). Pack it again, or upload it unpacked."
        ) from error


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            check_bounds(sum(item.file_size for item in archive.infolist()), path.stat().st_size)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise FileRefusedError(
            f"The zip archive is damaged or protected ({error}). Pack it again, or upload it unpacked."
        ) from error


def check_bounds(unpacked_bytes: int, packed_bytes: int) -> None:
    """Refuse content that unpacks to more than 20 GB, or beyond 100 MB to more than 200 times its size."""
    too_dense = unpacked_bytes > FREE_BYTES and unpacked_bytes > MOST_RATIO * max(packed_bytes, 1)
    if unpacked_bytes > MOST_BYTES or too_dense:
        raise FileRefusedError(
            f"The file unpacks to more than {count(unpacked_bytes / 1e6)} MB from "
            f"{number(packed_bytes / 1e6)} MB, which looks like a "
            "decompression bomb. Unpack it yourself and upload the file inside."
        )


@contextmanager
def unpacked(path: Path, compression: str, member: str = "") -> Iterator[IO[bytes] | gzip.GzipFile]:
    """Open the content of a file for reading from its start, unpacking as it goes."""
    if compression == "gzip":
        with gzip.open(path) as stream:
            yield stream
    elif compression == "zip":
        with _archive(path) as archive, archive.open(member) as inner:
            yield inner
    else:
        with path.open("rb") as plain:
            yield plain


def unpack_to(path: Path, content: Content, target: BinaryIO) -> None:
    """Write the unpacked content of a compressed file, within the bounds."""
    packed, done = path.stat().st_size, 0
    with unpacked(path, content.compression, content.member) as stream:
        while piece := _read(stream, 4_000_000):
            done += len(piece)
            check_bounds(done, packed)
            target.write(piece)


def head(path: Path, content: Content, size: int) -> bytes:
    """Return the first bytes of the content, at most `size`."""
    with unpacked(path, content.compression, content.member) as stream:
        pieces = io.BytesIO()
        while pieces.tell() < size and (piece := _read(stream, size - pieces.tell())):
            pieces.write(piece)
    return pieces.getvalue()
