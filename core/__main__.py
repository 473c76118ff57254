"""The headless twin: `journey-office`, or `python -m core`."""

import sys
from collections.abc import Sequence

from core.command.running import run


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command of `journey-office` and return its exit code."""
    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
