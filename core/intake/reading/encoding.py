"""From bytes to UTF-8: byte order marks, strict UTF-8, UTF-16, and CP1252 as the fallback that is always told."""

import codecs
from pathlib import Path

from core.errors import FileRefusedError
from core.intake.reading.model import Guess
from core.wording import count

PIECE = 4_000_000
KNOWN = (
    "utf-8",
    "cp1252",
    "utf-16-le",
    "utf-16-be",
    "iso-8859-15",
    "cp1250",
    "cp1251",
    "mac-roman",
    "shift_jis",
    "gb18030",
)


def guess_encoding(head: bytes, *, whole: bool) -> Guess:
    r"""Guess the encoding of a text from its first bytes; `whole` says that they are all of it.

    >>> guess_encoding("é".encode("cp1252"), whole=True).value
    'cp1252'
    """
    if head.startswith(codecs.BOM_UTF8):
        return Guess("encoding", "utf-8", "a UTF-8 byte order mark", certain=True)
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return Guess("encoding", name, "a UTF-16 byte order mark", certain=True)
    if len(head) >= 8:
        for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
            if zeros.count(0) > 0.4 * len(zeros):
                return Guess("encoding", name, "every second byte is zero", certain=False, alternatives=("utf-8",))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=whole)
    except UnicodeDecodeError as error:
        return Guess(
            "encoding", "cp1252", f"byte {count(error.start + 1)} is not UTF-8", certain=False, alternatives=KNOWN[4:]
        )
    return Guess("encoding", "utf-8", "the first bytes are valid UTF-8", certain=True)


def head_as_utf8(head: bytes, encoding: str) -> bytes:
    """Return the first bytes of a file as UTF-8 without a mark; an incomplete last character is left out."""
    if encoding == "utf-8":
        return head.removeprefix(codecs.BOM_UTF8)
    return _text(_decoder(encoding), head, final=False).removeprefix("\ufeff").encode("utf-8", "surrogateescape")


def to_utf8(source: Path, encoding: str, target: Path) -> Path:
    """Return a file that holds the text as UTF-8: `source` itself if it does. Bytes without meaning are kept."""
    if encoding == "utf-8":
        return source
    decoder = _decoder(encoding)
    with source.open("rb") as stream, target.open("wb") as out:
        first = True
        while True:
            piece = stream.read(PIECE)
            text = _text(decoder, piece, final=not piece)
            out.write((text.removeprefix("\ufeff") if first else text).encode("utf-8", "surrogateescape"))
            first = first and not text
            if not piece:
                return target


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    try:
        strict = encoding.startswith("utf-16")
        return codecs.getincrementaldecoder(encoding)("strict" if strict else "surrogateescape")
    except LookupError as error:
        raise FileRefusedError(f"The encoding {encoding!r} is not known. Use one of {', '.join(KNOWN)}.") from error


def _text(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool) -> str:
    try:
        return decoder.decode(piece, final)
    except UnicodeError as error:
        raise FileRefusedError(
            f"The file is not valid {getattr(error, 'encoding', 'text')} ({getattr(error, 'reason', error)}). "
            "Choose another encoding, or save the file as UTF-8."
        ) from error
