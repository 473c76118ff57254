"""The child process: reads one job from standard input, answers in JSON lines on standard output, and ends."""

import contextlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.errors import FileRefusedError, JourneyOfficeError
from core.intake.plan import Dialect, ReadingPlan

BASE_BYTES = 1_500_000_000
NO_MEMORY = "The file needs more memory than it may use. Raise JOURNEY_OFFICE_MEMORY_LIMIT_MB, or split the file."
DISK = "The disk refused: {}. Nothing was loaded. Free some space, then try again."


def tell(**message: Any) -> None:
    """Send one message to the parent."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def limit_memory(megabytes: int) -> None:
    """Let the system stop this process when it takes far more memory than it may use."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        most = BASE_BYTES + 2 * megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Do one job."""
    job = json.loads(sys.stdin.readline())
    limit_memory(job["memory_limit_mb"])
    try:
        answer = _read(job) if job["task"] == "read" else _head(job)
    except MemoryError:
        tell(
            refused=NO_MEMORY,
            kind="refused",
        )
    except FileRefusedError as error:
        tell(refused=str(error), kind="refused")
    except JourneyOfficeError as error:
        tell(refused=str(error), kind="not found")
    except OSError as error:
        tell(
            refused=DISK.format(os.strerror(error.errno or 0)),
            kind="refused",
        )
    else:
        tell(answer=answer)


def _read(job: dict[str, Any]) -> dict[str, Any]:
    from core.intake.reading.run import Job, run  # noqa: PLC0415 - after the memory limit

    def progress(step: Any) -> None:
        tell(progress=asdict(step))

    plan, key = ReadingPlan.from_dict(job["plan"]), bytes.fromhex(job["key"])
    whole = Job(Path(job["path"]), job["file_name"], plan, Path(job["out"]), key, job["memory_limit_mb"])
    result = run(whole, progress)
    return asdict(result)


def _head(job: dict[str, Any]) -> dict[str, Any]:
    from core.intake.reading.heads import structured_head  # noqa: PLC0415 - after the memory limit

    return asdict(structured_head(Path(job["path"]), job["file_name"], Dialect(**job["dialect"])))


if __name__ == "__main__":
    main()
