from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from core.access.roles import ROLES
from core.access.settings import AccessSettings
from core.access.sign_in import person_of, void_until
from core.errors import AccessDeniedError, InvalidInputError

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@dataclass
class Listed:
    roles: dict = field(default_factory=dict)
    void: dict = field(default_factory=dict)

    def role_of(self, email):
        return self.roles.get(email)

    def not_before(self, name):
        return self.void.get(name)


def claims(**changed):
    said = {"sub": "1", "email": "ann@example.org", "email_verified": True, "iat": NOON.timestamp()} | changed
    return {name: value for name, value in said.items() if value is not ...}


def person(said, listed=None, now=NOON, **settings):
    return person_of(said, listed or Listed(), AccessSettings(**settings), now)


@pytest.mark.parametrize(
    ("said", "settings", "listed", "role"),
    [
        ({}, {}, {}, None),
        ({}, {}, {"ann@example.org": "analyst"}, "analyst"),
        ({"email": "ANN@Example.ORG "}, {}, {"ann@example.org": "analyst"}, "analyst"),
        ({"r": "editor"}, {"role_claim": "r"}, {"ann@example.org": "viewer"}, "viewer"),
        ({"r": "editor"}, {"role_claim": "r"}, {}, "editor"),
        ({"r": ["viewer", "owner", "analyst"]}, {"role_claim": "r"}, {}, "owner"),
        ({"r": ["admin", "Owner", 7, None]}, {"role_claim": "r"}, {}, None),
        ({"r": {"owner": True}}, {"role_claim": "r"}, {}, None),
        ({"r": "viewer editor"}, {"role_claim": "r"}, {}, None),
        ({"r": "owner"}, {}, {}, None),
        ({"role": "owner"}, {"role_claim": "r"}, {}, None),
        ({}, {"owners": frozenset({"ann@example.org"})}, {"ann@example.org": "viewer"}, "owner"),
        ({"email": "\N{KELVIN SIGN}im@example.org"}, {}, {"kim@example.org": "owner"}, None),
    ],
)
def test_where_the_role_comes_from(said, settings, listed, role):
    assert person(claims(**said), Listed(listed), **settings).role == role


def test_a_subject_that_looks_like_a_member_is_not_that_member():
    said = claims(email=..., sub="boss@example.org")
    found = person(said, Listed({"boss@example.org": "owner"}), owners=frozenset({"boss@example.org"}))
    assert (found.name, found.role, found.email) == ("subject boss@example.org", None, "")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"email_verified": False}, "not verified"),
        ({"email_verified": "false"}, "not verified"),
        ({"email_verified": None}, "not verified"),
        ({"email": ["ann@example.org"]}, "can't be one"),
        ({"email": "ann"}, "can't be one"),
        ({"email": "a\u202e@example.org"}, "can't be one"),
        ({"email": "a@b@example.org"}, "can't be one"),
        ({"email": "a" * 200 + "@example.org"}, "can't be one"),
        ({"email": ..., "sub": ...}, "who you are"),
        ({"email": "", "sub": 7}, "who you are"),
        ({"iat": ...}, "when you signed in"),
        ({"iat": None}, "when you signed in"),
        ({"iat": "1"}, "when you signed in"),
        ({"iat": True}, "when you signed in"),
        ({"iat": float("nan")}, "when you signed in"),
        ({"iat": float("inf")}, "when you signed in"),
        ({"iat": -1}, "when you signed in"),
        ({"iat": NOON.timestamp() * 1000}, "when you signed in"),
        ({"iat": NOON.timestamp() + 61}, "future"),
        ({"iat": NOON.timestamp() - 12 * 3600}, "12 hours ago"),
    ],
)
def test_wrong_claims_are_refused_with_a_sentence(said, sentence):
    with pytest.raises(AccessDeniedError, match=sentence):
        person(claims(**said), Listed({"ann@example.org": "owner"}))


@pytest.mark.parametrize("hours", [1, 12, 100])
def test_a_sign_in_holds_until_its_hours_are_over(hours):
    until = NOON + timedelta(hours=hours)
    listed = Listed({"ann@example.org": "viewer"})
    assert person(claims(), listed, until - timedelta(seconds=1), session_hours=hours).role == "viewer"
    with pytest.raises(AccessDeniedError):
        person(claims(), listed, until, session_hours=hours)


def test_what_was_issued_at_or_before_a_sign_out_is_void_and_the_next_is_not():
    listed = Listed({"ann@example.org": "viewer"}, {"ann@example.org": void_until(claims(), NOON)})
    for before in (0, 1, 3600):
        with pytest.raises(AccessDeniedError, match="was ended"):
            person(claims(iat=NOON.timestamp() - before), listed)
    assert person(claims(iat=NOON.timestamp() + 1), listed).role == "viewer"


def test_a_provider_whose_clock_is_ahead_leaves_no_cookie_alive():
    said = claims(iat=NOON.timestamp() + 30)
    listed = Listed({"ann@example.org": "viewer"}, {"ann@example.org": void_until(said, NOON)})
    with pytest.raises(AccessDeniedError, match="was ended"):
        person(said, listed)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SESSION_HOURS", "soon", "whole number of hours"),
        ("SESSION_HOURS", "0", "1 to 168"),
        ("SESSION_HOURS", "9" * 30, "whole number of hours"),
        ("OPEN_TO_NETWORK", "yes", "must be 1"),
    ],
)
def test_settings_that_cannot_be_are_a_sentence(monkeypatch, name, value, sentence):
    monkeypatch.setenv(f"JOURNEY_OFFICE_{name}", value)
    with pytest.raises(InvalidInputError, match=sentence):
        AccessSettings.from_environment()


def test_settings_are_read(monkeypatch):
    monkeypatch.setenv("JOURNEY_OFFICE_OWNERS", " Ann@Example.org, ,bob@example.org")
    monkeypatch.setenv("JOURNEY_OFFICE_ROLE_CLAIM", "roles")
    monkeypatch.setenv("JOURNEY_OFFICE_SESSION_HOURS", "8")
    monkeypatch.setenv("JOURNEY_OFFICE_OPEN_TO_NETWORK", "1")
    owners = frozenset({"ann@example.org", "bob@example.org"})
    assert AccessSettings.from_environment() == AccessSettings(owners, "roles", 8, True)
    assert len(ROLES) == 4
