"""A checked copy a day, of what changed; a copy that rots is found."""

from datetime import UTC, datetime, timedelta

import pytest

from core.safekeeping.copies import check_copy, copy_if_due, newest_copy
from core.workspace import Workspace
from tests.safekeeping.offices import ANN

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def change(workspace, number: int) -> None:
    workspace.by(ANN).put("decision", f"d{number}", {"n": number, "text": "x" * 3000}, seen_version=0)


def names(folder) -> list[str]:
    return sorted(path.name for path in (folder / "copies").glob("*"))


def test_a_copy_a_day_of_what_changed(workspace, tmp_path) -> None:
    assert copy_if_due(workspace, DAY).path is None
    assert not (tmp_path / "copies").exists()
    change(workspace, 1)
    first = copy_if_due(workspace, DAY)
    assert (first.path.name, first.problem) == ("workspace-2026-03-01.sqlite", "")
    assert first.path.stat().st_mode & 0o777 == 0o600
    change(workspace, 2)
    assert copy_if_due(workspace, DAY + timedelta(hours=8)).path is None
    assert copy_if_due(workspace, DAY + timedelta(days=1)).path.name == "workspace-2026-03-02.sqlite"
    assert copy_if_due(workspace, DAY + timedelta(days=2)).path is None
    assert names(tmp_path) == [f"workspace-2026-03-0{day}.sqlite{end}" for day in (1, 2) for end in ("", ".sha256")]
    assert check_copy(newest_copy(tmp_path / "copies")) == ""


def test_a_copy_can_be_put_in_the_place_of_the_file(workspace, tmp_path) -> None:
    change(workspace, 1)
    copied = copy_if_due(workspace, DAY).path
    (tmp_path / "elsewhere").mkdir()
    copied.rename(tmp_path / "elsewhere" / "workspace.sqlite")
    again = Workspace(tmp_path / "elsewhere")
    assert again.find("decision", "d1").version == 1
    assert again.check().problems == ()
    again.close()


def test_the_newest_fourteen_are_kept(workspace, tmp_path) -> None:
    for day in range(17):
        change(workspace, day)
        assert copy_if_due(workspace, DAY + timedelta(days=day)).path is not None
    kept = names(tmp_path)
    assert len(kept) == 28
    assert kept[0] == "workspace-2026-03-04.sqlite"


def test_a_copy_that_fails_its_check_is_kept_apart_and_said(workspace, tmp_path) -> None:
    change(workspace, 1)
    copy_if_due(workspace, DAY)
    with workspace.store.engine.begin() as connection:
        connection.exec_driver_sql("update documents set body = '{}'")
    change(workspace, 2)
    found = copy_if_due(workspace, DAY + timedelta(days=1))
    assert "'d1' is not what row 1 of the record says" in found.problem
    assert found.path.name == "workspace-2026-03-02.sqlite.damaged"
    assert newest_copy(tmp_path / "copies").name == "workspace-2026-03-01.sqlite"


def test_a_flipped_bit_in_a_copy_is_found(workspace) -> None:
    change(workspace, 1)
    path = copy_if_due(workspace, DAY).path
    raw = path.read_bytes()
    place = raw.index(b"xxxx")
    path.write_bytes(raw[:place] + b"y" + raw[place + 1 :])
    assert check_copy(path) == "The copy workspace-2026-03-01.sqlite is not what was written."


def test_a_folder_that_can_not_be_written_gives_a_sentence(workspace, tmp_path) -> None:
    change(workspace, 1)
    (tmp_path / "copies").write_text("in the way")
    found = copy_if_due(workspace, DAY)
    assert found.path is None
    assert "No copy of the workspace could be made" in found.problem


def test_a_workspace_on_a_server_is_the_servers_to_copy(tmp_path, postgres) -> None:
    opened = Workspace(tmp_path, postgres.new_database())
    opened.by(ANN).put("decision", "a", {}, seen_version=0)
    assert copy_if_due(opened, DAY).path is None
    assert not (tmp_path / "copies").exists()
    opened.close()
