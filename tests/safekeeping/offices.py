"""An office as a year of work leaves it, in small; and everything that it says, to compare two."""

import json
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from core.access import OPERATOR, Person
from core.datasets import Office
from core.intake.change import block_merge, set_channel_services, set_window
from core.intake.imports import Upload
from core.intake.pairs import import_identity_pairs
from core.intake.plan import Privacy
from core.intake.undo import undo_import
from core.safekeeping.backup import Made, back_up
from core.safekeeping.export import export
from core.safekeeping.restoring import Restored, restore
from core.settings import Settings
from core.workspace import Workspace
from tests.intake.exports import load, plan, random_rows, write_csv

HIDDEN = replace(plan(), privacy=Privacy(pseudonymise=True))
ANN, EVE = Person("Änn", "owner"), Person("evelyn", "viewer")


def fill(settings: Settings, journeys: int = 30) -> None:
    fill_data(settings, journeys)
    fill_workspace(settings)


def fill_data(settings: Settings, journeys: int = 30) -> None:
    office = Office(settings)
    files = settings.home
    office.create("Test")
    rows = random_rows(1, journeys)
    load(office, "test", write_csv(files / "a.csv", rows[: len(rows) // 2]))
    load(office, "test", write_csv(files / "wrong.csv", random_rows(9, 5)))
    undo_import(office, "test", 2)
    load(office, "test", write_csv(files / "b.csv", rows[len(rows) // 3 :]))
    pairs = files / "pairs.csv"
    pairs.write_text(
        "key_kind_a,key_a,key_kind_b,key_b\ncustomer,c1,customer,c2\ncustomer,c3,customer,c4\n", encoding="utf-8"
    )
    import_identity_pairs(office, "test", Upload.of(pairs))
    block_merge(office, "test", ("customer", "c3", "customer", "c4"), "two people", "ann")
    set_window(office, "test", 5)
    set_channel_services(office, "test", {"ivr": "self-service", "chat": None})
    office.create("Secret")
    load(office, "secret", write_csv(files / "c.csv", random_rows(3, journeys // 2)), HIDDEN)
    office.create("Gone")
    office.delete("gone")
    for left in files.glob("*.csv"):
        left.unlink()
    (files / "maturity").mkdir()
    (files / "maturity" / "our model.toml").write_text("name = 'ours'\n", encoding="utf-8")
    office.close_all()


def fill_workspace(settings: Settings) -> None:
    workspace = Workspace.of(settings)
    ann = workspace.by(ANN)
    for number in range(12):
        ann.put("decision", f"d{number}", {"n": number, "text": "=1+1 Größe ✓ \ud800", "parts": [1, {"a": None}]},
                seen_version=0)  # fmt: skip
    ann.put("decision", "d3", {"n": 33}, seen_version=1)
    ann.remove("decision", "d5", seen_version=1)
    ann.put("backlog_item", "Z/ä", {"score": -1.5, "done": False}, seen_version=0)
    ann.put("backlog_item", "a/1", {"score": 2, "done": True}, seen_version=0)
    for key, reply in (("k2", "yes"), ("k1", "no")):
        body = {"team": "North", "role": "agent", "replies": {"m1": reply}}
        workspace.by(EVE).put("sealed_answer", key, body, seen_version=0)
    workspace.close()


@contextmanager
def used(settings: Settings):
    office, workspace = Office(settings), Workspace.of(settings)
    try:
        yield office, workspace
    finally:
        workspace.close()
        office.close_all()


def make_backup(settings: Settings, path: Path, **how) -> Made:
    with used(settings) as (office, workspace):
        return back_up(office, workspace, path, OPERATOR, **how)


def put_back(settings: Settings, path: Path, **how) -> Restored:
    office = Office(settings)
    try:
        return restore(office, path, OPERATOR, **how)
    finally:
        office.close_all()


def said(settings: Settings, folder: Path, **how) -> dict[str, bytes]:
    """Everything an office says, by file of its export; rows that say 'restored' are left out."""
    with used(settings) as (office, workspace):
        assert workspace.check().problems == ()
        export(office, workspace, folder, OPERATOR, **how)
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name in ("workspace/audit.csv", "workspace/audit.jsonl"):
        kept = [line for line in files[name].splitlines() if b"restored" not in line]
        files[name] = b"\n".join(kept)
    return files


def restored_rows(settings: Settings) -> list[dict]:
    workspace = Workspace.of(settings)
    found = [one.record for one in workspace.changes(kind="office")]
    workspace.close()
    return [{"before": json.loads(one.before or "null"), **json.loads(one.after)} for one in found]
