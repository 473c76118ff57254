import json
from dataclasses import replace

import pytest

from core.access import OPERATOR, Person
from core.business_case.result import result
from core.casebook import keeping
from core.casebook.approval import decide, decision
from core.casebook.comments import comment
from core.casebook.freezing import freeze
from core.casebook.status import Status, status, statuses
from core.errors import AccessDeniedError, ConflictError, InvalidInputError, NotFoundError
from core.workspace.history import which
from tests.casebook.conftest import ANN, BOB, CFO, EVE, summarised
from tests.workspace.test_audit import tamper


@pytest.fixture
def cfo(workspace):
    return workspace.by(CFO)


def test_somebody_else_approves_and_it_is_kept(workspace, cfo, first):
    found = decide(cfo, first.frozen_id, "approved", " Go ")
    assert (found.choice, found.comment, found.decided_by, found.recorded_by, found.digest) == (
        "approved", "Go", CFO.name, CFO.name, first.digest,
    )  # fmt: skip
    assert found.decided_at >= first.frozen_at
    assert decision(workspace, first.frozen_id) == found
    assert decide(cfo, first.frozen_id, "approved", "Go") == found, "the same once more changes nothing"


@pytest.mark.parametrize("role", ["editor", "owner"])
def test_whoever_froze_a_version_cannot_approve_it(workspace, kept, role):
    who = Person("Ann@Example.org", role, "ann@example.org")
    version = freeze(workspace.by(ANN), "billing", kept.version, "", {})
    with pytest.raises(AccessDeniedError, match=r"froze Fix billing, version 1 and can't approve it"):
        decide(workspace.by(who), version.frozen_id, "approved")
    assert decision(workspace, version.frozen_id) is None
    assert decide(workspace.by(who), version.frozen_id, "sent back", "I was too early").choice == "sent back"


def test_four_eyes_are_per_version(workspace, ann, kept, first):
    changed = keeping.save(ann, "billing", summarised(kept.case, "more"), kept.version)
    second = freeze(workspace.by(BOB), "billing", changed.version, "", {})
    assert decide(ann, second.frozen_id, "approved").decided_by == ANN.name
    assert decide(workspace.by(BOB), first.frozen_id, "approved").decided_by == BOB.name


def test_nobody_decides_for_another_who_is_signed_in(cfo, first):
    with pytest.raises(InvalidInputError, match=r"cfo@example\.org is signed in and decides as nobody else"):
        decide(cfo, first.frozen_id, "approved", decided_by="The board")
    with pytest.raises(InvalidInputError):
        decide(cfo, first.frozen_id, "approved", decided_by=ANN.name)
    assert decide(cfo, first.frozen_id, "approved", decided_by="CFO@example.org").decided_by == CFO.name


def test_without_sign_in_the_name_is_typed(workspace, kept):
    local = workspace.by(OPERATOR)
    version = freeze(local, "billing", kept.version, "", {})
    assert version.frozen_by == "local"
    for nobody in ("", "  ", "local", "a\nb"):
        with pytest.raises(InvalidInputError, match="Type the name"):
            decide(local, version.frozen_id, "approved", decided_by=nobody)
    found = decide(local, version.frozen_id, "approved", decided_by=" Cora Flow ")
    assert (found.decided_by, found.recorded_by) == ("Cora Flow", "local")


def test_without_sign_in_the_one_who_froze_it_signed_in_is_still_not_the_approver(workspace, first):
    with pytest.raises(AccessDeniedError):
        decide(workspace.by(OPERATOR), first.frozen_id, "approved", decided_by="ANN@example.org")


@pytest.mark.parametrize("role", [None, "viewer", "analyst"])
def test_lesser_roles_decide_nothing(workspace, first, role):
    with pytest.raises(AccessDeniedError, match="approve cases"):
        decide(workspace.by(Person("eve", role)), first.frozen_id, "declined", "No")
    assert decision(workspace, first.frozen_id) is None


