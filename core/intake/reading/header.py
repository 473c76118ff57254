"""Where the header of a separated text stands and what it says."""

import re
from dataclasses import dataclass

from core.errors import FileRefusedError
from core.intake.plan import Dialect
from core.intake.reading.grammar import LINE_END, Record, parse_record
from core.intake.reading.names import column_names

SEPARATOR_LINE = re.compile(rb'"?sep=([^\r\n])"?\s*(?:\r\n|\r|\n|$)', re.I)


@dataclass(frozen=True)
class Header:
    """The columns, and where the data begin: byte offset `data_at`, physical line `data_line` (from 1)."""

    names: tuple[str, ...]
    notices: tuple[str, ...]
    data_at: int
    data_line: int


def find_header(head: bytes, dialect: Dialect, *, final: bool) -> Header:
    r"""Read the header that the dialect names; `head` is UTF-8 without a mark.

    >>> find_header(b"sep=;\nid;cost\n1;2\n", Dialect(delimiter=";", header_line=2), final=True).names
    ('id', 'cost')
    """
    at, line = 0, 1
    delimiter = dialect.delimiter.encode()
    if len(delimiter) != 1 or delimiter in b'"\r\n':
        raise FileRefusedError(
            f"The delimiter {dialect.delimiter!r} can't be used; it must be one character such as , ; | or tab."
        )
    if (mark := SEPARATOR_LINE.match(head)) and dialect.header_line in (0, 1):
        at, line = mark.end(), 2
    while line < dialect.header_line:
        match = LINE_END.search(head, at)
        if match is None:
            raise FileRefusedError(
                f"The header should be on line {dialect.header_line}, but the file has {line} lines. Correct the line."
            )
        at, line = match.end(), line + 1
    record = parse_record(head, at, delimiter, final=final)
    if record is None or record.problem:
        raise FileRefusedError(
            f"The header on line {line} can't be read: a quote is not closed. Choose another header line or delimiter."
        )
    if dialect.header_line == 0:
        names, notices = column_names(
            [f"column {number}" for number in range(1, len(_filled(head, at, delimiter).values) + 1)]
        )
        return Header(names, notices, at, line)
    names, notices = column_names(
        [value.decode("utf-8", "replace") for value in record.values], f"The header on line {line}"
    )
    return Header(names, notices, record.end, line + len(LINE_END.findall(head, at, record.end)))


def _filled(head: bytes, at: int, delimiter: bytes) -> Record:
    """Return the first record that is not a blank line."""
    while at < len(head):
        record = parse_record(head, at, delimiter, final=True)
        if record is None or record.problem or b"".join(record.values).strip() or len(record.values) > 1:
            break
        at = record.end
    else:
        record = None
    if record is None or record.problem:
        raise FileRefusedError("The first record can't be read: a quote is not closed. Choose another delimiter.")
    return record
