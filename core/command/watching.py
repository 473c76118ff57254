"""How far a long piece of work is, on one line of a terminal."""

import sys

from core.intake.imports import Watch
from core.intake.reading import Progress
from core.wording import count, duration, percent


def watch() -> Watch:
    """Return a watch that keeps a line on stderr up to date, when stderr is a terminal."""
    return Watch(progress=_tell) if sys.stderr.isatty() else Watch()


def done() -> None:
    """Take the line away."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _tell(step: Progress) -> None:
    left = f", {duration(step.seconds_left)} left" if step.seconds_left is not None and step.seconds_left > 1 else ""
    sys.stderr.write(f"\r\x1b[K{step.stage}: {percent(step.done_share, 0)}, {count(step.records)} records{left}")
    sys.stderr.flush()
