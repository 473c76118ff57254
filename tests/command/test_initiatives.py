import csv
import io
from datetime import date

import pytest

from core.access import OPERATOR
from core.improvement import items
from core.improvement.items import Item
from core.planning.estimates import KeptEstimate, save
from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, RiceInputs
from core.workspace import Workspace
from tests.command.running import CommandLine


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    workspace = Workspace(cli.home)
    local = workspace.by(OPERATOR)
    for name in ("=Fix", "Later\x1b[31m", "Done"):
        state = "done" if name == "Done" else "open"
        items.save(local, Item(name[:3], name, date(2026, 1, 1), state=state))
    rice = RiceInputs(Estimate(100, 50, 150), Estimate(2), Estimate(0.5))
    ice = IceInputs(Estimate(2), Estimate(2), Estimate(2))
    save(local, KeptEstimate(Initiative("=Fi", "", rice=rice, ice=ice, effort=Estimate(4)), {"reach": "measured"}))
    one = Initiative("Lat", "", ice=IceInputs(Estimate(3), Estimate(2), Estimate(2)), depends_on=("=Fi",))
    save(local, KeptEstimate(one, owner="Cora"))
    workspace.close()
    return cli


def test_initiatives_are_listed_in_a_methods_order(filled: CommandLine) -> None:
    data = filled.json("initiatives")
    first, last = data["initiatives"]
    assert (data["method"], data["examples"], data["refused"]) == ("rice", "", {})
    assert (first["initiative"]["title"], first["scores"]["rice"]["score"]) == ("=Fix", 25.0)
    assert (first["evidence"]["reach"], first["evidence"]["effort"]) == ("measured", "assumed")
    assert last["scores"]["rice"]["missing"] == ["reach", "impact", "confidence", "effort"]
    assert (last["estimated_by"], last["initiative"]["depends_on"]) == ("Cora", ["=Fi"])
    by_ice = filled.json("initiatives", "--method", "ice")["initiatives"]
    assert [one["initiative"]["initiative_id"] for one in by_ice] == ["Lat", "=Fi"]
    said = filled("initiatives").out
    assert "2 initiatives, by RICE; in brackets the rank." in said
    assert "25.00 (1)" in said
    assert "\x1b" not in said
    assert "Done" not in said


def test_csv_holds_every_input_and_no_formula(filled: CommandLine) -> None:
    first, last = csv.DictReader(io.StringIO(filled("initiatives", "--csv").out))
    assert (first["title"], first["reach"], first["reach_low"], first["reach_evidence"]) == (
        "'=Fix", "100", "50", "measured",
    )  # fmt: skip
    assert (first["rice_score"], first["rice_rank_high"], last["rice_score"]) == ("25.0", "1", "")


def test_examples_are_loaded_when_asked_for_and_can_be_removed(cli: CommandLine) -> None:
    assert cli("initiatives").out.startswith("There is no initiative yet")
    assert cli.json("initiatives")["initiatives"] == []
    assert cli("initiatives", "--csv").out.startswith("initiative_id,title")
    said = cli("initiatives", "--example").out
    assert said.startswith("Loaded 12 examples.")
    assert "12 of these are examples, not real." in said
    data = cli.json("initiatives", "--method", "weighted")
    assert all(one["example"] and one["initiative"]["title"].startswith("Example: ") for one in data["initiatives"])
    assert len(data["initiatives"]) == 12
    assert cli("initiatives", "--remove-example").out.startswith("Removed 12 examples.")
    assert cli.json("initiatives")["initiatives"] == []


def test_examples_are_refused_beside_real_ones(filled: CommandLine) -> None:
    ran = filled("initiatives", "--example")
    assert (ran.code, "not mixed with real initiatives" in ran.err) == (2, True)
    assert filled("initiatives", "--example", "--remove-example").code == 2
    assert len(filled.json("initiatives")["initiatives"]) == 2


def test_texts_of_any_kind_are_printed_in_each_way(cli: CommandLine) -> None:
    workspace = Workspace(cli.home)
    local = workspace.by(OPERATOR)
    items.save(local, Item("a", "\ud800=1+1\u202e", date(2026, 1, 1)))
    one = Initiative("a", "", segment="\x00\ud800", effort_by_team=(("=cmd|x", 1.0),), criteria=(("-1", Estimate(2)),))
    save(local, KeptEstimate(one))
    workspace.close()
    assert cli.json("initiatives")["initiatives"][0]["initiative"]["segment"] == "\x00\ud800"
    assert cli("initiatives").code == 0
    ran = cli("initiatives", "--csv")
    row = next(csv.DictReader(io.StringIO(ran.out)))
    assert (ran.code, row["title"], row["effort_of.=cmd|x"]) == (0, "\\ud800=1+1\u202e", "1.0")
