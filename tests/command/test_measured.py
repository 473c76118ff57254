"""The command answers what core.measured answers, as JSON, as CSV and for people."""

import csv
import io

from core.datasets import Office
from core.measured import LABELS, figures
from core.scope import Scope
from tests.command.running import CommandLine


def test_one_type(demo: CommandLine, demo_office: Office) -> None:
    found = figures(demo_office.open("demo"), Scope(regions=("North",)), "Outage")
    demo_office.close_all()
    said = demo.json("figures", "--issue", "Outage", "--region", "North")
    assert said["figures"] == {code: one.to_dict() for code, one in found.figures.items()}
    assert (said["notes"], said["not_available"]) == (found.notes, found.not_available)
    assert set(said["figures"]) | set(said["not_available"]) == set(LABELS)
    assert (said["issue"], said["journeys"], said["scope"]) == ("Outage", found.journeys, found.scope.describe())


def test_several_types_are_taken_together(demo: CommandLine) -> None:
    said = demo.json("figures", "--issue", "Outage", "--issue", "Refund")
    assert (said["issue"], said["scope"]) == (None, "issue Outage or Refund")


def test_as_csv_and_for_people(demo: CommandLine) -> None:
    ran = demo("figures", "--csv", "--explain")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["code"] for row in rows] == list(LABELS)
    share = next(row for row in rows if row["code"] == "resolved_share")
    assert 0 < float(share["low"]) < float(share["value"]) < float(share["high"]) < 1
    assert "select" in ran.err
    people = demo("figures").out
    assert people.startswith("600 journeys (all journeys), 2025-01-01 to")
    assert "Value of a customer a year: The data don't say whether it is margin or revenue" in people
    assert demo("figures", "--issue", "Nothing").code == 2
