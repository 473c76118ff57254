"""Each role on each page through the real frame; only what the identity provider said is put in."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.util import calc_hash

from core.access import OPERATOR, ROLES
from core.access.members import Members, end_sign_ins, put_member, remove_member
from core.access.settings import AccessSettings
from core.workspace import Workspace
from pages.parts import auth
from pages.parts.background import background
from pages.parts.entries import ENTRIES
from pages.parts.office import office
from tests.messy_office import messy_office
from tests.pages.entering import buttons, said, words
from tests.pages.test_pages import everything

NONE = AccessSettings()
# The least role for each page, written out here once more, so that a slip in the list of pages is seen.
LEAST = {
    "": "viewer", "paths": "viewer", "loops": "viewer", "patterns": "viewer", "compare": "viewer",
    "together": "viewer",
    "journeys": "analyst", "import": "analyst", "datasets": "viewer", "quality": "viewer", "identities": "analyst",
    "people": "owner", "backlog": "viewer", "maturity": "viewer", "rounds": "editor", "answer": "viewer",
    "audit": "editor", "switching": "viewer", "retention": "viewer", "business_case": "viewer", "priorities": "viewer",
    "initiatives": "viewer", "scorecard": "viewer", "glossary": "viewer", "reported": "editor", "objectives": "viewer",
}  # fmt: skip


def opens(role, address) -> bool:
    return ROLES.index(role) >= ROLES.index(LEAST[address])


@pytest.fixture(scope="module")
def signed_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("signed")
    messy_office(home).close_all()
    workspace = Workspace(home)
    for role in ROLES:
        put_member(workspace.by(OPERATOR), f"{role}@example.org", role, role.title(), 0, NONE)
    workspace.close()
    return home


def test_every_page_has_its_least_role_written_here():
    assert {entry.address for entry in ENTRIES} == set(LEAST)


@pytest.mark.parametrize("address", LEAST)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_on_each_page(enter, signed_home, role, address):
    app = enter(signed_home, address, said(role))
    assert not app.exception
    assert len(app.title) == 1
    if opens(role, address):
        assert app.title[0].value != "This page is not open to you"
        assert "This did not work" not in everything(app)
    else:
        assert app.title[0].value == "This page is not open to you"
        assert f"takes the role {LEAST[address]}" in words(app)
        assert not app.dataframe


@pytest.mark.parametrize("address", LEAST)
@pytest.mark.parametrize(
    ("claims", "title", "words_shown"),
    [
        ({}, "Sign in to Journey Office", "people of this office only"),
        ({"is_logged_in": False}, "Sign in to Journey Office", "people of this office only"),
        ({"is_logged_in": "true", "email": "owner@example.org"}, "Sign in to Journey Office", "only"),
        (said("owner", iat=None), "Sign in to Journey Office", "when you signed in"),
        (said("owner", iat=time.time() - 13 * 3600), "Sign in to Journey Office", "12 hours ago"),
        (said("owner", email_verified=False), "Sign in to Journey Office", "not verified"),
        (said("stranger"), "You have no role here yet", "Ask an owner"),
        ({"is_logged_in": True, "sub": "owner@example.org", "iat": time.time()}, "You have no role here yet", "Ask"),
    ],
    ids=["nobody", "not signed in", "a text for true", "no time", "over-age", "unverified", "no role", "subject"],
)
def test_who_may_not_look_sees_no_page_and_no_data(enter, signed_home, address, claims, title, words_shown):
    app = enter(signed_home, address, claims)
    assert not app.exception
    assert [one.value for one in app.title] == [title]
    assert words_shown in words(app)
    assert not app.dataframe
    assert not app.selectbox
    assert not app.metric
    assert "Service" not in words(app)


@pytest.mark.parametrize(
    ("address", "label", "least"),
    [
        ("datasets", "Create", "analyst"),
        ("datasets", "Delete it", "owner"),
        ("datasets", "Set the window", "editor"),
        ("datasets", "Save the kinds", "editor"),
        ("quality", "Save limits and owners", "editor"),
        ("identities", "Set the limit", "editor"),
        ("people", "Add", "owner"),
    ],
)
@pytest.mark.parametrize("role", ROLES)
def test_buttons_that_would_refuse_are_not_there(enter, signed_home, role, address, label, least):
    app = enter(signed_home, address, said(role))
    assert (label in buttons(app)) == (ROLES.index(role) >= ROLES.index(least) and opens(role, address))


@pytest.mark.parametrize("role", ROLES)
def test_no_page_links_to_a_page_that_would_refuse(enter, signed_home, role):
    for address in LEAST:
        if opens(role, address):
            app = enter(signed_home, address, said(role))
            linked = {one.proto.page_script_hash for one in app.get("page_link")}
            refused = {calc_hash(one) for one in LEAST if not opens(role, one)}
            assert not linked & refused


def test_a_viewer_gets_no_file_of_single_customers(enter, signed_home):
    for role, files in (("viewer", 0), ("analyst", 1)):
        app = enter(signed_home, "patterns", said(role))
        assert len(app.get("download_button")) >= files
        assert any("CSV" in one.proto.label for one in app.get("download_button")) == bool(files)


def test_a_role_taken_away_counts_at_the_next_click(enter, tmp_path):
    messy_office(tmp_path).close_all()
    author = Workspace(tmp_path).by(OPERATOR)
    put_member(author, "editor@example.org", "editor", "", 0, NONE)
    app = enter(tmp_path, "datasets", said("editor"))
    assert "Set the window" in buttons(app)
    next(one for one in app.number_input if "Inactivity" in one.label).set_value(30)
    remove_member(author, "editor@example.org", 1, NONE)
    next(one for one in app.button if one.label == "Set the window").click().run()
    assert app.title[0].value == "You have no role here yet"
    assert office().info("office").window_days != 30


def test_a_write_in_a_callback_asks_anew(enter, tmp_path):
    messy_office(tmp_path).close_all()
    author = Workspace(tmp_path).by(OPERATOR)
    put_member(author, "owner@example.org", "owner", "", 0, NONE)
    app = enter(tmp_path, "datasets", said("owner"))
    next(one for one in app.text_input if "Type its name" in one.label).set_value("Service").run()
    remove_member(author, "owner@example.org", 1, NONE)
    put_member(author, "owner@example.org", "viewer", "", 0, NONE)
    next(one for one in app.button if one.label == "Delete it").click().run()
    for _ in range(40):
        if all(work.over for work in background()._known.values()):
            break
        time.sleep(0.1)
    app.run()
    assert not app.exception
    assert office().ids() == ("office",)
    assert "to delete data takes the role owner" in words(app)


def test_signing_out_makes_the_cookie_void(enter, tmp_path):
    messy_office(tmp_path).close_all()
    workspace = Workspace(tmp_path)
    put_member(workspace.by(OPERATOR), "viewer@example.org", "viewer", "", 0, NONE)
    claims = said("viewer")
    app = enter(tmp_path, "", claims)
    next(one for one in app.button if one.label == "Sign out").click().run()
    assert app.title[0].value == "Sign in to Journey Office"
    assert Members(workspace).not_before("viewer@example.org") is not None
    replayed = enter(tmp_path, "paths", claims)
    assert "was ended" in words(replayed)


def test_an_open_page_of_somebody_signed_out_elsewhere_shows_nothing_more(enter, tmp_path):
    messy_office(tmp_path).close_all()
    author = Workspace(tmp_path).by(OPERATOR)
    put_member(author, "viewer@example.org", "viewer", "", 0, NONE)
    app = enter(tmp_path, "paths", said("viewer"))
    assert app.dataframe
    end_sign_ins(author, "viewer@example.org", datetime.now(UTC) + timedelta(seconds=1))
    app.run()
    assert "was ended" in words(app)
    assert not app.dataframe


def test_a_secrets_file_that_goes_away_opens_nothing(enter, signed_home, monkeypatch):
    assert enter(signed_home, "", said("viewer")).title[0].value != "Sign in to Journey Office"
    monkeypatch.setattr(auth, "section", lambda: None)
    assert enter(signed_home, "", {}).title[0].value == "Sign in to Journey Office"
