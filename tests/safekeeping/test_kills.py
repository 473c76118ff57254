"""A process that is killed at any instant leaves the old office or the new one, whole, and never half a backup."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from core.access import OPERATOR
from core.datasets import Office
from core.errors import DataDamagedError, InvalidInputError
from core.home import RESTORE_FILE
from core.intake.imports import UNWATCHED
from core.safekeeping import finishing, present
from core.safekeeping.opening import opened
from core.safekeeping.restoring import _build, restore
from core.settings import Settings
from core.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.intake.exports import load, random_rows, write_csv
from tests.safekeeping.offices import ANN, HIDDEN, fill_workspace, make_backup, restored_rows, used

PROGRAM = Path(__file__).with_name("killed.py")


def small(settings: Settings, name: str, seed: int) -> None:
    """An office that is built without a reading process, so that its restore is quick."""
    office = Office(settings)
    office.create(name)
    load(office, name.lower(), write_csv(settings.home / "c.csv", random_rows(seed, 10)), HIDDEN)
    (settings.home / "c.csv").unlink()
    office.close_all()


@pytest.fixture
def old(fresh) -> Settings:
    settings = fresh()
    small(settings, "Old", 1)
    with used(settings) as (_, workspace):
        workspace.by(ANN).put("decision", "old", {"n": 1}, seen_version=0)
    return settings


@pytest.fixture
def backup(fresh, tmp_path) -> Path:
    settings = fresh()
    small(settings, "New", 2)
    fill_workspace(settings)
    make_backup(settings, tmp_path / "new.zip")
    return tmp_path / "new.zip"


def state(settings: Settings) -> tuple:
    """What the office says after whatever was left to do is done."""
    with used(settings) as (office, workspace):
        checked = workspace.check()
        assert checked.problems == ()
        infos = tuple(office.info(one) for one in office.ids())
        raw = sorted(path.name for path in office.raw.iterdir())
    assert not (settings.home / RESTORE_FILE).exists()
    key = (settings.home / "pseudonym.key").read_bytes()
    return infos, raw, key, checked.documents, checked.rows


@contextmanager
def killing(home: Path, file: Path) -> Iterator[subprocess.Popen]:
    command = [sys.executable, str(PROGRAM), str(home), str(file)]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=REPOSITORY, text=True, bufsize=1
    ) as process:
        yield process
        process.stdin.close()


def run_and_kill(process: subprocess.Popen, what: str, after: float) -> bool:
    """Start it, kill it after so many seconds, and tell whether it said that it was done."""
    process.stdin.write(what + "\n")
    pid = int(process.stdout.readline().split()[1])
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return "done\n" in list(iter(process.stdout.readline, "dead\n"))


def duration(process: subprocess.Popen, what: str) -> float:
    started = time.monotonic()
    process.stdin.write(what + "\n")
    lines = list(iter(process.stdout.readline, "dead\n"))
    assert "done\n" in lines
    return time.monotonic() - started


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_the_old_office_or_the_new_one(old, backup, tmp_path) -> None:
    pristine = tmp_path / "pristine"
    shutil.copytree(old.home, pristine)
    chance, before, outcomes = random.Random(20261128), state(old), []
    with killing(old.home, backup) as process:
        takes = duration(process, "restore")
        after = state(old)
        assert after != before
        for number in range(9):
            shutil.rmtree(old.home)
            shutil.copytree(pristine, old.home)
            # every third one near the end, where things are put in place
            share = chance.uniform(0.8, 1.05) if number % 3 == 0 else chance.uniform(0, 1.05)
            done = run_and_kill(process, "restore", takes * share)
            found = state(old)
            assert found in (before, after)
            assert found == after or not done
            outcomes.append(found == after)
    assert True in outcomes
    assert False in outcomes
    # a further restore clears what the killed ones left
    office = Office(old)
    restore(office, backup, OPERATOR, over=True)
    office.close_all()
    assert not list(old.home.glob("restoring-*"))
    assert state(old) == after


def committed(settings: Settings, path: Path, how_far: str = "committed") -> finishing.Plan:
    """Restore up to the commit, as a process that is killed right then."""
    office = Office(settings)
    with opened(path) as found, office.alone():
        there = present.look(settings, whole=True, ids=office.ids())
        plan = _build(office, found, there, UNWATCHED)
        if how_far == "committed":
            plan.commit(settings.home)
    office.close_all()
    return plan


def test_what_was_only_built_does_not_count(old, backup) -> None:
    before = state(old)
    plan = committed(old, backup, "built")
    assert (old.home / plan.built / "datasets").exists()
    assert state(old) == before


def test_after_the_commit_every_step_is_finished_by_whoever_comes_next(old, backup, tmp_path) -> None:
    plan = committed(old, backup)
    pristine, states = tmp_path / "pristine", set()
    shutil.copytree(old.home, pristine)
    assert len(plan.moves) >= 9
    for steps in range(len(plan.moves) + 1):
        shutil.rmtree(old.home)
        shutil.copytree(pristine, old.home)
        for source, target in plan.moves[:steps]:
            finishing.move(old.home / source, old.home / target)
        if steps % 2:
            Workspace.of(old).close()
        states.add(str(state(old)))
        assert [row["before"]["head"] for row in restored_rows(old)] == [1]
        assert (old.home / plan.replaced / "datasets" / "old" / "analytics.duckdb").exists()
        assert not (old.home / plan.built).exists()
    assert len(states) == 1
    assert "'new'" in states.pop()


@pytest.mark.parametrize("loaded", [False, True])
@pytest.mark.parametrize("steps", [0, 2, 99])
def test_with_a_server_the_database_comes_first_and_once(fresh, backup, loaded, steps) -> None:
    settings = fresh("postgres")
    small(settings, "Old", 1)
    with used(settings) as (_, workspace):
        workspace.by(ANN).put("decision", "old", {"n": 1}, seen_version=0)
    plan = committed(settings, backup)
    if loaded or steps:
        finishing.load_server(settings.home, plan, settings.workspace_url)
    for source, target in plan.moves[:steps]:
        finishing.move(settings.home / source, settings.home / target)
    without = Settings(home=settings.home)
    with pytest.raises(InvalidInputError, match="Set JOURNEY_OFFICE_WORKSPACE_URL"):
        Office(without)
    infos, _, _, documents, _ = state(settings)
    assert ([one.dataset_id for one in infos], documents) == (["new"], 15)
    assert len(restored_rows(settings)) == 1
    assert (settings.home / plan.replaced / "workspace.zip").exists()


def test_a_commit_that_can_not_be_read_gives_a_sentence(old) -> None:
    (old.home / RESTORE_FILE).write_text("{")
    with pytest.raises(DataDamagedError, match="Move that file"):
        Office(old)


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_no_file_of_that_name(old, tmp_path) -> None:
    chance, target = random.Random(7), tmp_path / "killed.zip"
    before, whole = state(old), 0
    with killing(old.home, target) as process:
        duration(process, "backup")
        target.unlink()
        takes = duration(process, "backup")
        for _ in range(25):
            target.unlink(missing_ok=True)
            done = run_and_kill(process, "backup", takes * chance.uniform(0, 0.9))
            if target.exists():
                with opened(target) as found:
                    assert found.contents.datasets() == ("old",)
                whole += 1
            assert target.exists() or not done
        target.unlink(missing_ok=True)
        duration(process, "backup")
    assert whole < 25
    assert state(old) == before
    assert not list(tmp_path.glob("*.tmp"))
