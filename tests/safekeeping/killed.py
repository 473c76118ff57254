"""Backs up or restores until it is killed: `python killed.py HOME FILE`, told what to do on stdin.

It forks a fresh process for each line (nothing is open yet then), which prints its process id and when it is done.
"""

import os
import sys
from pathlib import Path

import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401

# loaded before any fork, so that the work starts at once
from core.access import OPERATOR
from core.datasets import Office
from core.safekeeping.backup import back_up
from core.safekeeping.restoring import restore
from core.settings import Settings
from core.workspace import Workspace


def work(what: str, home: Path, file: Path) -> None:
    settings = Settings(home=home, memory_limit_mb=256, threads=1)
    office = Office(settings)
    if what == "restore":
        restore(office, file, OPERATOR, over=True)
    else:
        back_up(office, Workspace.of(settings), file, OPERATOR)


if __name__ == "__main__":
    place, path = Path(sys.argv[1]), Path(sys.argv[2])
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.write(1, f"pid {os.getpid()}\n".encode())
            work(line.strip(), place, path)
            os.write(1, b"done\n")
            os._exit(0)
        os.waitpid(child, 0)
        os.write(1, b"dead\n")
