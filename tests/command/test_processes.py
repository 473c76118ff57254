"""The command line as a process of its own: the module entry, pipes that close early, data in use elsewhere."""

import json
import os
import subprocess
import sys

from core.datasets import Office
from tests.command.running import CommandLine
from tests.conftest import REPOSITORY


def start(cli: CommandLine, *argv: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "JOURNEY_OFFICE_HOME": str(cli.home)}
    return subprocess.Popen(
        [sys.executable, "-m", "core", *argv], cwd=REPOSITORY, env=environment, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_the_module_is_the_command(demo: CommandLine) -> None:
    process = start(demo, "summary", "--json")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out) == demo.json("summary")


def test_a_reader_that_goes_away_is_no_error(demo: CommandLine) -> None:
    process = start(demo, "journeys", "--interactions", "--csv")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith("journey_key,")
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == ""


def test_data_in_use_elsewhere_is_said(demo: CommandLine, demo_office: Office) -> None:
    demo_office.open("demo")
    process = start(demo, "summary")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (5, "")
    assert err == (
        f"journey-office: The data in analytics.duckdb is open in another Journey Office (process {os.getpid()}). "
        "Close it there, then try again.\n"
    )
