"""What can go wrong around an import leaves the data as it was, and says so in a sentence."""

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from core.datasets import Office
from core.engine import Database
from core.errors import CancelledError, DataBusyError, DataDamagedError, InvalidInputError, NotFoundError, QueryError
from core.intake.imports import Upload, Watch, import_file
from core.settings import Settings
from tests.intake.exports import content, load, plan, random_rows, write_csv

REPOSITORY = Path(__file__).resolve().parents[2]
IMPORT = """
import sys
from pathlib import Path
from core.datasets import Office
from core.settings import Settings
from tests.intake.exports import load
if __name__ == "__main__":
    office = Office(Settings(home=Path(sys.argv[1])))
    print("open", flush=True)
    office.open("test")
    load(office, "test", Path(sys.argv[2]))
    print("acknowledged", flush=True)
"""


@pytest.fixture
def dataset(office: Office) -> str:
    return office.create("Test")


def test_a_killed_import_leaves_all_or_nothing(settings: Settings, tmp_path: Path) -> None:
    office = Office(settings)
    office.create("Test")
    rows = random_rows(20, 200)
    load(office, "test", write_csv(tmp_path / "a.csv", rows[:300]))
    before = content(office.open("test"))
    office.close_all()
    path = write_csv(tmp_path / "b.csv", rows[200:])
    script = tmp_path / "importing.py"
    script.write_text(IMPORT, encoding="utf-8")
    draw, finished = random.Random(20), None
    for delay in [draw.uniform(0.5, 4.0) for _ in range(6)]:
        acknowledged = _killed_after(delay, script, settings.home, path)
        office = Office(settings)
        found = content(office.open("test"))
        read, loaded = _accounts(office.open("test"))
        assert read == loaded == len(office.open("test").read("select 1 as x from interactions").rows)
        office.close_all()
        if found != before:
            finished = finished or found
            assert found == finished
        else:
            assert not acknowledged, "an acknowledged import was lost"
    office = Office(settings)
    load(office, "test", path)
    whole = office.create("Whole")
    load(office, whole, write_csv(tmp_path / "all.csv", rows))
    assert len(content(office.open("test"))["journeys"]) == len(content(office.open(whole))["journeys"])
    office.close_all()


