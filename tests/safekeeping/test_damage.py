"""A backup that is not whole, not ours, or made to harm is refused in a sentence, and nothing is changed."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from core.access import OPERATOR
from core.datasets import Office
from core.errors import DataDamagedError, FileRefusedError, InvalidInputError, JourneyOfficeError
from core.safekeeping.backup import back_up
from core.safekeeping.export import export
from core.safekeeping.opening import opened
from core.safekeeping.restoring import restore
from core.settings import Settings
from core.workspace import Workspace
from tests.intake.exports import load, random_rows, write_csv
from tests.safekeeping.offices import ANN, HIDDEN, fill_workspace, make_backup, put_back, used


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """A backup with a dataset of checked records, one of a whole file, a workspace and a model file."""
    folder = tmp_path_factory.mktemp("sample")
    settings = Settings(home=folder / "home", memory_limit_mb=512)
    fill_workspace(settings)
    office = Office(settings)
    for name, how in (("Secret", HIDDEN), ("Open", None)):
        load(office, office.create(name), write_csv(folder / f"{name}.csv", random_rows(1, 4)), how)
    office.close_all()
    (settings.home / "maturity").mkdir()
    (settings.home / "maturity" / "m.toml").write_text("name = 'ours'\n")
    make_backup(settings, folder / "b.zip")
    return folder / "b.zip"


def rewritten(source: Path, target: Path, change) -> Path:
    """Write a backup anew with other members: `change` is given them by name, MANIFEST.json as a dictionary."""
    with zipfile.ZipFile(source) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    manifest = json.loads(members.pop("MANIFEST.json"))
    change(members, manifest)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.writestr("MANIFEST.json", json.dumps(manifest))
    return target


def listed(members, manifest, name: str, content: bytes) -> None:
    """Put a member in, with its right size and digest."""
    members[name] = content
    others = [one for one in manifest["members"] if one["name"] != name]
    digest = hashlib.sha256(content).hexdigest()
    manifest["members"] = [*others, {"name": name, "size": len(content), "sha256": digest}]


def test_every_flipped_byte_is_refused_or_harmless(sample, tmp_path) -> None:
    raw = sample.read_bytes()
    with opened(sample) as backup:
        whole = (backup.head, {one.name: one.sha256 for one in backup.contents.members})
    directory = raw.index(b"PK\x01\x02")
    places = [*range(0, directory, max(1, directory // 350)), *range(directory, len(raw), 5)]
    changed, refused = tmp_path / "b.zip", 0
    for place in places:
        changed.write_bytes(raw[:place] + bytes([raw[place] ^ 0x41]) + raw[place + 1 :])
        try:
            with opened(changed) as backup:
                assert (backup.head, {one.name: one.sha256 for one in backup.contents.members}) == whole
        except (FileRefusedError, DataDamagedError):
            refused += 1
    assert refused > len(places) // 2


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.7, 0.99, 0.9999])
def test_a_file_that_is_cut_off_is_refused(sample, fresh, tmp_path, share) -> None:
    raw = sample.read_bytes()
    (tmp_path / "b.zip").write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(FileRefusedError, match=r"damaged or no backup"):
        put_back(fresh(), tmp_path / "b.zip")


def test_files_of_other_kinds_are_refused(fresh, tmp_path) -> None:
    (tmp_path / "b.zip").write_text("hello")
    with pytest.raises(FileRefusedError, match="no backup"):
        put_back(fresh(), tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("deleted.json", "{}")
    with pytest.raises(FileRefusedError, match=r"it has no MANIFEST.json"):
        put_back(fresh(), tmp_path / "b.zip")
    with pytest.raises(FileRefusedError, match="Check where it is"):
        put_back(fresh(), tmp_path / "none.zip")
    with pytest.raises(FileRefusedError, match="can't be read"):
        put_back(fresh(), tmp_path)


NAMES = (
    "../evil", "/etc/evil", "raw/../../evil", "maturity/../../evil", "C:/evil", "maturity/..\\evil", "datasets/../x",
    "workspace.sqlite", "restore.json", "raw/" + "a" * 64 + "/x", "maturity/.hidden", "maturity/a\x00b", "in-use.lock",
    "datasets/open/analytics.duckdb", "raw/" + "a" * 64 + ".0123456789abcdef.checked/../../x", "maturity/",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_elsewhere_are_refused(sample, fresh, tmp_path, name) -> None:
    bad = rewritten(sample, tmp_path / "b.zip", lambda members, manifest: listed(members, manifest, name, b"evil"))
    settings = fresh()
    with pytest.raises(FileRefusedError, match="damaged or no backup"):
        put_back(settings, bad)
    assert [path.name for path in settings.home.iterdir()] == ["in-use.lock"]
    assert not list(tmp_path.rglob("*evil*"))


def _drop(name):
    return lambda members, manifest: members.pop(next(one for one in members if one.startswith(name)))


def _unlist(members, manifest):
    manifest["members"].pop()


def _both(name):
    def change(members, manifest):
        found = next(one for one in members if one.startswith(name))
        members.pop(found)
        manifest["members"] = [one for one in manifest["members"] if one["name"] != found]

    return change


def _edit(name, old, new):
    def change(members, manifest):
        listed(members, manifest, name, members[name].replace(old, new))

    return change


def _manifest(**values):
    return lambda members, manifest: manifest.update(values)


def _escape(members, manifest):
    name = "datasets/open/manifest.json"
    plain = json.loads(members[name])
    plain["imports"][0]["sha256"] = "../../../etc/passwd"
    listed(members, manifest, name, json.dumps(plain).encode())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_drop("raw/"), "is missing, is not listed"),
        (_drop("workspace/audit"), "it has no workspace/audit.jsonl"),
        (_unlist, "is missing, is not listed"),
        (_both("raw/"), "an upload of the dataset '(open|secret)' is missing"),
        (_both("workspace/head"), "it has no workspace/head.json"),
        (_edit("workspace/documents.jsonl", b"Gr", b"gr"), "is not what row"),
        (_edit("workspace/audit.jsonl", b'"actor": "\\u00c4nn"', b'"actor": "eve"'), "was altered after it was"),
        (_edit("workspace/documents.jsonl", b'"kind"', b'"sort"'), "has other columns"),
        (_edit("workspace/audit.jsonl", b'"number": 1,', b'"number": [1],'), "another type"),
        (_edit("workspace/audit.jsonl", b"\n", b"\n{}\n"), "has other columns"),
        (_edit("datasets/open/manifest.json", b'"dataset_id": "open"', b'"dataset_id": "o"'), "another one's manifest"),
        (_escape, "names an upload that can't be one"),
        (_manifest(audit_rows=3), "not the one that it says"),
        (_manifest(members=[{"name": "x"}]), "damaged or no backup"),
        (_manifest(members=None), "damaged or no backup"),
        (_manifest(what="another program's"), "no backup of Journey Office"),
        (_manifest(schema="0001"), "unknown schema"),
        (_manifest(surprise=1), "damaged or no backup"),
    ],
)
def test_what_does_not_fit_together_is_refused(sample, fresh, tmp_path, change, sentence) -> None:
    bad = rewritten(sample, tmp_path / "b.zip", change)
    settings = fresh()
    with pytest.raises((FileRefusedError, DataDamagedError), match=sentence):
        put_back(settings, bad)
    assert [path.name for path in settings.home.iterdir()] == ["in-use.lock"]


@pytest.mark.parametrize(("change", "sentence"), [
    (_manifest(format=2, product_version="9.1"), r"Install the Journey Office that wrote it \(9.1\)"),
    (_manifest(schema="0099"), "knows schemas up to"),
])  # fmt: skip
def test_newer_backups_are_refused(sample, fresh, tmp_path, change, sentence) -> None:
    with pytest.raises(DataDamagedError, match=sentence):
        put_back(fresh(), rewritten(sample, tmp_path / "b.zip", change))


def test_a_name_twice_is_refused(sample, fresh, tmp_path) -> None:
    shutil.copyfile(sample, tmp_path / "b.zip")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.writestr("pseudonym.key", b"another")
    with pytest.raises(FileRefusedError, match="a name twice"):
        put_back(fresh(), tmp_path / "b.zip")


def test_more_than_the_disk_holds_is_refused_before_anything_is_written(sample, fresh, monkeypatch) -> None:
    settings = fresh()
    monkeypatch.setattr("core.safekeeping.disk.shutil.disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 9))
    with pytest.raises(JourneyOfficeError, match="Free some space"):
        put_back(settings, sample)
    assert [path.name for path in settings.home.iterdir()] == ["in-use.lock"]


def test_an_upload_that_is_gone_or_rotten_leaves_its_dataset_out_and_says_so(fresh, tmp_path) -> None:
    settings = fresh()
    office = Office(settings)
    for place, name in enumerate(("Gone", "Rotten", "Whole")):
        load(office, office.create(name), write_csv(tmp_path / f"{name}.csv", random_rows(place, 3)))
    office.close_all()
    with used(settings) as (office, _):
        shas = {one: json.loads((office.folder(one) / "manifest.json").read_text())["imports"][0]["sha256"]
                for one in office.ids()}  # fmt: skip
    (settings.home / "raw" / shas["gone"]).unlink()
    with (settings.home / "raw" / shas["rotten"]).open("ab") as file:
        file.write(b"x")
    made = make_backup(settings, tmp_path / "b.zip")
    assert made.datasets == ("whole",)
    assert [sentence.split("since ")[1] for sentence in made.left_out] == [
        "a kept upload is gone.", "the kept upload of Rotten.csv is damaged."
    ]  # fmt: skip
    there = fresh()
    assert put_back(there, tmp_path / "b.zip").left_out == made.left_out


def test_a_workspace_that_was_altered_past_the_app_is_not_backed_up(fresh, tmp_path) -> None:
    settings = fresh()
    fill_workspace(settings)
    with used(settings) as (office, workspace):
        with workspace.store.engine.begin() as connection:
            connection.exec_driver_sql("update documents set body = '{}' where key = 'd1'")
        with pytest.raises(DataDamagedError, match="'d1' is not what row 2 of the record says"):
            back_up(office, workspace, tmp_path / "b.zip", OPERATOR)
    assert list(tmp_path.glob("b.zip*")) == []


def test_a_damaged_workspace_and_damaged_data_can_be_replaced(sample, fresh) -> None:
    settings = fresh()
    fill_workspace(settings)
    office = Office(settings)
    office.create("Mine")
    office.close_all()
    (settings.home / "workspace.sqlite").write_bytes(b"no database" * 1000)
    (settings.home / "datasets" / "mine" / "analytics.duckdb").write_bytes(b"damaged")
    with pytest.raises(InvalidInputError, match="a damaged workspace and the dataset mine"):
        put_back(settings, sample)
    found = put_back(settings, sample, over=True)
    assert (found.replaced / "workspace.sqlite").read_bytes().startswith(b"no database")
    with used(settings) as (office, workspace):
        assert office.ids() == ("open", "secret")
        assert workspace.check().problems == ()


def test_a_file_that_is_there_is_kept_unless_forced(fresh, tmp_path) -> None:
    settings = fresh()
    (tmp_path / "b.zip").write_text("mine")
    with pytest.raises(InvalidInputError, match="--force"):
        make_backup(settings, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "mine"
    make_backup(settings, tmp_path / "b.zip", force=True)
    with pytest.raises(InvalidInputError, match="Check the folder"):
        make_backup(settings, tmp_path / "nowhere" / "b.zip")
    assert [path.name for path in tmp_path.glob("b.zip*")] == ["b.zip"]


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of 300 kB; only root can make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=False)


def test_a_full_disk_gives_a_sentence_and_leaves_nothing_behind(fresh, tmp_path, small_disk, monkeypatch) -> None:
    settings = fresh()
    with used(settings) as (office, workspace):
        for number in range(40):
            body = {"text": os.urandom(8000).hex()}
            workspace.by(ANN).put("decision", f"d{number}", body, seen_version=0)
        with pytest.raises(JourneyOfficeError, match=r"could not be written, and none was made: No space left"):
            back_up(office, workspace, small_disk / "b.zip", OPERATOR)
        assert list(small_disk.iterdir()) == []
        with pytest.raises(JourneyOfficeError, match=r"Nothing was exported: No space left"):
            export(office, workspace, small_disk / "out", OPERATOR)
        assert list(small_disk.iterdir()) == []
        back_up(office, workspace, tmp_path / "b.zip", OPERATOR)
    there = Settings(home=small_disk / "home")
    for spare in (64_000_000, -10_000_000_000):  # refused beforehand, and when the check was too hopeful
        monkeypatch.setattr("core.safekeeping.restoring.SPARE", spare)
        with pytest.raises(JourneyOfficeError, match=r"(Free|free) .*space"):
            put_back(there, tmp_path / "b.zip")
        assert [path.name for path in there.home.iterdir()] == ["in-use.lock"]
    Workspace.of(there).close()


def test_a_restore_beside_an_app_without_the_lock_is_refused_by_the_engine(sample, fresh) -> None:
    """As an app of an earlier edition: it holds the analytical file, and knows nothing of the lock."""
    settings = fresh()
    office = Office(settings)
    office.create("Mine")
    office.close_all()
    script = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    path = str(settings.home / "datasets" / "mine" / "analytics.duckdb")
    with subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "open\n"
        office = Office(settings)
        with pytest.raises(JourneyOfficeError, match="is open in another Journey Office"):
            restore(office, sample, OPERATOR, over=True)
        holder.stdin.close()
    office.close_all()
    put_back(settings, sample, over=True)
