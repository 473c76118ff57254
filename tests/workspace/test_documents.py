import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from core.errors import ConflictError, DataBusyError, DataDamagedError, InvalidInputError
from core.workspace import Workspace
from core.workspace.documents import FILE_NAME


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def test_a_document_survives_closing(tmp_path):
    first = Workspace(tmp_path)
    first.put("note", "a", {"text": "Größe ✓", "parts": [1, 2]}, seen_version=0, actor="ann")
    first.close()
    found = Workspace(tmp_path).find("note", "a")
    assert (found.version, found.body, found.updated_by) == (1, {"text": "Größe ✓", "parts": [1, 2]}, "ann")
    assert found.updated_at.tzinfo is not None


def test_kinds_do_not_meet(workspace):
    workspace.put("note", "a", {"n": 1}, seen_version=0, actor="ann")
    workspace.put("other", "a", {"n": 2}, seen_version=0, actor="ann")
    assert [document.body["n"] for document in workspace.all("note")] == [1]
    assert workspace.find("third", "a") is None


def test_a_change_on_an_old_version_is_refused(workspace):
    workspace.put("note", "a", {"n": 1}, seen_version=0, actor="ann")
    workspace.put("note", "a", {"n": 2}, seen_version=1, actor="bob")
    with pytest.raises(ConflictError, match="bob changed this"):
        workspace.put("note", "a", {"n": 3}, seen_version=1, actor="ann")
    assert workspace.find("note", "a").body == {"n": 2}
    with pytest.raises(ConflictError):
        workspace.remove("note", "a", seen_version=1)


def test_a_repeated_save_changes_nothing(workspace):
    first = workspace.put("note", "a", {"n": 1}, seen_version=0, actor="ann")
    assert workspace.put("note", "a", {"n": 1}, seen_version=0, actor="ann") == first
    workspace.remove("note", "a", seen_version=1)
    workspace.remove("note", "a", seen_version=1)
    with pytest.raises(ConflictError, match="removed"):
        workspace.put("note", "a", {"n": 2}, seen_version=1, actor="ann")


def test_last_changed_comes_first(workspace):
    for key in ("a", "b", "c"):
        workspace.put("note", key, {}, seen_version=0, actor="ann")
    workspace.put("note", "a", {"n": 1}, seen_version=1, actor="ann")
    assert [document.key for document in workspace.all("note")] == ["a", "c", "b"]


def test_hostile_keys_are_only_keys(workspace):
    key = "x'; drop table documents; --"
    workspace.put("note", key, {"n": 1}, seen_version=0, actor="ann")
    assert workspace.find("note", key).body == {"n": 1}
    with pytest.raises(InvalidInputError):
        workspace.put("note", "", {}, seen_version=0, actor="ann")


def test_no_change_is_lost_between_threads_and_openings(tmp_path):
    """Each of 4 writers adds 20 to one counter through two openings of the file; conflicts are tried again."""
    openings = [Workspace(tmp_path), Workspace(tmp_path)]
    openings[0].put("count", "n", {"n": 0}, seen_version=0, actor="start")

    def add(workspace, actor):
        done = 0
        while done < 20:
            seen = workspace.find("count", "n")
            try:
                workspace.put(
                    "count",
                    "n",
                    {"n": seen.body["n"] + 1, "by": f"{actor}{done}"},
                    seen_version=seen.version,
                    actor=actor,
                )
                done += 1
            except ConflictError:
                continue

    writers = [threading.Thread(target=add, args=(openings[number % 2], f"w{number}")) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = openings[1].find("count", "n")
    assert (found.body["n"], found.version) == (80, 81)


def _prepared(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_foreign_file_is_refused_and_left_alone(tmp_path):
    _prepared(tmp_path, "create table recipes (name text)")
    with pytest.raises(DataDamagedError, match="another program"):
        Workspace(tmp_path)
    tables = sqlite3.connect(tmp_path / FILE_NAME).execute("select name from sqlite_master").fetchall()
    assert tables == [("recipes",)]


def test_a_newer_file_is_refused(tmp_path):
    Workspace(tmp_path).close()
    _prepared(tmp_path, "pragma user_version=99")
    with pytest.raises(DataDamagedError, match="format 99; this Journey Office reads format 1"):
        Workspace(tmp_path)


def test_something_that_is_no_database_is_refused(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"hello, I am a text" * 100)
    with pytest.raises(DataDamagedError, match="is damaged"):
        Workspace(tmp_path)


def test_a_damaged_page_is_noticed_at_the_start(tmp_path):
    workspace = Workspace(tmp_path)
    for number in range(200):
        workspace.put("note", f"k{number}", {"text": "x" * 200}, seen_version=0, actor="ann")
    workspace.close()
    _prepared(tmp_path, "pragma wal_checkpoint(truncate)")
    raw = bytearray((tmp_path / FILE_NAME).read_bytes())
    raw[3 * 4096 : 4 * 4096] = bytes(4096)
    (tmp_path / FILE_NAME).write_bytes(raw)
    with pytest.raises(DataDamagedError, match="Restore a copy"):
        Workspace(tmp_path)


def test_a_held_file_gives_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("core.workspace.file.WAIT_SECONDS", 0.1)
    workspace = Workspace(tmp_path)
    holder = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(DataBusyError, match="held by another program"):
        workspace.put("note", "a", {}, seen_version=0, actor="ann")
    holder.rollback()
    assert workspace.put("note", "a", {}, seen_version=0, actor="ann").version == 1


def test_the_file_is_durable(workspace):
    with workspace._engine.connect() as connection:
        settings = [
            connection.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]


def test_a_home_that_is_a_file_gives_a_sentence(tmp_path):
    (tmp_path / "home").write_text("no folder")
    with pytest.raises(DataBusyError, match="Check the folder"):
        Workspace(tmp_path / "home")
    shutil.rmtree(tmp_path)
