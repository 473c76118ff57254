"""Stopping a statement that runs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

from core.errors import CancelledError, QueryError


@contextmanager
def watched(cursor: duckdb.DuckDBPyConnection, cancelled: Callable[[], bool] | None) -> Iterator[None]:
    """Interrupt the cursor once `cancelled`, asked five times a second, says so; raises `CancelledError` then."""
    if cancelled is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.2):
            if cancelled():
                cursor.interrupt()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
        if cancelled():
            raise CancelledError("Cancelled. Nothing was changed.")
    except QueryError as error:
        if cancelled():
            raise CancelledError("Cancelled. Nothing was changed.") from error
        raise
    finally:
        done.set()
        watcher.join()
