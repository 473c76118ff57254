"""Writing the demo: block after block, so that any size fits in the memory of one block."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from data.demo.block import BLOCK_JOURNEYS, make_block
from data.demo.planted import Company
from data.demo.silo import write_silo
from data.demo.table import make_rows
from data.demo.truth import Tally, truth

Format = Literal["parquet", "csv"]


@dataclass(frozen=True)
class DemoFiles:
    """Where the files are: the interactions, the truth, and the optional chat export with its identity pairs."""

    interactions: Path
    truth: Path
    chat_export: Path
    identity_pairs: Path


def write_demo(folder: Path, company: Company = Company(), *, format: Format = "parquet") -> DemoFiles:  # noqa: B008
    """Write the company's exports into `folder`, which is made if need be; files there are replaced.

    The same company gives the same rows. Memory stays at that of one block of 50,000 journeys, at any size.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = write_demo(Path(folder), Company(journeys=100))
    ...     print(files.interactions.name, json.loads(files.truth.read_text())["sizes"]["journeys"])
    interactions.parquet 100
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = DemoFiles(
        folder / f"interactions.{format}",
        folder / "truth.json",
        folder / "chat_export.csv",
        folder / "identity_pairs.csv",
    )
    tally = Tally()
    silo = None
    with _sink(files.interactions, format) as write:
        for number in range(-(-company.journeys // BLOCK_JOURNEYS)):
            block = make_block(company, number)
            rows = make_rows(block, company.planted)
            write(rows.table)
            tally.add(block, rows)
            silo = silo or write_silo(company.seed, block, files.chat_export, files.identity_pairs)
    found = {**truth(company, tally), "chat_export": asdict(silo) if silo else None}
    files.truth.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return files


class _Write(Protocol):
    def __call__(self, table: pa.Table) -> None: ...


@contextmanager
def _sink(path: Path, format: Format) -> Iterator[_Write]:
    """Open the file on the first table, whose columns it takes."""
    writer: pq.ParquetWriter | pacsv.CSVWriter | None = None

    def write(table: pa.Table) -> None:
        nonlocal writer
        table = table if format == "parquet" else _plain(table)
        if writer is None:
            plain = pacsv.WriteOptions(quoting_style="needed")
            writer = (
                pq.ParquetWriter(path, table.schema, compression="zstd", use_dictionary=_label_columns(table.schema))
                if format == "parquet"
                else pacsv.CSVWriter(path, table.schema, write_options=plain)
            )
        writer.write_table(table)

    try:
        yield write
    finally:
        if writer is not None:
            writer.close()


def _label_columns(schema: pa.Schema) -> list[str]:
    return [field.name for field in schema if pa.types.is_dictionary(field.type)]


def _plain(table: pa.Table) -> pa.Table:
    """Write labels as text and times to the second, as ISO 8601 in UTC (`2025-01-31 08:15:00Z`)."""
    fields = [pa.field(field.name, _plain_type(field.type)) for field in table.schema]
    return table.cast(pa.schema(fields))


def _plain_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_dictionary(kind):
        return pa.string()
    return pa.timestamp("s", tz="UTC") if pa.types.is_timestamp(kind) else kind
