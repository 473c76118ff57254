"""Who uses a home folder: whatever opens an office shares it, a restore has it alone.

An interrupted restore is finished by whoever opens the home next.
"""

import os
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import DataBusyError

try:
    import fcntl
except ImportError:  # without it only the engine's own lock tells that the app is running
    fcntl = None  # type: ignore[assignment]

LOCK_FILE = "in-use.lock"
RESTORE_FILE = "restore.json"
FINISHING_SECONDS = 60


class Use:
    """One user of a home folder, from when it is made until `release`, or until its process ends."""

    def __init__(self, home: Path, workspace_url: str = "") -> None:
        self._home, self._url = home, workspace_url
        self._descriptor: int | None = None
        self._closing: weakref.finalize[..., Use] | None = None
        self.share()

    def share(self) -> None:
        """Use the home beside others; raises `DataBusyError` while a backup is restored into it."""
        if self._descriptor is None:
            self._open()
            if not self._lock(alone=False):
                self.release()
                raise DataBusyError("A backup is being restored. Wait until it has ended, then try again.")
        if (self._home / RESTORE_FILE).exists():
            self._finish()

    def release(self) -> None:
        """Use the home no longer."""
        if self._closing is not None:
            self._closing()
        self._descriptor = self._closing = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the home for oneself; raises `DataBusyError` while anybody else uses it."""
        self.share()
        if not self._lock(alone=True):
            self._lock(alone=False)
            raise DataBusyError(
                "The office is in use: the app or another command is running. Stop it, then try again. "
                "Nothing was changed."
            )
        try:
            yield
        finally:
            self._lock(alone=False)

    def _open(self) -> None:
        with suppress(OSError):  # a folder that can't be written has nothing to keep apart
            self._home.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._home / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
            self._descriptor = descriptor
            self._closing = weakref.finalize(self, os.close, descriptor)

    def _lock(self, *, alone: bool) -> bool:
        """Take the lock at once; False when somebody else's stands against it."""
        if fcntl is None or self._descriptor is None:
            return True
        try:
            fcntl.flock(self._descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
        return True

    def _finish(self) -> None:
        """Finish the restore that was interrupted, or wait for who does so."""
        from core.safekeeping.finishing import finish  # noqa: PLC0415 - it needs what is above, and hardly ever

        until = time.monotonic() + FINISHING_SECONDS
        while not self._lock(alone=True):
            if time.monotonic() > until:
                raise DataBusyError("A restore that was interrupted is being finished. Wait a moment, then try again.")
            time.sleep(0.05)
        try:
            if (self._home / RESTORE_FILE).exists():
                finish(self._home, self._url)
        finally:
            self._lock(alone=False)
