"""What is printed can't steer a terminal, run in a spreadsheet or fail on a narrow encoding; errors are sentences."""

import csv
import io
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from core.command import paths
from core.command.table import table_lines
from core.errors import CancelledError
from tests.command.running import CommandLine

HOSTILE = ("\x1b[31mred", "=1+1", "電話", "<script>", "\u202eabc", "Größe", "tab\there")


@pytest.fixture
def hostile(cli: CommandLine, tmp_path: Path) -> CommandLine:
    cli("create", "Name \x1b[2J")
    with (tmp_path / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case_id", "occurred_at", "channel", "issue"])
        writer.writerows([f"c{n}", "2025-01-01T10:00:00Z", text, text] for n, text in enumerate(HOSTILE))
    assert cli("import", tmp_path / "calls.csv").code == 0
    return cli


@pytest.mark.parametrize("command", ["datasets", "channels", "paths", "variants", "journeys", "loops", "inspect"])
def test_people_see_control_characters_as_escapes(hostile: CommandLine, tmp_path: Path, command: str) -> None:
    ran = hostile(command, *([tmp_path / "calls.csv"] if command == "inspect" else []))
    assert ran.code == 0
    assert not [letter for letter in ran.out if not letter.isprintable() and letter != "\n"]


def test_columns_stay_aligned_with_wide_letters(hostile: CommandLine) -> None:
    header, _, *rows = hostile("channels").out.splitlines()
    assert len(rows) == len(HOSTILE)
    (wide,) = [row for row in rows if "電話" in row]
    assert wide.index("not available") == header.index("service") - len("電話")


def test_csv_runs_nothing(hostile: CommandLine) -> None:
    found = [row[0] for row in csv.reader(io.StringIO(hostile("channels", "--csv").out, newline=""))][1:]
    assert "'=1+1" in found
    assert not [text for text in found if text.startswith("=")]
    journeys = hostile("journeys", "--csv").out
    assert "'=1+1" in journeys
    assert ",=1+1" not in journeys


def test_json_is_ascii_and_keeps_every_letter(hostile: CommandLine) -> None:
    out = hostile("channels", "--json").out
    assert out.isascii()
    assert {"電話", "Größe", "=1+1"} <= {one["channel"] for one in json.loads(out)["channels"]}


def test_a_terminal_without_the_letters_gets_escapes(hostile: CommandLine) -> None:
    ran = hostile("channels", encoding="ascii")
    assert ran.code == 0
    assert "\\u96fb\\u8a71" in ran.out
    as_csv = hostile("channels", "--csv").out
    assert "電話" in as_csv


def test_long_values_are_clipped_for_people_only(cli: CommandLine, tmp_path: Path) -> None:
    cli("create", "Test")
    name = "x" * 150
    (tmp_path / "calls.csv").write_text(f"case_id,occurred_at,channel\n1,2025-01-01T10:00:00Z,{name}\n")
    cli("import", tmp_path / "calls.csv")
    assert name not in cli("channels").out
    assert "xxx…" in cli("channels").out
    assert cli.json("channels")["channels"][0]["channel"] == name
    assert max(map(len, cli("channels").out.splitlines())) < 150


def test_an_expected_error_is_one_sentence(cli: CommandLine) -> None:
    ran = cli("summary", "--dataset", "no\x1b[2Jne")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err
    traced = cli("summary", "--dataset", "none", "--debug")
    assert "Traceback" in traced.err
    assert "NotFoundError" in traced.err


def test_an_unexpected_error_is_a_short_sentence(demo: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "scope_of", lambda args: 1 / 0)
    ran = demo("summary")
    assert (ran.code, ran.out) == (70, "")
    assert ran.err == (
        "journey-office: Something unexpected went wrong (ZeroDivisionError). --debug shows where; please report it.\n"
    )
    assert "Traceback" in demo("summary", "--debug").err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (CancelledError("Cancelled."), 7)])
def test_stopping_has_its_own_exit_codes(
    demo: CommandLine, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def stop(args: object) -> None:
        raise error

    monkeypatch.setattr(paths, "scope_of", stop)
    assert demo("summary").code == code


def test_a_wrong_setting_is_a_sentence(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEY_OFFICE_THREADS", "many")
    ran = cli("datasets")
    assert ran.code == 2
    assert "JOURNEY_OFFICE_THREADS" in ran.err


def test_numbers_are_written_as_the_office_has_it(demo: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEY_OFFICE_LOCALE", "de-DE")
    assert re.search(r"\d,\d\u00a0%", demo("summary").out)
    monkeypatch.setenv("JOURNEY_OFFICE_LOCALE", "tlh")
    ran = demo("datasets")
    assert ran.code == 2
    assert "JOURNEY_OFFICE_LOCALE" in ran.err


def test_an_empty_table_says_so() -> None:
    assert table_lines(pd.DataFrame({"a": []})) == ["(nothing)"]
