"""Rounds on a real workspace: who may answer, what is kept of it, and that an anonymous answer stays one."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.access import OPERATOR, Person
from core.errors import ConflictError, InvalidInputError, NotFoundError
from core.maturity.answers import Response
from core.maturity.reading import parse_model
from core.maturity.rounds import (
    NAMED,
    SEALED,
    answer_of,
    new_round,
    progress,
    responses,
    round_of,
    rounds,
    save,
    seats_from_rows,
    submit,
)
from core.workspace import Workspace
from tests.maturity import models

SMALL = parse_model(models.SMALL, "small")
TODAY, BEGUN = date(2026, 11, 28), datetime(2026, 11, 1, 9, tzinfo=UTC)
ROWS = [("Ann", "ann@example.org", "Phone", "Agent"), ("Bo", "", "Chat", "Agent"), ("Cem", "", "Chat", "Lead")]


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def begun(workspace, *, anonymous=False, rows=ROWS, **changes):
    fresh = new_round("Autumn", SMALL, BEGUN, anonymous=anonymous, closes_on=None)
    return save(workspace.by(OPERATOR), replace(fresh, seats=seats_from_rows(rows), **changes))


def answer(workspace, one, place, replies, *, seen=0, person=OPERATOR, today=TODAY, **more):
    seat = one.seats[place]
    response = Response("wrong team", "wrong role", replies, **more)
    submit(workspace.by(person), one, seat, response, today, seen_version=seen)


def test_a_round_comes_back_as_it_was(workspace):
    one = begun(workspace, closes_on=date(2026, 12, 1))
    assert round_of(workspace, one.round_id) == one
    assert rounds(workspace) == (one,)
    with pytest.raises(NotFoundError, match="ask for a new link"):
        round_of(workspace, "nothing")


def test_a_named_answer_is_kept_with_the_seats_team_and_role_and_can_be_changed(workspace):
    one = begun(workspace)
    answer(workspace, one, 0, {"a1": "yes"}, comments={"a": "Ha", "b": "  "}, confidences={"a": "low"})
    found, version = answer_of(workspace, one, one.seats[0])
    assert (found.team, found.role, found.respondent, version) == ("Phone", "Agent", "ann@example.org", 1)
    assert (found.comments, found.confidences) == ({"a": "Ha"}, {"a": "low"})
    answer(workspace, one, 0, {"a1": "no"}, seen=1)
    assert [one.replies for one in responses(workspace, one)] == [{"a1": "no"}]
    with pytest.raises(ConflictError):
        answer(workspace, one, 0, {"a1": "partly"}, seen=1)
    assert answer_of(workspace, one, one.seats[1]) == (None, 0)


def test_progress_names_who_has_not_answered(workspace):
    one = begun(workspace)
    answer(workspace, one, 1, {"a1": "yes"})
    now = progress(workspace, one)
    assert (now.asked, now.answered, [seat.name for seat in now.missing]) == (3, 1, ["Ann", "Cem"])


def test_an_anonymous_answer_has_no_name_anywhere_and_is_not_shown_again(workspace):
    one = begun(workspace, anonymous=True)
    answer(workspace, one, 0, {"a1": "no"}, comments={"a": "secret words"}, person=Person("ann@example.org", "viewer"))
    (document,) = workspace.all(SEALED)
    assert "ann" not in json.dumps([document.key, dict(document.body), document.updated_by]).lower()
    assert one.seats[0].seat_id not in document.key
    assert document.updated_at.hour == document.updated_at.minute == 0
    assert answer_of(workspace, one, one.seats[0]) == (None, 1)
    assert workspace.all(NAMED) == ()
    answers_in_the_record = [e.record for e in workspace.changes(kind=SEALED)]
    assert [r.actor for r in answers_in_the_record] == ["not recorded"]
    assert "secret words" not in json.dumps([vars(entry.record) for entry in workspace.changes()])
    assert progress(workspace, one).answered == 1
    assert workspace.check().problems == ()


@pytest.mark.parametrize(
    ("changes", "today", "sentence"),
    [
        ({"state": "closed"}, TODAY, "This round is closed"),
        ({"closes_on": date(2026, 11, 27)}, TODAY, "This round is closed"),
    ],
)
def test_a_closed_round_takes_no_answer_also_when_it_was_closed_meanwhile(workspace, changes, today, sentence):
    one = begun(workspace)
    save(workspace.by(OPERATOR), replace(one, **changes))
    with pytest.raises(InvalidInputError, match=sentence):
        answer(workspace, one, 0, {"a1": "yes"}, today=today)
    assert responses(workspace, one) == ()
    assert progress(workspace, one).answered == 0


def test_somebody_taken_off_the_list_cannot_answer(workspace):
    one = begun(workspace)
    save(workspace.by(OPERATOR), replace(one, seats=one.seats[1:]))
    with pytest.raises(InvalidInputError, match="does not belong to anybody"):
        answer(workspace, one, 0, {"a1": "yes"})


def test_an_answer_of_nothing_but_dont_know_is_not_taken(workspace):
    one = begun(workspace)
    with pytest.raises(InvalidInputError, match="Answer at least one statement"):
        answer(workspace, one, 0, {"a1": "unknown"})


@pytest.mark.parametrize(
    ("replies", "more", "sentence"),
    [
        ({"a1": "maybe"}, {}, "'maybe' is no reply"),
        ({"a1": "yes"}, {"confidences": {"a": "total"}}, "'total' is no confidence"),
        ({"a1": "yes"}, {"comments": {"a": "x" * 2001}}, "at most 2,000 characters"),
    ],
)
def test_what_is_no_answer_is_refused(workspace, replies, more, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        answer(workspace, begun(workspace), 0, replies, **more)


def test_a_token_opens_its_own_seat_only(workspace):
    one, other = begun(workspace), begun(workspace)
    assert one.seat_of(one.seats[1].token) == one.seats[1]
    assert one.seat_of(other.seats[1].token) is None
    assert one.seat_of("") is None
    assert one.seat_of("é") is None
    assert len({seat.token for seat in (*one.seats, *other.seats)}) == 6
    assert "token" not in repr(one.seats[0])


def test_people_who_stay_keep_their_link(workspace):
    one = begun(workspace)
    changed = seats_from_rows([("Anne", "ANN@example.org", "Chat", "Lead"), ("New", "", "Chat", "Agent")], one.seats)
    assert (changed[0].token, changed[0].name, changed[0].team) == (one.seats[0].token, "Anne", "Chat")
    assert changed[1].token not in {seat.token for seat in one.seats}
    again = one.seats_again()
    assert [seat.person for seat in again] == [seat.person for seat in one.seats]
    assert {seat.token for seat in again}.isdisjoint({seat.token for seat in one.seats})


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("Ann", "", "Phone", "")], "Row 1 lacks"),
        ([("", "a@example.org", "Phone", "Agent")], "Row 1 lacks"),
        ([("Ann", "", "P", "A"), ("", "", "", ""), ("ann", "", "Q", "B")], r"ann is there twice \(row 3\)"),
        ([("A" * 121, "", "P", "A")], "more than 120 characters"),
    ],
)
def test_a_list_with_a_hole_is_told(rows, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        seats_from_rows(rows)


def test_a_round_with_nonsense_is_told():
    with pytest.raises(InvalidInputError, match="1 to 80"):
        new_round("  ", SMALL, BEGUN, anonymous=False, closes_on=None)
    with pytest.raises(InvalidInputError, match="before it begins"):
        new_round("A", SMALL, BEGUN, anonymous=False, closes_on=date(2026, 10, 31))
    seats = seats_from_rows([(f"n{n}", "", "t", "r") for n in range(501)])
    small = new_round("A", SMALL, BEGUN, anonymous=False, closes_on=None)
    with pytest.raises(InvalidInputError, match="at most 500 people"):
        replace(small, seats=seats)
