"""The checked copies of the workspace, made once a day while the app runs, and what was wrong with the last one."""

import logging
from datetime import UTC, datetime

import anyio

from core.errors import JourneyOfficeError
from core.safekeeping.copies import Copied, copy_if_due
from pages.parts.manage.workspace import workspace

SECONDS_BETWEEN = 3600
_last = Copied()
_log = logging.getLogger(__name__)


async def copy_on_a_timer() -> None:
    """Look every hour whether a copy is due."""
    while True:
        await anyio.to_thread.run_sync(_copy)
        await anyio.sleep(SECONDS_BETWEEN)


def problem() -> str:
    """Return the sentence to show when the last copy failed; empty when all is well."""
    return _last.problem


def _copy() -> None:
    global _last  # noqa: PLW0603 - one process, one workspace
    try:
        _last = copy_if_due(workspace(), datetime.now(UTC))
    except JourneyOfficeError as error:
        _last = Copied(None, f"No copy of the workspace could be made: {error}")
    except Exception:  # the server goes on without a copy
        _log.exception("copying the workspace failed")
        _last = Copied(None, "No copy of the workspace could be made. The server's log has the details.")
