"""The glossary and the scorecard on the command line, on the small demo and on a workspace of their own."""

import csv
import io
import json
import shutil
from dataclasses import replace

import pytest

from core.access import OPERATOR
from core.datasets import Office
from core.glossary.governing import change
from core.glossary.kept import KIND
from core.glossary.reporting import save
from core.glossary.shipped import shipped
from core.scope import Scope
from core.scorecard.scorecard import scorecard
from core.settings import Settings
from core.workspace import Workspace
from data.demo.reported import demo_report
from tests.command.running import CommandLine

WHY = "=1+1 because the board said so"


@pytest.fixture
def own(demo: CommandLine, tmp_path) -> CommandLine:
    """The demo's command line on a copy, with a changed definition and a report."""
    shutil.copytree(demo.home, tmp_path / "home")
    workspace = Workspace(tmp_path / "home")
    author = workspace.by(OPERATOR)
    csat = shipped()["csat"]
    strict = replace(csat.with_parameters({"satisfied_from": 5}), formula="answers of 5 ÷ answers", name="Delighted")
    change(author, strict, WHY, seen_version=0, effect=["It moved."])
    report = demo_report("qa_pass")
    assert report is not None
    save(author, "demo", report)
    workspace.close()
    return CommandLine(tmp_path / "home")


def test_the_glossary_is_listed_and_one_metric_told_with_its_history(own: CommandLine) -> None:
    found = own.json("glossary")
    assert [row["code"] for row in found["metrics"]] == list(shipped())
    assert found["faults"] == []
    one = own.json("glossary", "csat", "--history")
    assert (one["name"], one["version"], one["parameters"][0]["value"]) == ("Delighted", 2, 5)
    assert "satisfied_from" in one["sql_text"]
    assert [row["number"] for row in one["history"]] == [2, 1]
    assert one["history"][0]["effect"] == ["It moved."]
    shown = own("glossary", "csat", "--history").out
    assert "satisfied from  4" in shown
    assert "It moved." in shown
    assert "history" not in own.json("glossary", "csat")
    assert "'=1+1" in own("glossary", "csat", "--history", "--csv").out
    assert own("glossary", "nonsense").code == 4


def test_a_definition_that_cannot_be_read_is_told(own: CommandLine) -> None:
    workspace = Workspace(own.home)
    workspace.by(OPERATOR).put(KIND, "nps", {"name": 1}, seen_version=0)
    workspace.close()
    assert "The shipped definition holds" in own("glossary").out
    assert own.json("glossary", "nps")["version"] == 1


def test_the_scorecard_is_what_core_answers(own: CommandLine) -> None:
    found = own.json("scorecard", "--dataset", "demo")
    rows = {row["code"]: row for row in found["metrics"]}
    assert list(rows) == list(shipped())
    office = Office(Settings(home=own.home))
    metrics = [shipped()["volume"], shipped()["channels_used"], shipped()["backlog_age"]]
    wanted = scorecard(office.open("demo"), Scope(), metrics, {})
    office.close_all()
    for line in wanted.lines:
        row, latest = rows[line.metric.code], line.latest
        if latest is None:
            assert (row["value"], row["why_not"]) == (None, line.why_not)
            continue
        assert (row["value"], row["low"], row["n"]) == (latest.estimate.value, latest.estimate.low, latest.estimate.n)
        assert row["period_from"] == latest.period.first_day.isoformat()
    assert sum(line.latest is not None for line in wanted.lines) >= 2
    assert (rows["csat"]["version"], rows["csat"]["name"]) == (2, "Delighted")
    months = {one.month.isoformat(): one.part / one.whole for one in demo_report("qa_pass").months}
    assert rows["qa_pass"]["value"] == months[rows["qa_pass"]["period_from"]]
    assert rows["exception_rate"]["why_not"].startswith("Nobody has reported")
    assert {"movement", "standing"} <= set(rows["nps"])


def test_weeks_filters_and_the_other_ways_of_printing(demo: CommandLine) -> None:
    found = demo.json("scorecard", "--weeks", "--region", "North", "--from", "2025-06-01")
    assert (found["period"], found["scope"]) == ("week", "from 2025-06-01; region North")
    assert any("Too few" in row["why_not"] for row in found["metrics"])
    assert len(list(csv.DictReader(io.StringIO(demo("scorecard", "--csv").out)))) == len(shipped())
    ran = demo("scorecard", "--explain", "--json")
    assert len(json.loads(ran.out)["explain"]) >= 4
    assert "Cost per resolution" in demo("scorecard").out
