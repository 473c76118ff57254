"""Reading record by record with the exact grammar, for the places where the fast scanner must not go on."""

from collections.abc import Callable
from dataclasses import replace

from core.errors import FileRefusedError
from core.intake.reading.batch import LONGEST_RAW
from core.intake.reading.grammar import LINE_END, Record, end_of_damage, parse_record
from core.wording import count

SLICE = 256_000
DAMAGE_BYTES = 2_000_000
LONGEST_RECORD = 64_000_000


class ExactReader:
    """Gives one record at a time from a text of `size` bytes, of which `read(at, length)` gives a part."""

    def __init__(self, read: Callable[[int, int], bytes], size: int, delimiter: bytes, columns: int) -> None:
        self._read, self._size, self._delimiter, self._columns = read, size, delimiter, columns
        self._slice, self._slice_at = b"", 0

    def record(self, at: int, line: int) -> tuple[Record, bytes]:
        """Return the record at offset `at`, which is on `line`, and its text with the line end.

        A damaged record reaches to where reading may safely go on; without such a place the file is refused.
        """
        start = at - self._slice_at
        if 0 <= start < len(self._slice):
            found = parse_record(self._slice, start, self._delimiter, final=self._ends(self._slice_at, self._slice))
            if found is not None and not found.problem:
                return found, self._slice[start : found.end]
        size = SLICE
        while True:
            data = self._read(at, size)
            final = self._ends(at, data)
            found = parse_record(data, 0, self._delimiter, final=final)
            if found is not None and found.problem == "damaged":
                found = self._whole_damage(data, found, line, final=final)
            if found is not None and found.problem == "unclosed":
                raise _refused(data, found, line, "is never closed")
            if found is not None:
                self._slice, self._slice_at = data, at
                return found, data[: found.end]
            if size >= LONGEST_RECORD:
                raise too_long(line)
            size = min(size * 8, LONGEST_RECORD)

    def _ends(self, at: int, data: bytes) -> bool:
        return at + len(data) >= self._size

    def _whole_damage(self, data: bytes, found: Record, line: int, *, final: bool) -> Record | None:
        end = end_of_damage(data, 0, self._delimiter, self._columns, final=final)
        if end is not None:
            return replace(found, values=(), end=end)
        if final or len(data) > DAMAGE_BYTES:
            raise _refused(data, found, line, "does not pair up with another")
        return None


def too_long(line: int) -> FileRefusedError:
    """Return the refusal of a record that does not end."""
    return FileRefusedError(
        f"The record that starts on line {count(line)} is longer than {LONGEST_RECORD // 1_000_000} MB. A "
        "quote may have "
        "been opened there and never closed, or the delimiter is wrong. Correct the file or the delimiter."
    )


def _refused(data: bytes, record: Record, line: int, what: str) -> FileRefusedError:
    number = line + len(LINE_END.findall(data, 0, record.problem_at))
    start = data.rfind(b"\n", 0, record.problem_at) + 1
    return FileRefusedError(
        f"The quote on line {count(number)} {what}, so it can't be told where records end after it: "
        f"{shown(data[start : start + 120])!r}. Nothing was loaded. Correct that line, or export the file again."
    )


def shown(raw: bytes) -> str:
    """Return raw text as it can be shown and stored: without its line end, at most 10,000 characters."""
    return raw[: 4 * LONGEST_RAW].rstrip(b"\r\n").decode("utf-8", "replace").replace("\0", "␀")[:LONGEST_RAW]
