"""A visit is written once a day and person, and never fails who visits."""

from datetime import date

import sqlalchemy as sa

from core.access import OPERATOR, Person
from core.attention.visits import KIND, hide_steps, visited
from core.workspace import Workspace

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)
ANN, EVE = Person("ann@example.org", "editor"), Person("eve@example.org", "viewer")


def test_each_person_has_their_own_visits_written_once_a_day(tmp_path):
    workspace = Workspace(tmp_path)
    assert visited(workspace.by(ANN), MONDAY).before is None
    assert visited(workspace.by(ANN), MONDAY).before is None
    assert visited(workspace.by(EVE), TUESDAY).before is None
    assert visited(workspace.by(ANN), FRIDAY).before == MONDAY
    assert visited(workspace.by(ANN), FRIDAY).before == MONDAY
    assert visited(workspace.by(EVE), FRIDAY).before == TUESDAY
    rows = [(one.record.actor, one.record.version) for one in workspace.changes(kind=KIND)]
    assert sorted(rows) == [(ANN.name, 1), (ANN.name, 2), (EVE.name, 1), (EVE.name, 2)]
    workspace.close()


def test_putting_the_first_steps_away_lasts_and_keeps_the_days(tmp_path):
    workspace = Workspace(tmp_path)
    author = workspace.by(OPERATOR)
    hide_steps(author)
    assert visited(author, MONDAY).steps_hidden
    hide_steps(author)
    found = visited(author, FRIDAY)
    assert (found.before, found.steps_hidden) == (MONDAY, True)
    assert not visited(workspace.by(ANN), FRIDAY).steps_hidden
    workspace.close()


def test_a_store_that_can_only_be_read_still_says_when_the_last_visit_was(tmp_path):
    workspace = Workspace(tmp_path)
    visited(workspace.by(ANN), MONDAY)
    visited(workspace.by(ANN), TUESDAY)
    workspace.store.engine.dispose()
    sa.event.listen(workspace.store.engine, "connect", lambda made, _: made.execute("PRAGMA query_only=ON"))
    assert visited(workspace.by(ANN), FRIDAY).before == TUESDAY
    assert visited(workspace.by(EVE), FRIDAY).before is None
    assert len(workspace.changes(kind=KIND)) == 2
    workspace.close()


def test_whoever_may_do_nothing_leaves_no_trace(tmp_path):
    workspace = Workspace(tmp_path)
    assert visited(workspace.by(Person("nobody")), MONDAY).before is None
    assert workspace.head().number == 0
    workspace.close()
