import os
from pathlib import Path

from core.access import OPERATOR
from core.workspace import Workspace
from tests.command.running import CommandLine
from tests.intake.exports import random_rows, write_csv


def filled(cli: CommandLine, tmp_path: Path) -> None:
    cli("create", "Test")
    write_csv(tmp_path / "a.csv", random_rows(1, 4))
    assert cli("import", tmp_path / "a.csv", "--zone", "UTC").code == 0
    workspace = Workspace(cli.home)
    workspace.by(OPERATOR).put("decision", "d1", {"n": 1}, seen_version=0)
    workspace.close()


def test_backup_restore_export_and_check(cli: CommandLine, tmp_path: Path) -> None:
    filled(cli, tmp_path)
    file = tmp_path / "b.zip"
    made = cli("backup", file)
    assert made.code == 0, made.err
    assert "key of the pseudonyms" in made.out
    assert cli("backup", file).code == 2
    again = cli.json("backup", file, "--force")
    assert (again["datasets"], again["documents"], again["uploads"], again["left_out"]) == (["test"], 1, 1, [])
    assert again["bytes"] == os.path.getsize(file)
    there = CommandLine(tmp_path / "there")
    assert there.json("restore", file)["replaced"] is None
    assert there.json("datasets") == cli.json("datasets")
    refused = there("restore", file)
    assert refused.code == 2
    assert "Add --replace" in refused.err
    aside = there.json("restore", file, "--replace")["replaced"]
    assert (Path(aside) / "workspace.sqlite").exists()
    assert cli.json("export", tmp_path / "one")["datasets"] == there.json("export", tmp_path / "two")["datasets"]
    for name in ("workspace/decision.json", "datasets/test/journeys.csv", "README.txt"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    checked = there.json("check")
    assert (checked["changes"], checked["documents"], checked["problems"]) == (2, 1, [])


def test_a_workspace_only_backup_names_what_it_holds(cli: CommandLine, tmp_path: Path) -> None:
    filled(cli, tmp_path)
    made = cli("backup", tmp_path / "w.zip", "--workspace-only")
    assert made.code == 0
    assert "all that people wrote, with names" in made.out
    assert cli.json("export", tmp_path / "out", "--workspace-only")["datasets"] == {}


def test_a_damaged_backup_is_refused(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK damaged")
    ran = cli("restore", tmp_path / "b.zip")
    assert (ran.code, ran.out) == (3, "")
    assert "b.zip is damaged or no backup" in ran.err


def test_check_prints_every_problem(cli: CommandLine, tmp_path: Path) -> None:
    filled(cli, tmp_path)
    workspace = Workspace(cli.home)
    with workspace.store.engine.begin() as connection:
        connection.exec_driver_sql("update documents set body = '{}'")
    workspace.close()
    (cli.home / "copies").mkdir()
    (cli.home / "copies" / "workspace-2026-01-01.sqlite").write_bytes(b"x")
    ran = cli("check")
    assert ran.code == 6
    assert "'d1' is not what row 1 of the record says" in ran.out
    assert "The copy workspace-2026-01-01.sqlite can't be checked" in ran.out


def test_a_dataset_that_can_not_be_rebuilt_is_named(cli: CommandLine, tmp_path: Path) -> None:
    filled(cli, tmp_path)
    for upload in (cli.home / "raw").iterdir():
        upload.unlink()
    ran = cli("backup", tmp_path / "b.zip")
    assert ran.code == 6
    assert "'test' is not in the backup, since a kept upload is gone" in ran.err
    assert (tmp_path / "b.zip").exists()
