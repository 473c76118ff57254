"""The driver's errors as sentences a person reads, and opening a file, where most of them come from."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from core.errors import DataBusyError, DataDamagedError, QueryError


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open an analytical file; raises `DataBusyError` or `DataDamagedError`."""
    try:
        return duckdb.connect(str(path))
    except duckdb.IOException as error:
        text = str(error)
        if "lock" in text.lower():
            found = re.search(r"PID (\d+)", text)
            holder = f" (process {found.group(1)})" if found else ""
            raise DataBusyError(
                f"The data in {path.name} is open in another Journey Office{holder}. Close it there, then try again."
            ) from error
        raise _damaged(path, error) from error
    except duckdb.Error as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> DataDamagedError:
    first_line = str(error).splitlines()[0]
    return DataDamagedError(
        f"The file {path.name} can't be opened: {first_line} Your uploaded files are kept; "
        "'journey-office rebuild' makes the analytical file anew from them."
    )


@contextmanager
def translated(sql: str) -> Iterator[None]:
    """Turn the driver's errors into the sentence a person reads."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryError("The query took too long and was stopped. Narrow the period or the filters.", sql) from error
    except duckdb.OutOfMemoryException as error:
        raise QueryError(
            "The query needs more memory than it may use. Narrow the filters, or raise JOURNEY_OFFICE_MEMORY_LIMIT_MB.",
            sql,
        ) from error
    except duckdb.IOException as error:
        raise QueryError(
            f"The disk refused: {str(error).splitlines()[0].rstrip('.')}. Nothing was changed.", sql
        ) from error
    except (duckdb.Error, pa.ArrowException) as error:
        raise QueryError(f"The engine refused the query: {str(error).splitlines()[0]}", sql) from error
