"""`make bench`, or `python -m benchmarks --rows 1e7 --only flows`: measure, check, and write benchmarks/RESULTS.md."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import (
    analyses,
    business_case,
    coverage,
    flows,
    growth,
    imports,
    looking,
    priorities,
    retention,
    scorecard,
    screens,
    switching,
)
from benchmarks.company import Built, build, write_csv
from benchmarks.results import Figure, write

TITLES = {
    "imports": "S4 to S6: import",
    "flows": "S1: path flow",
    "analyses": "S2: other path questions",
    "switching": "S2: what switching costs",
    "scorecard": "S2: the scorecard",
    "coverage": "P1: planted truth",
    "growth": "S4: growth of questions",
    "looking": "S7: looking at a page",
    "screens": "S9: the app's start (demo data)",
    "retention": "Planted truth of retention (200 companies)",
    "business_case": "Business case: simulation",
    "priorities": "S10: plans and ranks",
}
# What a section is measured on where it is not as many interactions as asked for.
SIZES = {
    "looking": "demo data",
    "retention": f"{retention.INTERACTIONS:,} interactions",
    "business_case": f"{business_case.DRAWS:,} draws",
    "priorities": f"{priorities.INITIATIVES} initiatives",
}
LARGE = 3_000_000


class Bench:
    """The data of one run, made when first needed, in a folder that goes away."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder, self.rows = folder, rows
        self._built: dict[int, Built] = {}

    def built(self, rows: int) -> Built:
        """Return the imported company of a size."""
        if rows not in self._built:
            home = self.folder / f"home-{rows}"
            shutil.rmtree(home, ignore_errors=True)
            self._built[rows] = build(write_csv(self.folder, rows), home)
        return self._built[rows]

    def sections(self) -> dict[str, Callable[[], list[Figure]]]:
        """Return what can be measured, by name. The import's rounds are fewer at sizes at which each takes minutes."""
        rows, small = self.rows, self.rows // 10
        return {
            "imports": lambda: imports.figures(self.folder, rows, rounds=5 if rows <= LARGE else 1),
            "flows": lambda: flows.figures(self.built(rows).database),
            "analyses": lambda: analyses.figures(self.built(rows).database),
            "switching": lambda: switching.figures(self.built(rows)),
            "scorecard": lambda: scorecard.figures(self.built(rows).database),
            "coverage": coverage.figures,
            "growth": lambda: growth.figures(self.built(small).database, self.built(rows).database),
            "looking": lambda: looking.figures(self.folder),
            "screens": lambda: screens.figures(self.folder),
            "retention": retention.figures,
            "business_case": business_case.figures,
            "priorities": priorities.figures,
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Journey Office.")
    parser.add_argument("--rows", type=float, default=1e6, help="interactions; default: %(default)g")
    parser.add_argument("--only", choices=TITLES, action="append", help="one section; may be given again")
    parser.add_argument("--folder", type=Path, help="where to work, and to keep the data for the next run")
    given = parser.parse_args(arguments)
    rows = int(given.rows)
    with _folder(given.folder) as folder:
        sections = Bench(folder, rows).sections()
        for name in given.only or TITLES:
            figures = sections[name]()
            command = f"python -m benchmarks --rows {rows:g} --only {name}"
            size = SIZES.get(name, f"{rows:,} interactions")
            write(TITLES[name], figures, size, command)
            print(f"\n{TITLES[name]}, {size}", *(figure.row() for figure in figures), sep="\n", flush=True)
    return 0


@contextmanager
def _folder(wanted: Path | None):  # type: ignore[no-untyped-def]
    if wanted is not None:
        wanted.mkdir(parents=True, exist_ok=True)
        yield wanted
        return
    with tempfile.TemporaryDirectory(prefix="journey-office-bench-") as made:
        yield Path(made)


if __name__ == "__main__":
    sys.exit(main())
