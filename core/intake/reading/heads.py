"""The head of a file that is not separated text; runs in the child process."""

import tempfile
from pathlib import Path

from core.intake.plan import Dialect
from core.intake.reading.excel import excel_head
from core.intake.reading.grids import Grid
from core.intake.reading.jsonl import jsonl_head
from core.intake.reading.opening import look, unpack_to
from core.intake.reading.parquet import parquet_head
from core.intake.reading.run import connect
from core.intake.reading.xes import xes_head


def structured_head(path: Path, file_name: str, dialect: Dialect) -> Grid:
    """Return the head of an Excel, Parquet, JSON lines or XES file, unpacked first where needed."""
    content = look(path, file_name, dialect.member)
    with tempfile.TemporaryDirectory() as folder:
        if content.compression != "none":
            plain = Path(folder) / "unpacked"
            with plain.open("wb") as target:
                unpack_to(path, content, target)
            path = plain
        if content.kind == "excel":
            return excel_head(path, dialect)
        if content.kind == "parquet":
            return parquet_head(path, dialect, connect(Path(folder), 1000, path))
        return jsonl_head(path) if content.kind == "jsonl" else xes_head(path)
