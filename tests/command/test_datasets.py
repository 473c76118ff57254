from pathlib import Path

from tests.command.running import CommandLine


def ids(cli: CommandLine) -> list[str]:
    return [one["dataset_id"] for one in cli.json("datasets")["datasets"]]


def test_datasets_are_created_listed_and_deleted(cli: CommandLine) -> None:
    assert ids(cli) == []
    assert cli.json("create", "Contact centre", "--kind", "office", "--currency", "USD") == {"dataset_id": "office"}
    assert cli.json("create", "March: a trial") == {"dataset_id": "march-a-trial"}
    found = cli.json("datasets")["datasets"]
    assert [(one["dataset_id"], one["name"], one["kind"], one["currency"]) for one in found] == [
        ("office", "Contact centre", "office", "USD"),
        ("march-a-trial", "March: a trial", "ad-hoc", "EUR"),
    ]
    assert {one["interactions"] for one in found} == {0}
    refused = cli("delete", "march-a-trial")
    assert (refused.code, refused.out) == (2, "")
    assert "--yes" in refused.err
    assert cli.json("delete", "march-a-trial", "--yes") == {"deleted": "march-a-trial"}
    assert ids(cli) == ["office"]
    assert cli("delete", "march-a-trial", "--yes").code == 4


def test_without_a_name_the_office_is_meant_or_the_only_one(cli: CommandLine) -> None:
    none = cli("summary")
    assert none.code == 2
    assert "There is none yet" in none.err
    cli("create", "One")
    assert cli.json("window")["dataset"] == "one"
    cli("create", "Two")
    several = cli("window")
    assert several.code == 2
    assert "--dataset ID. There are: one, two." in several.err
    cli("create", "Office", "--kind", "office")
    assert cli.json("window")["dataset"] == "office"
    missing = cli("window", "--dataset", "three")
    assert missing.code == 4
    assert missing.err == "journey-office: There is no dataset 'three'. There are: office, one, two.\n"


def test_a_dataset_that_can_not_be_opened_does_not_hide_the_others(cli: CommandLine) -> None:
    cli("create", "Whole")
    cli("create", "Broken")
    (cli.home / "datasets" / "broken" / "analytics.duckdb").write_bytes(b"damaged")
    ran = cli("datasets", "--json")
    assert ran.code == 6
    assert "broken" in ran.err or "analytics.duckdb" in ran.err
    assert '"dataset_id": "whole"' in ran.out


def test_the_demo_is_loaded_once_and_leaves_no_files(demo: CommandLine) -> None:
    (info,) = demo.json("datasets")["datasets"]
    assert (info["dataset_id"], info["kind"], info["synthetic"], info["journeys"]) == ("demo", "demo", True, 600)
    again = demo.json("demo", "--journeys", 9)["receipt"]
    assert again["already_imported"]
    assert again["loaded"] == info["interactions"]
    assert demo.json("datasets")["datasets"] == [info]
    left = {path.name for path in demo.home.iterdir()}
    workspace = {f"workspace.sqlite{ending}" for ending in ("", "-shm", "-wal")}
    assert left <= {"datasets", "in-use.lock", "raw", "staging"} | workspace
    assert not any((demo.home / "staging").iterdir())


def test_the_second_system_of_the_demo_is_stitched(cli: CommandLine) -> None:
    assert cli("demo", "--journeys", 300, "--second-system").code == 0
    sources = [one["source"] for one in cli.json("imports")["imports"]]
    assert sources == ["Synthetic contact platform", "Synthetic chat tool", "identity pairs"]
    found = cli.json("identities")
    assert found["merges"]
    assert all(one["linked_keys"] > 10 for one in found["too_common"])
    assert found["too_common"]


def test_a_demo_that_fails_leaves_no_dataset(cli: CommandLine) -> None:
    refused = cli("demo", "--journeys", 0)
    assert refused.code == 2
    assert "journeys is 0" in refused.err
    assert ids(cli) == []


def test_the_window_is_set_and_its_effect_counted(cli: CommandLine, tmp_path: Path) -> None:
    cli("create", "Test")
    days = ("01", "03", "20")
    rows = "".join(f"K1,2025-01-{day}T10:00:00Z,Phone,Billing\n" for day in days)
    (tmp_path / "calls.csv").write_text("customer_id,occurred_at,channel,issue\n" + rows)
    assert cli("import", tmp_path / "calls.csv").code == 0
    found = cli.json("window")
    assert found["window_days"] == 7
    counted = {one["window_days"]: one["journeys"] for one in found["windows"]}
    assert counted == {3: 2, 7: 2, 14: 2, 30: 1}
    assert cli.json("summary")["journeys"] == 2
    assert cli.json("window", "--set", 30)["window_days"] == 30
    assert cli.json("summary")["journeys"] == 1
    assert cli("window", "--set", 0).code == 2


def test_kinds_of_channels_are_set(cli: CommandLine, tmp_path: Path) -> None:
    cli("create", "Test")
    rows = "K1,2025-01-01T10:00:00Z,Kiosk = old\nK2,2025-01-01T10:00:00Z,Phone\nK3,2025-01-01T10:00:00Z,Phone\n"
    (tmp_path / "calls.csv").write_text("customer_id,occurred_at,channel\n" + rows)
    cli("import", tmp_path / "calls.csv")

    def channels() -> list[tuple[str, str | None, int]]:
        return [(one["channel"], one["service"], one["interactions"]) for one in cli.json("channels")["channels"]]

    assert channels() == [("Phone", "assisted", 2), ("Kiosk = old", "self-service", 1)]
    assert cli.json("summary")["contained_share"] == 1 / 3
    cli("channels", "--set", "Phone=unknown")
    assert channels()[0] == ("Phone", None, 2)
    assert cli.json("summary")["contained_known"] == 1
    assert cli("channels", "--set", "Phone=both").code == 2
    assert cli("channels", "--set", "Telex=assisted").code == 4
