"""Changing and closing objectives: nobody's change is overwritten unseen, and what held before stays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.access import OPERATOR, Person
from core.errors import AccessDeniedError, ConflictError, InvalidInputError, NotFoundError
from core.objectives import keeping
from core.objectives.objective import Objective, Point
from core.workspace import Author, Workspace
from tests.objectives.planted import Month, card, objective, office

BOB = Person("bob@example.org", "editor", "bob@example.org")
EVE = Person("eve@example.org", "viewer", "eve@example.org")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Objective:
    return objective(card(office(tmp_path_factory.mktemp("kept"), [Month(20), Month(21), Month(20)])))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def ann(workspace: Workspace) -> Author:
    return workspace.by(OPERATOR)


def test_a_change_needs_a_reason_and_stays_in_the_history(ann: Author, fresh: Objective) -> None:
    kept = keeping.save(ann, fresh)
    terms = replace(kept.terms, target=0.8)
    with pytest.raises(InvalidInputError, match="why the objective changes"):
        keeping.revise(ann, kept, terms, " ")
    with pytest.raises(InvalidInputError, match="Nothing was changed"):
        keeping.revise(ann, kept, kept.terms, "Because")
    with pytest.raises(InvalidInputError, match="no better than the baseline"):
        keeping.revise(ann, kept, replace(terms, target=0.1), "Because")
    changed = keeping.revise(ann, kept, terms, " Too much at once ")
    assert (changed.terms, changed.version, changed.baseline) == (terms, 2, kept.baseline)
    (past,) = changed.history
    assert (past.before, past.reason, past.changed_by) == (kept.terms, "Too much at once", OPERATOR.name)
    assert keeping.objective(ann.workspace, "o1") == changed


def test_two_who_change_at_once_lose_nothing(workspace: Workspace, ann: Author, fresh: Objective) -> None:
    kept = keeping.save(ann, fresh)
    keeping.revise(workspace.by(BOB), kept, replace(kept.terms, owner="Bob"), "Ann left")
    with pytest.raises(ConflictError, match=r"bob@example\.org changed this") as caught:
        keeping.revise(ann, kept, replace(kept.terms, target=0.8), "Too much")
    assert caught.value.present.body["owner"] == "Bob"
    with pytest.raises(ConflictError):
        keeping.close(ann, kept, "missed", "No", None)
    with pytest.raises(ConflictError):
        keeping.save(ann, replace(fresh, why=replace(fresh.why, reason="Another")))
    assert keeping.objective(workspace, "o1").terms.owner == "Bob"


def test_closed_is_closed(workspace: Workspace, ann: Author, fresh: Objective) -> None:
    kept = keeping.save(ann, fresh)
    with pytest.raises(InvalidInputError, match="how it ended"):
        keeping.close(ann, kept, "reached", "", None)
    with pytest.raises(InvalidInputError, match="ends reached, missed, dropped"):
        keeping.close(ann, kept, "won", "x", None)  # type: ignore[arg-type]
    last = Point(24310, 0.92, 0.9, None, 50)
    closed = keeping.close(ann, kept, "reached", "Scripts worked", last)
    assert closed.closing is not None
    assert (closed.closing.last, closed.closing.outcome) == (last, "reached")
    with pytest.raises(InvalidInputError, match="is closed and stays"):
        keeping.revise(ann, closed, replace(kept.terms, due_on=date(2027, 1, 1)), "x")
    second = keeping.save(ann, replace(fresh, objective_id="o2"))
    assert keeping.objectives(workspace) == (second, closed)


def test_who_may_only_look_sets_nothing(workspace: Workspace, fresh: Objective) -> None:
    with pytest.raises(AccessDeniedError):
        keeping.save(workspace.by(EVE), fresh)
    with pytest.raises(NotFoundError):
        keeping.objective(workspace, "o1")
