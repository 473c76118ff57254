"""An office whose journeys start on given days, and customers whose leaving is known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.command.running import CommandLine
from tests.journeys_dsl import Office, insert, journey, office_of

FIRST = datetime(2025, 1, 1, 9, 0)


@dataclass(frozen=True)
class Stay:
    """A journey that starts so many days after 1 January 2025; its customer leaves `left` days after that."""

    customer: str | None
    day: int = 0
    left: int | None = None
    path: str = "phone"
    value: float | None = None
    more: tuple[tuple[str, Any], ...] = ()


Build = Callable[..., Office]


@pytest.fixture
def stays(tmp_path: Path) -> Iterator[Build]:
    """Write stays, get an office whose data end `until` days after 1 January 2025."""
    built: list[Office] = []

    def build(rows: list[Stay], until: int = 400) -> Office:
        written = {
            f"j{place}": journey(
                row.path, start=FIRST + timedelta(days=row.day), gap=60, customer=row.customer, **dict(row.more)
            )
            for place, row in enumerate(rows)
        }
        office = office_of(tmp_path / str(len(built)), written, until=FIRST + timedelta(days=until))
        built.append(office)
        keys, found = office.customers(), {}
        for row in rows:
            if row.customer is None:
                continue
            one = found.setdefault(row.customer, {"value": row.value, "left_on": None})
            if row.left is not None:
                one["left_on"] = date(2025, 1, 1) + timedelta(days=row.day + row.left)
        with office.database.write() as transaction:
            insert(transaction, "customers", [
                {"customer_key": keys[name], "segment_code": 0, "region_code": 0, "since": None, "first_seen": FIRST,
                 "last_seen": FIRST, **one}
                for name, one in found.items()
            ])  # fmt: skip
        return office

    yield build
    for office in built:
        office.database.close()


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")
