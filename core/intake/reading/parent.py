"""The parent's side of the child process: start it, listen, stop it in time, and clean up after it."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from core.errors import CancelledError, FileRefusedError, NotFoundError
from core.intake.reading.model import Progress
from core.settings import PROJECT_ROOT

SILENT_SECONDS = 300.0
TOTAL_SECONDS = 4 * 3600.0


def ask_child(
    job: dict[str, Any],
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    silent_seconds: float = SILENT_SECONDS,
) -> dict[str, Any]:
    """Run one job in a process of its own and return its answer.

    Raises `FileRefusedError` when it refuses, dies or is silent for too long, `CancelledError` when cancelled.
    """
    process = _start(job)
    messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(process, messages), daemon=True)
    listener.start()
    try:
        return _answer(process, messages, progress, cancelled, silent_seconds)
    finally:
        process.kill()
        process.wait()
        listener.join(5)


def _start(job: dict[str, Any]) -> "subprocess.Popen[str]":
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ
    }
    paths = [str(PROJECT_ROOT), *(path for path in sys.path if path)]
    environment |= {"PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "core.intake.reading.child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=PROJECT_ROOT, env=environment, encoding="utf-8",
    )  # fmt: skip
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.close()
    except BrokenPipeError:
        pass  # it died at once; the answer will say so
    return process


def _listen(process: "subprocess.Popen[str]", messages: "queue.Queue[dict[str, Any] | None]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        try:
            messages.put(json.loads(line))
        except json.JSONDecodeError:
            break
    messages.put(None)


def _answer(
    process: "subprocess.Popen[str]",
    messages: "queue.Queue[dict[str, Any] | None]",
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
    silent_seconds: float,
) -> dict[str, Any]:
    started = heard = time.monotonic()
    while True:
        if cancelled is not None and cancelled():
            raise CancelledError("Reading the file was cancelled; nothing was kept.")
        try:
            message = messages.get(timeout=0.1)
        except queue.Empty:
            now = time.monotonic()
            if now - heard > silent_seconds or now - started > TOTAL_SECONDS:
                raise FileRefusedError(
                    "Reading the file took too long and was stopped; nothing was loaded. Split the "
                    "file, or export it as CSV or Parquet."
                ) from None
            continue
        heard = time.monotonic()
        if message is None:
            raise FileRefusedError(_died(process.wait()))
        if "answer" in message:
            found: dict[str, Any] = message["answer"]
            return found
        if "refused" in message:
            raise (FileRefusedError if message["kind"] == "refused" else NotFoundError)(message["refused"])
        if progress is not None:
            progress(Progress(**message["progress"]))


def _died(code: int) -> str:
    cause = f"stopped by signal {-code}" if code < 0 else f"exit code {code}"
    return (
        f"The process that reads the file broke off ({cause}): the file may be damaged, or too large "
        "for the memory it may "
        "use. Nothing was loaded. Export the file again, as CSV if it is not, or split it."
    )
