"""What looking at a page costs: which statements reach the engine and the workspace, counted on the real ones."""

import pickle
from collections import Counter
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
import sqlalchemy as sa
from streamlit.runtime.caching.cache_resource_api import ResourceCache

from core.engine import Database, database
from pages.parts import fitting, show_pictures
from pages.parts.entries import ENTRIES, PEOPLE
from pages.parts.office import office
from tests.pages.conftest import unfolded
from tests.pages.entering import said

ADDRESSES = [entry.address for entry in ENTRIES]
# Statements that a warm rerun sends to the engine: only what names single customers, their keys, or who imported. That
# is never kept.
ENGINE = {"journeys": 3, "identities": 3, "datasets": 2}
# And to the workspace, which other processes write too, so that it is asked at every run. One tells whether the sign-in
# still counts. A number goes down when a page is made cheaper, never up without a reason written here.
WORKSPACE = {
    "": 9,  # the last change, what needs a decision and what changed are kept by it; the visit, the first steps
    "together": 3,  # metric definitions, reported figures
    "scorecard": 4,  # metric definitions, reported figures, rulings
    "objectives": 6,  # metric definitions, reported figures, objectives, backlog, published scorecards
    "glossary": 2,  # metric definitions
    "reported": 3,  # metric definitions, reported figures
    "business_case": 4,  # cases, frozen versions, decisions
    "initiatives": 4,  # how we score, backlog, estimates
    "backlog": 3,  # items, decisions
    "maturity": 4,  # the last change, backlog, conditions for investing
    "rounds": 3,  # the last change, models
    "priorities": 2,  # what was judged
    "quality": 2,  # limits
    "audit": 3,  # the last change, a page of the record
    "answer": 2,  # the last change
    PEOPLE: 2,  # members
}
# The check of the audit reads its end in the snapshot it checks, whatever was read before.
ITS_OWN_SNAPSHOT = "FROM audit_head"


@pytest.fixture
def count(monkeypatch):
    """Note every statement on its way to a dataset's engine or to the workspace: where, text and values."""
    sent: list[tuple[str, str, str]] = []
    for name in ("_read", "arrow", "batches"):
        plain = getattr(Database, name)

        def noted(self, sql, parameters=None, *rest, plain=plain, **named):
            sent.append((self.path.parent.name, sql, repr(parameters)))
            return plain(self, sql, parameters, *rest, **named)

        monkeypatch.setattr(Database, name, noted)

    def note(_connection, _cursor, statement, parameters, _context, _many):
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(("workspace", statement, repr(parameters)))

    @contextmanager
    def counting():
        sent.clear()
        found: list[tuple[str, str, str]] = []
        yield found
        fitting.wait_for_all()  # what is worked out beside the page counts as well
        found += sent

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    yield counting
    sa.event.remove(sa.Engine, "before_cursor_execute", note)


@pytest.fixture
def look(enter, practice_home, monkeypatch):
    """Enter a page as an owner who signed in."""
    monkeypatch.setenv("JOURNEY_OFFICE_OWNERS", "owner@example.org")
    yield lambda address: enter(practice_home, address, said("owner"))
    fitting.wait_for_all()
    office().close_all()


def repeated(sent) -> list[tuple[str, str, str]]:
    return [one for one, times in Counter(sent).items() if times > 1 and ITS_OWN_SNAPSHOT not in one[1]]


def shares(sent) -> tuple[int, int]:
    """How many statements went to the engine, and how many to the workspace."""
    workspace = sum(one[0] == "workspace" for one in sent)
    return len(sent) - workspace, workspace


@pytest.fixture
def kept(monkeypatch):
    """Note what is kept of data, and what it is then."""
    noted, plain = [], ResourceCache.write_result

    def note(self, value_key, value, messages):
        before = content(value)
        if before:
            noted.append((self.display_name, value, before))
        return plain(self, value_key, value, messages)

    monkeypatch.setattr(ResourceCache, "write_result", note)
    return noted


def content(value) -> bytes:
    try:
        return pickle.dumps(told(value))
    except (TypeError, AttributeError, pickle.PicklingError):
        return b""  # what holds a lock is no answer, and nobody's to hold on to


def told(value):
    """Return what an answer holds, without what it works out of it when asked."""
    if is_dataclass(value):
        return {one.name: told(getattr(value, one.name)) for one in fields(value)}
    return [told(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_nothing_twice_little_when_warm_and_changes_nothing_kept(look, count, kept, address):
    if not address:
        look(address)  # the first visit of a day is written down, and after a write everything is asked anew
    with count() as cold:
        app = look(address)
    assert not app.exception
    assert cold
    assert repeated(cold) == []
    fitting.wait_for_all()
    app.run()
    with count() as warm:
        app.run()
    assert not app.exception
    assert shares(warm) == (ENGINE.get(address, 0), WORKSPACE.get(address, 1)), warm
    assert repeated(warm) == []
    app.session_state["from"], app.session_state["to"] = date(2026, 2, 1), date(2026, 6, 1)
    with count() as filtered:
        unfolded(app, "provenance", "in_numbers")
    assert not app.exception
    assert repeated(filtered) == []
    assert kept
    assert [name for name, value, before in kept if content(value) != before] == []  # everybody is given the same


@pytest.mark.parametrize("address", ["business_case", "priorities", "switching", "scorecard"])
def test_a_picture_is_drawn_once_for_the_same_content(look, monkeypatch, address):
    drawn, plain = [], show_pictures.chart
    monkeypatch.setattr(
        show_pictures, "chart", lambda picture, **named: (drawn.append(named["name"]), plain(picture, **named))
    )
    app = look(address)
    assert drawn
    fitting.wait_for_all()
    app.run()  # what was kept meanwhile is the same content, and another object
    before = len(drawn)
    app.run()
    assert not app.exception
    assert drawn[before:] == []


def test_the_count_would_see_it(look, count, monkeypatch):
    monkeypatch.setattr(database, "told", lambda _, ask: ask())
    with count() as cold:
        look("retention")
    assert any("journeys_in_scope" in one[1] for one in repeated(cold))


def test_a_change_is_seen_at_the_next_run(look, count):
    app = look("")
    app.run()
    with office().open("demo").write() as transaction:
        transaction.execute("update dataset set name = name")
    with count() as after:
        app.run()
    assert shares(after)[0] == 1  # what the dataset holds, and nothing else: its data version is the same
