"""A file of format 1 becomes what a fresh build makes, whole or not at all."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from core.datasets import Office
from core.engine import Database
from core.errors import DataDamagedError
from core.glossary.shipped import shipped
from core.scope import Scope
from core.scorecard.counting import counted
from core.settings import Settings
from data.demo import Company
from data.demo.load import load_demo
from tests.pages.small_office import small_office

REPOSITORY = Path(__file__).parent.parent.parent
NEW = ("handled", "handled_seconds", "waited", "complete", "teams", "activities", "activity_runs")
SHAPE = """
    select table_name, column_name, data_type, is_nullable, column_default, ordinal_position
    from information_schema.columns where table_name in ('steps', 'journeys', 'dataset') order by all"""
CHILD = """
import os, signal, sys
from pathlib import Path
from core.datasets.formats import to_format_2
from core.engine import Database
from core.settings import Settings
home = Path(sys.argv[1])
database = Database(home / "datasets/demo/analytics.duckdb", Settings(home=home), home / "staging")
with database.write() as transaction:
    to_format_2(transaction)
    if sys.argv[2] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""
OTHER = """
import sys
from pathlib import Path
from core.datasets import Office
from core.errors import DataBusyError
from core.settings import Settings
try:
    Office(Settings(home=Path(sys.argv[1]))).open("demo")
except DataBusyError as error:
    print(error)
"""


@pytest.fixture(scope="module", params=["small office", "synthetic company"])
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office whose dataset was just built; tests only read it."""
    home = tmp_path_factory.mktemp("fresh")
    if request.param == "small office":
        small_office(home, journeys=300)
        office = Office(Settings(home=home))
    else:
        office = Office(Settings(home=home))
        load_demo(office, Company(seed=9, journeys=3_000))
    yield office
    office.close_all()


@pytest.fixture
def old(fresh: Office, tmp_path: Path) -> Path:
    """A home folder with the same data as a file of format 1."""
    fresh.close_all()
    home = tmp_path / "old"
    shutil.copytree(fresh.settings.home, home)
    database = Database(home / "datasets/demo/analytics.duckdb", Settings(home=home), home / "staging")
    with database.write() as transaction:
        transaction.execute("alter table steps drop column wait_seconds")
        for name in NEW:
            transaction.execute(f"alter table journeys drop column {name}")
        transaction.execute("update dataset set schema_version = 1")
    database.close()
    return home


def tables(database: Database) -> list[pd.DataFrame]:
    """Both tables in the order in which they lie in the file, and the columns they have."""
    return [database.read(sql).rows for sql in
            ("select * from steps order by rowid", "select * from journeys order by rowid", SHAPE)]  # fmt: skip


def assert_same(found: list[pd.DataFrame], wanted: list[pd.DataFrame]) -> None:
    for one, other in zip(found, wanted, strict=True):
        if "handled_seconds" in one:  # the last digits of a sum depend on the order of adding
            pd.testing.assert_series_equal(one.pop("handled_seconds"), other.pop("handled_seconds"), rtol=1e-12)
        pd.testing.assert_frame_equal(one, other, check_exact=True)


def run(code: str, *given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *given], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


def test_an_opened_file_is_what_a_fresh_build_makes(fresh: Office, old: Path) -> None:
    office = Office(Settings(home=old))
    assert_same(tables(office.open("demo")), tables(fresh.open("demo")))
    assert office.info("demo") == fresh.info("demo")
    metrics = tuple(shipped().values())
    ours, theirs = (counted(each.open("demo"), Scope(), "month", "issue", metrics) for each in (office, fresh))
    for name, rows in theirs.sums.items():
        pd.testing.assert_frame_equal(ours.sums[name], rows)
    office.close_all()
    again = Office(Settings(home=old))
    assert_same(tables(again.open("demo")), tables(fresh.open("demo")))
    again.close_all()


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_before_or_after_the_commit(fresh: Office, old: Path, when: str) -> None:
    killed = run(CHILD, str(old), when)
    assert killed.returncode == -9, killed.stderr
    path = old / "datasets/demo/analytics.duckdb"
    left = Database(path, Settings(home=old), old / "staging")
    version = left.read("select schema_version from dataset").records()[0]["schema_version"]
    columns = set(left.read("select * from journeys limit 0").rows)
    left.close()
    assert (version, columns & set(NEW)) == ((1, set()) if when == "before" else (2, set(NEW)))
    office = Office(Settings(home=old))
    assert_same(tables(office.open("demo")), tables(fresh.open("demo")))
    office.close_all()


def test_what_can_not_be_filled_stays_as_it_was_and_says_the_way_out(old: Path) -> None:
    path = old / "datasets/demo/analytics.duckdb"
    database = Database(path, Settings(home=old), old / "staging")
    with database.write() as transaction:
        transaction.execute("alter table interactions drop column team_code")
    database.close()
    office = Office(Settings(home=old))
    with pytest.raises(DataDamagedError, match=r"has format 1 and can't be .* 'journey-office rebuild demo' brings"):
        office.open("demo")
    left = Database(path, Settings(home=old), old / "staging")
    assert left.read("select schema_version from dataset").records() == [{"schema_version": 1}]
    assert not set(left.read("select * from journeys limit 0").rows) & set(NEW)
    assert "is open in another Journey Office" in run(OTHER, str(old)).stdout
    left.close()
