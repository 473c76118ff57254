"""One analytical file: a root connection, a cursor per call, one writer at a time, locked down."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from core.engine.answer import Answer
from core.engine.faults import connect, translated
from core.engine.watching import watched
from core.errors import DataBusyError, QueryError
from core.once import told
from core.settings import Settings

Parameters = Mapping[str, Any]
# Groups whose codes fit into so many bits are counted in an array: step number, activity and next activity, say, take
# 14 bits and then 60 % of the time. The engine's own 12 are enough for channels alone.
_ARRAY_BITS = 18


class Transaction:
    """Statements that take effect together or not at all."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """Run one statement; a failure raises `QueryError` and undoes the whole transaction."""
        _run(self._cursor, sql, parameters)

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[tuple[Any, ...]]:
        """Run one query and return its rows as tuples."""
        _run(self._cursor, sql, parameters)
        return list(self._cursor.fetchall())

    def value(self, sql: str, parameters: Parameters | None = None) -> Any:
        """Return the first column of the first row, or None without rows."""
        found = self.rows(sql, parameters)
        return found[0][0] if found else None

    def insert(self, table: str, columns: pa.Table) -> None:
        """Append an Arrow table to a table with the same columns in the same order."""
        if not table.isidentifier():
            raise QueryError(f"{table!r} is not a table name.")
        with translated(f"insert into {table}"):
            self._cursor.from_arrow(columns).insert_into(table)

    def arrow(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """Run one query and return its rows as an Arrow table."""
        return _arrow(self._cursor, sql, parameters)


class Database:
    """A DuckDB file that many threads read while one writes.

    Reads see the last committed state. The driver's own errors never leave this class.
    """

    def __init__(self, path: Path, settings: Settings, staging: Path) -> None:
        self.path = path
        self._settings = settings
        self._process = os.getpid()
        self._writer = threading.Lock()
        self._changes = 0  # rises before and after each commit, so it is odd while one is under way
        self._known: dict[str, tuple[int, Answer]] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        staging.mkdir(parents=True, exist_ok=True)
        self._root = connect(path)
        self._lock_down(staging)

    def _lock_down(self, staging: Path) -> None:
        spill = self.path.with_suffix(".spill")
        statements = [
            f"set memory_limit='{self._settings.memory_limit_mb}MB'",
            f"set threads={self._settings.threads}" if self._settings.threads else "set preserve_insertion_order=true",
            f"set temp_directory={_literal(spill)}",
            f"set allowed_directories=[{_literal(staging)}]",
            f"set perfect_ht_threshold={_ARRAY_BITS}",
            "set enable_external_access=false",
            "set autoinstall_known_extensions=false",
            "set autoload_known_extensions=false",
            "set python_enable_replacements=false",
            "set lock_configuration=true",
        ]
        for statement in statements:
            self._root.execute(statement)

    def read(self, sql: str, parameters: Parameters | None = None, *, whole: bool = True) -> Answer:
        """Answer one query from one snapshot, with the data version it belongs to; once within `core.once.once`."""
        changes = self._changes
        values = tuple((name, _fixed(value)) for name, value in sorted((parameters or {}).items()))
        if changes % 2 or not _hashable(values):
            return self._read(sql, parameters, whole)
        found = told((self, changes, sql, values, whole), lambda: self._read(sql, parameters, whole))
        return replace(found, rows=found.rows.copy(deep=False))

    def known(self, sql: str) -> Answer:
        """Answer a query without values, asked again only once the data were changed; not for what names a customer."""
        changes = self._changes
        kept = self._known.get(sql)
        if kept is None or kept[0] != changes or changes % 2:
            kept = self._known[sql] = changes, self.read(sql)
        return replace(kept[1], rows=kept[1].rows.copy(deep=False))

    def _read(self, sql: str, parameters: Parameters | None, whole: bool) -> Answer:
        with self._cursor() as cursor:
            started = time.perf_counter()
            cursor.execute("begin transaction read only")
            version = _run(cursor, "select data_version from dataset", None).fetchone()
            rows = _run(cursor, sql, parameters).df()
            cursor.execute("rollback")
            elapsed = time.perf_counter() - started
        return Answer(rows, sql, dict(parameters or {}), version[0] if version else 0, elapsed, whole)

    def arrow(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """Answer one query as an Arrow table, for exports of any size."""
        with self._cursor() as cursor:
            return _arrow(cursor, sql, parameters)

    def batches(self, sql: str, parameters: Parameters | None = None, rows: int = 50_000) -> Iterator[pa.RecordBatch]:
        """Answer one query batch by batch, from one snapshot and in little memory; the time limit holds per batch."""
        self._check_process()
        cursor = self._root.cursor()
        try:
            with translated(sql), self._time_limit(cursor):
                reader = cursor.sql(sql, params=dict(parameters or {})).to_arrow_reader(rows)
            while True:
                with translated(sql), self._time_limit(cursor):
                    batch = next(reader, None)
                if batch is None:
                    return
                yield batch
        finally:
            cursor.close()

    @contextmanager
    def write(
        self, *, wait_seconds: float = 30.0, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[Transaction]:
        """Open the one write transaction; commits on leaving, rolls back on any exception.

        `cancelled` is asked five times a second; once it says True the running statement stops with `CancelledError`.
        """
        self._check_process()
        if not self._writer.acquire(timeout=wait_seconds):
            raise DataBusyError("Another change to this dataset is still running. Wait until it ends, then try again.")
        try:
            cursor = self._root.cursor()
            try:
                cursor.execute("begin transaction")
                with watched(cursor, cancelled):
                    yield Transaction(cursor)
                self._changes += 1
                try:
                    _run(cursor, "commit", None)
                finally:
                    self._changes += 1
            except BaseException:
                with _ignored():
                    cursor.execute("rollback")
                raise
            finally:
                cursor.close()
        finally:
            self._writer.release()

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file; harmless when readers are busy."""
        with _ignored():
            self._root.cursor().execute("checkpoint")

    def close(self) -> None:
        """Close the file; the object can't be used afterwards."""
        if os.getpid() == self._process:
            self._root.close()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        self._check_process()
        cursor = self._root.cursor()
        try:
            with self._time_limit(cursor):
                yield cursor
        finally:
            cursor.close()

    @contextmanager
    def _time_limit(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        timer = threading.Timer(self._settings.query_timeout_seconds, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _check_process(self) -> None:
        if os.getpid() != self._process:
            raise DataBusyError("The data was opened by another process; open it anew in this one.")


def _run(cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters | None) -> duckdb.DuckDBPyConnection:
    with translated(sql):
        return cursor.execute(sql, dict(parameters)) if parameters else cursor.execute(sql)


def _arrow(cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters | None) -> pa.Table:
    with translated(sql):
        return cursor.sql(sql, params=dict(parameters or {})).to_arrow_table()


def _fixed(value: Any) -> Any:
    """Return a value as what it is told from others by: 1 is not True."""
    return tuple(map(_fixed, value)) if isinstance(value, list | tuple) else (type(value), value)


def _hashable(values: object) -> bool:
    try:
        hash(values)
    except TypeError:
        return False
    return True


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def _ignored() -> Iterator[None]:
    try:
        yield
    except duckdb.Error:
        return
