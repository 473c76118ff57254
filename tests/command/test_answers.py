"""Each question's answer on the command line is the analysis' own answer, as JSON, as CSV and behind every number."""

import csv
import io
import json
import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest

from core.datasets import Office
from core.lens import Lens
from core.paths.compare import compare
from core.paths.drill import customer_timeline, journey_timeline, journeys_behind
from core.paths.flow import FlowQuestion, flow
from core.paths.group import CompareQuestion, Group
from core.paths.loops import LoopQuestion, loops
from core.paths.pattern import PatternQuestion, pattern
from core.paths.selection import VariantJourneys
from core.paths.summary import summary
from core.paths.variants import variants
from core.quality import indicators, quality
from core.scope import Scope
from tests.command.running import CommandLine

SCOPES: list[tuple[list[str], Scope]] = [
    ([], Scope()),
    (["--from", "2025-03-01", "--to", "2025-12-31", "--issue", "Billing dispute", "--issue", "Refund"],
     Scope(date(2025, 3, 1), date(2025, 12, 31), ("Billing dispute", "Refund"))),
    (["--region", "North", "--outcome", "unresolved"], Scope(regions=("North",), outcome="unresolved")),
]  # fmt: skip


def same(found: Any, expected: Any) -> bool:
    """Compare what JSON holds with a value: unknown is None, times in UTC end in Z."""
    if expected is None or expected is pd.NaT or expected is pd.NA:
        return found is None
    if isinstance(expected, float) and math.isnan(expected):
        return found is None
    if isinstance(expected, pd.Timestamp):
        return bool(pd.Timestamp(found) == expected.tz_localize("UTC"))
    return bool(found == (expected.isoformat() if isinstance(expected, date) else expected))


def assert_rows(found: Sequence[dict[str, Any]], expected: pd.DataFrame) -> None:
    assert len(found) == len(expected) > 0
    assert all(list(row) == list(expected.columns) for row in found)
    for name in expected.columns:
        for row, value in zip(found, expected[name].tolist(), strict=True):
            assert same(row[name], value), f"{name}: {row[name]!r} is not {value!r}"


@pytest.mark.parametrize(("flags", "scope"), SCOPES)
def test_summary(demo: CommandLine, demo_office: Office, flags: list[str], scope: Scope) -> None:
    expected = summary(demo_office.open("demo"), scope)
    demo_office.close_all()
    found = demo.json("summary", *flags)
    for name, value in vars(expected).items():
        if name not in ("months", "contract", "answer"):
            assert same(found[name], value), name
    assert_rows(found["months"], expected.months)
    assert found["contract"]["line"] == expected.contract.line()
    assert (found["dataset"], found["scope"]) == ("demo", scope.describe())
    assert found["data_version"] == expected.answer.data_version


@pytest.mark.parametrize(("flags", "scope"), SCOPES)
@pytest.mark.parametrize(
    ("asked", "question"),
    [
        (["--steps", "3", "--top", "2"], FlowQuestion(steps=3, top=2)),
        (["--by", "activity", "--collapse", "--after", "Verify identity"],
         FlowQuestion(Lens("activity", True), anchor="after", anchor_label="Verify identity")),
        (["--before", "Phone"], FlowQuestion(anchor="before", anchor_label="Phone")),
        (["--between", "Website", "Phone"],
         FlowQuestion(anchor="between", anchor_label="Website", anchor_to_label="Phone")),
    ],
)  # fmt: skip
def test_paths(
    demo: CommandLine, demo_office: Office, flags: list[str], scope: Scope, asked: list[str], question: FlowQuestion
) -> None:
    expected = flow(demo_office.open("demo"), scope, question)
    demo_office.close_all()
    found = demo.json("paths", *asked, *flags)
    assert_rows(found["nodes"], expected.nodes)
    assert_rows(found["links"], expected.links)
    assert (found["journeys"], found["in_scope"], found["beyond"]) == (
        expected.journeys, expected.in_scope, expected.beyond
    )  # fmt: skip


@pytest.mark.parametrize(("flags", "scope"), SCOPES[:2])
def test_loops_and_variants(demo: CommandLine, demo_office: Office, flags: list[str], scope: Scope) -> None:
    database, lens = demo_office.open("demo"), Lens("touchpoint")
    edges = loops(database, scope, LoopQuestion(lens, 0.5))
    whole = variants(database, scope, lens, 7)
    demo_office.close_all()
    found = demo.json("loops", "--by", "touchpoint", "--coverage", "0.5", *flags)
    assert_rows(found["edges"], edges.edges)
    assert_rows(found["nodes"], edges.nodes)
    assert (found["coverage_share"], found["variants_kept"]) == (edges.coverage_share, edges.variants_kept)
    table = demo.json("variants", "--by", "touchpoint", "--limit", 7, *flags)
    assert_rows(table["rows"], whole.rows)
    assert (table["total_variants"], table["total_journeys"]) == (whole.total_variants, whole.total_journeys)


