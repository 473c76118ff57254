"""Exactly what was changed since is news: who did it, and where to read it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.access import Person
from core.attention import news
from core.casebook import approval, freezing, keeping
from core.improvement import decisions, items
from core.improvement.items import Item
from core.intake.history import PastImport, reached_before
from core.intake.receipt import Receipt
from core.scorecard.conflicts import Ruling, rule
from core.workspace import Workspace
from core.workspace.thresholds import set_threshold
from tests.business_case.cases import small
from tests.scorecard.conftest import company  # noqa: F401 - the same office here
from tests.scorecard.test_planted import ALL, Scope, scorecard

ANN, BOB = (
    Person("ann@example.org", "editor", "ann@example.org"),
    Person("bob@example.org", "editor", "bob@example.org"),
)
TODAY = datetime.now(UTC).date()
ITEM = Item("i1", "Fix the IVR", TODAY)


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def told(workspace, since=TODAY):
    found = news.newest_first(news.of_record(news.recorded_since(workspace, since)))
    return [(one.what, one.who, one.address) for one in reversed(found)]


def test_what_people_did_is_told_once_and_what_concerns_nobody_is_not(workspace):
    ann, bob = workspace.by(ANN), workspace.by(BOB)
    set_threshold(ann, "cost", 0.5, "Ann", seen_version=0)
    kept = items.save(ann, ITEM)
    opened = items.save(ann, Item("i2", "Write letters", TODAY))
    keeping.save(ann, "c1", small(), 0)
    decisions.save(ann, decisions.Decision("d1", "Two journeys first", TODAY, "Board"))
    freezing.freeze(ann, "c1", 1, "", {})
    approval.decide(bob, "c1/1", "approved")
    done = items.save(bob, items.close_on(replace(kept, state="done"), TODAY))
    items.save(bob, replace(done, detail="As measured"))
    closed = items.save(ann, items.close_on(replace(opened, state="dropped"), TODAY))
    items.save(ann, replace(closed, state="open", closed_on=None))
    rule(ann, "demo", Ruling("handle_time|csat", "CSAT counts", "Ann", TODAY, "figures"), TODAY)
    ann.put("objective", "o1", {"counting": {"name": "Channels used"}}, seen_version=0)
    workspace.by(BOB).put("visit", BOB.name, {"seen": TODAY.isoformat()}, seen_version=0)
    title = small().title
    assert told(workspace) == [
        ("Decided: Two journeys first", ANN.name, "backlog"),
        (f"{title}, version 1 was handed in for approval", ANN.name, "business_case"),
        (f"{title}, version 1 was approved", BOB.name, "business_case"),
        ("Finished: Fix the IVR", BOB.name, "backlog"),
        ("A conflict was ruled on: Handle time against CSAT", ANN.name, "scorecard"),
        ("An objective was set: Channels used", ANN.name, "objectives"),
    ]
    assert told(workspace, TODAY + timedelta(days=1)) == []


def test_the_record_is_read_back_to_the_day_however_long_it_is(workspace, monkeypatch):
    monkeypatch.setattr(news, "_PAGE", 2)
    author = workspace.by(ANN)
    for number in range(5):
        items.save(author, Item(f"i{number}", f"Item {number}", TODAY))
        author.put("visit", f"v{number}", {"seen": TODAY.isoformat()}, seen_version=0)
    assert [one.record.key for one in news.recorded_since(workspace, TODAY)] == [f"i{n}" for n in (4, 3, 2, 1, 0)]


def test_imports_since_a_day_are_told_and_so_is_what_was_undone():
    def past(number, at, undone=None):
        receipt = Receipt(number, f"{number}.csv", "calls", 10, 7, 2, 1)
        return PastImport(receipt, "ann", at, undone, pair_table=number == 3)

    days = [datetime(2026, 11, day, 12) for day in (1, 20, 24)]
    found = [past(1, days[0], days[2]), past(2, days[1]), past(3, days[2])]
    assert [(one.what, one.who) for one in news.of_imports("Office", found, date(2026, 11, 20))] == [
        ("The import of 1.csv into Office was undone", ""),
        ("7 interactions came into Office from 2.csv; 2 rejected", "ann"),
        ("7 pairs of keys came into Office from 3.csv; 2 rejected", "ann"),
    ]


def test_signals_are_news_only_in_periods_that_were_not_settled_then(company):  # noqa: F811
    card = scorecard(company, Scope(), ALL, {})
    line = card.of("handle_time")
    last = line.judged[line.signals[-1].last].period
    settled = card.source.settled_on(line.metric, last)
    assert any("Handle time left" in one.what for one in news.of_signals(card, settled - timedelta(days=1)))
    assert not any("Handle time left" in one.what for one in news.of_signals(card, settled))
    assert news.of_signals(card, card.source.data_until) == []
    assert news.of_signals(card, None) == []


def test_how_far_the_data_went_counts_what_was_imported_by_then(company):  # noqa: F811
    tomorrow = datetime.now() + timedelta(days=1)
    assert reached_before(company, tomorrow) == scorecard(company, Scope(), ALL, {}).source.data_until
    assert reached_before(company, datetime(2020, 1, 1)) is None
