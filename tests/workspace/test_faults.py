"""What is wrong with the place where the workspace lies is said in a sentence, and nothing is lost."""

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from core.errors import DataBusyError, DataDamagedError, InvalidInputError
from core.workspace import Workspace
from core.workspace.sqlite import APPLICATION_ID, FILE_NAME
from core.workspace.tables import metadata
from core.workspace.upgrading import NEWEST, SCHEMA
from tests.workspace.conftest import ANN, BOB


def prepared(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def filled(folder: Path, number: int) -> None:
    workspace = Workspace(folder)
    for place in range(number):
        workspace.by(ANN).put("decision", f"k{place}", {"text": "x" * 200}, seen_version=0)
    workspace.close()


FIRST_EDITION = (
    "create table documents (kind varchar(64) not null, key varchar(200) not null, version integer not null, "
    "body text not null, updated_at varchar(32) not null, updated_by varchar(200) not null, primary key (kind, key))",
    "insert into documents values ('quality_threshold', 'issue', 3, '{\"limit\": 0.5, \"owner\": \"Größe\"}', "
    "'2026-05-01T10:00:00.000000+00:00', 'local')",
    f"pragma application_id={APPLICATION_ID}",
    "pragma user_version=1",
)


def test_a_file_of_the_first_edition_is_brought_up_to_date_with_all_it_holds(tmp_path):
    prepared(tmp_path, *FIRST_EDITION)
    workspace = Workspace(tmp_path)
    kept = workspace.find("quality_threshold", "issue")
    assert (kept.version, kept.body, kept.updated_by) == (3, {"limit": 0.5, "owner": "Größe"}, "local")
    (entry,) = workspace.changes()
    assert (entry.record.action, entry.record.actor, entry.record.version) == ("adopted", "local", 3)
    workspace.by(BOB).put("quality_threshold", "issue", {"limit": 0.6, "owner": ""}, seen_version=3)
    assert workspace.check().problems == ()


def test_the_newest_schema_is_the_last_step():
    steps = sorted(path.name[:4] for path in (SCHEMA / "versions").glob("[0-9]*.py"))
    assert steps[-1] == NEWEST


def test_the_schema_is_what_the_tables_say(workspace):
    with workspace.store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [one for one in found if one[0] not in ("remove_index",)] == []


def test_a_newer_schema_is_refused_and_left_alone(opening):
    workspace = opening()
    workspace.by(ANN).put("decision", "a", {}, seen_version=0)
    with workspace.store.engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '0099'")
    with pytest.raises(DataDamagedError, match="has schema 0099; this Journey Office knows schemas up to"):
        opening()
    with workspace.store.engine.begin() as connection:
        connection.exec_driver_sql(f"update alembic_version set version_num = '{NEWEST}'")
    assert opening().find("decision", "a").version == 1


def test_two_processes_may_start_on_an_empty_place_at_once(opening):
    opened, failures = [], []

    def start() -> None:
        try:
            opened.append(opening())
        except BaseException as error:
            failures.append(error)

    starts = [threading.Thread(target=start) for _ in range(4)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert failures == []
    assert len(opened) == 4


def test_a_foreign_file_is_refused_and_left_alone(tmp_path):
    prepared(tmp_path, "create table recipes (name text)")
    with pytest.raises(DataDamagedError, match="another program"):
        Workspace(tmp_path)
    tables = sqlite3.connect(tmp_path / FILE_NAME).execute("select name from sqlite_master").fetchall()
    assert tables == [("recipes",)]


def test_a_foreign_database_is_refused_and_left_alone(tmp_path, postgres):
    url = postgres.new_database()
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+pg8000:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("create table recipes (name text)")
    with pytest.raises(DataDamagedError, match="tables of another program"):
        Workspace(tmp_path, url)
    assert sa.inspect(engine).get_table_names() == ["recipes"]
    engine.dispose()


def test_something_that_is_no_database_is_refused(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"hello, I am a text" * 100)
    with pytest.raises(DataDamagedError, match="is damaged"):
        Workspace(tmp_path)


def test_a_damaged_page_is_noticed_at_the_start(tmp_path):
    filled(tmp_path, 200)
    raw = bytearray((tmp_path / FILE_NAME).read_bytes())
    raw[3 * 4096 : 4 * 4096] = bytes(4096)
    (tmp_path / FILE_NAME).write_bytes(raw)
    with pytest.raises(DataDamagedError, match="Put back a copy"):
        Workspace(tmp_path)


def test_a_flipped_bit_in_a_text_is_found_by_the_check(tmp_path):
    """SQLite itself does not notice it."""
    filled(tmp_path, 20)
    raw = (tmp_path / FILE_NAME).read_bytes()
    place = raw.index(b"x" * 50)
    (tmp_path / FILE_NAME).write_bytes(raw[:place] + b"y" + raw[place + 1 :])
    workspace = Workspace(tmp_path)
    assert workspace.check().problems != ()
    workspace.close()


def test_changes_lost_from_the_end_are_noticed_at_the_start(tmp_path):
    """A file whose newest part is gone opens without a word in SQLite: an old copy, or a damaged log."""
    filled(tmp_path, 3)
    old = (tmp_path / FILE_NAME).read_bytes()
    workspace = Workspace(tmp_path)
    workspace.by(ANN).put("decision", "new", {}, seen_version=0)
    workspace.close()
    (tmp_path / FILE_NAME).write_bytes(old)
    with pytest.raises(DataDamagedError, match="the last 1 change was lost"):
        Workspace(tmp_path)


def test_an_unreadable_note_of_the_last_change_does_not_matter(tmp_path):
    filled(tmp_path, 3)
    (tmp_path / f"{FILE_NAME}-head").write_bytes(b"\xff\x00")
    assert len(Workspace(tmp_path).all("decision")) == 3


def test_a_held_file_gives_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("core.workspace.sqlite.WAIT_SECONDS", 0.1)
    workspace = Workspace(tmp_path)
    holder = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(DataBusyError, match="held by another program"):
        workspace.by(ANN).put("decision", "a", {}, seen_version=0)
    holder.rollback()
    assert workspace.by(ANN).put("decision", "a", {}, seen_version=0).version == 1


def test_a_held_database_gives_a_sentence(tmp_path, postgres, monkeypatch):
    monkeypatch.setattr("core.workspace.postgres.WAIT_SECONDS", 1)
    workspace = Workspace(tmp_path, postgres.new_database())
    with workspace.store.writing() as holder:
        holder.exec_driver_sql("select * from audit_head for update")
        with pytest.raises(DataBusyError, match="another program holds it"):
            workspace.by(ANN).put("decision", "a", {}, seen_version=0)
    assert workspace.by(ANN).put("decision", "a", {}, seen_version=0).version == 1


def test_a_full_disk_gives_a_sentence_and_loses_nothing(tmp_path):
    filled(tmp_path, 5)
    workspace = Workspace(tmp_path)
    with workspace.store.engine.connect() as connection:
        connection.exec_driver_sql("pragma max_page_count = 1")  # SQLite then fails as on a full disk
    with pytest.raises(DataBusyError, match="The disk is full"):
        workspace.by(ANN).put("decision", "large", {"text": "x" * 100_000}, seen_version=0)
    workspace.close()
    again = Workspace(tmp_path)
    assert len(again.all("decision")) == 5
    assert again.by(ANN).put("decision", "large", {"text": "x" * 100_000}, seen_version=0).version == 1
    assert again.check().problems == ()


def test_the_file_is_durable(tmp_path):
    with Workspace(tmp_path).store.engine.connect() as connection:
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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_gives_a_sentence(tmp_path):
    filled(tmp_path, 1)
    tmp_path.chmod(0o500)
    with pytest.raises(DataBusyError, match="Check who may write"):
        Workspace(tmp_path)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://ann:secret@localhost/office", "is not an address of a PostgreSQL database"),
        ("nonsense secret", "is not an address of a PostgreSQL database"),
        ("postgresql://ann:secret@127.0.0.1:1/office", "can't be reached"),
        ("postgresql://ann:secret@127.0.0.1:1/office?sslmode=maybe", "sslmode=maybe is not known"),
    ],
)
def test_a_wrong_address_gives_a_sentence_without_the_password(tmp_path, url, sentence):
    with pytest.raises((InvalidInputError, DataBusyError), match=sentence) as refused:
        Workspace(tmp_path, url)
    assert "secret" not in str(refused.value)


def test_a_missing_database_gives_a_sentence(tmp_path, postgres):
    url = postgres.new_database() + "_missing"
    with pytest.raises(InvalidInputError, match="no such database"):
        Workspace(tmp_path, url)
