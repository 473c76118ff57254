"""Any file in, checked interactions and rejects out: `inspect` proposes how to read a file, `read_file` reads it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from core.intake.plan import ReadingPlan
from core.intake.reading.inspecting import inspect
from core.intake.reading.model import Column, Guess, Inspection, Progress, Question, ReadResult
from core.intake.reading.parent import ask_child

__all__ = ["Column", "Guess", "Inspection", "Progress", "Question", "ReadResult", "inspect", "read_file"]


def read_file(  # noqa: PLR0913 - what a read needs and nothing more
    path: Path,
    file_name: str,
    plan: ReadingPlan,
    out: Path,
    *,
    key: bytes = b"",
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    memory_limit_mb: int = 1000,
) -> ReadResult:
    """Read a file as planned, in a process of its own, into `out/clean.parquet` and `out/rejects.parquet`.

    `key` is the secret behind pseudonyms. Raises `FileRefusedError` when the file can't be read safely or no record
    of it is loadable, `CancelledError` when `cancelled()` says so; then nothing is left in `out`.
    """
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    job = {
        "task": "read",
        "path": str(path.resolve()),
        "file_name": file_name,
        "plan": plan.to_dict(),
        "out": str(out),
        "key": key.hex(),
        "memory_limit_mb": memory_limit_mb,
    }
    try:
        return ReadResult.from_dict(ask_child(job, progress=progress, cancelled=cancelled))
    except BaseException:
        for name in ("clean.parquet", "rejects.parquet"):
            (out / name).unlink(missing_ok=True)
        shutil.rmtree(out / "work", ignore_errors=True)
        raise
