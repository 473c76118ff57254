"""Objectives, before and after, and what was published, on the command line."""

import csv
import io

from tests.command.running import CommandLine
from tests.pages.small_office import small_office
from tests.pages.written_office import written_office


def test_before_after_and_objectives(cli: CommandLine) -> None:
    small_office(cli.home)
    assert cli("objectives").out.startswith("No objective is open.")
    written_office(cli.home, "=1+1")
    data = cli.json("objectives")
    (one,) = data["objectives"]
    assert one["objective"]["objective_id"] == "o1"
    assert one["objective"]["baseline"]["data_version"] == 1
    assert [each["letter"] for each in one["smart"]] == list("SMART")
    assert data["finding"].startswith("0 of 1 objective")
    (row,) = csv.DictReader(io.StringIO(cli("objectives", "--csv").out))
    assert (row["objective_id"], row["target"], row["owner"]) == ("o1", "0.9", "Ann =1+1")
    (old,) = cli.json("published-scorecards")["published"]
    assert (old["number"], old["comment"]) == (1, "First =1+1")
    found = cli.json("before-after", "--metric", "resolution", "--metric", "csat")
    assert [each["code"] for each in found["found"]["rows"]] == ["resolution", "csat"]
    chosen = cli.json("before-after", "--earlier", "2026-02-01", "2026-02-28", "--later", "2026-03-01", "2026-04-01")
    spans = chosen["found"]
    assert (spans["before"]["first"], spans["later"]["last"]) == (2026 * 12 + 1, 2026 * 12 + 3)
    assert chosen["note"].startswith("Associated, not caused")
    rows = list(csv.DictReader(io.StringIO(cli("before-after", "--csv").out)))
    assert float(rows[1]["later"]) - float(rows[1]["before"]) == float(rows[1]["difference"])
    assert cli("before-after", "--earlier", "2026-02-01", "2026-02-28").code == 2
