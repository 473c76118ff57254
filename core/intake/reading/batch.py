"""What every source of records hands on: text columns with safe names, and the records that are ill-formed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

LONGEST_RAW = 10_000
REJECTS = pa.schema(
    [
        ("line_number", pa.int64()),
        ("record_number", pa.int64()),
        ("column_name", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("raw_line", pa.string()),
    ]
)


def safe_names(count: int) -> list[str]:
    """Return the names c0, c1, … that stand for the file's columns in every statement."""
    return [f"c{number}" for number in range(count)]


def records_schema(columns: int) -> pa.Schema:
    """Return the schema of a batch: record and line numbers, the place of the raw text, and text columns c0…cN."""
    numbers = [("record_number", pa.int64()), ("line_number", pa.int64()), ("at", pa.int64()), ("until", pa.int64())]
    return pa.schema([*numbers, *((name, pa.string()) for name in safe_names(columns))])


@dataclass(frozen=True)
class Batch:
    """Some records of a file in its order. `raw_text(row)` gives the text of one of them as the file has it."""

    records: pa.Table
    rejects: pa.Table
    done_share: float
    raw_text: Callable[[int], str]


class Source(Protocol):
    """A file as records of text. `iso_times`: its real date cells arrive as ISO text beside the declared format."""

    names: tuple[str, ...]
    iso_times: bool
    notes: list[str]

    def batches(self) -> Iterator[Batch]:
        """Yield the records in file order; notes are complete when it ends."""
        ...


@dataclass
class RowBatches:
    """Collects rows of Python text into batches, for the formats that come row by row."""

    names: tuple[str, ...]
    size: int = 50_000
    _rows: list[tuple[int | None, list[str | None]]] = field(default_factory=list)
    _rejects: list[dict[str, object]] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    read: int = 0

    def add(self, line: int | None, values: list[str | None]) -> None:
        """Add one record."""
        self.read += 1
        self._numbers.append(self.read)
        self._rows.append((line, values))

    def reject(self, line: int | None, reason: str, raw: str) -> None:
        """Add one record that is ill-formed."""
        self.read += 1
        row = {"line_number": line, "record_number": self.read, "column_name": None, "value": None}
        self._rejects.append({**row, "reason": reason, "raw_line": raw[:LONGEST_RAW]})

    @property
    def full(self) -> bool:
        """Say whether it is time to take a batch."""
        return len(self._rows) + len(self._rejects) >= self.size

    def take(self, done_share: float) -> Batch:
        """Return what was collected and start anew."""
        rows, width = self._rows, len(self.names)
        columns = [[row[1][place] for row in rows] for place in range(width)]
        lines = [row[0] for row in rows]
        nothing = [None] * len(rows)
        table = pa.table([self._numbers, lines, nothing, nothing, *columns], schema=records_schema(width))
        rejects = pa.Table.from_pylist(self._rejects, schema=REJECTS)
        self._rows, self._rejects, self._numbers = [], [], []
        return Batch(table, rejects, done_share, lambda row: _joined(rows[row][1]))


def _joined(values: list[str | None]) -> str:
    return "\t".join("" if value is None else value for value in values)[:LONGEST_RAW]
