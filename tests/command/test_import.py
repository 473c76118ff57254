import io
import json
from pathlib import Path

import pytest

from core.command import watching
from tests.command.running import CommandLine

HEAD = "case_id,customer_id,occurred_at,channel,outcome\n"
GOOD = HEAD + "1,K1,2025-03-04T10:00:00Z,Phone,Solved\n1,K1,2025-03-05T10:00:00Z,Chat,Open\n"
LOCAL = HEAD + "1,K1,2025-07-04 10:00:00,Phone,Solved\n"
AMBIGUOUS = HEAD + "1,K1,03/04/2025 10:00,Phone,Solved\n2,K2,05/06/2025 10:00,Chat,Open\n"


@pytest.fixture(autouse=True)
def dataset(cli: CommandLine) -> None:
    cli("create", "Test")


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def first_time(cli: CommandLine) -> str:
    (journey,) = cli.json("journeys", "--limit", 1)["rows"][:1]
    return str(journey["started_at"])


def test_a_file_without_questions_is_imported(cli: CommandLine, tmp_path: Path) -> None:
    ran = cli("import", write(tmp_path, "calls.csv", GOOD), "--source", "Phone system", "--resolved", "Solved")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith("calls.csv: 2 records read = 2 loaded + 0 rejected + 0 duplicates.\n")
    (past,) = cli.json("imports")["imports"]
    assert (past["import_number"], past["source"], past["loaded"], past["undone_at"]) == (1, "Phone system", 2, None)
    assert cli.json("summary")["interactions"] == 2


def test_an_open_question_is_asked_and_its_flag_answers_it(cli: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path, "calls.csv", LOCAL)
    ran = cli("import", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "journey-office: calls.csv was not imported: The times in “occurred_at” have no offset. In which time zone are "
        "they? Answer with --zone ZONE, as --zone Europe/Berlin.\n"
    )
    assert cli.json("imports")["imports"] == []
    assert cli("import", path, "--zone", "Europe/Berlin").code == 0
    assert first_time(cli) == "2025-07-04T08:00:00Z"


@pytest.mark.parametrize(("order", "day"), [("day", "2025-04-03"), ("month", "2025-03-04")])
def test_ambiguous_dates_are_asked(cli: CommandLine, tmp_path: Path, order: str, day: str) -> None:
    path = write(tmp_path, "calls.csv", AMBIGUOUS)
    ran = cli("import", path, "--zone", "UTC")
    assert ran.code == 2
    assert "Is the day or the month first in “occurred_at”, as in '03/04/2025 10:00'?" in ran.err
    assert "--date-order day or --date-order month" in ran.err
    assert cli("import", path, "--zone", "UTC", "--date-order", order).code == 0
    assert first_time(cli) == f"{day}T10:00:00Z"


def test_fields_can_be_mapped_fixed_and_left_out(cli: CommandLine, tmp_path: Path) -> None:
    days = [f"K{n};2025-03-0{n} 10:00;2025-03-0{n}T12:00:00Z;left\n" for n in (4, 5)]
    text = "who;when;at;where\n" + "".join(days)
    path = write(tmp_path, "log.csv", text)
    asked = cli("import", path)
    assert asked.code == 2
    assert "--map FIELD=COLUMN" in asked.err
    no_channel = cli("import", path, "--map", "customer_id=who", "occurred_at=at")
    assert no_channel.code == 2
    assert "--fixed channel=NAME" in no_channel.err
    ran = cli("import", path, "--map", "customer_id=who", "occurred_at=at", "--fixed", "channel=Desk")
    assert ran.code == 0, ran.err
    assert [one["channel"] for one in cli.json("channels")["channels"]] == ["Desk"]
    assert first_time(cli) == "2025-03-04T12:00:00Z"
    local = cli("import", path, "--map", "customer_id=who", "occurred_at=when", "channel=where")
    assert local.code == 2
    assert "The times in “when” have no offset" in local.err
    assert cli("import", path, "--map", "customer_id=nobody", "occurred_at=at", "channel=").code == 3
    wrong = cli("import", path, "--map", "custmer=who")
    assert wrong.code == 2
    assert "'custmer' is no interaction field" in wrong.err


def test_the_plan_that_inspect_prints_reads_the_file(cli: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path, "calls.csv", LOCAL)
    plan = cli.json("inspect", path)
    assert [one["code"] for one in plan["questions"]] == ["zone"]
    asked = cli("import", path, "--plan", write(tmp_path, "plan.json", json.dumps(plan)))
    assert asked.code == 2
    assert "--zone" in asked.err
    answered = cli.json("inspect", path, "--zone", "Europe/Berlin", "--resolved", "Solved", "--pseudonymise")
    assert answered["questions"] == []
    assert (answered["mapping"]["zone"], answered["mapping"]["resolved_values"]) == ("Europe/Berlin", ["Solved"])
    assert cli("import", path, "--plan", write(tmp_path, "plan.json", json.dumps(answered))).code == 0
    assert first_time(cli) == "2025-07-04T08:00:00Z"
    assert cli.json("summary")["resolved_share"] == 1
    assert not any(b"K1," in file.read_bytes() for file in cli.home.rglob("*") if file.is_file())
    ambiguous = write(tmp_path, "us.csv", AMBIGUOUS)
    plan_file = write(tmp_path, "us.json", json.dumps(cli.json("inspect", ambiguous)))
    assert cli("import", ambiguous, "--plan", plan_file, "--zone", "UTC").code == 2
    assert cli("import", ambiguous, "--plan", plan_file, "--zone", "UTC", "--date-order", "month").code == 0
    assert first_time(cli) == "2025-03-04T10:00:00Z"
    for text in ("{}", "no json", "[]"):
        assert cli("import", path, "--plan", write(tmp_path, "bad.json", text)).code == 2


