"""Interactions become steps, journeys, variants and customers: once, at import, in the import's own transaction."""

from pathlib import Path

import numpy as np
import pyarrow as pa

from core.engine import Transaction
from core.engine.statements import sql_file
from core.journeys.build.sweep import sweep

CHUNK_ROWS = 250_000
PART_JOURNEYS = 500_000
_HERE = str(Path(__file__).parent)


def build_all(transaction: Transaction) -> None:
    """Build every journey anew from the interactions, identities and labels."""
    for table in ("steps", "journeys", "variants", "customers"):
        transaction.execute(f"delete from {table}")  # noqa: S608 - a fixed list
    _touched_tables(transaction)
    _build(transaction, everything=True)


def build_touched(transaction: Transaction) -> None:
    """Build anew only the journeys of `affected_interactions` and `affected_customers`, two temporary tables of keys.

    Call it after the rows were added, or, for rows about to be removed, call `collect_touched` before the removal.
    """
    _touched_tables(transaction)
    collect_touched(transaction)
    rebuild_collected(transaction)


def collect_touched(transaction: Transaction) -> None:
    """Note which journey ids, customers and present journeys the affected interactions belong to."""
    _touched_tables(transaction)
    for name in ("touched_ids", "touched_customers", "touched_journeys"):
        transaction.execute(_statement(name))


def rebuild_collected(transaction: Transaction) -> None:
    """Remove the journeys noted by `collect_touched` and build what their interactions now make."""
    for name in ("remove_steps", "remove_journeys", "remove_customers"):
        transaction.execute(_statement(name))
    _build(transaction, everything=False)


def _touched_tables(transaction: Transaction) -> None:
    transaction.execute("create or replace temp table touched_ids (journey_id varchar)")
    transaction.execute("create or replace temp table touched_customers (customer_key bigint)")
    transaction.execute("create or replace temp table touched_journeys (journey_key bigint)")


def _build(transaction: Transaction, *, everything: bool) -> None:
    window_days = transaction.value("select window_days from dataset")
    transaction.execute(_statement("1_rows"), {"everything": everything})
    transaction.execute(_statement("2_keys"), {"window_seconds": int(window_days) * 86_400})
    transaction.execute("drop table building_rows")
    _sweep(transaction)
    transaction.execute("drop table building_sorted")
    transaction.execute(_statement("3_variant_codes"))
    _in_parts(transaction, "building_variants", "4_variants", CHUNK_ROWS)
    transaction.execute(_statement("5_following"))
    _in_parts(transaction, "building_journeys", "6_journeys", PART_JOURNEYS)
    for table in ("building_journeys", "building_variants", "building_following"):
        transaction.execute(f"drop table {table}")
    if not everything:
        transaction.execute(_statement("7_next_journeys"))
    transaction.execute(_statement("customers"), {"everything": everything})


def _sweep(transaction: Transaction) -> None:
    """Turn the sorted rows into steps and `building_journeys`, chunk by chunk of whole journeys."""
    transaction.execute(_statement("building_journeys"))
    total, first = transaction.rows("select count(*), min(rowid) from building_sorted")[0]
    carried: pa.Table | None = None
    for start in range(0, total, CHUNK_ROWS):
        chunk = transaction.arrow(_statement("chunk"), {"first": first + start, "last": first + start + CHUNK_ROWS - 1})
        if carried is not None:
            chunk = pa.concat_tables([carried, chunk])
        if start + CHUNK_ROWS < total:
            chunk, carried = _whole_journeys(chunk)
        if chunk.num_rows:
            steps, journeys = sweep(chunk)
            transaction.insert("steps", steps)
            transaction.insert("building_journeys", journeys)


def _in_parts(transaction: Transaction, table: str, name: str, rows: int) -> None:
    """Run a statement on some rows of a temporary table at a time, so that it fits into memory at any size."""
    total, first = transaction.rows(f"select count(*), min(rowid) from {table}")[0]  # noqa: S608 - a fixed name
    for start in range(0, total, rows):
        transaction.execute(_statement(name), {"first": first + start, "last": first + start + rows - 1})


def _whole_journeys(chunk: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Split off the last journey of a chunk, which may go on in the next."""
    keys = chunk["journey_key"].combine_chunks().to_numpy()
    different = np.flatnonzero(keys != keys[-1])
    end = int(different[-1]) + 1 if len(different) else 0
    return chunk.slice(0, end), chunk.slice(end)


def _statement(name: str) -> str:
    return sql_file(_HERE, name)
