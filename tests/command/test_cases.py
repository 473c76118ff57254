import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from core.access import OPERATOR
from core.business_case.case import Scenario
from core.business_case.headline import headline
from core.business_case.result import result
from core.casebook.approval import decide
from core.casebook.comments import comment
from core.casebook.freezing import freeze
from core.casebook.keeping import archive, save
from core.workspace import Workspace
from tests.business_case.cases import small
from tests.command.running import CommandLine

CASE = replace(small(), title="=Fix billing", scenarios=(Scenario("Slow", {"adoption_year_1": 0.5}),))


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    workspace = Workspace(cli.home)
    local = workspace.by(OPERATOR)
    save(local, "raw", replace(small(), owner=""), 0)
    save(local, "old", small(), 0)
    archive(local, "old", 1)
    kept = save(local, "billing", CASE, 0)
    freeze(local, "billing", kept.version, "Please", {"office": 3})
    decide(local, "billing/1", "approved", decided_by="Cora")
    comment(local, "billing", "Why 10?", "saving")
    save(local, "billing", replace(CASE, costs=CASE.costs[:1]), kept.version)
    workspace.close()
    return cli


def test_cases_are_listed_with_where_they_stand(filled: CommandLine) -> None:
    found = {row["case_id"]: row for row in filled.json("cases")["cases"]}
    assert list(found) == ["billing", "raw", "old"]
    one = found["billing"]
    assert one["npv"] == pytest.approx(result(replace(CASE, costs=CASE.costs[:1])).npv)
    assert (one["version"], one["currency"], one["archived"]) == (1, "EUR", False)
    assert one["status"].startswith("Version 1 approved by Cora on ")
    assert one["status"].endswith("; changed since")
    assert (found["raw"]["status"], found["raw"]["version"], found["old"]["archived"]) == ("Draft", None, True)
    assert "'=Fix billing" in filled("cases", "--csv").out
    assert "Version 1 approved by Cora" in filled("cases").out


def test_no_case_is_a_sentence(cli: CommandLine) -> None:
    assert cli("cases").out.startswith("There is no business case yet")
    assert cli.json("cases") == {"cases": []}
    ran = cli("case", "--id", "billing")
    assert (ran.code, "no such business case" in ran.err) == (4, True)


def test_a_version_with_its_results_lines_and_inputs(filled: CommandLine) -> None:
    found, top = result(CASE), headline(CASE)
    data = filled.json("case", "--id", "billing", "--version", 1)
    assert (data["results"]["npv"], data["results"]["payback_years"]) == (found.npv, found.payback_years)
    assert (data["simulation"]["low"], data["version"]["headline"]["low"]) == (top.low, top.low)
    assert (data["version"]["number"], data["version"]["data_versions"]) == (1, {"office": 3})
    assert (data["status"]["state"], data["status"]["decision"]["decided_by"]) == ("approved", "Cora")
    assert [(line["code"], line["present_value"]) for line in data["lines"]] == [
        ("tool", -5000.0), ("team", -found.costs[1].paid), ("fewer", found.benefits[0].counted),
    ]  # fmt: skip
    assert {one["code"]: one["value"] for one in data["inputs"]} == CASE.values()
    assert [row["net"] for row in data["cash"]] == list(found.net)
    assert [one["text"] for one in data["comments"]] == ["Why 10?"]
    said = filled("case", "--id", "billing", "--version", 1).out
    for text in ("=Fix billing, version 1.", "Net present value", "€14,895", "Team", "people x salary", "10 EUR each"):
        assert text in said
    assert filled("case", "--id", "billing", "--version", 7).code == 4


def test_the_draft_and_what_it_lacks(filled: CommandLine) -> None:
    data = filled.json("case", "--id", "billing")
    assert data["version"] is None
    assert data["results"]["npv"] == result(replace(CASE, costs=CASE.costs[:1])).npv
    assert "Before it can be frozen: Nobody owns the case." in filled("case", "--id", "raw").out
    assert filled.json("case", "--id", "raw")["hindrances"]


def test_a_scenario_has_its_own_results_and_no_simulation(filled: CommandLine) -> None:
    data = filled.json("case", "--id", "billing", "--version", 1, "--scenario", "Slow")
    assert data["results"]["npv"] == result(CASE, {"adoption_year_1": 0.5}).npv
    assert (data["scenario"], data["simulation"], data["doing_nothing"]) == ("Slow", None, None)
    assert {one["code"]: one["value"] for one in data["inputs"]}["adoption_year_1"] == 0.5
    assert "scenario Slow." in filled("case", "--id", "billing", "--scenario", "Slow").out
    ran = filled("case", "--id", "billing", "--scenario", "Fast")
    assert (ran.code, "no scenario 'Fast'" in ran.err) == (2, True)


@pytest.mark.parametrize(("table", "rows"), [("results", 13), ("lines", 2), ("inputs", 21), ("cash", 4)])
def test_each_table_as_csv(filled: CommandLine, table: str, rows: int) -> None:
    found = list(csv.DictReader(io.StringIO(filled("case", "--id", "billing", "--csv", "--table", table).out)))
    assert len(found) == rows
    if table == "inputs":
        assert (found[0]["code"], found[0]["value"], date.fromisoformat(found[0]["as_of"])) == (
            "discount_rate", "0.1", date(2026, 11, 1),
        )  # fmt: skip
