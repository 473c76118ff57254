"""Parquet files as records of text, read by the engine; names of columns never enter a statement."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from core.errors import FileRefusedError
from core.intake.plan import Dialect
from core.intake.reading.batch import LONGEST_RAW, REJECTS, Batch, records_schema, safe_names
from core.intake.reading.grids import SAMPLE, Grid
from core.intake.reading.names import column_names

ROWS = 100_000
EXACT = "9007199254740992"
NESTED = ("STRUCT", "MAP", "UNION")


class ParquetSource:
    """Reads the columns of a Parquet file as text in the order of the file, some rows at a time."""

    iso_times = True

    def __init__(self, path: Path, dialect: Dialect, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection.cursor()
        try:
            self._file = pq.ParquetFile(path)
            empty = self._file.schema_arrow.empty_table()
        except (pa.ArrowException, OSError) as error:
            raise _damaged(error) from error
        self.names, notices = column_names(empty.column_names, "The schema")
        self._safe = safe_names(len(self.names))
        self._connection.register("parquet", empty.rename_columns(self._safe))
        self.types = tuple(str(row[1]) for row in self._connection.execute("describe parquet").fetchall())
        self.notes = list(notices)
        self._decimal = dialect.decimal

    def _statement(self) -> str:
        texts = [self._text(name, kind) for name, kind in zip(self._safe, self.types, strict=True)]
        return f"select {', '.join(texts)} from parquet"  # noqa: S608 - safe names only

    def _text(self, name: str, kind: str) -> str:
        text = f"{name}::varchar"
        if kind.startswith(NESTED) or kind.endswith("]"):
            text = f"to_json({name})::varchar"
        elif kind in ("DOUBLE", "FLOAT"):
            whole = f"{name} = trunc({name}) and abs({name}) < {EXACT}"
            text = f"case when {whole} then {name}::bigint::varchar else {name}::varchar end"
        if self._decimal == "," and (kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL")):
            text = f"replace({text}, '.', ',')"
        return f"{text} as {name}"

    def tables(self, rows: int = ROWS) -> Iterator[pa.Table]:
        """Yield the rows as text, so many at a time."""
        statement = self._statement()
        try:
            for piece in self._file.iter_batches(rows):
                self._connection.register("parquet", pa.Table.from_batches([piece]).rename_columns(self._safe))
                yield self._connection.sql(statement).to_arrow_table()
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise _damaged(error) from error

    def batches(self) -> Iterator[Batch]:
        """Yield the records in file order."""
        total = max(self._file.metadata.num_rows, 1)
        done, schema = 0, records_schema(len(self.names))
        nothing = REJECTS.empty_table()
        for piece in self.tables():
            rows = piece.num_rows
            numbers = pa.array(range(done + 1, done + rows + 1), pa.int64())
            places = [numbers, *(pa.nulls(rows, pa.int64()) for _ in range(3))]
            done += rows
            texts = piece
            table = pa.table([*places, *texts.columns], schema=schema)

            def raw_text(row: int, texts: pa.Table = texts) -> str:
                values = texts.slice(row, 1).to_pylist()[0].values()
                return "\t".join("" if value is None else value for value in values)[:LONGEST_RAW]

            yield Batch(table, nothing, done / total, raw_text)


def parquet_head(path: Path, dialect: Dialect, connection: duckdb.DuckDBPyConnection) -> Grid:
    """Return the first records of a Parquet file and what its schema says of the columns."""
    source = ParquetSource(path, dialect, connection)
    first = next(source.tables(SAMPLE), None)
    rows = [] if first is None else [list(row.values()) for row in first.to_pylist()]
    return Grid(source.names, rows, tuple(_kind(kind) for kind in source.types), tuple(source.notes))


def _kind(kind: str) -> str:
    if kind == "TIMESTAMP WITH TIME ZONE":
        return "zoned"
    return "time" if kind.startswith(("TIMESTAMP", "DATE")) else ""


def _damaged(error: Exception) -> FileRefusedError:
    return FileRefusedError(
        f"The Parquet file can't be read ({str(error).splitlines()[0]}). Write it again, or export it as CSV."
    )
