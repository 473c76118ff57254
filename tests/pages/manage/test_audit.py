"""The audit page names what was altered past the app, as soon as it is asked again."""

import shutil

from core.workspace import Workspace
from tests.pages.test_pages import everything


def test_a_row_altered_past_the_app_is_named_when_asked_again(visit, practice_home, tmp_path):
    home = tmp_path / "office"
    shutil.copytree(practice_home, home)
    app = visit(home, "audit")
    assert "the record is whole" in everything(app)
    workspace = Workspace(home)
    with workspace.store.engine.begin() as connection:
        connection.exec_driver_sql("update documents set body = '{\"title\": \"forged\"}' where key = 'i1'")
    workspace.close()
    app.button(key="check_record").click().run()
    assert "not whole" in everything(app)
    assert any("'i1' is not what row" in str(one.value).replace("\\", "") for one in app.warning)


def test_changes_are_listed_and_filtered(visit, practice_home):
    app = visit(practice_home, "audit")
    rows = app.dataframe[0].value
    assert rows["No."].is_monotonic_decreasing
    app.selectbox(key="audit_kind").select("Decision").run()
    assert set(app.dataframe[0].value["What"]) == {"Decision"}
    app.text_input(key="audit_actor").set_value("nobody").run()
    assert "No change matches" in everything(app)
