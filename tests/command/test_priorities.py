"""The command answers what core.measured and core.priorities answer, as JSON, as CSV and for people."""

import csv
import io

import pytest

from core.datasets import Office
from core.measured.journey_types import journey_types
from core.measured.subjects import types_as_subjects
from core.priorities.journeys import CRITERIA, scored
from core.priorities.starting import start_with
from core.scope import Scope
from tests.command.running import CommandLine


def test_journeys(demo: CommandLine, demo_office: Office) -> None:
    found = journey_types(demo_office.open("demo"), Scope(regions=("North",)))
    demo_office.close_all()
    wanted = scored(types_as_subjects(found), {"growth_a_year": 0})
    said = demo.json("priorities", "journeys", "--region", "North", "--weight", "growth_a_year", 0)
    assert [(row["name"], row["rank"], row["total"]) for row in said["scores"]] == [
        (row.subject.name, row.rank, row.total) for row in wanted.rows
    ]
    assert tuple(said["proposal"]["chosen"]) == start_with(wanted).chosen
    assert said["sentence"] == wanted.sentence
    assert set(said["measured"]) == {row.name for row in found.rows}
    for row in said["scores"]:
        if row["total"] is not None:
            assert sum(part["contribution"] for part in row["parts"].values()) == pytest.approx(row["total"])
    assert (said["journeys"], said["scope"]) == (found.journeys, "region North")


def test_judgements_and_the_least_feasibility(demo: CommandLine) -> None:
    names = [row["name"] for row in demo.json("priorities", "journeys")["scores"]]
    judged = [part for name in names for part in ("--judge", name, "feasibility", "2" if name == names[0] else "3:4:5")]
    said = demo.json("priorities", "journeys", *judged)
    assert names[0] not in said["proposal"]["chosen"]
    assert any(names[0] in note and "Not feasible enough" in note for note in said["proposal"]["notes"])
    low = demo.json("priorities", "journeys", *judged, "--least-feasibility", 0.25)
    assert names[0] in low["proposal"]["chosen"]


def test_touchpoints(demo: CommandLine) -> None:
    channels = demo.json("priorities", "touchpoints")
    assert channels["contacts"] == sum(one["contacts_a_year"]["n"] for one in channels["measured"].values())
    pairs = demo.json("priorities", "touchpoints", "--by", "touchpoint")
    assert (pairs["contacts"], pairs["by"]) == (channels["contacts"], "touchpoint")
    assert len(pairs["scores"]) > len(channels["scores"])


def test_as_csv_and_for_people(demo: CommandLine) -> None:
    ran = demo("priorities", "journeys", "--csv", "--explain")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {"rank", "name", "total", "value_score", "feasibility_score", "missing"} <= set(rows[0])
    assert "select" in ran.err
    people = demo("priorities", "journeys").out
    assert "whose feasibility nobody has judged." in people
    assert "of its switches touch one of them." in people
    assert "What each part adds" in people
    name = rows[0]["name"]
    judged = list(
        csv.DictReader(io.StringIO(demo("priorities", "journeys", "--csv", "--judge", name, "feasibility", 4).out))
    )
    (one,) = (row for row in judged if row["total"])
    assert (one["name"], one["rank"], float(one["feasibility_score"])) == (name, "1", 0.75)
    adds = [float(value) for code, value in one.items() if code in {each.code for each in CRITERIA}]
    assert sum(adds) == pytest.approx(float(one["total"]))
    assert demo("priorities", "journeys", "--judge", name, "feasibility", 4).code == 0


@pytest.mark.parametrize(("flags", "sentence"), [
    (("--weight", "mood", "1"), "There is no part 'mood' to weigh."),
    (("--weight", "growth_a_year", "many"), "'many' is not a number."),
    (("--judge", "Outage", "feasibility", "1:2"), "'1:2' is not a score."),
    (("--least-feasibility", "2"), "A least feasibility of 2.0 is not possible."),
])  # fmt: skip
def test_what_is_refused(demo: CommandLine, flags: tuple[str, ...], sentence: str) -> None:
    ran = demo("priorities", "journeys", *flags)
    assert ran.code == 2
    assert sentence in ran.err
