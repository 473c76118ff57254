"""A backup restored elsewhere is the same office: the same exports, byte by byte, from either store to either store."""

import json
import threading
import zipfile

import pytest

from core.access import OPERATOR, Person
from core.datasets import Office
from core.errors import AccessDeniedError, DataBusyError, InvalidInputError
from core.safekeeping.backup import back_up
from core.safekeeping.export import export
from core.safekeeping.records import KNOWN_SCHEMAS
from core.safekeeping.restoring import restore
from core.workspace import Workspace
from core.workspace.upgrading import NEWEST
from tests.intake.exports import content, load, random_rows, write_csv
from tests.safekeeping.offices import ANN, fill, fill_workspace, make_backup, put_back, restored_rows, said, used


def contents(settings) -> dict:
    office = Office(settings)
    found = {one: (content(office.open(one)), office.info(one)) for one in office.ids()}
    office.close_all()
    return found


def test_an_office_restored_elsewhere_says_the_same(source, fresh, tmp_path) -> None:
    target = "sqlite" if source.workspace_url else "postgres"  # and on from there into the file once more
    fill(source)
    made = make_backup(source, tmp_path / "b.zip")
    assert made.datasets == ("secret", "test")
    assert (made.left_out, made.notes) == ((), ())
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600
    there = fresh(target)
    found = put_back(there, tmp_path / "b.zip")
    assert found.replaced is None
    assert said(source, tmp_path / "one") == said(there, tmp_path / "two")
    assert contents(source) == contents(there)
    for name in ("pseudonym.key", "deleted.json", "maturity/our model.toml", "datasets/test/manifest.json"):
        assert (source.home / name).read_bytes() == (there.home / name).read_bytes()
    (row,) = restored_rows(there)
    assert (row["before"], row["backup_sha256"], row["head"]) == (None, made.sha256, made.audit_rows)
    left = [path.name for path in there.home.iterdir() if path.name.startswith(("restor", "replaced"))]
    assert left == []
    again = make_backup(there, tmp_path / "again.zip")
    last = fresh("sqlite")
    put_back(last, tmp_path / "again.zip")
    assert said(last, tmp_path / "three") == said(source, tmp_path / "four")
    assert len(restored_rows(last)) == 2
    assert again.audit_rows == made.audit_rows + 1


