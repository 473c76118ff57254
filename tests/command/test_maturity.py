"""The maturity page's question and its files on the command line."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from core.access.roles import OPERATOR
from core.improvement import items
from core.maturity.reading import shipped_models
from core.maturity.report import RoundReport
from core.maturity.rounds import new_round, responses, round_of, save, seats_from_rows, submit
from core.maturity.standing import standing
from core.maturity.tables import csv_of, tables
from core.workspace import Workspace
from tests.command.running import CommandLine
from tests.export.poppler import info, pages
from tests.maturity.reports import crowd

MODEL = next(one for one in shipped_models() if one.code == "journey_management")
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


def rated(home: Path, number: int, *, anonymous: bool = False, name: str = "Autumn") -> str:
    """Begin a round in a home, let people answer, and return its id."""
    workspace = Workspace(home)
    author = workspace.by(OPERATOR)
    one = new_round(name, MODEL, AT, anonymous=anonymous, closes_on=date(2026, 11, 30))
    answers = crowd(MODEL, number)
    seats = seats_from_rows([(f"Person {n}", "", r.team, r.role) for n, r in enumerate(answers)] + [
        ("Late", "", "Care", "Agent")])  # fmt: skip
    one = save(author, replace(one, seats=seats))
    for seat, answer in zip(seats, answers, strict=False):
        submit(author, one, seat, answer, AT.date(), seen_version=0)
    assert len(responses(workspace, one)) == number
    if anonymous:
        save(author, replace(one, state="closed"))
    for statement in MODEL.statements():
        place = f"maturity/{MODEL.code}/{statement.code}/{one.round_id}"
        items.save(author, items.Item(place, "Do it", AT.date(), owner="Jana", due_on=date(2027, 1, 31)))
    workspace.close()
    return one.round_id


@pytest.fixture
def round_id(cli: CommandLine) -> str:
    return rated(cli.home, 9)


def test_results_in_three_ways(cli: CommandLine, round_id: str) -> None:
    workspace = Workspace(cli.home)
    found = standing(workspace, round_of(workspace, round_id), {})
    workspace.close()
    said = cli("maturity").out
    assert f"additive level is {found.results.additive:.1f}" in said
    assert "Round Autumn: 9 of 10 answered, 1 Nov 2026 to 30 Nov 2026." in said
    data = cli.json("maturity", "--round", round_id)
    assert (data["asked"], data["answered"], data["results"]["staged"]) == (10, 9, found.results.staged)
    assert data["results"]["additive"] == pytest.approx(found.results.additive)
    expected = tables(RoundReport(found, AT))
    assert cli("maturity", "--csv").out.encode() == b"".join(csv_of(expected["levels"]))
    for name in ("groups", "comments"):
        assert cli("maturity", "--csv", "--table", name).out.encode() == b"".join(csv_of(expected[name]))


def test_the_files(cli: CommandLine, round_id: str, tmp_path: Path) -> None:
    page, book, form = tmp_path / "page.pdf", tmp_path / "book.xlsx", tmp_path / "form.pdf"
    assert cli.json("maturity-print", page)["bytes"] == page.stat().st_size
    assert info(page.read_bytes())["Pages"] == "1"
    assert "Jana" in pages(page.read_bytes())[0]
    assert cli("maturity-workbook", book, "--round", round_id).code == 0
    assert openpyxl.load_workbook(book).sheetnames[0] == "Summary"
    assert cli("maturity-form", form, "--round", round_id).code == 0
    assert "Autumn:Journeymanagement" in pages(form.read_bytes())[0]
    assert cli("maturity-form", tmp_path / "model.pdf", "--model", MODEL.code).code == 0


def test_a_file_is_written_over_only_when_told(cli: CommandLine, round_id: str, tmp_path: Path) -> None:
    for name, more in (("maturity-print", ()), ("maturity-workbook", ()), ("maturity-form", ("--model", MODEL.code))):
        there = tmp_path / name
        there.write_text("mine")
        ran = cli(name, there, *more)
        assert ran.code == 2
        assert "is there already" in ran.err
        assert there.read_text() == "mine"
        assert cli(name, there, *more, "--force").code == 0
        assert there.read_bytes() != b"mine"
    assert cli("maturity-print", tmp_path / "no" / "folder.pdf").code == 3


def test_rounds_are_listed_with_their_progress(cli: CommandLine, round_id: str) -> None:
    other = rated(cli.home, 2, anonymous=True, name="=Winter")
    found = {row["round_id"]: row for row in cli.json("maturity-rounds")["rounds"]}
    assert (found[round_id]["asked"], found[round_id]["answered"], found[round_id]["anonymous"]) == (10, 9, False)
    assert (found[other]["answered"], found[other]["anonymous"], found[other]["closes_on"]) == (2, True, "2026-11-30")
    lines = list(csv.DictReader(io.StringIO(cli("maturity-rounds", "--csv").out)))
    assert {line["name"] for line in lines} == {"Autumn", "'=Winter"}
    assert "Person" not in cli("maturity-rounds").out


def test_a_round_of_few_anonymous_people_is_kept_back(cli: CommandLine) -> None:
    rated(cli.home, 4, anonymous=True)
    for flags in ((), ("--json",), ("--csv",), ("--csv", "--table", "comments"), ("--csv", "--table", "statements")):
        said = cli("maturity", *flags)
        assert said.code == 0
        assert "Comment 1" not in said.out
        assert "manager_named" not in said.out
    assert "4 people answered this anonymous round, of at least 5" in cli("maturity").out


def test_nothing_to_show_is_a_sentence(cli: CommandLine, tmp_path: Path) -> None:
    assert cli("maturity-rounds").out.startswith("There is no round yet")
    ran = cli("maturity")
    assert (ran.code, "no round of a self-assessment yet" in ran.err) == (4, True)
    assert cli("maturity", "--round", "none").code == 4
    ran = cli("maturity-form", tmp_path / "f.pdf", "--model", "none")
    assert (ran.code, "There are: continuous_improvement, journey_management" in ran.err) == (4, True)
    assert not (tmp_path / "f.pdf").exists()
    rated(cli.home, 0)
    assert cli("maturity").code == 2
