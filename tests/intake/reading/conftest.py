from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from core.intake.plan import Dialect, Mapping, Privacy, ReadingPlan
from core.intake.reading import Inspection, ReadResult, inspect
from core.intake.reading.run import Job, run


@dataclass(frozen=True)
class Read:
    inspection: Inspection
    result: ReadResult
    clean: list[dict[str, Any]]
    rejects: list[dict[str, Any]]

    def column(self, name: str) -> list[Any]:
        return [row[name] for row in self.clean]


Reader = Callable[..., Read]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Inspect a file and read it as proposed, with changes to the mapping; in this process, for speed."""

    def reader(
        content: bytes | str | Path,
        name: str = "log.csv",
        *,
        dialect: Dialect | None = None,
        mapping: Mapping | None = None,
        privacy: Privacy | None = None,
        key: bytes = b"",
        **changes: Any,
    ) -> Read:
        path = content if isinstance(content, Path) else tmp_path / "input"
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = inspect(path, name, dialect=dialect, mapping=mapping)
        plan = ReadingPlan(found.dialect, replace(found.mapping, **changes), privacy or Privacy())
        out = tmp_path / "out"
        result = run(Job(path, name, plan, out, key), lambda _: None)
        clean, rejects = (pq.read_table(out / f"{kind}.parquet").to_pylist() for kind in ("clean", "rejects"))
        assert (len(clean), len(rejects)) == (result.loaded, result.rejected)
        numbers = sorted(row["record_number"] for row in [*clean, *rejects])
        assert numbers == list(range(1, result.read + 1)), "each record is loaded or rejected, once"
        return Read(found, result, clean, rejects)

    return reader
