"""Offices of a few journeys with costs, handle times, leaving dates and values; and a synthetic company."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.datasets import Office as Datasets
from core.engine import Database
from core.settings import Settings
from data.demo import Company
from data.demo.load import load_demo
from tests.journeys_dsl import Office, insert, journey, office_of

FIRST = datetime(2025, 1, 2, 9, 0)


@dataclass(frozen=True)
class Served:
    """A journey that starts so many days after 2 January 2025; its customer leaves `left` days after that."""

    path: str = "phone"
    day: float = 0
    issue: str = "Billing"
    customer: str | None = ""
    cost: float | None = 2.0
    resolved: bool | None = True
    left: int | None = None
    value: float | None = None


Build = Callable[..., Database]


def written(rows: list[Served], folder: Path, until: int) -> Office:
    journeys = {}
    for place, row in enumerate(rows):
        more = {"issue": row.issue, "customer": row.customer, "resolved": row.resolved}
        start = FIRST + timedelta(days=row.day)
        journeys[f"j{place}"] = journey(row.path, start=start, gap=60, cost=row.cost, **more)
    return office_of(folder, journeys, until=FIRST + timedelta(days=until))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Build]:
    """Write journeys, get a database whose data end `until` days after 2 January 2025."""
    built: list[Office] = []

    def build(rows: list[Served], until: int = 364) -> Database:
        office = written(rows, tmp_path / str(len(built)), until)
        built.append(office)
        keys, customers = office.customers(), {}
        for row, one in zip(rows, office.journeys, strict=True):
            if one.customer is None:
                continue
            known = customers.setdefault(keys[one.customer], {"value": row.value, "left_on": None})
            if row.left is not None:
                known["left_on"] = date(2025, 1, 2) + timedelta(days=int(row.day) + row.left)
        with office.database.write() as transaction:
            insert(transaction, "customers", [
                {"customer_key": key, "segment_code": 0, "region_code": 0, "first_seen": FIRST, "last_seen": FIRST,
                 **known}
                for key, known in customers.items()
            ])  # fmt: skip
        return office.database

    yield build
    for office in built:
        office.database.close()


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The synthetic company with 3,000 journeys; tests only read it."""
    datasets = Datasets(Settings(home=tmp_path_factory.mktemp("measured") / "home"))
    load_demo(datasets, Company(seed=11, journeys=3000))
    yield datasets.open("demo")
    datasets.close_all()
