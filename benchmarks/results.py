"""The figures, their targets, and the file they are written to."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FILE = Path(__file__).with_name("RESULTS.md")
PACKAGES = ("duckdb", "pandas", "numpy", "pyarrow", "polars", "chdb", "numba", "streamlit")


@dataclass(frozen=True)
class Figure:
    """One measured figure. `met` is None without a target, or where the figure is a bound and not the thing itself."""

    id: str
    what: str
    figure: str
    target: str = ""
    met: bool | None = None

    def row(self) -> str:
        """Return the figure as a row of a table."""
        return f"| {self.id} | {self.what} | {self.figure} | {self.target} | {_MET[self.met]} |"


_MET = {True: "met", False: "**not met**", None: ""}


def at_most(id: str, what: str, ratio: float, limit: float, detail: str = "") -> Figure:
    """Return a ratio that should be at most `limit`."""
    return Figure(id, what, f"{_times(ratio)}{detail}", f"≤ {limit:g} ×", ratio <= limit)


def at_least(id: str, what: str, ratio: float, limit: float, detail: str = "") -> Figure:
    """Return a ratio that should be at least `limit`."""
    return Figure(id, what, f"{_times(ratio)}{detail}", f"≥ {limit:g} ×", ratio >= limit)


def milliseconds(seconds: float) -> str:
    """Return a duration as text.

    >>> milliseconds(0.0412), milliseconds(12.3)
    ('41 ms', '12,300 ms')
    """
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} ×" if ratio >= 20 else f"{ratio:.2f} ×"


def write(section: str, figures: Sequence[Figure], size: str, command: str) -> None:
    """Put the figures of one section and size into RESULTS.md, in the place of its earlier ones."""
    title = f"## {section}, {size}"
    head = f"{title}\n`{command}` on {datetime.now(UTC):%Y-%m-%d}; {_versions()}.\n"
    table = ["| id | what | figure | target | |", "|---|---|---|---|---|", *(figure.row() for figure in figures)]
    parts = _parts()
    parts[title] = head + "\n" + "\n".join(table) + "\n"
    FILE.write_text(_INTRODUCTION + "\n" + "\n".join(parts[name] for name in sorted(parts)), encoding="utf-8")


def _parts() -> dict[str, str]:
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    found = ["## " + part for part in ("\n" + text).split("\n## ")[1:]]
    return {part.splitlines()[0]: part.rstrip() + "\n" for part in found}


def _versions() -> str:
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {_version(name)}" for name in PACKAGES)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a section without peers runs without them
        return "not installed"


_INTRODUCTION = """# Benchmarks

Taken on a shared virtual machine with 2 cores and 24 GiB, where absolute times drift by a factor of two: what counts is
the ratio, inside one process run, of medians over rounds in which the contenders take turns, after a warm-up. All
contenders' answers are checked to be equal before they are timed. The data are the synthetic company's, imported from
its CSV export by the app's own import. *Scan* is the engine summing the same columns under the same filter, the least
that any answer from this file can cost. *Kernel* is a compiled loop over arrays in memory that hold nothing else.
*From interactions* starts from rows as they come, though with the journey known as a number and its start, segment and
issue already on each row, which flatters the peers; *prepared* from the layout that suits the peer best, all in memory.
"""