def _killed_after(delay: float, script: Path, home: Path, path: Path) -> bool:
    process = subprocess.Popen(
        [sys.executable, str(script), str(home), str(path)],
        cwd=REPOSITORY,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate(timeout=60)
    return "acknowledged" in said


def _accounts(database: Database) -> tuple[int, int]:
    row = database.read(
        "select sum(read_rows - rejected_rows - duplicate_rows) as r, sum(loaded_rows) as l from imports"
    )
    return int(row.rows["r"][0]), int(row.rows["l"][0])


def test_cancelling_changes_nothing(office: Office, dataset: str, tmp_path: Path) -> None:
    load(office, dataset, write_csv(tmp_path / "a.csv", random_rows(21)))
    before = content(office.open(dataset))
    path = write_csv(tmp_path / "b.csv", random_rows(22, 500))
    for stage in ("reading", "loading", "building journeys"):
        seen: list[str] = []
        watch = Watch(lambda step, seen=seen: seen.append(step.stage), lambda seen=seen, stage=stage: stage in seen)
        with pytest.raises(CancelledError, match="ancelled"):
            import_file(office, dataset, Upload.of(path), plan(source="b"), watch)
        assert content(office.open(dataset)) == before
    assert not list(office.staging.glob("import-*"))


def test_readers_see_one_version_while_an_import_runs(office: Office, dataset: str, tmp_path: Path) -> None:
    rows = random_rows(23, 300)
    edges = range(0, len(rows), len(rows) // 4)
    sql = "select (select count(*) from steps) as steps, (select count(*) from interactions) as interactions, "
    sql += "(select sum(interactions) from journeys) as counted, (select sum(loaded_rows) from imports) as loaded"
    load(office, dataset, write_csv(tmp_path / "first.csv", rows[: len(rows) // 4]))
    database, stop = office.open(dataset), threading.Event()
    versions: dict[int, set[tuple[int, ...]]] = {}
    torn: list[tuple[int, ...]] = []

    def look() -> None:
        while not stop.is_set():
            answer = database.read(sql)
            counts = tuple(int(value) for value in answer.rows.iloc[0])
            versions.setdefault(answer.data_version, set()).add(counts)
            if len(set(counts)) != 1:
                torn.append(counts)

    readers = [threading.Thread(target=look) for _ in range(8)]
    for reader in readers:
        reader.start()
    for number, start in enumerate(edges):
        load(office, dataset, write_csv(tmp_path / f"{number}.csv", rows[start : start + len(rows) // 4]))
    stop.set()
    for reader in readers:
        reader.join()
    assert not torn
    assert all(len(counts) == 1 for counts in versions.values())
    assert len(versions) > 1


def test_a_second_process_is_told_who_holds_the_data(office: Office, dataset: str, tmp_path: Path) -> None:
    office.open(dataset)
    code = (
        "import sys; from pathlib import Path; from core.datasets import Office; from core.settings import Settings\n"
    )
    code += "from core.errors import DataBusyError\n"
    code += f"try: Office(Settings(home=Path({str(office.settings.home)!r}))).open({dataset!r})\n"
    code += "except DataBusyError as error: print(error)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    assert "is open in another Journey Office" in said
    assert "Close it there" in said


def test_a_damaged_file_and_another_format_give_a_way_out(office: Office, dataset: str, tmp_path: Path) -> None:
    load(office, dataset, write_csv(tmp_path / "a.csv", random_rows(24)))
    with office.open(dataset).write() as transaction:
        transaction.execute("update dataset set schema_version = 99")
    office.close(dataset)
    with pytest.raises(DataDamagedError, match="Install the newer Journey Office"):
        office.open(dataset)
    office.path(dataset).write_bytes(b"not a database at all" * 100)
    with pytest.raises(DataDamagedError, match="journey-office rebuild"):
        office.open(dataset)


def test_names_lead_nowhere_else(office: Office, tmp_path: Path) -> None:
    for name in ("../../etc", "/etc", "a/b", "", "x" * 300, "a\0b"):
        with pytest.raises(NotFoundError):
            office.open(name)
    assert office.create("../../Évil <b>name</b>").startswith("vil-b-name")
    with pytest.raises(InvalidInputError, match="1 to 80"):
        office.create(" ")


def test_the_engine_reaches_no_file_outside_its_staging_folder(office: Office, dataset: str, tmp_path: Path) -> None:
    outside = write_csv(tmp_path / "outside.csv", random_rows(25, 2))
    database = office.open(dataset)
    for sql in (
        f"select * from read_csv('{outside}')",
        f"select * from '{outside}'",
        "select * from read_text('/etc/passwd')",
        "set enable_external_access=true",
        "install httpfs",
        f"attach '{tmp_path}/other.duckdb'",
        f"copy dataset to '{tmp_path}/stolen.csv'",
    ):
        with pytest.raises(QueryError):
            database.read(sql)
    assert not (tmp_path / "stolen.csv").exists()


def test_one_writer_at_a_time(office: Office, dataset: str) -> None:
    database = office.open(dataset)
    with database.write(), pytest.raises(DataBusyError, match="still running"), database.write(wait_seconds=0.05):
        pass


def test_a_disk_that_refuses_leaves_no_half_kept_upload(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_bytes(b"x" * 3_000_000)
    code = "import resource, sys; from pathlib import Path; from core.intake.kept import keep\n"
    code += "from core.errors import FileRefusedError\n"
    code += "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
    code += f"try: keep(Path({str(tmp_path / 'home' / 'raw')!r}), Path({str(path)!r}), 'abc')\n"
    code += "except FileRefusedError as error: print(error)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    assert "can't be kept" in said
    assert "Free some space" in said
    assert list((tmp_path / "home" / "raw").iterdir()) == []
