from datetime import date

import pytest

from pages.parts.entries import ENTRIES, PEOPLE

# the page People is there only while people sign in: test_sign_in.py
ADDRESSES = [entry.address for entry in ENTRIES if entry.address != PEOPLE]


def everything(app) -> str:
    return " ".join(
        str(element.value) for kind in (app.title, app.markdown, app.caption, app.text, app.header) for element in kind
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_runs_on_data(visit, practice_home, address):
    app = visit(practice_home, address)
    assert not app.exception
    assert len(app.title) == 1
    assert "This did not work" not in everything(app)


# pages about data; the others are about what people wrote, and have something to say without any data
OF_DATA = [entry.address for entry in ENTRIES if entry.section in ("Start", "Understand")] + ["quality", "identities"]
OF_WRITING = ["backlog", "maturity", "rounds", "answer", "audit"]


@pytest.mark.parametrize("address", OF_DATA)
def test_page_guides_somebody_without_data(visit, empty_home, address):
    app = visit(empty_home, address)
    assert not app.exception
    assert "no data here yet" in everything(app) or "there is none here yet" in everything(app)


@pytest.mark.parametrize("address", OF_WRITING)
def test_page_guides_somebody_in_an_office_where_nobody_wrote_anything(visit, empty_home, address):
    app = visit(empty_home, address)
    assert not app.exception
    words = ("Nothing is open", "Nobody has rated", "no round yet", "No round asks", "Nothing was changed")
    assert any(word in everything(app) for word in words)


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_with_filters_that_leave_nothing_says_so(visit, practice_home, address):
    app = visit(practice_home, address)
    app.session_state["from"] = date(2026, 6, 30)
    app.session_state["to"] = date(2026, 6, 30)
    app.session_state["issue"] = ["Cancel or keep"]
    app.session_state["region"] = ["West"]
    app.session_state["segment"] = ["Business"]
    app.run()
    assert not app.exception
    assert "This did not work" not in everything(app)


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_shows_hostile_text_as_text(visit, hostile_home, address):
    app = visit(hostile_home, address)
    assert not app.exception
    shown = everything(app)
    assert "![i](https" not in shown
    assert "[x](javascript" not in shown
    assert " **b** " not in shown


@pytest.mark.parametrize("address", ADDRESSES)
def test_widgets_have_keys_and_help(visit, practice_home, address):
    app = visit(practice_home, address)
    widgets = [
        *app.selectbox,
        *app.multiselect,
        *app.slider,
        *app.toggle,
        *app.number_input,
        *app.date_input,
        *app.button,
    ]
    assert [widget.label for widget in widgets if not widget.key] == []
    assert [widget.label for widget in widgets if not widget.help] == []


def test_turned_round_period_is_a_sentence_not_a_trace(visit, practice_home):
    app = visit(practice_home, "paths")
    app.session_state["from"], app.session_state["to"] = date(2026, 5, 1), date(2026, 2, 1)
    app.run()
    assert not app.exception
    assert "Swap the two days" in everything(app)
