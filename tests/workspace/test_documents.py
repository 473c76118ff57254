import threading

import pytest

from core.access import Person
from core.errors import AccessDeniedError, ConflictError, InvalidInputError
from core.workspace.kinds import KINDS
from tests.workspace.conftest import ANN, BOB


def test_a_document_survives_closing(opening):
    first = opening()
    first.by(ANN).put("decision", "a", {"text": "Größe ✓ \ud800\x00", "parts": [1, 2]}, seen_version=0)
    first.close()
    found = opening().find("decision", "a")
    assert (found.version, found.body, found.updated_by) == (1, {"text": "Größe ✓ \ud800\x00", "parts": [1, 2]}, "ann")
    assert found.updated_at.tzinfo is not None


def test_kinds_and_prefixes_do_not_meet(workspace):
    author = workspace.by(ANN)
    for kind, key, number in (
        ("decision", "a/1", 1),
        ("decision", "A/1", 2),
        ("decision", "a%1", 3),
        ("member", "a/1", 4),
    ):
        author.put(kind, key, {"n": number}, seen_version=0)
    assert {document.body["n"] for document in workspace.all("decision")} == {1, 2, 3}
    assert [document.body["n"] for document in workspace.all("decision", "a/")] == [1]
    assert workspace.find("backlog_item", "a/1") is None


def test_a_change_on_an_old_version_is_refused(workspace):
    ann, bob = workspace.by(ANN), workspace.by(BOB)
    ann.put("decision", "a", {"n": 1}, seen_version=0)
    theirs = bob.put("decision", "a", {"n": 2}, seen_version=1)
    with pytest.raises(ConflictError, match="bob changed this") as refused:
        ann.put("decision", "a", {"n": 3}, seen_version=1)
    assert refused.value.present == theirs == workspace.find("decision", "a")
    with pytest.raises(ConflictError):
        ann.remove("decision", "a", seen_version=1)


def test_a_repeated_save_changes_nothing(workspace):
    author = workspace.by(ANN)
    first = author.put("decision", "a", {"n": 1}, seen_version=0)
    assert author.put("decision", "a", {"n": 1}, seen_version=0) == first
    assert workspace.head().number == 1
    author.remove("decision", "a", seen_version=1)
    author.remove("decision", "a", seen_version=1)
    with pytest.raises(ConflictError, match="removed"):
        author.put("decision", "a", {"n": 2}, seen_version=1)


def test_last_changed_comes_first(workspace):
    author = workspace.by(ANN)
    for key in ("a", "b", "c"):
        author.put("decision", key, {}, seen_version=0)
    author.put("decision", "a", {"n": 1}, seen_version=1)
    assert [document.key for document in workspace.all("decision")] == ["a", "c", "b"]


def test_hostile_keys_are_only_keys(workspace):
    author = workspace.by(ANN)
    key = "x'; drop table documents; -- <b>"
    author.put("decision", key, {"n": 1}, seen_version=0)
    assert workspace.find("decision", key).body == {"n": 1}
    for wrong in ("", "x" * 201, "a\x00b", "a\nb", "sealed"):
        with pytest.raises(InvalidInputError):
            author.put("decision", wrong, {}, seen_version=0)


def test_changes_together_are_kept_all_or_none(workspace):
    author = workspace.by(ANN)
    with author.together() as together:
        together.put("decision", "a", {"n": 1}, seen_version=0)
        together.put("decision", "b", {"n": 1}, seen_version=0)

    def both() -> None:
        with author.together() as together:
            together.put("decision", "a", {"n": 2}, seen_version=1)
            assert together.find("decision", "a").body == {"n": 2}
            together.put("decision", "b", {"n": 2}, seen_version=0)

    with pytest.raises(ConflictError):
        both()
    assert [document.body for document in workspace.all("decision")] == [{"n": 1}, {"n": 1}]
    assert workspace.head().number == 2
    assert workspace.check().problems == ()


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("role", [None, "viewer", "analyst", "editor", "owner"])
def test_each_kind_needs_its_role(workspace, kind, role):
    person = Person("eve", role)
    if person.may(KINDS[kind].action):
        assert workspace.by(person).put(kind, "a", {}, seen_version=0).version == 1
        return
    with pytest.raises(AccessDeniedError, match="Ask an owner"):
        workspace.by(person).put(kind, "a", {}, seen_version=0)
    with pytest.raises(AccessDeniedError):
        workspace.by(person).remove(kind, "a", seen_version=0)
    assert workspace.find(kind, "a") is None
    assert workspace.head().number == 0


def test_a_kind_that_nobody_listed_is_refused(workspace):
    with pytest.raises(AccessDeniedError, match="by anybody"):
        workspace.by(ANN).put("secret", "a", {}, seen_version=0)


def test_no_change_is_lost_between_threads_and_openings(opening):
    """Each of 4 writers adds 15 to one counter through two openings; conflicts are tried again."""
    openings = [opening(), opening()]
    openings[0].by(ANN).put("decision", "n", {"n": 0}, seen_version=0)
    failures = []

    def add(workspace, name):
        author, done = workspace.by(Person(name, "editor")), 0
        while done < 15:
            seen = workspace.find("decision", "n")
            try:
                body = {"n": seen.body["n"] + 1, "by": f"{name}{done}"}
                author.put("decision", "n", body, seen_version=seen.version)
                done += 1
            except ConflictError:
                continue
            except BaseException as error:
                failures.append(error)
                raise

    writers = [threading.Thread(target=add, args=(openings[number % 2], f"w{number}")) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = openings[1].find("decision", "n")
    assert (found.body["n"], found.version) == (60, 61)
    assert failures == []
    checked = openings[0].check()
    assert (checked.rows, checked.problems) == (61, ())