def test_pattern_and_compare(demo: CommandLine, demo_office: Office) -> None:
    database = demo_office.open("demo")
    asked = PatternQuestion(first="Chatbot", then="Phone", without="Email", within_seconds=86400)
    matched = pattern(database, Scope(), asked)
    groups = CompareQuestion(Group("North", "region", ("North",)), Group("East or South", "region", ("East", "South")))
    compared = compare(database, Scope(outcome="resolved"), groups)
    around = compare(database, Scope(), CompareQuestion.before_and_after(date(2025, 9, 1), 60, Lens()))
    demo_office.close_all()
    found = demo.json("pattern", "--first", "Chatbot", "--then", "Phone", "--without", "Email", "--within", 86400)
    for name, value in vars(matched).items():
        if name not in ("contract", "answer"):
            assert same(found[name], value), name
    flags = ["--a", "region=North", "--b", "region=East", "--b", "region=South", "--outcome", "resolved"]
    two = demo.json("compare", *flags)
    assert_rows(two["metrics"], compared.metrics)
    assert_rows(two["shares"], compared.shares)
    before = demo.json("compare", "--on", "2025-09-01", "--days", 60)
    assert (before["journeys_a"], before["journeys_b"]) == (around.journeys_a, around.journeys_b)
    assert_rows(before["metrics"], around.metrics)
    periods = ["--a", "period=2025-07-03..2025-08-31", "--b", "period=2025-09-01..2025-10-30"]
    assert demo.json("compare", *periods)["metrics"] == before["metrics"]


@pytest.mark.parametrize(
    "flags",
    [
        [],
        ["--a", "region=North"],
        ["--a", "region=North", "--b", "segment=Family"],
        ["--a", "region=North", "--b", "region=North"],
        ["--a", "period=yesterday", "--b", "period=2025-01-01.."],
        ["--a", "period=2025-13-01..", "--b", "period=2025-01-01.."],
        ["--a", "region=North", "--a", "issue=Refund", "--b", "region=South"],
        ["--a", "region=Nowhere", "--b", "region=North"],
    ],
)
def test_groups_that_can_not_be_compared_are_refused(demo: CommandLine, flags: list[str]) -> None:
    ran = demo("compare", *flags)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("journey-office: ")
    assert "Traceback" not in ran.err


def test_quality(demo: CommandLine, demo_office: Office) -> None:
    expected = quality(demo_office.open("demo"), indicators({}))
    demo_office.close_all()
    found = demo.json("quality")
    assert [(one["code"], one["part"], one["whole"], one["status"]) for one in found["overall"]] == [
        (one.indicator.code, one.part, one.whole, one.status) for one in expected.overall
    ]
    assert_rows(found["by_month"], expected.by_month)


@pytest.mark.parametrize("by", ["channel", "activity"])
def test_every_number_equals_the_journeys_behind_it(demo: CommandLine, by: str) -> None:
    shown = ["--by", by, "--steps", "3", "--top", "2"]
    picture = demo.json("paths", *shown)
    for node in picture["nodes"][:6]:
        assert demo.json("journeys", *shown, "--node", node["node"], "--limit", 1)["total"] == node["journeys"]
    for link in picture["links"][:6]:
        behind = demo.json("journeys", *shown, "--link", link["source"], link["target"], "--limit", 1)
        assert behind["total"] == link["journeys"]
    for edge in demo.json("loops", "--by", by)["edges"][:4]:
        behind = demo.json("journeys", "--by", by, "--edge", edge["source"], edge["target"], "--limit", 1)
        assert behind["total"] == edge["journeys"]


