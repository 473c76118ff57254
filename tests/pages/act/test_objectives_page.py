"""The page of objectives: guiding, setting, changing, closing, publishing, and what a viewer may not."""

from datetime import timedelta

import pytest

from core.access import OPERATOR
from core.access.members import put_member
from core.access.settings import AccessSettings
from core.objectives import keeping
from core.objectives.printing import printed_page, published_pdf
from core.objectives.publishing import published
from core.objectives.words import written
from core.workspace import Workspace
from tests.export.poppler import pages, squeezed
from tests.pages.entering import buttons, said, words
from tests.pages.small_office import small_office
from tests.pages.written_office import TODAY, set_an_objective


@pytest.fixture
def home(tmp_path):
    small_office(tmp_path)
    return tmp_path


@pytest.fixture
def workspace(home):
    opened = Workspace(home)
    yield opened
    opened.close()


def test_nothing_set_yet_guides_to_the_form(visit, home):
    app = visit(home, "objectives")
    assert not app.exception
    assert "No objective is open." in words(app)
    assert "Its baseline is frozen today" in words(app)
    assert "Nothing is published yet" in words(app)
    assert app.button(key="objective_new_save").disabled


def test_set_change_and_close(visit, home, workspace):
    app = visit(home, "objectives")
    app.selectbox(key="objective_new_metric").set_value("resolution").run()
    app.number_input(key="objective_new_target_resolution").set_value(10.0)
    app.date_input(key="objective_new_due_on").set_value(TODAY + timedelta(days=200))
    app.text_input(key="objective_new_owner").set_value("Ann")
    app.text_area(key="objective_new_reason").set_value("Customers ask").run()
    assert "no better than the baseline" in words(app)
    app.number_input(key="objective_new_target_resolution").set_value(95.0).run()
    assert "Measurable: yes" in words(app).replace("**", "")
    app.button(key="objective_new_save").click().run()
    assert not app.exception
    (one,) = keeping.objectives(workspace)
    assert (one.terms.target, one.terms.owner, one.why.guards) == (0.95, "Ann", ("repeat_rate", "cost_per_resolution"))
    assert app.query_params["objective"] == one.objective_id
    assert "Resolved: 95.0\u00a0% by" in _heads(app)
    name = f"objective_{one.objective_id}"
    app.number_input(key=f"{name}_target").set_value(90.0)
    _press(app, "Save the change")
    assert "why the objective changes" in app.error[0].value
    app.number_input(key=f"{name}_target").set_value(90.0)
    app.text_input(key=f"{name}_why").set_value("Too much")
    _press(app, "Save the change")
    (changed,) = keeping.objectives(workspace)
    assert (changed.terms.target, changed.history[0].reason, changed.baseline) == (0.9, "Too much", one.baseline)
    assert "Changed by local: Too much" in words(app)
    app.text_area(key=f"closing_{one.objective_id}_comment").set_value("Learned a lot")
    _press(app, "Close the objective")
    closed = keeping.objectives(workspace)[0].closing
    assert (closed.outcome, closed.comment) == ("reached", "Learned a lot")
    assert "Closed as reached" in words(app).replace("**", "")
    assert "Close the objective" not in buttons(app)


def test_two_who_change_at_once_see_each_other(visit, home, workspace):
    set_an_objective(home, workspace.by(OPERATOR))
    app = visit(home, "objectives", objective="o1")
    seen = keeping.objective(workspace, "o1")
    keeping.revise(workspace.by(OPERATOR), seen, _owned(seen.terms, "Bob"), "Ann left")
    app.number_input(key="objective_o1_target").set_value(92.0)
    app.text_input(key="objective_o1_why").set_value("Mine")
    _press(app, "Save the change")
    assert "Two people edited this." in words(app)
    assert keeping.objective(workspace, "o1").terms.owner == "Bob"
    app.button(key="objective_o1_mine").click().run()
    _press(app, "Save the change")
    kept = keeping.objective(workspace, "o1")
    assert kept.terms.target == 0.92
    assert [past.reason for past in kept.history] == ["Too much", "Ann left", "Mine"]


def test_publishing_freezes_what_is_shown_and_prints_it(visit, home, workspace):
    app = visit(home, "objectives")
    app.text_area(key="publish_comment").set_value("For the board")
    _press(app, "Publish")
    assert not app.exception
    (one,) = published(workspace, "demo")
    assert one.comment == "For the board"
    assert "Number 1, as published on" in _heads(app)
    said_on_paper = "".join(pages(published_pdf(printed_page(one))))
    row = next(row for row in one.found.rows if row.code == "resolution")
    assert squeezed(written("share", row.later.value, "EUR")) in said_on_paper
    _press(app, "Publish")
    assert len(published(workspace, "demo")) == 2  # without the comment it says something else
    _press(app, "Publish")
    assert "were published as number 2 already" in app.error[0].value


def test_a_viewer_sees_it_and_changes_nothing(enter, home, workspace):
    set_an_objective(home, workspace.by(OPERATOR))
    put_member(workspace.by(OPERATOR), "viewer@example.org", "viewer", "Eve", 0, AccessSettings())
    app = enter(home, "objectives", said(), objective="o1", published="demo/1")
    assert not app.exception
    assert "Resolved: 90.0\u00a0% by" in _heads(app)
    assert not buttons(app) & {"Set the objective", "Save the change", "Close the objective", "Publish"}


def test_a_chosen_objective_and_publication_with_hostile_text_are_text(visit, hostile_home):
    app = visit(hostile_home, "objectives", objective="o1", published="demo/1")
    assert not app.exception
    shown = " ".join(
        str(one.value) for kind in (app.title, app.markdown, app.caption, app.subheader, app.header) for one in kind
    )
    assert "Until" in shown
    assert "![i](https" not in shown
    assert "[x](javascript" not in shown
    assert " **b** " not in shown


def _press(app, label):
    next(one for one in app.button if one.label == label).click().run()


def _owned(terms, owner):
    return type(terms)(terms.target, terms.due_on, owner)


def _heads(app):
    return " ".join(head.value for head in app.subheader).replace("\\", "")
