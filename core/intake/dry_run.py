"""Reading a whole file as planned without loading it: what would come in, what would be rejected and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core.datasets import Office
from core.intake.imports import UNWATCHED, Upload, Watch, read_upload
from core.intake.kept import staging_folder
from core.intake.plan import ReadingPlan

EXAMPLES = 20
MOST_OUTCOMES = 200


@dataclass(frozen=True)
class DryRun:
    """What a file would give: `read` = `readable` + `rejected`; duplicates are only known at the load.

    `rejects` and `records` are the first of each, as plain rows; `outcomes` counts the values of the outcome column.
    """

    read: int
    readable: int
    rejected: int
    reasons: Mapping[str, int]
    notes: tuple[str, ...]
    rejects: tuple[dict[str, Any], ...]
    records: tuple[dict[str, Any], ...]
    outcomes: tuple[tuple[str, int], ...]

    @property
    def rejected_share(self) -> float | None:
        """Return the share of records that can't be read; None when there are none at all."""
        return self.rejected / self.read if self.read else None


def dry_run(office: Office, upload: Upload, plan: ReadingPlan, watch: Watch = UNWATCHED) -> DryRun:
    """Read a whole file as planned and throw the result away.

    Raises `FileRefusedError` when it can't be read or no record of it is loadable, `CancelledError` when stopped.
    """
    with staging_folder(office.staging) as folder:
        result = read_upload(office, upload, plan, folder, watch)
        clean = pq.ParquetFile(folder / "clean.parquet")
        rejects = pq.read_table(folder / "rejects.parquet").slice(0, EXAMPLES).to_pylist()
        records = next(iter(clean.iter_batches(EXAMPLES)), None)
        return DryRun(
            result.read,
            result.loaded,
            result.rejected,
            dict(sorted(result.reasons.items(), key=lambda item: (-item[1], item[0]))),
            result.notes,
            tuple(rejects),
            tuple(_shown(row) for row in records.to_pylist()) if records is not None else (),
            _outcomes(clean),
        )


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    internal = ("record_number", "raw_high", "raw_low", "line_number")
    return {name: value for name, value in row.items() if name not in internal}


def _outcomes(clean: pq.ParquetFile) -> tuple[tuple[str, int], ...]:
    if "outcome" not in clean.schema_arrow.names:
        return ()
    column = pc.drop_null(clean.read(["outcome"])["outcome"].cast(pa.string()))
    counted = [(found["values"], found["counts"]) for found in pc.value_counts(column).to_pylist()]
    return tuple(sorted(counted, key=lambda item: (-item[1], item[0]))[:MOST_OUTCOMES])