def test_both_stores_give_the_same_lines(fresh, tmp_path) -> None:
    first = fresh("sqlite")
    fill_workspace(first)
    make_backup(first, tmp_path / "a.zip")
    second = fresh("postgres")
    put_back(second, tmp_path / "a.zip")
    made = make_backup(second, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as a, zipfile.ZipFile(tmp_path / "b.zip") as b:
        assert a.read("workspace/documents.jsonl") == b.read("workspace/documents.jsonl")
        assert a.read("workspace/audit.jsonl").splitlines() == b.read("workspace/audit.jsonl").splitlines()[:-1]
    assert made.documents == 15


def test_a_restored_office_works_on(fresh, tmp_path) -> None:
    source, there = fresh(), fresh()
    fill(source)
    make_backup(source, tmp_path / "b.zip")
    put_back(there, tmp_path / "b.zip")
    with used(there) as (office, workspace):
        before = office.info("test").data_version
        load(office, "test", write_csv(tmp_path / "new.csv", random_rows(44, 3)))
        assert office.info("test").data_version == before + 1
        workspace.by(ANN).put("decision", "d1", {"n": 2}, seen_version=1)
        assert workspace.check().problems == ()
        assert office.create("Gone") == "gone"
        assert office.info("gone").data_version > 0


def test_a_full_office_is_replaced_only_when_asked_and_kept_aside(source, fresh, tmp_path) -> None:
    fill(source)
    make_backup(source, tmp_path / "b.zip")
    other = fresh("postgres" if source.workspace_url else "sqlite")
    with used(other) as (office, workspace):
        office.create("Old")
        workspace.by(ANN).put("decision", "old", {"n": 1}, seen_version=0)
        head = workspace.head()
    before = said(other, tmp_path / "before")
    with pytest.raises(InvalidInputError, match=r"a workspace and the dataset old. Add --replace"):
        put_back(other, tmp_path / "b.zip")
    assert said(other, tmp_path / "still") == before
    found = put_back(other, tmp_path / "b.zip", over=True)
    assert said(other, tmp_path / "after") == said(source, tmp_path / "source-said")
    assert restored_rows(other)[0]["before"] == {"head": head.number, "hash": head.hash}
    assert (found.replaced / "datasets" / "old" / "manifest.json").exists()
    if source.workspace_url:
        back = fresh("postgres")
        put_back(back, found.replaced / "workspace.zip")
        assert Workspace.of(back).find("decision", "old").body == {"n": 1}
    else:
        aside = Workspace(found.replaced)
        assert aside.find("decision", "old").body == {"n": 1}
        aside.close()


def test_a_backup_of_the_workspace_leaves_the_datasets_alone(fresh, tmp_path) -> None:
    source, there = fresh(), fresh()
    fill(source)
    make_backup(source, tmp_path / "b.zip", data=False)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert not [name for name in archive.namelist() if name.startswith(("raw", "data", "pseudo"))]
    with used(there) as (office, _):
        office.create("Mine")
    put_back(there, tmp_path / "b.zip")
    with used(there) as (office, workspace):
        assert office.ids() == ("mine",)
        assert workspace.find("decision", "d3").version == 2


def test_a_backup_under_load_is_one_state(source, fresh, tmp_path) -> None:
    """While one thread writes pairs of documents and another imports, deletes and imports again."""
    fill(source, 10)
    stop, failures = threading.Event(), []
    office, writing = Office(source), Workspace.of(source)

    def write() -> None:
        number = 0
        while not stop.is_set():
            with writing.by(ANN).together() as together:
                together.put("decision", f"pair{number}", {"n": number}, seen_version=0)
                together.put("backlog_item", f"pair{number}", {"n": number}, seen_version=0)
            number += 1

    def bring() -> None:
        number = 100
        while not stop.is_set():
            number += 1
            load(office, "test", write_csv(tmp_path / f"{number}.csv", random_rows(number, 4)))
            other = office.create("Brief")
            load(office, other, write_csv(tmp_path / f"{number}x.csv", random_rows(number + 5000, 3)))
            office.delete(other)

    def guarded(task) -> None:
        try:
            task()
        except BaseException as error:
            failures.append(error)
            stop.set()

    threads = [threading.Thread(target=guarded, args=(task,)) for task in (write, bring)]
    for one in threads:
        one.start()
    made = []
    reading = Workspace.of(source)
    try:
        for number in range(4):
            path = tmp_path / f"load{number}.zip"
            made.append(back_up(Office(source), reading, path, OPERATOR))
    finally:
        stop.set()
        for one in threads:
            one.join()
    reading.close()
    writing.close()
    office.close_all()
    assert failures == []
    assert all(not one.left_out for one in made)
    assert [one.audit_rows for one in made] == sorted({one.audit_rows for one in made})
    for one in (made[0], made[-1]):
        there = fresh()
        put_back(there, one.path)
        with used(there) as (restored, workspace):
            pairs = {kind: {doc.key for doc in workspace.all(kind, "pair")} for kind in ("decision", "backlog_item")}
            assert pairs["decision"] == pairs["backlog_item"]
            for dataset_id in restored.ids():
                manifest = json.loads((there.home / "datasets" / dataset_id / "manifest.json").read_text())
                assert restored.info(dataset_id).data_version == manifest["dataset"]["data_version"]


def test_the_running_app_is_noticed_though_it_opened_nothing(fresh, tmp_path) -> None:
    source, there = fresh(), fresh()
    fill_workspace(source)
    make_backup(source, tmp_path / "b.zip")
    app = Office(there)
    with pytest.raises(DataBusyError, match="The office is in use"):
        put_back(there, tmp_path / "b.zip")
    app.close_all()
    pages = Workspace.of(there)
    with pytest.raises(DataBusyError, match="The office is in use"):
        put_back(there, tmp_path / "b.zip")
    pages.close()
    put_back(there, tmp_path / "b.zip")


def test_nobody_starts_while_a_restore_has_the_office_alone(fresh) -> None:
    settings = fresh()
    office = Office(settings)
    with office.alone():
        for start in (Office, Workspace.of):
            with pytest.raises(DataBusyError, match="is being restored"):
                start(settings)
    Office(settings).close_all()


def test_only_owners_may(fresh, tmp_path) -> None:
    editor = Person("ed", "editor")
    with used(fresh()) as (office, workspace):
        with pytest.raises(AccessDeniedError):
            back_up(office, workspace, tmp_path / "b.zip", editor)
        with pytest.raises(AccessDeniedError):
            restore(office, tmp_path / "b.zip", editor)
        with pytest.raises(AccessDeniedError):
            export(office, workspace, tmp_path / "out", editor)
    assert not (tmp_path / "b.zip").exists()


def test_backups_of_the_newest_schema_can_be_restored() -> None:
    assert NEWEST in KNOWN_SCHEMAS, "say in core/safekeeping/records.py how rows of the schema before are brought in"
