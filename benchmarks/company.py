"""The data: the synthetic company at a wanted size, imported the way a person imports it."""

import time
from dataclasses import dataclass
from pathlib import Path

from core.datasets import Office
from core.engine import Database
from core.intake.imports import Upload, import_file
from core.settings import Settings
from data.demo import Company, write_demo
from data.demo.plans import interactions_plan

ROWS_PER_JOURNEY = 3.772
PLAN = interactions_plan("csv")


@dataclass(frozen=True)
class Built:
    """An imported company: where it is, and the rows and seconds of the last import."""

    office: Office
    dataset: str
    rows: int
    import_seconds: float

    @property
    def database(self) -> Database:
        """Return the dataset's database."""
        return self.office.open(self.dataset)


def write_csv(folder: Path, rows: int) -> Path:
    """Write the company's CSV export with about `rows` interactions, once."""
    target = folder / f"{rows}"
    path = target / "interactions.csv"
    if not (target / "truth.json").exists():
        write_demo(target, Company(journeys=max(100, round(rows / ROWS_PER_JOURNEY))), format="csv")
    return path


def build(csv: Path, home: Path) -> Built:
    """Import a CSV export into a new dataset under `home`."""
    office = Office(Settings(home=home))
    return _add(office, office.create("Benchmark", synthetic=True), csv)


def add(built: Built, csv: Path) -> Built:
    """Import a further CSV export into the same dataset."""
    return _add(built.office, built.dataset, csv)


def _add(office: Office, dataset: str, csv: Path) -> Built:
    started = time.perf_counter()
    receipt = import_file(office, dataset, Upload.of(csv), PLAN)
    return Built(office, dataset, receipt.loaded, time.perf_counter() - started)
