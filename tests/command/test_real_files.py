"""The real public files through the command line: the counts of facts.json, exactly."""

import csv
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.command.running import CommandLine

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def facts(real_data: Path) -> Any:
    return json.loads((real_data / "facts.json").read_text())["facts"]


@pytest.fixture(autouse=True)
def dataset(cli: CommandLine) -> None:
    cli("create", "Real")


def imported(cli: CommandLine, path: Path, *flags: str) -> dict[str, Any]:
    ran = cli("import", path, *flags, "--json")
    assert ran.code == 0, ran.err
    receipt = json.loads(ran.out)["files"][0]["receipt"]
    assert receipt["read"] == receipt["loaded"] + receipt["rejected"] + receipt["duplicates"]
    assert (receipt["rejected"], receipt["duplicates"]) == (0, 0)
    return dict(receipt)


def assert_log(cli: CommandLine, receipt: dict[str, Any], fact: dict[str, Any]) -> None:
    """Compare a log by activity: events, cases, variants, starts, ends, and what follows what."""
    assert receipt["loaded"] == fact["events"]
    found = cli.json("variants", "--by", "activity", "--limit", 10_000)
    assert (found["total_journeys"], found["total_variants"]) == (fact["cases"], fact["variants"])
    assert sum(row["journeys"] for row in found["rows"]) == fact["cases"]
    top = Counter({row["sequence"]: row["journeys"] for row in found["rows"]})
    assert top.most_common(10) == [tuple(one) for one in fact["top_variants"]]
    loops = cli.json("loops", "--by", "activity", "--coverage", 1)
    follows = Counter({(row["source_label"], row["target_label"]): row["traversals"] for row in loops["edges"]})
    expected = {(source, target): count for source, target, count in fact["top_directly_follows"]}
    assert {edge: follows[edge] for edge in expected} == expected
    assert max((count for edge, count in follows.items() if edge not in expected), default=0) <= min(expected.values())
    assert sum(follows.values()) == fact["events"] - fact["cases"]
    starts = {row["label"]: row["starts"] for row in loops["nodes"] if row["starts"]}
    ends = {row["label"]: row["ends"] for row in loops["nodes"] if row["ends"]}
    assert (starts, ends) == (dict(fact["start"]), dict(fact["end"]))
    assert len(loops["nodes"]) == fact["activities"]


def test_servicenow(cli: CommandLine, real_data: Path, facts: Any) -> None:
    path = real_data / "raw" / "servicenow_incident_event_log.csv.gz"
    asked = cli("import", path)
    assert asked.code == 2
    assert "--zone ZONE" in asked.err
    receipt = imported(cli, path, "--zone", "UTC", "--ordering", "file")
    assert_log(cli, receipt, facts["servicenow_by_state_in_file_order"])
    states = Counter(row["incident_state"] for row in rows_of(path))
    nodes = {
        row["label"]: row["interactions"] for row in cli.json("loops", "--by", "activity", "--coverage", 1)["nodes"]
    }
    assert nodes == states
    channels = {row["channel"]: row["interactions"] for row in cli.json("channels")["channels"]}
    assert channels == Counter(row["contact_type"] for row in rows_of(path))


def rows_of(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_volvo_by_name(cli: CommandLine, real_data: Path, facts: Any) -> None:
    path = real_data / "volvo_bpic2013_incidents.parquet"
    receipt = imported(cli, path, "--zone", "UTC", "--map", "activity=concept:name")
    assert_log(cli, receipt, facts["volvo_incidents_by_name"])


def test_volvo_by_name_and_lifecycle(cli: CommandLine, real_data: Path, facts: Any) -> None:
    path = real_data / "volvo_bpic2013_incidents.parquet"
    flags = ["--map", "activity=concept:name", "--activity-part", "lifecycle:transition"]
    receipt = imported(cli, path, "--zone", "UTC", *flags)
    assert_log(cli, receipt, facts["volvo_incidents_by_name_lifecycle"])
    rows = cli("journeys", "--csv").out
    assert rows.count("\r\n") == 7554 + 1


def test_volvo_closed_problems_as_xes(cli: CommandLine, real_data: Path) -> None:
    receipt = imported(cli, real_data / "raw" / "volvo_bpic2013_closed_problems.xes.gz")
    assert receipt["loaded"] == 6660
    assert cli.json("summary")["journeys"] == 1487


def test_traffic_fines(cli: CommandLine, real_data: Path, facts: Any) -> None:
    path = real_data / "traffic_fines_10000_cases.parquet"
    asked = cli("import", path)
    assert asked.code == 2
    assert "on which channel" in asked.err
    receipt = imported(cli, path, "--map", "channel=", "--zone", "UTC")
    assert_log(cli, receipt, facts["traffic_fines"])


def test_sf311(cli: CommandLine, real_data: Path) -> None:
    receipt = imported(cli, real_data / "raw" / "sf311_cases_sample_10000.csv.gz", "--zone", "America/Los_Angeles")
    assert receipt["loaded"] == 10_000
    channels = {row["channel"]: row["interactions"] for row in cli.json("channels")["channels"]}
    assert channels == {
        "Voice In": 6674, "Open311": 1454, "Web Self Service": 1297, "Integrated Agency": 422, "Twitter": 143,
        "Other Department": 6, "e-mail In": 3, "Mail In": 1,
    }  # fmt: skip


def test_cfpb_workbook(cli: CommandLine, real_data: Path, facts: Any) -> None:
    receipt = imported(cli, real_data / "raw" / "cfpb_bank_of_america_complaints.xlsx")
    assert receipt["loaded"] == 62_516
    channels = {row["channel"]: row["interactions"] for row in cli.json("channels")["channels"]}
    assert channels == dict(facts["cfpb_by_channel"])
    years = {}
    for year, count in facts["cfpb_by_year"]:
        found = cli.json("summary", "--from", f"{year}-01-01", "--to", f"{year}-12-31")["interactions"]
        years[year] = (found, count)
    assert all(found == count for found, count in years.values()), years
    for state, count in facts["cfpb_by_state_top10"][:3]:
        assert cli.json("summary", "--region", state)["journeys"] == count
