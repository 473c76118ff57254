"""Retention on the command line: data, tables, the SQL behind them, and what is refused."""

import csv
import io

import pytest

from tests.command.running import CommandLine

COMMANDS = ("retention", "retention-drivers", "retention-at-risk", "retention-cohorts")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_answers_in_every_form(demo: CommandLine, command: str) -> None:
    data = demo.json(command)
    assert data["data_version"] >= 1
    assert data["finding"]
    assert "customers who needed service" in data["contract"]["denominator"]
    ran = demo(command, "--csv", "--explain")
    assert ran.code == 0
    assert len(list(csv.reader(io.StringIO(ran.out)))) >= 1
    assert "journeys_in_scope as not materialized" in ran.err
    assert '"period_from"' in ran.err
    assert demo(command).code == 0


def test_rates_carry_population_and_period(demo: CommandLine) -> None:
    data = demo.json("retention", "--ended-from", "2025-01-01", "--ended-to", "2025-06-30", "--horizon", 60)
    assert all(rate["population"] and rate["period_from"] == "2025-01-01" for rate in data["rates"])
    assert {row["horizon_days"] for row in data["table"]} == {60, 90, 180, 365}
    grades = [row["grade"] for row in data["per_extra_channel"]["ladder"]]
    assert grades == ["raw", "adjusted", "adjusted", "adjusted", "adjusted", "within customers"]
    assert data["per_extra_channel"]["figure"]["evidence"] == "measured"


def test_the_scope_narrows_it(demo: CommandLine) -> None:
    whole, part = (demo.json("retention", "--by", "everyone", *flags) for flags in ((), ("--segment", "Residential")))
    assert part["table"][0]["journeys"] < whole["table"][0]["journeys"]
    assert "segment Residential" in part["contract"]["denominator"]


def test_what_is_not_allowed_is_a_sentence(demo: CommandLine) -> None:
    ran = demo("retention", "--horizon", 0)
    assert (ran.code, "whole days from 1" in ran.err) == (2, True)
    ran = demo("retention-at-risk", "--value", 100)
    assert (ran.code, "needs an owner" in ran.err) == (2, True)
    ran = demo("retention-drivers", "--left-by", "active", "--silent", 200)
    assert (ran.code, "at least 200 days" in ran.err) == (2, True)


def test_an_empty_dataset_is_a_sentence(cli: CommandLine) -> None:
    cli("create", "Empty")
    for command in COMMANDS:
        ran = cli(command)
        assert (ran.code, "no interactions yet" in ran.err) == (2, True)
