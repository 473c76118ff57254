from dataclasses import replace
from datetime import date

import pytest

from core.access import OPERATOR, Person
from core.errors import AccessDeniedError, ConflictError, InvalidInputError
from core.improvement import decisions
from core.improvement.decisions import Decision
from core.improvement.items import Item, close_on, items, late_ones, save
from core.workspace import Workspace

TODAY = date(2026, 11, 28)


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def test_an_item_comes_back_as_it_was_and_changes_by_version(workspace):
    author = workspace.by(OPERATOR)
    kept = save(
        author, Item("a", "Fix the IVR", date(2026, 1, 1), "Long menu", "Ann", date(2026, 2, 1), 20, origin="By hand")
    )
    assert items(workspace) == (kept,)
    done = save(author, close_on(replace(kept, state="done"), TODAY))
    assert (done.version, done.closed_on) == (2, TODAY)
    assert close_on(replace(done, state="open"), TODAY).closed_on is None
    with pytest.raises(ConflictError):
        save(author, replace(kept, title="Stale"))
    with pytest.raises(AccessDeniedError):
        save(workspace.by(Person("eve", "viewer")), done)


def test_the_open_ones_come_first_and_the_soonest_due_of_them(workspace):
    author = workspace.by(OPERATOR)
    for item in (
        Item("a", "Done", date(2026, 1, 1), state="done", due_on=date(2026, 1, 2)),
        Item("b", "Later", date(2026, 1, 1), due_on=date(2026, 9, 1)),
        Item("c", "By service level", date(2026, 1, 1), due_on=date(2026, 12, 1), service_level_days=10),
        Item("d", "Whenever", date(2026, 1, 1)),
    ):
        save(author, item)
    found = items(workspace)
    assert [one.item_id for one in found] == ["c", "b", "d", "a"]
    assert [one.item_id for one in late_ones(found, date(2026, 1, 12))] == ["c"]
    assert late_ones(found, date(2026, 1, 11)) == ()
    assert [one.lacks() for one in found] == [
        ("owner",),
        ("owner", "service level"),
        ("owner", "due date", "service level"),
        (),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "1 to 200"),
        ({"title": "x" * 201}, "1 to 200"),
        ({"owner": "x" * 81}, "an owner 80"),
        ({"service_level_days": 0}, "1 to 3,650 days"),
        ({"state": "maybe"}, "can't be 'maybe'"),
    ],
)
def test_nonsense_is_told(change, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        Item(**{"item_id": "a", "title": "A", "opened_on": TODAY, **change})


def test_decisions_are_kept_newest_first(workspace):
    author = workspace.by(OPERATOR)
    first = decisions.save(author, Decision("a", "Two journeys", date(2026, 1, 1), "Board", "Start small"))
    last = decisions.save(author, Decision("b", "No third", date(2026, 2, 1), "Ann"))
    assert decisions.decisions(workspace) == (last, first)
    for wrong in ({"title": ""}, {"decided_by": " "}, {"reason": "x" * 4001}):
        with pytest.raises(InvalidInputError):
            replace(first, **wrong)
