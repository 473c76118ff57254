"""The command answers what the page answers, as JSON, as CSV and with its SQL."""

import csv
import io

from core.datasets import Office
from core.glossary.shipped import shipped
from core.scope import Scope
from core.scorecard.course import ask_courses
from core.scorecard.together import TogetherQuestion, links, pair
from core.scorecard.together_words import lag_rows, link_rows, pair_finding
from tests.command.running import CommandLine
from tests.command.test_answers import assert_rows

METRICS = tuple(shipped().values())


def test_a_pair(demo: CommandLine, demo_office: Office) -> None:
    found = ask_courses(demo_office.open("demo"), Scope(), METRICS, {}, "week", ("Phone", "IVR"))
    demo_office.close_all()
    link = pair(found, TogetherQuestion("volume", "Phone", "volume", "IVR", changes=False), 4)
    flags = (
        "--a",
        "volume",
        "--channel-a",
        "Phone",
        "--b",
        "volume",
        "--channel-b",
        "IVR",
        "--levels",
        "--most-lag",
        4,
    )
    said = demo.json("together", *flags)
    assert_rows(said["lags"], lag_rows(link, "week"))
    assert said["finding"] == pair_finding(link, "week", changes=False).text()
    assert said["b"]["name"] == "Journeys on IVR"
    assert len(said["periods"]) == said["whole_periods"] == len(found.periods)


def test_all_pairs(demo: CommandLine, demo_office: Office) -> None:
    found = ask_courses(demo_office.open("demo"), Scope(), METRICS, {}, "month")
    demo_office.close_all()
    said = demo.json("together", "--period", "month", "--most-lag", 1)
    listed = links(found, "", "", most_lag=1)
    assert_rows(said["pairs"], link_rows(listed, "month"))
    assert said["looked_at"] == listed.looked_at
    assert "need not be cause and effect" in said["caution"][0]


def test_every_form(demo: CommandLine) -> None:
    flags = ("together", "--period", "month", "--most-lag", 0)
    as_csv = demo(*flags, "--csv", "--explain")
    assert as_csv.code == 0
    assert len(list(csv.reader(io.StringIO(as_csv.out)))) > 1
    assert "select" in as_csv.err
    assert "pairs" in demo(*flags).out


def test_refusals(demo: CommandLine) -> None:
    assert "Name both figures" in demo("together", "--a", "csat").err
    assert "no metric 'x'" in demo("together", "--a", "x", "--b", "csat").err
    assert "No journey begins on 'Fax'" in demo("together", "--channel-a", "Fax").err
    assert "Both figures are the same" in demo("together", "--a", "csat", "--b", "csat").err
