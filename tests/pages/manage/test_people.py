"""The page People, and what stands in its place without sign-in."""

from streamlit.util import calc_hash

from core.access import OPERATOR
from core.access.members import Members, put_member
from core.access.settings import AccessSettings
from core.workspace import Workspace
from tests.messy_office import messy_office
from tests.pages.entering import buttons, said, words

NONE = AccessSettings()


def test_people_are_added_changed_and_kept(enter, tmp_path):
    messy_office(tmp_path).close_all()
    workspace = Workspace(tmp_path)
    put_member(workspace.by(OPERATOR), "owner@example.org", "owner", "", 0, NONE)
    app = enter(tmp_path, "people", said("owner"))
    fields = {one.label: one for one in app.text_input}
    fields["E-mail"].set_value("New@example.org")
    fields["Name"].set_value("Nora <b>")
    next(one for one in app.selectbox if one.label == "Role").set_value("analyst")
    next(one for one in app.button if one.label == "Add").click().run()
    assert not app.exception
    assert "new@example.org is now analyst" in words(app).lower() or app.success
    assert Members(workspace).role_of("new@example.org") == "analyst"
    fields = {one.label: one for one in app.text_input}
    fields["E-mail"].set_value("not an address")
    next(one for one in app.button if one.label == "Add").click().run()
    assert "is not an e-mail address" in words(app)


def test_without_sign_in_there_is_no_page_people(visit, practice_home):
    app = visit(practice_home)
    app._page_hash = calc_hash("people")
    app.run()
    assert app.title[0].value == "This page is not open to you"
    assert "Sign out" not in buttons(app)


def test_doing_without_sign_in_on_a_network_is_said_on_each_page(visit, practice_home, monkeypatch):
    monkeypatch.setenv("JOURNEY_OFFICE_OPEN_TO_NETWORK", "1")
    for address in ("", "paths", "datasets"):
        app = visit(practice_home, address)
        assert any("No sign-in is set up" in one.value for one in app.warning)
