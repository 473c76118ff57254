"""One whole read, as it runs inside the child process."""

import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core.errors import FileRefusedError
from core.intake.fields import CATEGORY_FIELDS
from core.intake.plan import ReadingPlan
from core.intake.reading.ahead import ahead
from core.intake.reading.batch import REJECTS, Source
from core.intake.reading.csv_source import CsvSource
from core.intake.reading.encoding import to_utf8
from core.intake.reading.excel import ExcelSource
from core.intake.reading.jsonl import JsonLinesSource
from core.intake.reading.model import Progress, ReadResult
from core.intake.reading.opening import look, unpack_to
from core.intake.reading.parquet import ParquetSource
from core.intake.reading.typed import Typer
from core.intake.reading.xes import XesSource
from core.wording import number

HERE = Path(__file__).parent
EXAMPLES = 3


@dataclass(frozen=True)
class Job:
    """What one read needs; see `read_file`."""

    path: Path
    file_name: str
    plan: ReadingPlan
    out: Path
    key: bytes = b""
    memory_limit_mb: int = 1000


def run(job: Job, tell: Callable[[Progress], None]) -> ReadResult:
    """Read a file as planned into `out/clean.parquet` and `out/rejects.parquet`; see `read_file`."""
    work = job.out / "work"
    work.mkdir(parents=True, exist_ok=True)
    try:
        connection = connect(job.out, job.memory_limit_mb, job.path)
        source = open_source(job, work, connection)
        return _Reading(source, job, connection).run(tell)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def connect(out: Path, memory_limit_mb: int, path: Path) -> duckdb.DuckDBPyConnection:
    """Open an engine in memory that can reach the one input file and the out folder, and nothing else."""
    connection = duckdb.connect()
    for statement in (
        f"set memory_limit='{memory_limit_mb // 2}MB'",
        f"set allowed_directories=[{_literal(out)}]",
        f"set allowed_paths=[{_literal(path)}]",
        f"set temp_directory={_literal(out / 'work')}",
        "set timezone='UTC'",
        "set enable_external_access=false",
        "set autoinstall_known_extensions=false",
        "set autoload_known_extensions=false",
        "set python_enable_replacements=false",
        "set lock_configuration=true",
    ):
        connection.execute(statement)
    return connection


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def open_source(job: Job, work: Path, connection: duckdb.DuckDBPyConnection) -> Source:
    """Open a file as records of text, unpacked and in UTF-8."""
    path, file_name, dialect = job.path, job.file_name, job.plan.dialect
    content = look(path, file_name, dialect.member)
    if content.kind != dialect.format:
        raise FileRefusedError(
            f"{file_name} holds {content.kind}, but it is to be read as {dialect.format}. Inspect the file again."
        )
    if content.compression != "none":
        with (work / "unpacked").open("wb") as target:
            unpack_to(path, content, target)
        path = work / "unpacked"
    if content.kind == "excel":
        return ExcelSource(path, dialect)
    if content.kind == "parquet":
        return ParquetSource(path, dialect, connection)
    if content.kind != "csv":
        return JsonLinesSource(path) if content.kind == "jsonl" else XesSource(path)
    source = CsvSource(to_utf8(path, dialect.encoding, work / "text"), dialect)
    if dialect.encoding != "utf-8":
        source.notes.append(f"The file was read as {dialect.encoding} text.")
    return source


class _Reading:
    """Takes the batches of a source through the typer into the two files."""

    def __init__(self, source: Source, job: Job, connection: duckdb.DuckDBPyConnection) -> None:
        self._source, self._connection, self._out = source, connection, job.out
        self._typer = Typer(source.names, job.plan, job.key, connection)
        self._fields = {*job.plan.mapping.columns, *job.plan.mapping.fixed}
        self._loaded, self._reasons = 0, Counter[str]()
        self._examples: dict[str, list[str]] = {}

    def run(self, tell: Callable[[Progress], None]) -> ReadResult:
        started = time.monotonic()
        writer: pq.ParquetWriter | None = None
        with pq.ParquetWriter(self._out / "rejects.parquet", REJECTS) as rejected:
            for batch in ahead(self._source.batches()):
                clean, rejects = self._typer.type_batch(batch, iso_times=self._source.iso_times)
                coded = [name for name in clean.schema.names if name in CATEGORY_FIELDS]
                writer = writer or pq.ParquetWriter(self._out / "clean.parquet", clean.schema, use_dictionary=coded)
                if clean.num_rows:
                    writer.write_table(clean)
                if rejects.num_rows:
                    rejected.write_table(rejects)
                self._count(clean, rejects)
                spent = time.monotonic() - started
                left = spent / batch.done_share - spent if batch.done_share > 0 else None
                tell(Progress("reading", batch.done_share, self._loaded + self._reasons.total(), left))
        if writer is not None:
            writer.close()
        if not self._loaded:
            raise FileRefusedError(self._nothing())
        tell(Progress("checking", 1.0, self._loaded + self._reasons.total()))
        return self._result()

    def _count(self, clean: pa.Table, rejects: pa.Table) -> None:
        self._loaded += clean.num_rows
        for found in pc.value_counts(rejects["reason"]).to_pylist():
            self._reasons[found["values"]] += found["counts"]
        if not self._loaded and rejects.num_rows and len(self._examples) < EXAMPLES:
            for row in rejects.slice(0, 1000).to_pylist():
                known = self._examples.setdefault(row["reason"], [])
                if len(known) < EXAMPLES:
                    where = (
                        f"line {number(row['line_number'], 0)}"
                        if row["line_number"]
                        else f"record {number(row['record_number'], 0)}"
                    )
                    known.append(f"{where}: {(row['value'] or row['raw_line'])[:80]!r}")

    def _nothing(self) -> str:
        if not self._reasons:
            return "The file has a header but no records. Export it again with its data."
        parts = [
            f"{number(count, 0)} × {reason}"
            + (f" ({'; '.join(self._examples[reason])})" if self._examples.get(reason) else "")
            for reason, count in self._reasons.most_common(EXAMPLES)
        ]
        return (
            f"None of the {number(self._reasons.total(), 0)} records could be read: {'; '.join(parts)}. "
            "Correct how the file is read (header, delimiter, formats, columns), or the file."
        )

    def _result(self) -> ReadResult:
        tally = self._typer.tally
        clean = {"clean": str(self._out / "clean.parquet")}
        if "journey_id" in self._fields:
            tally.add("out_of_order", self._number("out_of_order", clean))
            if "customer_id" in self._fields:
                tally.add("journeys_with_several_customers", self._number("several_customers", clean))
        notes = (*self._source.notes, *tally.notes())
        loaded = self._number_of_rows()
        return ReadResult(
            loaded + self._reasons.total(), loaded, self._reasons.total(), dict(self._reasons), notes, tally.flags
        )

    def _number_of_rows(self) -> int:
        rows = pq.ParquetFile(self._out / "clean.parquet").metadata.num_rows
        if rows != self._loaded:
            raise AssertionError("the file of clean records holds another number of records")
        return int(rows)

    def _number(self, query: str, bound: dict[str, str]) -> int:
        row = self._connection.execute((HERE / f"{query}.sql").read_text(), bound).fetchone()
        assert row is not None
        return int(row[0])
