"""The front page through the real frame: for nobody's office, a leader, an editor, and whoever comes back."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from core.access import OPERATOR
from core.attention.visits import KIND
from core.improvement import decisions
from core.workspace import Workspace
from pages.parts import navigation
from pages.parts.entries import ENTRIES, PEOPLE
from tests.pages.conftest import unfolded
from tests.pages.entering import buttons, said, words

TODAY = datetime.now(UTC).date()


@pytest.fixture
def own_home(practice_home, tmp_path):
    home = tmp_path / "office"
    shutil.copytree(practice_home, home)
    return home


def links(app) -> list[str]:
    """The addresses that the page itself links to."""
    return [one.proto.page for one in app.get("page_link")]


def headers(app) -> list[str]:
    return [one.value for one in app.header]


def test_a_leader_reads_standing_decisions_and_changes(visit, practice_home):
    app = visit(practice_home)
    assert not app.exception
    shown = words(unfolded(app, "more_decisions", "more_news"))
    assert "ordinary range" in shown
    assert {"Needs a decision", "In the last 7 days"} <= set(headers(app))
    assert "1. Fix billing" in shown
    assert "version 1 awaits approval." in shown
    assert "Decided: Two journeys first" in shown
    assert "Finished: Item 2" in shown


def test_six_cards_stand_by_turns_for_operation_and_experience_and_lead_to_the_scorecard(visit, practice_home):
    app = visit(practice_home)
    sides = [one.value.partition(";")[0] for one in app.caption if one.value.startswith(("Operational", "Experience"))]
    assert sides == ["Operational", "Experience"] * 3
    assert links(app).count("scorecard") >= 6


@pytest.mark.parametrize("role", ["viewer", "analyst", "editor", "owner"])
def test_two_links_lead_to_every_page_of_a_role(enter, practice_home, signed, role):
    app = enter(practice_home, "", said(role))
    assert not app.exception
    reached = set(links(unfolded(app, "where"))) | {""}
    open_to_them = {
        entry.address for entry in ENTRIES if navigation.is_open(entry, signed(role)) and entry.address != PEOPLE
    }
    assert open_to_them <= reached
    assert {one for one in reached if one in navigation.BY_ADDRESS} <= open_to_them | {PEOPLE}


@pytest.fixture
def signed(practice_home):
    """List a member of each role, and return who they are."""
    from core.access import ROLES, Person  # noqa: PLC0415
    from core.access.members import Members, put_member  # noqa: PLC0415
    from core.access.settings import AccessSettings  # noqa: PLC0415

    workspace = Workspace(practice_home)
    known = {one.email for one in Members(workspace).all()}
    for role in ROLES:
        if f"{role}@example.org" not in known:
            put_member(workspace.by(OPERATOR), f"{role}@example.org", role, role.title(), 0, AccessSettings())
    workspace.close()
    return lambda role: Person(f"{role}@example.org", role)


def test_a_viewer_sees_neither_what_only_editors_see_nor_where_to_drop_a_file(enter, practice_home, signed):
    del signed
    viewer = enter(practice_home, "", said("viewer"))
    assert not {"import", "rounds", "audit", "people"} & set(links(viewer))
    assert "Analyse a file" not in "".join(one.proto.label for one in viewer.get("page_link"))
    assert "First steps" not in headers(viewer)
    editor = enter(practice_home, "", said("editor"))
    assert "**Analyse a file**" in [one.proto.label for one in editor.get("page_link")]
    assert "First steps" in headers(editor)


def test_who_comes_back_sees_what_changed_since_and_nothing_older(visit, own_home):
    workspace = Workspace(own_home)
    author = workspace.by(OPERATOR)
    seen = (TODAY + timedelta(days=-1)).isoformat()
    found = workspace.find(KIND, OPERATOR.name)
    author.put(KIND, OPERATOR.name, {"seen": seen, "before": None}, seen_version=found.version if found else 0)
    with workspace.store.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql("select name from sqlite_master where type = 'trigger'").all():
            connection.exec_driver_sql(f"drop trigger {name}")
        connection.exec_driver_sql("update audit set at = '2026-01-01T00:00:00.000000+00:00'")
    decisions.save(author, decisions.Decision("d9", "One more channel", TODAY, "Board"))
    workspace.close()
    app = visit(own_home)
    assert any(one.startswith("Since your visit on ") for one in headers(app))
    assert "Decided: One more channel" in words(app)
    assert "Decided: Two journeys first" not in words(app)
    again = visit(own_home)
    assert any(one.startswith("Since your visit on ") for one in headers(again))
    workspace = Workspace(own_home)
    today = [one for one in workspace.changes(kind=KIND) if one.record.at[:10] == TODAY.isoformat()]
    assert len(today) == 1
    workspace.close()


def test_visits_are_not_listed_among_the_changes_until_asked_for(visit, own_home):
    app = visit(own_home)
    audit = app.switch_page(str(navigation.FOLDER / navigation.BY_ADDRESS["audit"].file)).run()
    assert "Visit" not in set(audit.dataframe[0].value["What"])
    audit.selectbox(key="audit_kind").select("Everything").run()
    assert "Visit" in set(audit.dataframe[0].value["What"])


def test_a_store_that_can_only_be_read_does_not_keep_the_page_from_showing(visit, own_home):
    visit(own_home)
    from pages.parts.manage.workspace import workspace  # noqa: PLC0415

    with workspace().store.engine.begin() as connection:
        connection.exec_driver_sql("delete from documents where kind = 'visit'")
        connection.exec_driver_sql("create trigger full before insert on audit begin select raise(abort, 'full'); end")
    app = visit(own_home)
    assert not app.exception
    assert "Needs a decision" in headers(app)


def test_first_steps_can_be_put_away_for_good(visit, own_home):
    app = visit(own_home)
    app.button(key="hide_steps").click().run()
    assert "First steps" not in headers(app)
    assert "First steps" not in headers(visit(own_home))


def test_an_empty_office_leads_to_data_in_one_click(visit, empty_home):
    app = visit(empty_home)
    assert headers(app) == ["1. Bring data in", "2. Read the quality", "3. Take the first decision"]
    assert "Load the demo" in buttons(app)
    assert "import" in links(app)
    workspace = Workspace(empty_home)
    assert workspace.changes() == []
    workspace.close()


def test_a_viewer_of_an_empty_office_is_told_whom_to_ask(enter, empty_home, monkeypatch):
    from core.access.members import put_member  # noqa: PLC0415
    from core.access.settings import AccessSettings  # noqa: PLC0415

    monkeypatch.setenv("JOURNEY_OFFICE_OWNERS", "boss@example.org")
    workspace = Workspace(empty_home)
    put_member(workspace.by(OPERATOR), "viewer@example.org", "viewer", "", 0, AccessSettings())
    workspace.close()
    app = enter(empty_home, "", said("viewer"))
    assert "Load the demo" not in buttons(app)
    assert "import" not in links(app)
    assert "boss@example.org" in words(app)
