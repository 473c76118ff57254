"""S5, S4, S6: from a CSV file to answers, against the engine's own reading of it and a pandas script that does less.

Each contender runs in a process of its own: `python -m benchmarks.imports NAME CSV FOLDER` prints its seconds.
"""

import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.company import add, build, write_csv
from benchmarks.results import Figure, at_least, at_most, milliseconds
from benchmarks.timing import turns
from data.demo.plans import COLUMNS

NUMBERS = ("handle_seconds", "wait_seconds", "cost", "csat", "ces", "nps", "customer_value")
TYPES = {
    **dict.fromkeys(COLUMNS, "varchar"), **dict.fromkeys(NUMBERS, "double"),
    "occurred_at": "timestamp", "customer_since": "date", "customer_left_on": "date",
}  # fmt: skip
MEGABYTE = 1e6


def import_(csv: Path, folder: Path) -> float:
    """The product: checked, deduplicated, built into steps and journeys, in one transaction."""
    return build(csv, folder / "home").import_seconds


def append(csv: Path, folder: Path) -> float:
    """The product: the last 1 % of a file into a dataset that holds the first 99 %."""
    first, last = _split(csv, folder)
    return add(build(first, folder / "home"), last).import_seconds


def read_csv(csv: Path, folder: Path) -> float:
    """The engine alone: read the columns with known types into a table in a file."""
    connection = duckdb.connect(str(folder / "plain.duckdb"))
    connection.execute("set memory_limit='700MB'")
    started = time.perf_counter()
    connection.execute(
        "create table interactions as select * from read_csv($path, header = true, columns = $types, "
        "auto_detect = false, delim = ',', quote = '\"', timestampformat = '%Y-%m-%d %H:%M:%SZ')",
        {"path": str(csv), "types": TYPES},
    )
    connection.execute("checkpoint")
    return time.perf_counter() - started


def pandas_script(csv: Path, folder: Path) -> float:  # noqa: ARG001 - all contenders are called alike
    """What a script would do: read, parse times, sort, look at the next step. No checks, no journeys, nothing kept."""
    started = time.perf_counter()
    frame = pd.read_csv(csv)
    frame["occurred_at"] = pd.to_datetime(frame.occurred_at, utc=True)
    frame = frame.sort_values(["journey_id", "occurred_at", "interaction_id"])
    frame["next_channel"] = frame.groupby("journey_id", sort=False).channel.shift(-1)
    return time.perf_counter() - started


CONTENDERS: dict[str, Callable[[Path, Path], float]] = {
    "import": import_, "append": append, "read_csv": read_csv, "pandas": pandas_script,
}  # fmt: skip


def figures(folder: Path, rows: int, rounds: int) -> list[Figure]:
    """Race the import of a company of `rows` interactions, and one of a tenth of the size for the growth."""
    csv, small = write_csv(folder, rows), write_csv(folder, rows // 10)
    peaks: list[float] = []
    runs = {name: lambda name=name: _apart(name, csv, folder, peaks) for name in CONTENDERS}
    seconds = turns({**runs, "small": lambda: _apart("import", small, folder, [])}, rounds)
    ours = seconds["import"]
    texts = {name: f" ({milliseconds(ours)} against {milliseconds(taken)})" for name, taken in seconds.items()}
    growth, share, peak = math.log10(ours / seconds["small"]), seconds["append"] / ours, max(peaks)
    return [
        at_most("S5", "import ÷ read_csv into a table", ours / seconds["read_csv"], 4, texts["read_csv"]),
        at_least("S5", "pandas script that does less ÷ import", seconds["pandas"] / ours, 3, texts["pandas"]),
        Figure("S5", "import: peak memory over base", f"{peak:,.0f} MB", "≤ 1,074 MB", peak <= 2**30 / MEGABYTE),
        Figure("S4", "import: growth exponent from a tenth of the size", f"{growth:.2f}", "≤ 1.05", growth <= 1.05),
        Figure("S6", "append the last 1 % ÷ full import", f"{share:.1%}{texts['append']}", "≤ 5 %", share <= 0.05),
    ]  # fmt: skip


def _apart(name: str, csv: Path, folder: Path, peaks: list[float]) -> float:
    """Run a contender in its own process; note the peak of an import over what it held before it began."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    command = [sys.executable, "-m", "benchmarks.imports", name, str(csv), str(work)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    base = peak = _tree_megabytes(child.pid)
    while child.poll() is None:
        peak = max(peak, _tree_megabytes(child.pid))
        time.sleep(0.3)
    if name == "import":
        peaks.append(peak - base)
    assert child.returncode == 0, f"{name} failed"
    return float(child.stdout.read())


def _tree_megabytes(pid: int) -> float:
    """Return the memory of a process and its descendants; what they share counts once."""
    total, waiting = 0.0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            roll = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text(encoding="ascii").split())
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in roll.splitlines() if line.startswith("Pss:")) * 1024 / MEGABYTE
    return total


def _split(csv: Path, folder: Path) -> tuple[Path, Path]:
    """Cut a CSV export into its first 99 % and its last 1 % of lines, each with the header."""
    with csv.open("rb") as lines:
        header, count = next(lines), sum(1 for _ in lines)
    paths = folder / "first.csv", folder / "last.csv"
    with csv.open("rb") as lines, paths[0].open("wb") as first, paths[1].open("wb") as last:
        next(lines)
        first.write(header)
        last.write(header)
        for number, line in enumerate(lines):
            (first if number < count * 0.99 else last).write(line)
    return paths


if __name__ == "__main__":
    run = CONTENDERS[sys.argv[1]]
    print("ready", flush=True)
    print(run(Path(sys.argv[2]), Path(sys.argv[3])), flush=True)
    os._exit(0)
