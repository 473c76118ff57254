from dataclasses import replace

import pytest

from core.access import Person
from core.casebook import keeping
from core.casebook.comments import comment, comments
from core.casebook.keeping import archive, cases, copied, new_id, one, remove, save
from core.errors import AccessDeniedError, ConflictError, InvalidInputError, NotFoundError
from tests.business_case.cases import small
from tests.casebook.conftest import ANN, BOB, EVE, summarised, uncertain
from tests.workspace.test_audit import tamper


def test_a_case_comes_back_as_it_was(workspace, ann, kept):
    assert one(workspace, "billing") == kept
    assert (kept.case, kept.version, kept.changed_by, kept.archived) == (uncertain(), 1, ANN.name, False)
    assert kept.changed_at.tzinfo is not None
    again = save(ann, "billing", uncertain(), 0)
    assert again == kept, "saving the same once more after a lost answer changes nothing"


def test_a_change_on_an_old_version_is_refused(workspace, ann, kept):
    theirs = save(workspace.by(BOB), "billing", summarised(kept.case, "Bob's"), kept.version)
    with pytest.raises(ConflictError, match=r"bob@example\.org changed this"):
        save(ann, "billing", summarised(kept.case, "Ann's"), kept.version)
    assert one(workspace, "billing") == theirs


def test_viewers_and_analysts_change_nothing(workspace, kept):
    for role in ("viewer", "analyst", None):
        author = workspace.by(Person("eve", role))
        with pytest.raises(AccessDeniedError):
            save(author, "billing", summarised(kept.case, "mine"), kept.version)
        with pytest.raises(AccessDeniedError):
            archive(author, "billing", kept.version)
        with pytest.raises(AccessDeniedError):
            remove(author, "billing", kept.version)
    assert cases(workspace) == (kept,)


def test_cases_are_listed_the_last_changed_first_and_the_archive_last(workspace, ann):
    for name in ("a", "b", "c"):
        save(ann, name, small(), 0)
    archive(ann, "c", 1)
    save(ann, "a", summarised(small(), "more"), 1)
    assert [(kept.case_id, kept.archived) for kept in cases(workspace)] == [("a", False), ("b", False), ("c", True)]


def test_an_archived_case_is_read_and_not_changed_until_it_is_taken_out(ann, kept):
    archived = archive(ann, "billing", kept.version)
    assert archived.case == kept.case
    with pytest.raises(InvalidInputError, match="archived"):
        save(ann, "billing", summarised(kept.case, "more"), archived.version)
    back = archive(ann, "billing", archived.version, archived=False)
    assert save(ann, "billing", summarised(kept.case, "more"), back.version).case.summary == "more"
    with pytest.raises(ConflictError):
        archive(ann, "billing", kept.version)


def test_a_case_is_removed_with_its_comments_only_while_nothing_was_frozen(workspace, ann, kept):
    save(ann, "billing-2", small(), 0)
    comment(workspace.by(EVE), "billing", "why 10?")
    comment(workspace.by(EVE), "billing-2", "and here?")
    remove(ann, "billing", kept.version)
    with pytest.raises(NotFoundError, match="no such business case"):
        one(workspace, "billing")
    assert comments(workspace, "billing") == ()
    assert len(comments(workspace, "billing-2")) == 1


def test_a_case_with_a_frozen_version_stays(workspace, ann, kept, first):
    with pytest.raises(InvalidInputError, match="Archive the case instead"):
        remove(ann, "billing", kept.version)
    assert one(workspace, "billing") == kept


def test_ids_are_their_own(ann):
    assert new_id() != new_id()
    assert copied(small()).title == "Copy of Fix billing"
    assert copied(replace(small(), title="x" * 160)).title.startswith("Copy of x")
    assert copied(small(), "Other") == replace(small(), title="Other")
    for wrong in ("", "a/1", "a b", "x" * 61):
        with pytest.raises(InvalidInputError, match="can't be the id"):
            save(ann, wrong, small(), 0)


def test_comments_are_listed_oldest_first_with_who_and_when(workspace, ann, kept):
    said = [comment(workspace.by(EVE), "billing", " why 10? ", "saving"), comment(ann, "billing", "measured", "fewer")]
    said.append(comment(ann, "billing", "x" * 4000))
    assert comments(workspace, "billing") == tuple(said)
    assert [(one.text[:8], one.about, one.written_by) for one in said] == [
        ("why 10?", "saving", EVE.name), ("measured", "fewer", ANN.name), ("x" * 8, "", ANN.name),
    ]  # fmt: skip
    assert said[0].written_at <= said[1].written_at


def test_a_comment_says_something_about_something(workspace, ann, kept):
    for text in ("", "  ", "x" * 4001):
        with pytest.raises(InvalidInputError, match="1 to 4,000"):
            comment(ann, "billing", text)
    with pytest.raises(InvalidInputError, match="no line and no input"):
        comment(ann, "billing", "hm", "nothing")
    with pytest.raises(NotFoundError):
        comment(ann, "gone", "hm")
    with pytest.raises(AccessDeniedError):
        comment(workspace.by(Person("nobody")), "billing", "hm")


def test_a_draft_altered_past_the_app_is_found_by_the_record(workspace, kept):
    tamper(workspace, "update documents set body = replace(body, '\"EUR\"', '\"USD\"') where kind = 'business_case'")
    assert keeping.one(workspace, "billing").case.currency == "USD"
    assert "'billing' is not what row 1" in workspace.check().problems[0]
