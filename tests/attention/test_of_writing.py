"""What people wrote and what waits for somebody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.access import Person
from core.attention.first_steps import all_done, first_steps
from core.attention.of_writing import RoundState, of_backlog, of_cases, of_rounds
from core.casebook import approval, freezing, keeping
from core.improvement.items import Item
from core.maturity.reading import shipped_models
from core.maturity.rounds import new_round
from core.workspace import Workspace
from core.workspace.thresholds import set_threshold
from tests.business_case.cases import small

ANN, BOB = (
    Person("ann@example.org", "editor", "ann@example.org"),
    Person("bob@example.org", "editor", "bob@example.org"),
)
TODAY = date(2026, 11, 28)


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def test_a_case_waits_from_when_it_is_frozen_until_it_is_decided_or_archived(workspace):
    ann = workspace.by(ANN)
    keeping.save(ann, "c1", small(), 0)
    assert of_cases(workspace) == []
    freezing.freeze(ann, "c1", 1, "", {})
    (found,) = of_cases(workspace)
    assert found.sentence == f"{small().title}, version 1 awaits approval."
    assert found.since == datetime.now(UTC).date()
    assert "net present value €14,895, and no input has a range" in found.why_now
    assert dict(found.query) == {"case": "c1", "case_part": "Sign-off"}
    keeping.archive(ann, "c1", 1)
    assert of_cases(workspace) == []
    keeping.archive(ann, "c1", 2, archived=False)
    assert len(of_cases(workspace)) == 1
    approval.decide(workspace.by(BOB), "c1/1", "approved")
    assert of_cases(workspace) == []


def test_a_version_altered_past_the_app_comes_before_any_that_waits(workspace):
    ann = workspace.by(ANN)
    for name in ("c1", "c2"):
        keeping.save(ann, name, replace(small(), title=f"Case {name}"), 0)
        freezing.freeze(ann, name, 1, "", {})
    with workspace.store.engine.begin() as connection:
        connection.exec_driver_sql(
            "update documents set body = replace(body, '14', '15') where kind = 'frozen_case' and key = 'c2/1'"
        )
    found = sorted(of_cases(workspace), key=lambda one: -one.weight)
    assert [one.sentence for one in found] == [
        "Case c2: a frozen version was altered past the app.",
        "Case c1, version 1 awaits approval.",
    ]


def test_overdue_and_ownerless_items_are_each_told_once_with_the_oldest_named():
    late = [Item(f"i{n}", f"Item {n}", date(2026, 1, n), owner="Ann", due_on=date(2026, 11, n)) for n in (3, 2)]
    loose = Item("x", "Loose", TODAY)
    done = replace(late[0], item_id="d", state="done", owner="")
    found = of_backlog([*late, loose, done], TODAY)
    assert [(one.kind, one.sentence, one.since) for one in found] == [
        ("overdue", "2 backlog items are overdue. First: Item 2.", date(2026, 11, 2)),
        ("unowned", "1 open item has no owner: Loose.", TODAY),
    ]
    assert dict(found[0].query) == {"item": "i2"}
    assert of_backlog([done], TODAY) == []


def test_a_round_is_raised_in_its_last_week_while_answers_are_missing():
    begun = datetime(2026, 11, 1, tzinfo=UTC)
    one = new_round("Autumn", shipped_models()[0], begun, anonymous=False, closes_on=TODAY + timedelta(days=7))
    (found,) = of_rounds([RoundState(one, 3, 8)], TODAY)
    assert found.sentence == "Autumn closes on 5 Dec 2026: 3 of 8 have answered."
    assert of_rounds([RoundState(one, 8, 8)], TODAY) == []
    assert of_rounds([RoundState(one, 3, 8)], TODAY - timedelta(days=1)) == []
    assert of_rounds([RoundState(one, 3, 8)], TODAY + timedelta(days=8)) == []
    assert of_rounds([RoundState(replace(one, closes_on=None), 3, 8)], TODAY) == []


def test_first_steps_are_ticked_by_what_is_there(workspace):
    ann = workspace.by(ANN)
    assert [one.done for one in first_steps(workspace, 0)] == [False] * 5
    set_threshold(ann, "cost", 0.5, "Ann", seen_version=0)
    ann.put("priority_setup", "weights", {}, seen_version=0)
    keeping.save(ann, "c1", small(), 0)
    assert [one.done for one in first_steps(workspace, 9)] == [True, True, True, True, False]
    ann.put("objective", "o", {}, seen_version=0)
    assert all_done(first_steps(workspace, 9))