def test_variants_patterns_and_customers_lead_to_their_journeys(demo: CommandLine, demo_office: Office) -> None:
    codes = [row["variant_code"] for row in demo.json("variants", "--limit", 2)["rows"]]
    expected = journeys_behind(demo_office.open("demo"), Scope(), VariantJourneys(Lens(), tuple(codes)))
    demo_office.close_all()
    found = demo.json("journeys", "--variant", *codes)
    assert_rows(found["rows"], expected.rows)
    shares = demo.json("pattern", "--first", "Chatbot", "--then", "Phone")
    flags = ["--first", "Chatbot", "--then", "Phone", "--limit", "1"]
    parts = {"matches": "matches", "first": "denominator", "base": "base_denominator", "base-matches": "base_matches"}
    for part, name in parts.items():
        assert demo.json("journeys", *flags, "--part", part)["total"] == shares[name]
    customer = found["rows"][0]["customer_key"]
    assert all(row["customer_key"] == customer for row in demo.json("journeys", "--customer", customer)["rows"])
    assert demo("journeys", "--customer", customer, "--variant", codes[0]).code == 2


def test_timelines(demo: CommandLine, demo_office: Office) -> None:
    row = demo.json("journeys", "--limit", 1)["rows"][0]
    database = demo_office.open("demo")
    journey = journey_timeline(database, row["journey_key"])
    customer = customer_timeline(database, row["customer_key"])
    demo_office.close_all()
    assert_rows(demo.json("timeline", "--journey", row["journey_key"])["interactions"], journey.rows)
    assert_rows(demo.json("timeline", "--customer", row["customer_key"])["interactions"], customer.rows)
    assert len(journey.rows) == row["interactions"]
    assert demo("timeline", "--journey", 0).code == 4
    assert demo("timeline").code == 2


COMMANDS = [
    ["datasets"], ["window"], ["channels"], ["imports"], ["rejects", "1"], ["identities"], ["quality"], ["summary"],
    ["paths"], ["loops"], ["variants"], ["pattern", "--first", "Chatbot", "--then", "Phone"],
    ["compare", "--a", "region=North", "--b", "region=South"], ["journeys"], ["timeline", "--journey", "1"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_csv_has_the_rows_of_the_first_table(demo: CommandLine, command: list[str]) -> None:
    ran = demo(*command, "--csv")
    assert (ran.code, ran.err) == (0, "")
    header, *rows = list(csv.reader(io.StringIO(ran.out, newline="")))
    assert len(set(header)) == len(header) > 0
    assert all(len(row) == len(header) for row in rows)
    listed = {len(one) for one in demo.json(*command).values() if isinstance(one, list)}
    assert len(rows) in {"pattern": {1}, "journeys": {600}}.get(command[0], listed)
    assert demo(*command).code == 0


EMPTY = [one for one in COMMANDS if one[0] not in ("rejects", "pattern", "compare", "timeline")]


@pytest.mark.parametrize("command", EMPTY, ids=lambda command: command[0])
def test_an_empty_dataset_is_no_error(cli: CommandLine, command: list[str]) -> None:
    cli("create", "Empty")
    for printed in ([], ["--json"], ["--csv"]):
        ran = cli(*command, *printed)
        assert (ran.code, ran.err) == (0, "")


def test_csv_of_journeys_is_all_of_them(demo: CommandLine) -> None:
    total = demo.json("journeys", "--limit", 1)["total"]
    assert demo("journeys", "--limit", 1, "--csv").out.count("\r\n") == total + 1 == 601
    interactions = demo.json("summary")["interactions"]
    found = list(csv.reader(io.StringIO(demo("journeys", "--interactions", "--csv").out, newline="")))
    assert len(found) == interactions + 1


@pytest.mark.parametrize("command", [["summary"], ["paths"], ["variants"], ["compare", "--on", "2025-09-01"]])
def test_explain_shows_the_queries(demo: CommandLine, command: list[str]) -> None:
    found = demo.json(*command, "--region", "North", "--explain")
    explained = found["explain"]
    assert all("$region_0" in one["sql"] and one["data_version"] == found["data_version"] for one in explained)
    assert all("region_0" in one["parameters"] for one in explained)
    assert "explain" not in demo.json(*command, "--region", "North")
    shown = demo(*command, "--region", "North", "--explain")
    assert "-- data version" in shown.out
    as_csv = demo(*command, "--region", "North", "--explain", "--csv")
    assert "-- data version" in as_csv.err
    assert "-- data version" not in as_csv.out


def test_what_is_not_there_is_said(demo: CommandLine) -> None:
    ran = demo("paths", "--after", "Telegraph")
    assert (ran.code, ran.out) == (2, "")
    assert "'Telegraph'" in ran.err
    assert demo("paths", "--steps", 99).code == 2
    assert demo("loops", "--coverage", 3).code == 2
    assert demo("journeys", "--node", "nonsense").code == 2
    assert json.loads(demo("summary", "--from", "2031-01-01", "--json").out)["resolved_share"] is None
