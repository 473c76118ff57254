"""A write that was acknowledged survives `kill -9`, and nothing is ever half written."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.access import OPERATOR
from core.errors import DataBusyError
from core.workspace import Workspace
from tests.conftest import REPOSITORY

WRITER = Path(__file__).with_name("killed_writer.py")


def kill_writers(home: Path, url: str, trials: int) -> tuple[int, list[int]]:
    """Start a writer and kill it at a random instant, `trials` times; returns how many died and what was kept."""
    chance, acknowledged, killed = random.Random(20261128), [], 0
    command = [sys.executable, str(WRITER), str(home), *([url] if url else [])]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=home, text=True, bufsize=1
    ) as writer:
        for _ in range(trials):
            writer.stdin.write(f"{max(acknowledged, default=-1) + 2}\n")
            pid = int(writer.stdout.readline().split()[1])
            if chance.random() < 0.8:  # the others die while the file is being opened
                acknowledged.append(int(writer.stdout.readline()))
            time.sleep(chance.random() * 0.012)
            os.kill(pid, signal.SIGKILL)
            killed += 1
            for line in iter(writer.stdout.readline, "dead\n"):
                acknowledged.append(int(line))
        writer.stdin.close()
    return killed, acknowledged


@pytest.mark.slow
@pytest.mark.parametrize(("store", "trials"), [("sqlite", 400), ("postgres", 150)])
def test_hundreds_of_kills_lose_nothing_and_leave_nothing_half_written(tmp_path, request, store, trials):
    url = request.getfixturevalue("postgres").new_database() if store == "postgres" else ""
    Workspace(tmp_path, url).close()
    killed, acknowledged = kill_writers(tmp_path, url, trials)
    assert killed == trials
    assert len(acknowledged) >= trials // 2
    workspace = Workspace(tmp_path, url)
    decisions = {one.body["n"] for one in workspace.all("decision")}
    items = {one.body["n"] for one in workspace.all("backlog_item")}
    assert set(acknowledged) <= decisions
    assert decisions == items
    checked = workspace.check()
    assert checked.problems == ()
    assert checked.rows == 2 * len(decisions)
    workspace.close()


@pytest.mark.slow
def test_a_server_that_is_killed_gives_a_sentence_and_comes_back_with_everything(tmp_path, postgres):
    url = postgres.new_database()
    workspace = Workspace(tmp_path, url)
    author = workspace.by(OPERATOR)
    for trial in range(3):
        author.put("decision", f"d{trial}", {"n": trial}, seen_version=0)
        postgres.kill()
        with pytest.raises(DataBusyError, match=r"can't be reached .* saving it again is safe"):
            author.put("decision", f"e{trial}", {"n": trial}, seen_version=0)
        postgres.start()
        assert author.put("decision", f"e{trial}", {"n": trial}, seen_version=0).version == 1
    assert len(workspace.all("decision")) == 6
    assert workspace.check().problems == ()
    workspace.close()
