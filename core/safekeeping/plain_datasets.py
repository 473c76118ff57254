"""A dataset's interactions and journeys as CSV or Parquet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from core.datasets import Office
from core.engine import Database
from core.engine.statements import sql_file
from core.errors import DataBusyError
from core.export.csv import csv_bytes

Format = Literal["csv", "parquet"]
TABLES = ("interactions", "journeys")
_HERE = str(Path(__file__).parent)


def export_datasets(office: Office, folder: Path, format: Format) -> dict[str, int]:
    """Write every dataset into a folder of its own; return the data version of each.

    Raises `DataBusyError` when another process, such as the running app, holds one.
    """
    versions = {}
    for dataset_id in office.ids():
        try:
            database = office.open(dataset_id)
        except DataBusyError as error:
            raise DataBusyError(
                f"{error} While the app runs, 'journey-office export --workspace-only' exports what people wrote, and "
                "'journey-office backup' keeps everything. Nothing was exported."
            ) from error
        (folder / dataset_id).mkdir(parents=True)
        for table in TABLES:
            _write(database, table, folder / dataset_id / f"{table}.{format}")
        versions[dataset_id] = office.info(dataset_id).data_version
        office.close(dataset_id)
    return versions


def _write(database: Database, table: str, path: Path) -> None:
    batches = database.batches(sql_file(_HERE, f"export_{table}"))
    if path.suffix == ".parquet":
        _write_parquet(batches, path)
        return
    first = next(batches, None)
    with path.open("wb") as file:
        if first is not None:
            for piece in csv_bytes(_from(first, batches), first.schema.names):
                file.write(piece)


def _write_parquet(batches: Iterator[pa.RecordBatch], path: Path) -> None:
    writer: pq.ParquetWriter | None = None
    try:
        for batch in batches:
            writer = writer or pq.ParquetWriter(path, batch.schema, compression="zstd")
            writer.write_batch(batch)
    finally:
        if writer is not None:
            writer.close()


def _from(first: pa.RecordBatch, rest: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield first
    yield from rest
