import ast
from datetime import date

import pytest

from pages.parts import navigation
from pages.parts.entries import ENTRIES, PEOPLE

# the page People is there only while people sign in: test_sign_in.py
ADDRESSES = [entry.address for entry in ENTRIES if entry.address != PEOPLE]


def everything(app) -> str:
    return " ".join(
        str(element.value) for kind in (app.title, app.markdown, app.caption, app.text, app.header) for element in kind
    )


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


# every kind of widget that the test frame can list; a table to edit says what it is by its `alt` and its columns' help
WIDGETS = (
    "button",
    "checkbox",
    "color_picker",
    "date_input",
    "datetime_input",
    "download_button",
    "file_uploader",
    "form_submit_button",
    "multiselect",
    "number_input",
    "pills",
    "radio",
    "segmented_control",
    "select_slider",
    "selectbox",
    "slider",
    "text_area",
    "text_input",
    "time_input",
    "toggle",
)


@pytest.mark.parametrize("home", ["practice_home", "empty_home"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_page_runs_and_its_widgets_have_keys_and_help(visit, request, home, address):
    app = visit(request.getfixturevalue(home), address)
    assert not app.exception
    assert len(app.title) == 1
    assert "This did not work" not in everything(app)
    widgets = [widget for kind in WIDGETS for widget in getattr(app, kind)]
    assert [widget.label for widget in widgets if not widget.key] == []
    assert [widget.label for widget in widgets if not (getattr(widget, "help", "") or widget.proto.help)] == []


def _said_of_widgets() -> list[str]:
    """Return the calls in the source of the pages that make a widget without a key or a help."""
    missing = []
    for path in sorted(navigation.FOLDER.rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        for call in calls:
            made = ast.unparse(call.func).removeprefix("st.")
            if made not in (*WIDGETS, "popover", "data_editor") or ast.unparse(call.func) == made:
                continue
            said = {one.arg for one in call.keywords}
            wanted = {"alt" if made == "data_editor" else "help", *([] if made == "form_submit_button" else ["key"])}
            if not wanted <= said and None not in said:
                missing.append(f"{path.name}:{call.lineno} {made} without {sorted(wanted - said)}")
    return missing


def test_widgets_that_no_test_reaches_have_keys_and_help():
    assert _said_of_widgets() == []


def test_turned_round_period_is_a_sentence_not_a_trace(visit, practice_home):
    app = visit(practice_home, "paths")
    app.session_state["from"], app.session_state["to"] = date(2026, 5, 1), date(2026, 2, 1)
    app.run()
    assert not app.exception
    assert "Swap the two days" in everything(app)
