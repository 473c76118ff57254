"""Long work on threads of its own: how far it is, stopping it, and what came of it, whoever asks and whenever."""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Literal

from core.errors import CancelledError, JourneyOfficeError
from core.intake.imports import Watch
from core.intake.reading import Progress

State = Literal["waiting", "running", "done", "failed", "cancelled"]
KEPT = 50
_log = logging.getLogger(__name__)


@dataclass
class Work:
    """One long piece of work. Written by its own thread only; `result` is there when it is done."""

    work_id: str
    title: str
    state: State = "waiting"
    progress: Progress | None = None
    result: Any = None
    error: JourneyOfficeError | None = None
    started: float = field(default_factory=time.monotonic)
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.state in ("done", "failed", "cancelled")

    def wait(self, seconds: float) -> None:
        """Wait until it is over, at most so long."""
        if not self.over:
            self.ended.wait(seconds)

    def cancel(self) -> None:
        """Ask it to stop; it does so at its next step and changes nothing."""
        self.stop.set()


class Background:
    """All long work of this process. A few pieces run at a time, the others wait their turn."""

    def __init__(self, at_once: int = 2) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="journey-office-work")
        self._known: dict[str, Work] = {}
        self._open: set[Future[None]] = set()
        self._lock = threading.Lock()

    def start(self, title: str, task: Callable[[Watch], Any]) -> Work:
        """Start a task; it is handed a watch to report to and to ask whether to stop."""
        work = Work(uuid.uuid4().hex, title)
        with self._lock:
            over = [known.work_id for known in self._known.values() if known.over]
            for old in over[: max(0, len(self._known) - KEPT + 1)]:
                del self._known[old]
            self._known[work.work_id] = work
            future = self._pool.submit(_run, work, task)
            self._open.add(future)
        future.add_done_callback(self._open.discard)
        return work

    def find(self, work_id: str) -> Work | None:
        """Return one piece of work; None when it is unknown or long over."""
        return self._known.get(work_id)

    def wait(self) -> None:
        """Wait until all that was started is over."""
        wait(tuple(self._open))

    def shut_down(self) -> None:
        """Ask everything to stop and wait for it."""
        for work in list(self._known.values()):
            work.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _run(work: Work, task: Callable[[Watch], Any]) -> None:
    def listen(progress: Progress) -> None:
        work.progress = progress

    work.started = time.monotonic()
    work.state = "running"
    try:
        if work.stop.is_set():
            raise CancelledError("It was cancelled before it began.")
        work.result = task(Watch(listen, work.stop.is_set))
        work.state = "done"
    except CancelledError:
        work.state = "cancelled"
    except JourneyOfficeError as error:
        work.error, work.state = error, "failed"
    except Exception:
        _log.exception("%s failed", work.title)
        work.error = JourneyOfficeError(
            "Something went wrong that nobody foresaw, and nothing was changed. The server's log has the details."
        )
        work.state = "failed"
    finally:
        work.ended.set()
