from datetime import UTC, datetime, timedelta

import pytest

from core.access import OPERATOR, ROLES, Person
from core.access.members import Members, end_sign_ins, put_member, remove_member, sign_out_everywhere
from core.access.settings import AccessSettings
from core.errors import AccessDeniedError, ConflictError, InvalidInputError
from core.workspace import Workspace

NONE = AccessSettings()
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANN = Person("ann@example.org", "owner", "ann@example.org")


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def test_members_are_listed_changed_and_taken_off(workspace):
    author = workspace.by(OPERATOR)
    put_member(author, " Bob@Example.org", "viewer", "Bob", 0, NONE)
    assert Members(workspace).role_of("BOB@example.org") == "viewer"
    changed = put_member(author, "bob@example.org", "editor", "Bob", 1, NONE)
    assert (changed.role, changed.version, changed.updated_by) == ("editor", 2, "local")
    remove_member(author, "bob@example.org", 2, NONE)
    assert Members(workspace).role_of("bob@example.org") is None
    assert Members(workspace).all() == ()


def test_two_owners_editing_at_once_do_not_overwrite_each_other(workspace):
    author = workspace.by(OPERATOR)
    put_member(author, "bob@example.org", "viewer", "", 0, NONE)
    put_member(author, "bob@example.org", "analyst", "", 1, NONE)
    with pytest.raises(ConflictError):
        put_member(author, "bob@example.org", "editor", "", 1, NONE)
    with pytest.raises(ConflictError):
        remove_member(author, "bob@example.org", 1, NONE)
    assert Members(workspace).role_of("bob@example.org") == "analyst"


@pytest.mark.parametrize(
    ("email", "role", "name"),
    [("bob", "viewer", ""), ("", "viewer", ""), ("b@x.org", "admin", ""), ("b@x.org", "viewer", "x" * 81),
     ("b@x.org", "viewer", "a\u202eb")],
)  # fmt: skip
def test_what_cannot_be_listed_is_a_sentence(workspace, email, role, name):
    with pytest.raises(InvalidInputError):
        put_member(workspace.by(OPERATOR), email, role, name, 0, NONE)


def test_the_last_owner_stays_one(workspace):
    put_member(workspace.by(OPERATOR), ANN.email, "owner", "", 0, NONE)
    with pytest.raises(InvalidInputError, match="last owner"):
        remove_member(workspace.by(ANN), ANN.email, 1, NONE)
    with pytest.raises(InvalidInputError, match="last owner"):
        put_member(workspace.by(ANN), ANN.email, "editor", "", 1, NONE)
    assert Members(workspace).role_of(ANN.email) == "owner"


def test_an_owner_leaves_when_another_is_left_or_the_setting_names_one(workspace):
    put_member(workspace.by(OPERATOR), ANN.email, "owner", "", 0, NONE)
    put_member(workspace.by(OPERATOR), "bob@example.org", "owner", "", 0, NONE)
    remove_member(workspace.by(ANN), ANN.email, 1, NONE)
    bob = Person("bob@example.org", "owner", "bob@example.org")
    remove_member(workspace.by(bob), bob.email, 1, AccessSettings(owners=frozenset({"x@example.org"})))
    assert Members(workspace).all() == ()


@pytest.mark.parametrize("role", [None, *ROLES[:-1]])
def test_only_owners_manage_people(workspace, role):
    author = workspace.by(Person("bob@example.org", role, "bob@example.org"))
    for attempt in (
        lambda: put_member(author, "bob@example.org", "owner", "", 0, NONE),
        lambda: remove_member(author, "x@example.org", 1, NONE),
        lambda: sign_out_everywhere(author, "x@example.org", NOON),
        lambda: end_sign_ins(author, "x@example.org", NOON),
    ):
        with pytest.raises(AccessDeniedError):
            attempt()
    assert Members(workspace).all() == ()
    assert Members(workspace).not_before("x@example.org") is None


@pytest.mark.parametrize("role", [None, *ROLES])
def test_everybody_signs_themselves_out(workspace, role):
    author = workspace.by(Person("bob@example.org", role, "bob@example.org"))
    end_sign_ins(author, "Bob@example.org", NOON)
    assert Members(workspace).not_before("bob@example.org") == NOON


def test_what_is_void_stays_void(workspace):
    author = workspace.by(OPERATOR)
    sign_out_everywhere(author, "bob@example.org", NOON)
    end_sign_ins(author, "bob@example.org", NOON - timedelta(hours=1))
    assert Members(workspace).not_before("bob@example.org") == NOON + timedelta(seconds=60)
