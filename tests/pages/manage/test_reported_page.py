"""The page Reported figures through the real frame: months typed and read, conflicts, the demo's example."""

import shutil

import pytest

from core.access import OPERATOR
from core.glossary.governing import reports
from core.glossary.reported import Report
from core.glossary.reporting import REPORTED, save
from core.workspace import Workspace
from data.demo.reported import demo_report
from pages.parts.manage.workspace import workspace
from tests.pages.test_pages import everything

CSV = "month;whole;part\n2026-01;400;365\n2026-02;410;377\n"


@pytest.fixture
def home(practice_home, tmp_path):
    shutil.copytree(practice_home, tmp_path / "office")
    return tmp_path / "office"


def words(app):
    found = everything(app) + " ".join(str(one.value) for kind in (app.success, app.error, app.warning) for one in kind)
    return found.replace("\\", "")


def paste(app, text, code="qa_pass"):
    app.text_area(key=f"paste_report-demo-{code}-").set_value(text)
    return app.button(key="reported_fill").click().run()


def test_what_is_kept_is_shown(visit, practice_home):
    app = visit(practice_home, "reported")
    assert "QA pass rate is reported for 6 months" in words(app)
    assert "June 2026" in words(app)
    assert list(app.get("data_editor")[0].value["Part"]) == [361, 362, 363, 364, 365, 366]


def test_a_pasted_file_fills_the_table_and_is_kept_when_saved(visit, home):
    app = paste(visit(home, "reported"), CSV)
    assert len(reports(workspace(), "demo")["qa_pass"].months) == 6
    app.button(key="save_reported").click().run()
    assert "Saved 2 months" in words(app)
    kept = reports(workspace(), "demo")["qa_pass"]
    assert [(one.part, one.whole) for one in kept.months] == [(365, 400), (377, 410)]
    assert kept.version == 2


def test_each_bad_line_is_told_and_nothing_is_taken_over(visit, home):
    app = paste(visit(home, "reported"), CSV + "2026-13;1;1\n2026-02;<img src=x>;1\n")
    shown = words(app)
    assert "Nothing was taken over" in shown
    assert "Line 4: '2026-13' is not a month" in shown
    assert "Line 5: '<img src=x>' is not a count" in shown
    assert len(app.get("data_editor")[0].value) == 6


def test_typed_rows_are_checked_and_kept(visit, home):
    app = visit(home, "reported")
    typed(app, {0: {"Part": 500}}, added=[{"Month": "2026-07", "Part": 1}])
    app.button(key="save_reported").click().run()
    assert "Row 1: January 2026: 500 of 400" in words(app)
    assert "Row 7: An empty cell is not a count" in words(app)
    assert reports(workspace(), "demo")["qa_pass"].version == 1
    typed(app, {0: {"Part": 400}}, added=[{"Month": "2026-07", "Part": 1, "Whole": 2}, {}], deleted=[1])
    app.button(key="save_reported").click().run()
    kept = reports(workspace(), "demo")["qa_pass"].months
    assert [(one.month.month, one.part) for one in kept] == [(1, 400), (3, 363), (4, 364), (5, 365), (6, 366), (7, 1)]


def typed(app, changed, added=(), deleted=()):
    """Edit the table as a person does in the browser."""
    edits = {"edited_rows": changed, "added_rows": list(added), "deleted_rows": list(deleted)}
    app.session_state[app.get("data_editor")[0].key] = edits


def test_of_two_who_report_the_second_sees_what_is_kept_now(visit, home):
    app = paste(visit(home, "reported"), CSV)
    theirs = demo_report("qa_pass")
    save(Workspace(home).by(OPERATOR), "demo", Report("qa_pass", theirs.months, "Theirs", 1))
    app.button(key="save_reported").click().run()
    assert "Two people edited this" in words(app)
    assert len(app.dataframe[0].value) == 18
    app.button(key="report-demo-qa_pass-_mine").click().run()
    app.button(key="save_reported").click().run()
    assert len(reports(workspace(), "demo")["qa_pass"].months) == 2


def test_theirs_are_taken(visit, home):
    app = paste(visit(home, "reported"), CSV)
    save(Workspace(home).by(OPERATOR), "demo", Report("qa_pass", demo_report("qa_pass").months, "Theirs", 1))
    app.button(key="save_reported").click().run()
    app.button(key="report-demo-qa_pass-_take").click().run()
    assert len(app.get("data_editor")[0].value) == 18
    assert app.text_input[0].value == "Theirs"


def test_the_demo_offers_invented_figures_once(visit, home):
    app = visit(home, "reported", reported_metric="Exception rate")
    assert "nothing is reported yet" in words(app)
    app.button(key="reported_example").click().run()
    assert "Saved 18 months" in words(app)
    assert "invented" in reports(workspace(), "demo")["exception_rate"].source
    assert not any(one.key == "reported_example" for one in app.button)


def test_what_cannot_be_read_is_told_and_can_be_put_right(visit, home):
    other = Workspace(home)
    other.by(OPERATOR).put(REPORTED, "demo:qa_pass", {"months": "none"}, seen_version=1)
    other.close()
    app = visit(home, "reported")
    assert "count as not reported" in app.warning[0].value
    paste(app, CSV)
    app.text_input(key="report-demo-qa_pass-_source").set_value("QA tool")
    app.button(key="save_reported").click().run()
    assert not app.warning
    assert len(reports(workspace(), "demo")["qa_pass"].months) == 2
