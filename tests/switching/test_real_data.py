"""Real public files through the command line: what they can tell of switches, and a sentence where they can't."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from core.datasets import Office
from core.intake.imports import Upload, import_file
from core.intake.plan import Dialect, Mapping, ReadingPlan
from core.settings import Settings
from tests.command.running import CommandLine

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


def load(cli: CommandLine, file: Path, **mapping: Any) -> None:
    office = Office(Settings(home=cli.home, memory_limit_mb=512))
    dataset = office.create("Real")
    plan = ReadingPlan(Dialect(format="parquet"), Mapping(source="real", keep_repeats=True, **mapping))
    assert import_file(office, dataset, Upload.of(file), plan).loaded > 0
    office.close_all()


def test_hand_overs_between_groups_cost_hours(cli: CommandLine, real_data: Path, tmp_path: Path) -> None:
    """ServiceNow: groups as channels, hours since the last update as cost."""
    rows = pd.read_parquet(real_data / "servicenow_incidents.parquet").sort_values(
        ["number", "sys_updated_at", "file_row"]
    )
    hours = rows.groupby("number").sys_updated_at.diff().dt.total_seconds().div(3600).clip(lower=0).fillna(0.0)
    rows = rows.assign(hours=hours, group=rows.assignment_group)[
        ["number", "caller_id", "sys_updated_at", "group", "category", "priority", "incident_state", "hours"]
    ]
    rows.to_parquet(tmp_path / "incidents.parquet")
    load(
        cli, tmp_path / "incidents.parquet",
        columns={"journey_id": "number", "customer_id": "caller_id", "occurred_at": "sys_updated_at",
                 "channel": "group", "issue": "category",
                 "segment": "priority", "outcome": "incident_state", "cost": "hours"},
        resolved_values=("Closed", "Resolved"), unresolved_values=("New", "Active", "Awaiting User Info"),
    )  # fmt: skip
    found = cli.json("switching", "--methods", "within customers")
    ladder = {row["method"]: row for row in found["ladder"]}
    assert ladder["raw"]["low"] > 0
    assert ladder["regression"]["low"] > 0
    assert ladder["within customers"]["low"] > 0
    assert ladder["regression"]["customers"] > 1000
    assert any(row["folded"] > 0 for row in found["covariates"])
    matrix = cli.json("switch-matrix")
    assert matrix["why_not"] == ""
    assert matrix["worst"][0]["avoidable_cost"] > 0
    assert sum(row["avoidable_cost"] or 0 for row in matrix["rows"]) == pytest.approx(matrix["avoidable"]["value"])
    assert cli.json("switching-whatif", "--channels", "3", "--needing", "1")["saving"]["value"] > 0


def test_fines_without_channels_and_with_few_costs_say_so(cli: CommandLine, real_data: Path) -> None:
    load(
        cli, real_data / "traffic_fines_10000_cases.parquet", ordering="file",
        columns={"journey_id": "case_id", "occurred_at": "timestamp", "activity": "activity", "cost": "expense",
                 "channel": "notificationtype", "issue": "article"},
    )  # fmt: skip
    found = cli.json("switching")
    for row in found["ladder"]:
        assert row["method"] == "published" or row["value"] is None
    assert (
        "None of the 10,000 journeys in this scope has a known cost and a known channel"
        in found["ladder"][0]["why_not"]
    )
    assert found["findings"][2].startswith("No journey has a known cost")
    assert "No journey here has a known cost." in cli.json("switch-matrix")["why_not"]
    assert cli.json("switching-whatif")["saving"] is None
    assert cli.json("channel-tradeoff")["rows"]


def test_complaints_of_one_contact_each_can_not_be_told_apart(cli: CommandLine, real_data: Path) -> None:
    """CFPB: every complaint came once, through one channel, without a cost."""
    load(
        cli, real_data / "cfpb_bank_of_america_complaints.parquet",
        columns={"journey_id": "Complaint ID", "occurred_at": "Date submitted", "channel": "Submitted via",
                 "issue": "Issue", "segment": "Product", "region": "State", "outcome": "Timely response?"},
        resolved_values=("Yes",), unresolved_values=("No",),
    )  # fmt: skip
    found = cli.json("switching", "--effect-on", "resolved", "--methods")
    assert "Every journey here used 1 channel, so" in found["ladder"][1]["why_not"]
    assert found["strength"] is None
    assert cli.json("switch-matrix")["why_not"].startswith("No journey here changes its channel")
    assert "None of the" in cli.json("switching")["ladder"][0]["why_not"]
