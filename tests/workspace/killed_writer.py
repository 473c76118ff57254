"""Writes pairs of documents until it is killed: `python killed_writer.py HOME [URL]`, told a number to begin from.

It forks a fresh writer for each line on stdin (nothing is open yet then), which prints its process id and the number of
each pair that was acknowledged.
"""

import os
import sys
from pathlib import Path

# loaded before any fork, so that a writer starts at once
import sqlalchemy.dialects.postgresql.pg8000
import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401

from core.access import OPERATOR
from core.workspace import Workspace


def write_pairs(home: Path, url: str, number: int) -> None:
    author = Workspace(home, url).by(OPERATOR)
    while True:
        with author.together() as together:
            together.put("decision", f"d{number}", {"n": number}, seen_version=0)
            together.put("backlog_item", f"b{number}", {"n": number, "text": "x" * 500}, seen_version=0)
        os.write(1, f"{number}\n".encode())
        number += 1


if __name__ == "__main__":
    place, address = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.write(1, f"pid {os.getpid()}\n".encode())
            write_pairs(place, address, int(line))
        os.waitpid(child, 0)
        os.write(1, b"dead\n")
