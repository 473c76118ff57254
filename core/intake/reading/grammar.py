"""The strict grammar of separated text, one record at a time: slow, exact, and the reference for the fast scanner.

A field that begins with `"` ends at the next `"` that is not doubled, which must be followed by a delimiter or a line
end. Any other `"` is a plain character of an unquoted field ("bare"). Lines end with LF, CRLF or CR.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

QUOTED = re.compile(rb'"((?:[^"]++|"")*+)"')
LINE_END = re.compile(rb"\r\n|\r|\n")
DAMAGE_LINES = 200


@dataclass(frozen=True)
class Record:
    """One record: its fields, the offset behind its line end, and what is wrong ("", "unclosed" or "damaged").

    `bare` says that an unquoted field holds a quote. `problem_at` is the offset of the quote in question.
    """

    values: tuple[bytes, ...]
    end: int
    problem: str = ""
    problem_at: int = 0
    bare: bool = False


@lru_cache(maxsize=64)
def _plain(delimiter: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"[^\r\n" + re.escape(delimiter) + rb"]*")


def parse_record(data: bytes, at: int, delimiter: bytes, *, final: bool) -> Record | None:
    r"""Parse the record that starts at offset `at`; None when `data` ends before it does and is not `final`.

    >>> parse_record(b'a,"x, ""y"" z"', 0, b",", final=True).values
    (b'a', b'x, "y" z')
    >>> parse_record(b'"a"b,c', 0, b",", final=True).problem
    'damaged'
    """
    values: list[bytes] = []
    bare = False
    while True:
        if data[at : at + 1] == b'"':
            match = QUOTED.match(data, at)
            if match is None:
                return Record(tuple(values), len(data), "unclosed", at) if final else None
            value = match.group(1).replace(b'""', b'"')
            opened, at = at, match.end()
            if at < len(data) and data[at : at + 1] not in (delimiter, b"\n", b"\r"):
                return Record((*values, value), at, "damaged", opened)
        else:
            match = _plain(delimiter).match(data, at)
            assert match is not None
            value, opened, at = match.group(), at, match.end()
            if b'"' in value:
                bare = True
                if value.lstrip().startswith(b'"') and value.count(b'"') % 2:
                    return Record((*values, value), at, "damaged", opened)
        values.append(value)
        mark = data[at : at + 1]
        if mark == delimiter:
            at += 1
            continue
        if not final and (not mark or (mark == b"\r" and at + 1 == len(data))):
            return None
        return Record(tuple(values), at + (2 if data[at : at + 2] == b"\r\n" else len(mark)), bare=bare)


def end_of_damage(data: bytes, start: int, delimiter: bytes, columns: int, *, final: bool) -> int | None:
    r"""Find where reading may safely go on after the damaged record at `start`; None when no such place is in sight.

    The place is a line start behind which three records are free of stray quotes, and either the quotes before it
    pair up or each of the three is one line with the right number of fields.

    >>> end_of_damage(b'1,"a "b" c",2\n4,5,6\n7,8,9\n', 0, b",", 3, final=True)
    14
    """
    quotes, at = 0, start
    for _ in range(DAMAGE_LINES):
        match = LINE_END.search(data, at)
        if match is None:
            at_end = final and not (quotes + data.count(b'"', at)) % 2
            return len(data) if at_end else None
        quotes += data.count(b'"', at, match.end())
        at = match.end()
        if _sound(data, at, delimiter, 0 if quotes % 2 == 0 else columns, final=final):
            return at
    return None


def _sound(data: bytes, at: int, delimiter: bytes, columns: int, *, final: bool) -> bool:
    for seen in range(3):
        if at >= len(data):
            return final and (seen > 0 or not columns)
        record = parse_record(data, at, delimiter, final=final)
        if record is None or record.problem or record.bare:
            return False
        if columns:
            line = LINE_END.search(data, at)
            if columns < 3 or len(record.values) != columns or (line and line.end() != record.end):
                return False
        at = record.end
    return True