def test_a_version_is_decided_once(workspace, cfo, first):
    decide(cfo, first.frozen_id, "declined", "Too dear")
    for author, choice, text in ((cfo, "approved", ""), (workspace.by(BOB), "declined", "Too dear")):
        with pytest.raises(ConflictError, match=r"version 1, was declined by cfo@example\.org on 20.* already"):
            decide(author, first.frozen_id, choice, text)
    assert decision(workspace, first.frozen_id).choice == "declined"


def test_a_no_says_why(cfo, first):
    for choice in ("declined", "sent back"):
        with pytest.raises(InvalidInputError, match=f"Say why it is {choice}"):
            decide(cfo, first.frozen_id, choice, "  ")
    with pytest.raises(InvalidInputError, match="can't be 'maybe'"):
        decide(cfo, first.frozen_id, "maybe", "hm")
    with pytest.raises(InvalidInputError, match="at most 4,000"):
        decide(cfo, first.frozen_id, "approved", "x" * 4001)
    with pytest.raises(NotFoundError):
        decide(cfo, "billing/9", "approved")


def test_a_case_goes_from_draft_to_approved_and_changes_again(workspace, ann, cfo, kept):
    assert status(workspace, "billing") == Status("draft")
    freeze(ann, "billing", kept.version, "", {})
    assert status(workspace, "billing") == Status("awaiting", 1)
    found = decide(cfo, "billing/1", "approved")
    assert status(workspace, "billing") == Status("approved", 1, found, in_force=1)
    said = f"Version 1 approved by cfo@example.org on {found.decided_at:%Y-%m-%d}"
    assert status(workspace, "billing").sentence() == said
    changed = keeping.save(ann, "billing", summarised(kept.case, "more"), kept.version)
    assert status(workspace, "billing").sentence() == f"{said}; changed since"
    freeze(ann, "billing", changed.version, "", {})
    assert status(workspace, "billing") == Status("awaiting", 2, in_force=1)
    no = decide(cfo, "billing/2", "sent back", "Why?")
    assert status(workspace, "billing") == Status("sent back", 2, no, in_force=1)
    keeping.save(ann, "other", kept.case, 0)
    assert statuses(workspace) == {"billing": status(workspace, "billing"), "other": Status("draft")}
    with pytest.raises(NotFoundError):
        status(workspace, "gone")


def test_archiving_is_no_change_of_the_case(workspace, ann, kept, first):
    keeping.archive(ann, "billing", kept.version)
    assert status(workspace, "billing") == Status("awaiting", 1)


def test_an_approval_of_something_else_does_not_count(workspace, cfo, first):
    decide(cfo, first.frozen_id, "approved")
    tamper(workspace, f"update documents set body = replace(body, '{first.digest}', '{'0' * 64}') "
           "where kind = 'case_decision'")  # fmt: skip
    found = status(workspace, "billing")
    assert (found.state, found.in_force) == ("damaged", None)
    assert workspace.check().problems != ()


def test_the_record_says_who_did_what_in_words(workspace, ann, cfo, kept):
    changed = keeping.save(ann, "billing", summarised(kept.case, "more"), kept.version)
    version = freeze(ann, "billing", changed.version, "Please", {"office": 4})
    comment(workspace.by(EVE), "billing", "Good", "saving")
    decide(cfo, version.frozen_id, "approved", "Go")
    rows = [(e.record.actor, e.record.action, e.record.kind, which(e)) for e in reversed(workspace.changes())]
    assert rows == [
        (ANN.name, "created", "business_case", "Fix billing"),
        (ANN.name, "changed", "business_case", "Fix billing"),
        (ANN.name, "created", "frozen_case", "Fix billing, version 1"),
        (EVE.name, "created", "case_comment", "Good"),
        (CFO.name, "created", "case_decision", "Fix billing, version 1"),
    ]
    said = json.loads(workspace.changes()[0].record.after)
    assert (said["choice"], said["decided_by"], said["digest"]) == ("approved", CFO.name, version.digest)
    assert workspace.check().problems == ()


def test_what_was_approved_is_what_can_be_worked_out(workspace, cfo, kept, first):
    decide(cfo, first.frozen_id, "approved")
    other = keeping.save(workspace.by(BOB), "billing", replace(kept.case, title="Other"), kept.version)
    assert other.case != first.case
    assert result(first.case).npv == first.headline.npv