def test_inspect_shows_people_what_is_asked(cli: CommandLine, tmp_path: Path) -> None:
    ran = cli("inspect", write(tmp_path, "calls.csv", AMBIGUOUS))
    assert ran.code == 0
    assert ran.out.startswith("csv, utf-8, delimiter ',', header on line 1; source 'calls'; times %d/%m/%Y %H:%M\n")
    assert "--date-order day or --date-order month" in ran.out
    assert cli("inspect", write(tmp_path, "calls.csv", AMBIGUOUS), "--csv").out.splitlines()[0] == (
        "column,read as,looks like,blank_share,samples"
    )


def test_one_file_that_fails_does_not_hide_the_others(cli: CommandLine, tmp_path: Path) -> None:
    good, other = write(tmp_path, "a.csv", GOOD), write(tmp_path, "c.csv", GOOD.replace("K1", "K2"))
    picture = tmp_path / "b.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n0000")
    ran = cli("import", good, picture, tmp_path / "absent.csv", other, "--json")
    assert ran.code == 3
    files = json.loads(ran.out)["files"]
    assert [(one["receipt"] or {}).get("loaded") for one in files] == [2, None, None, 2]
    assert [one["exit_code"] for one in files] == [0, 3, 3, 0]
    assert "PNG picture" in files[1]["error"]
    assert ran.err.count("journey-office: ") == 2
    assert cli.json("summary")["interactions"] == 4
    asked = cli("import", write(tmp_path, "d.csv", LOCAL), picture)
    assert (asked.code, asked.err.count("journey-office: ")) == (3, 2)


def test_a_folder_is_imported_and_the_same_again_adds_nothing(cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    write(folder, "a.csv", GOOD)
    write(folder, "b.csv", GOOD.replace("K1", "K2").replace("1,", "2,"))
    write(folder, "readme.md", "not data")
    ran = cli("import", folder, "--source", "calls", "--json")
    assert ran.code == 0
    assert "readme.md is no data file" in ran.err
    assert [one["receipt"]["loaded"] for one in json.loads(ran.out)["files"]] == [2, 2]
    again = cli.json("import", folder, "--source", "calls")["files"]
    assert [one["receipt"]["already_imported"] for one in again] == [True, True]
    (tmp_path / "empty").mkdir()
    assert cli("import", tmp_path / "empty").code == 2


def test_rejects_undo_and_rebuild(cli: CommandLine, tmp_path: Path) -> None:
    bad = "2,K2,never,Phone,=1+1\n3,K3,2025-03-04T10:00:00Z,Phone\n"
    cli("import", write(tmp_path, "a.csv", GOOD))
    ran = cli("import", write(tmp_path, "b.csv", GOOD.replace("K1", "K9") + bad), "--json")
    receipt = json.loads(ran.out)["files"][0]["receipt"]
    assert (receipt["read"], receipt["loaded"], receipt["rejected"], receipt["duplicates"]) == (4, 2, 2, 0)
    rejects = cli.json("rejects", 2)["rejects"]
    assert [(one["line_number"], one["column_name"], one["value"]) for one in rejects] == [
        (4, "occurred_at", "never"), (5, None, None)
    ]  # fmt: skip
    table = cli("rejects", 2, "--limit", 1, "--csv").out.splitlines()
    assert len(table) == 3
    assert cli("rejects", 1, "--csv").out.count("\n") == 1
    assert cli("rejects", 1).out == "(nothing)\n"
    assert cli("rejects", 7).code == 4
    before = cli.json("journeys")["rows"]
    assert cli.json("undo", 2)["interactions"] == 2
    assert cli("undo", 2).code == 2
    assert [one["undone_at"] is None for one in cli.json("imports")["imports"]] == [True, False]
    cli("import", tmp_path / "b.csv")
    assert cli.json("rebuild", "test")["imports"] == 2
    assert len(cli.json("journeys")["rows"]) == len(before)


def test_rebuild_brings_damaged_data_back(cli: CommandLine, tmp_path: Path) -> None:
    cli("import", write(tmp_path, "a.csv", GOOD))
    before = cli.json("journeys")["rows"]
    (cli.home / "datasets" / "test" / "analytics.duckdb").write_bytes(b"damaged")
    damaged = cli("journeys")
    assert damaged.code == 6
    assert "journey-office rebuild" in damaged.err
    assert cli.json("rebuild")["interactions"] == 2
    assert cli.json("journeys")["rows"] == before


def test_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    watching.watch().tell("reading", 0.25, 1234)
    watching.done()
    assert terminal.getvalue() == "\r\x1b[Kreading: 25 %, 1,234 records\r\x1b[K"
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert watching.watch().progress is None


def test_pairs_merge_customers(cli: CommandLine, tmp_path: Path) -> None:
    cli("import", write(tmp_path, "calls.csv", GOOD), "--customer-kind", "crm")
    other = GOOD.replace("case_id", "case").replace("K1", "a@b.c").replace("1,", "2,")
    cli("import", write(tmp_path, "chats.csv", other), "--customer-kind", "email")
    assert cli.json("summary")["customers"] == 2
    pairs = "key_kind_a,key_a,key_kind_b,key_b\ncrm,K1,email,a@b.c\n"
    receipt = cli.json("pairs", write(tmp_path, "pairs.csv", pairs))["receipt"]
    assert receipt["loaded"] == 1
    assert cli.json("summary")["customers"] == 1
    (merge,) = cli.json("identities")["merges"]
    assert {merge["kind_a"], merge["kind_b"]} == {"crm", "email"}
    assert cli("pairs", tmp_path / "calls.csv").code == 3
