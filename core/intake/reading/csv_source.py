"""Separated text as records: the fast scanner where quotes are in order, the exact grammar where they are not."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.intake.plan import Dialect
from core.intake.reading.batch import LONGEST_RAW, REJECTS, Batch, records_schema
from core.intake.reading.exact import LONGEST_RECORD, ExactReader, shown
from core.intake.reading.grammar import LINE_END, Record
from core.intake.reading.header import find_header
from core.intake.reading.scanner import Offsets, Scan, scan
from core.wording import number

WINDOW = 2_000_000
BATCH = 32_000_000
BATCH_RECORDS = 250_000
HEAD = 8_000_000
MARK = b"\xef\xbb\xbf"
BAD_BYTES = "the text is not valid UTF-8 here; another encoding may fit the file"
NUL = "a NUL byte in the text"
DAMAGED = "a quote inside a quoted field is not doubled, so the fields can't be told apart"


class CsvSource:
    """Reads a UTF-8 file of separated text once, from start to end, in bounded memory."""

    iso_times = False

    def __init__(self, path: Path, dialect: Dialect) -> None:
        self._stream = path.open("rb")
        self._aside = path.open("rb")  # raw text is asked for in another thread while the stream is read on
        self._size = path.stat().st_size
        self._origin = len(MARK) if self._stream.read(3) == MARK else 0
        head = self._read(0, HEAD)
        header = find_header(head, dialect, final=self._origin + len(head) >= self._size)
        self.names = header.names
        self.notes = [*header.notices]
        self._delimiter = dialect.delimiter.encode()
        self._at, self._line, self._number = header.data_at, header.data_line, 0
        self._blank = self._bare = 0
        self._exact = 1
        self._exact_reader = ExactReader(self._read, self._size - self._origin, self._delimiter, len(self.names))
        self._schema = records_schema(len(self.names))

    def batches(self) -> Iterator[Batch]:
        """Yield the records in file order; `notes` is complete when it ends."""
        records: list[pa.Table] = []
        rejects: list[pa.Table] = []
        filled, size = 0, WINDOW
        while self._origin + self._at < self._size:
            data = self._read(self._at, size)
            final = self._origin + self._at + len(data) >= self._size
            found = scan(np.frombuffer(data, np.uint8), self._delimiter[0], final=final)
            if found.consumed:
                good, bad = self._take(data, found)
                self._at, self._line = self._at + found.consumed, self._line + found.line_ends
                size, filled = WINDOW, filled + found.consumed
                self._exact = 1 if found.consumed > WINDOW // 4 else self._exact
            elif found.stopped or final or size >= LONGEST_RECORD:
                before = self._at
                good, bad = self._take_exactly()
                filled += self._at - before
            else:
                size = min(size * 4, LONGEST_RECORD)
                continue
            records.append(good)
            rejects.append(bad)
            if filled >= BATCH or sum(table.num_rows for table in (*records, *rejects)) >= BATCH_RECORDS:
                yield self._batch(records, rejects)
                records, rejects, filled = [], [], 0
        if records:
            yield self._batch(records, rejects)
        self._finish()

    def _finish(self) -> None:
        if self._blank:
            self.notes.append(f"{number(self._blank, 0)} blank lines were skipped.")
        if self._bare:
            self.notes.append(
                f"{number(self._bare, 0)} records hold a quote inside a field that is not quoted; the text was "
                "kept exactly as it is."
            )

    def _read(self, at: int, size: int) -> bytes:
        self._stream.seek(self._origin + at)
        return self._stream.read(size)

    def _batch(self, records: list[pa.Table], rejects: list[pa.Table]) -> Batch:
        table = pa.concat_tables(records)
        at, until = table["at"], table["until"]

        def raw_text(row: int) -> str:
            place = at[row].as_py()
            length = min(until[row].as_py() - place, 4 * LONGEST_RAW)
            self._aside.seek(self._origin + place)
            return shown(self._aside.read(length))

        share = (self._origin + self._at) / self._size
        return Batch(table, pa.concat_tables(rejects), share, raw_text)

    def _take(self, data: bytes, found: Scan) -> tuple[pa.Table, pa.Table]:
        """Turn scanned records into text columns; those of another width or with bad bytes into rejects."""
        width = len(self.names)
        blank = self._blank_records(data, found)
        numbers = self._number + np.cumsum(~blank)
        self._number += int((~blank).sum())
        self._blank += int(blank.sum())
        broken = _broken_bytes(data, found)
        good = (found.counts == width) & ~blank
        for rows in broken.values():
            good[rows] = False
        offsets = np.empty(2 * len(found.starts), dtype=np.int32)
        offsets[::2], offsets[1::2] = found.starts, found.ends
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(data)]
        fields = pa.Array.from_buffers(pa.string(), max(len(offsets) - 1, 0), buffers)
        base = 2 * found.first[good]
        columns = [fields.take(pa.array(base + 2 * place)) for place in range(width)]
        if found.escaped:
            columns = [pc.replace_substring(column, '""', '"') for column in columns]
        places = [numbers[good], self._line + found.lines[good]]
        places += [self._at + found.record_starts[good], self._at + found.record_ends[good]]
        table = pa.table([*places, *columns], schema=self._schema)
        return table, self._rejects(data, found, ~good & ~blank, numbers, broken)

    def _blank_records(self, data: bytes, found: Scan) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        single = found.counts == 1
        blank: np.ndarray[tuple[int], np.dtype[np.bool_]] = single & (found.record_starts == found.record_ends)
        if len(self.names) > 1:
            for row in np.flatnonzero(single & ~blank):
                blank[row] = not data[found.record_starts[row] : found.record_ends[row]].strip()
        return blank

    def _rejects(
        self,
        data: bytes,
        found: Scan,
        bad: np.ndarray[tuple[int], np.dtype[np.bool_]],
        numbers: Offsets,
        broken: dict[str, Offsets],
    ) -> pa.Table:
        rows = np.flatnonzero(bad)
        reasons = {int(count): self._width_reason(int(count)) for count in np.unique(found.counts[rows])}
        texts = {int(row): reason for reason, where in broken.items() for row in where}
        lines = [
            {
                "line_number": int(self._line + found.lines[row]),
                "record_number": int(numbers[row]),
                "reason": texts.get(int(row), reasons[int(found.counts[row])]),
                "raw_line": shown(data[found.record_starts[row] : found.record_ends[row]]),
            }
            for row in rows
        ]
        return pa.Table.from_pylist(lines, schema=REJECTS)

    def _width_reason(self, count: int) -> str:
        return f"{count} field{'s' if count != 1 else ''} where the header has {len(self.names)}"

    def _take_exactly(self) -> tuple[pa.Table, pa.Table]:
        """Read some records by the exact grammar; more each time the scanner stops soon again."""
        good: list[tuple[int, int, int, int, Record]] = []
        bad: list[dict[str, object]] = []
        for _ in range(self._exact):
            if self._origin + self._at >= self._size:
                break
            record, text = self._exact_reader.record(self._at, self._line)
            broken = NUL if b"\0" in text else ("" if _decodes(text) else BAD_BYTES)
            self._number += 1
            start, line = self._at, self._line
            self._at, self._line = self._at + len(text), self._line + len(LINE_END.findall(text))
            if not record.problem and len(record.values) == 1 and not text.strip():
                self._number -= 1
                self._blank += 1
            elif record.problem or broken or len(record.values) != len(self.names):
                reason = DAMAGED if record.problem else broken or self._width_reason(len(record.values))
                row: dict[str, object] = {"line_number": line, "record_number": self._number, "reason": reason}
                bad.append({**row, "raw_line": shown(text)})
            else:
                self._bare += record.bare
                good.append((self._number, line, start, self._at, record))
        self._exact = min(self._exact * 2, 4096)
        columns = [[row[4].values[place].decode() for row in good] for place in range(len(self.names))]
        places = [[row[place] for row in good] for place in range(4)]
        return pa.table([*places, *columns], schema=self._schema), pa.Table.from_pylist(bad, schema=REJECTS)


def _broken_bytes(data: bytes, found: Scan) -> dict[str, Offsets]:
    """Return the rows that hold a NUL byte or bytes that are not UTF-8."""
    broken: dict[str, Offsets] = {}
    done = data[: found.consumed]
    ends = found.record_starts
    if b"\0" in done:
        places = np.flatnonzero(np.frombuffer(done, np.uint8) == 0)
        broken[NUL] = np.unique(np.searchsorted(ends, places, side="right") - 1)
    if not done.isascii():
        if _decodes(done):
            return broken
        high = np.flatnonzero(np.frombuffer(done, np.uint8) >= 128)
        suspects = np.unique(np.searchsorted(ends, high, side="right") - 1)
        limits = np.append(ends[1:], len(done))
        rows = [row for row in suspects if not _decodes(done[ends[row] : limits[row]])]
        if rows:
            broken[BAD_BYTES] = np.array(rows, dtype=np.int64)
    return broken


def _decodes(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
