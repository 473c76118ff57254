import ast
import inspect
from pathlib import Path
from unittest.mock import MagicMock

import pytest

from core.access import ACTIONS, ROLES, Person, door
from core.access.door import NEEDS, Door
from core.datasets import Office
from core.errors import AccessDeniedError
from core.intake.batch import Target
from core.intake.identities import blocks, merges
from core.intake.uploads import Spooled
from core.workspace import Workspace
from tests.messy_office import messy_office

ROOT = Path(__file__).resolve().parents[2]
METHODS = [name for name, _ in inspect.getmembers(Door, inspect.isfunction) if not name.startswith("_")]
# One way to the writes of each module: what a page may not import by itself.
WRITES = {
    "core.intake.change", "core.intake.undo", "core.intake.rebuild", "data.demo.load", "core.access.members",
    "core.intake.imports", "core.intake.dry_run",
}  # fmt: skip
WRITING_NAMES = {
    "import_files", "import_file", "import_identity_pairs", "spool", "discard", "receive", "drop_received", "remember",
    "forget", "set_threshold", "put_member", "remove_member", "end_sign_ins", "sign_out_everywhere", "block_merge",
    "unblock_merge", "set_window", "set_channel_services", "set_identity_cap", "undo_import", "rebuild", "load_demo",
    "load_second_system", "dry_run",
}  # fmt: skip
WRITING_METHODS = {"create", "delete", "replace_file", "create_file", "by", "put", "remove", "write"}
# office.py makes the first datasets of a new office; server.py takes uploads in, behind SignedIn; access.py signs out.
EXCEPT = {
    "pages/parts/office.py": {"load_demo", "create"},
    "pages/parts/server.py": {"receive", "drop_received"},
    "pages/parts/access.py": {"end_sign_ins", "by"},
}


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize("name", METHODS)
def test_each_method_is_open_to_exactly_the_roles_of_its_action(monkeypatch, name, role):
    reached = []
    for written in ("import_files", "dry_run", "import_identity_pairs", "undo_import", "rebuild", "load_demo",
                    "load_second_system", "change", "uploads", "mappings", "thresholds", "members"):  # fmt: skip
        monkeypatch.setattr(door, written, MagicMock(side_effect=lambda *_, **__: reached.append(1)))
    monkeypatch.setattr(Door, "_upload", MagicMock())
    mine = Door(MagicMock(), MagicMock(), Person("Ann", role))
    asked = inspect.signature(getattr(Door, name)).parameters
    given = {
        one: MagicMock() for one, what in asked.items() if one != "self" and what.default is inspect.Parameter.empty
    }
    if "files" in given:
        given["files"] = []
    may = role is not None and ROLES.index(role) >= ROLES.index(ACTIONS[NEEDS[name]])
    if may:
        getattr(mine, name)(**given)
    else:
        with pytest.raises(AccessDeniedError, match="Ask an owner"):
            getattr(mine, name)(**given)
        assert reached == []
        assert mine._office.mock_calls == []
        assert mine._workspace.mock_calls == []


def test_every_public_method_is_listed_with_its_action():
    assert set(METHODS) == set(NEEDS)
    assert set(NEEDS.values()) <= set(ACTIONS)


def test_a_viewer_changes_nothing_of_a_real_office(settings, tmp_path):
    messy_office(settings.home).close_all()
    office, workspace = Office(settings), Workspace(settings.home)
    before = (office.datasets(), workspace.head())
    viewer = Door(office, workspace, Person("Vic", "viewer"))
    file = Spooled(tmp_path / "x", "x.csv", 0)
    for attempt in (
        lambda: viewer.delete("office"),
        lambda: viewer.create("More"),
        lambda: viewer.set_window("office", 30),
        lambda: viewer.set_channel_kinds("office", {"Phone": None}),
        lambda: viewer.undo_import("office", 1),
        viewer.load_demo,
        lambda: viewer.import_files(Target("office"), [(file, None)]),
        lambda: viewer.set_threshold("rejected", 0.5, "", seen_version=0),
        lambda: viewer.forget_mapping("x"),
    ):
        with pytest.raises(AccessDeniedError):
            attempt()
    assert (office.datasets(), workspace.head()) == before
    office.close_all()
    workspace.close()


def test_who_did_it_is_recorded(settings):
    messy_office(settings.home).close_all()
    office, workspace = Office(settings), Workspace(settings.home)
    editor = Door(office, workspace, Person("ed@example.org", "editor", "ed@example.org"))
    saved = editor.set_threshold("rejected", 0.5, "Ed", seen_version=0)
    assert saved.version == 1
    assert workspace.find("quality_threshold", "rejected").updated_by == "ed@example.org"
    keys = merges(office.open("office")).rows.iloc[0]
    names = ("kind_a", "value_a", "kind_b", "value_b")
    editor.block_merge("office", tuple(str(keys[name]) for name in names), "not the same")
    assert blocks(office.open("office")).rows["actor"].tolist() == ["ed@example.org"]
    office.close_all()
    workspace.close()


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=lambda path: path.name)
def test_no_page_writes_past_the_door(path):
    allowed = EXCEPT.get(path.relative_to(ROOT).as_posix(), set())
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found += [alias.name for alias in node.names if alias.name in WRITING_NAMES]
            found += [node.module for alias in node.names if f"{node.module}.{alias.name}" in WRITES]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name in WRITES]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING_METHODS:
            text = ast.unparse(node.func.value)
            found += (
                [node.func.attr] if any(word in text for word in ("office", "workspace", "database", "opened")) else []
            )
    assert set(found) <= allowed, f"{path}: {set(found) - allowed} must go through core.access.door"
