"""A page answers before its models are fitted, and shows what they say once it is there."""

import threading

import pytest

from core.background import Background
from core.errors import InvalidInputError
from core.scope import Scope
from core.switching import adjusted
from core.switching.findings import agreement_finding
from core.switching.question import ExtraChannelQuestion
from pages.parts import fitting
from tests.pages.conftest import unfolded
from tests.pages.test_pages import everything

FITTING = "Fitting the models"
LADDER = "Estimates of an extra channel"


@pytest.fixture
def held(monkeypatch):
    """Hold the fits back until the event is set, and note each piece by its title."""
    go, begun, start = threading.Event(), [], Background.start

    def later(self, title, task):
        if not title.startswith(FITTING):
            return start(self, title, task)

        def work(watch):
            go.wait(60)
            begun.append(title)
            return task(watch)

        return start(self, title, work)

    monkeypatch.setattr(Background, "start", later)
    yield go, begun
    go.set()
    fitting.wait_for_all()


def names(app) -> list[str]:
    return [one.proto.alt for one in app.dataframe]


@pytest.mark.parametrize(
    ("address", "number"), [("switching", "Extra channel, adjusted"), ("retention", "Retention change, adjusted")]
)
def test_a_page_answers_before_the_fit_is_done(visit, practice_home, held, settled, address, number):
    app = visit(practice_home, address)
    assert not app.exception
    assert FITTING in everything(app)
    shown = {one.label.replace("\\", ""): one.value for one in app.metric}
    assert shown[number]
    held[0].set()
    settled(app)
    assert not app.exception
    assert FITTING not in everything(app)
    assert {one.label.replace("\\", ""): one.value for one in app.metric}[number] == shown[number]


def test_what_is_shown_then_is_cores(visit, practice_home, database, settled):
    app = unfolded(settled(visit(practice_home, "switching")), "provenance")
    full = adjusted.extra_channel(database(), Scope(), ExtraChannelQuestion())
    assert agreement_finding(full).markdown() in [one.value for one in app.markdown]
    rows = next(one.value for one in app.dataframe if "doubly robust" in set(one.value.astype(str).to_numpy().ravel())
                or "Adjusted: doubly robust" in set(one.value.astype(str).to_numpy().ravel()))  # fmt: skip
    assert len(rows) == len(full.rows())
    assert len([one for one in app.code if "select" in one.value]) >= len(full.answers)


def test_two_who_ask_the_same_have_one_fit(visit, practice_home, held, settled):
    first = visit(practice_home, "switching")
    second = type(first).from_file(first._script_path, default_timeout=60)
    second._page_hash = first._page_hash
    second.run()
    assert FITTING in everything(first)
    assert FITTING in everything(second)
    held[0].set()
    assert FITTING not in everything(settled(first))
    assert FITTING not in everything(settled(second))
    assert len(held[1]) == 1


def test_a_filter_changed_meanwhile_piles_up_no_work(visit, practice_home, monkeypatch, held, settled):
    asked, plain = [], adjusted.extra_channel

    def noted(database, scope, question):
        asked.append((scope.issues, question.methods))
        return plain(database, scope, question)

    monkeypatch.setattr(adjusted, "extra_channel", noted)
    app = visit(practice_home, "switching")
    for issue in ("Billing", "Delivery", "Billing"):
        app.session_state["issue"] = [issue]
        app.run()
        assert not app.exception
        assert FITTING in everything(app)
    held[0].set()
    assert FITTING not in everything(settled(app))
    assert [issues for issues, methods in asked if methods] == [("Billing",)]


def test_what_fails_says_so_and_can_be_tried_again(visit, practice_home, monkeypatch, settled):
    plain = adjusted.extra_channel

    def failing(database, scope, question):
        if question.methods:
            raise InvalidInputError("The journeys are too many. Take a shorter period.")
        return plain(database, scope, question)

    monkeypatch.setattr(adjusted, "extra_channel", failing)
    app = settled(visit(practice_home, "switching"))
    assert not app.exception
    assert "The journeys are too many. Take a shorter period." in everything(app)
    assert "Extra channel, adjusted" in [one.label for one in app.metric]
    monkeypatch.setattr(adjusted, "extra_channel", plain)
    app.button(key="extra_channel_models_again").click().run()
    settled(app)
    assert "The journeys are too many" not in everything(app)
    assert FITTING not in everything(app)


def test_what_was_chosen_inside_outlasts_the_place_of_an_answer(visit, practice_home, monkeypatch, settled):
    app = unfolded(visit(practice_home, "retention"), "provenance")
    app.number_input(key="assumed_value").set_value(500.0)
    app.text_input(key="assumed_owner").set_value("Finance").run()
    monkeypatch.setattr(fitting, "PATIENCE", 0.0)
    app.session_state["issue"] = ["Billing"]
    app.run()
    assert "Following the customers" in everything(app)
    settled(app)
    assert not app.exception
    assert (app.number_input(key="assumed_value").value, app.text_input(key="assumed_owner").value) == (500, "Finance")
    assert next(one for one in app.expander if one.label.startswith("Assume")).proto.expanded
    assert any("select" in one.value for one in app.code)


def test_how_few_channels_outlasts_the_place_of_an_answer(visit, practice_home, monkeypatch, settled):
    app = settled(visit(practice_home, "switching"))
    app.number_input(key="move_to_3").set_value(2).run()
    monkeypatch.setattr(fitting, "PATIENCE", 0.0)
    app.session_state["issue"] = ["Billing"]
    app.run()
    settled(app)
    settled(app)
    assert app.number_input(key="move_to_3").value == 2
