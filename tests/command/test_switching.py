"""The switching commands answer what the analyses answer, as JSON, as CSV and with their SQL."""

import csv
import io

import pytest

from core.datasets import Office
from core.scope import Scope
from core.switching.adjusted import extra_channel
from core.switching.by_channels import by_channels
from core.switching.calculate import Move
from core.switching.matrix import switch_matrix
from core.switching.question import ExtraChannelQuestion
from core.switching.tradeoff import trade_off
from core.switching.what_if import what_if
from tests.command.running import CommandLine
from tests.command.test_answers import assert_rows


def test_switching(demo: CommandLine, demo_office: Office) -> None:
    database, question = demo_office.open("demo"), ExtraChannelQuestion(methods=("within customers",))
    found, costs = extra_channel(database, Scope(), question), by_channels(database, Scope())
    demo_office.close_all()
    said = demo.json("switching", "--methods", "within customers")
    assert_rows(said["ladder"], found.rows())
    assert_rows(said["by_channels"], costs.rows)
    assert said["figures"][1] == found.ladder[1].figure.to_dict()
    assert said["strength"]["robustness_value"] == found.strength.robustness_value
    assert said["contract"]["line"] == found.contract.line()
    assert said["findings"][0].startswith("Each extra channel adds €")


def test_effort_and_resolution_as_outcomes(demo: CommandLine) -> None:
    effort = demo.json("switching", "--effect-on", "ces", "--methods")
    assert (effort["unit"], effort["published"]) == ("points", None)
    resolved = demo.json("switching", "--effect-on", "resolved", "--methods", "--outcome", "all")
    assert resolved["unit"] == "share"
    assert resolved["odds"]["low"] < resolved["odds"]["value"] < resolved["odds"]["high"]


def test_switch_matrix_and_trade_off(demo: CommandLine, demo_office: Office) -> None:
    database, scope = demo_office.open("demo"), Scope(regions=("North",))
    matrix, trade = switch_matrix(database, scope), trade_off(database, scope)
    demo_office.close_all()
    said = demo.json("switch-matrix", "--region", "North")
    assert_rows(said["rows"], matrix.rows)
    assert said["journeys_switched"] == matrix.journeys_switched
    assert_rows(demo.json("channel-tradeoff", "--region", "North")["rows"], trade.rows)


def test_what_if(demo: CommandLine, demo_office: Office) -> None:
    found = what_if(demo_office.open("demo"), Scope(), Move(2, 1, 0.5))
    demo_office.close_all()
    said = demo.json("switching-whatif", "--channels", "2", "--share", "0.5")
    assert said["saving"]["value"] == found.saving.value
    assert said["saving"]["figure"]["haircut_share"] == 0.2
    refused = demo("switching-whatif", "--channels", "1")
    assert refused.code == 2
    assert "can't be moved" in refused.err


@pytest.mark.parametrize(
    "command", [["switching", "--methods"], ["switch-matrix"], ["channel-tradeoff"], ["switching-whatif"]]
)
def test_every_form(demo: CommandLine, command: list[str]) -> None:
    as_csv = demo(*command, "--csv", "--explain")
    assert as_csv.code == 0
    assert len(list(csv.reader(io.StringIO(as_csv.out)))) > 1
    assert "select" in as_csv.err
    people = demo(*command, "--explain")
    assert people.code == 0
    assert "-- data version 1" in people.out
