"""Each person reads numbers in their own locale, whatever was kept for another."""

import re
from dataclasses import dataclass

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core import locales
from core.locales import style, writing
from core.measured.journey_type import figures
from core.paths.summary import summary
from core.scope import Scope
from core.wording import count, money, percent
from pages.parts import by_locale
from tests.pages.conftest import FRAME, unfolded
from tests.pages.test_numbers import numbers
from tests.pages.test_pages import everything

ENGLISH = re.compile(r"\d\.\d+ ?%|[€$]\d|\d,\d{3}\b")  # as no German writes a share, money or a thousand
ADDRESSES = ("", "paths", "loops", "switching", "quality")


def chosen(app: AppTest, code: str) -> AppTest:
    return app.selectbox(key=by_locale.CHOSEN).set_value(code).run()


def test_german_numbers_on_the_overview(visit, practice_home, database):
    app = chosen(unfolded(visit(practice_home), "in_numbers"), "de-DE")
    found = summary(database(), Scope())
    with writing(style("de-DE")):
        assert numbers(app)["Journeys"] == count(found.journeys)
        assert numbers(app)["Resolved"] == percent(found.resolved_share)
    assert "\u00a0%" in numbers(app)["Resolved"]
    assert "," in numbers(app)["Resolved"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_warm_page_is_what_it_would_be_if_it_had_never_been_seen_in_another_locale(
    monkeypatch, visit, practice_home, address
):
    app = visit(practice_home, address)
    english = words(app)
    warm = words(chosen(app, "de-DE"))
    assert not ENGLISH.findall(" ".join(warm).replace("\\", ""))
    assert words(chosen(app, by_locale.OFFICE)) == english
    monkeypatch.setenv(locales.SETTING, "de-DE")
    assert warm == words(visit(practice_home, address)) != english


def words(app: AppTest) -> list[str]:
    """Return all that a page says, without how long a query took."""
    assert not app.exception
    said = [everything(app), *numbers(app).values()]
    return [re.sub(r"in [\d.,]+ ms", "", text) for text in said]


def test_money_stands_as_the_locale_has_it(visit, practice_home):
    app = chosen(visit(practice_home, "switching"), "de-DE")
    shown = [value for value in numbers(app).values() if "€" in value]
    assert shown
    assert all(value.endswith("\u00a0€") for value in shown)


def test_the_browser_says_which_where_a_person_lets_it(monkeypatch, visit, practice_home, database):
    app = unfolded(visit(practice_home), "in_numbers")
    app.context["locale"] = "de-AT"
    found = summary(database(), Scope())
    assert numbers(app.run())["Journeys"] == count(found.journeys)
    with writing(style("de-AT")):
        assert numbers(chosen(app, by_locale.BROWSER))["Resolved"] == percent(found.resolved_share)
    app.context["locale"] = "tlh"
    assert numbers(app.run())["Resolved"] == percent(found.resolved_share)


def test_the_office_sets_what_everybody_begins_with(monkeypatch, visit, practice_home):
    monkeypatch.setenv(locales.SETTING, "de-DE")
    app = visit(practice_home, "switching")
    assert all(value.endswith("\u00a0€") for value in numbers(app).values() if "€" in value)


def test_the_choice_is_in_no_address_and_another_session_has_its_own(visit, practice_home):
    app = chosen(visit(practice_home), "de-DE")
    assert by_locale.CHOSEN not in app.query_params
    other = AppTest.from_file(str(FRAME), default_timeout=60).run()
    assert other.selectbox(key=by_locale.CHOSEN).value == by_locale.OFFICE
    assert numbers(other)["Resolved"].endswith("\u00a0%")


def test_a_kept_answer_is_kept_for_its_locale_only():
    asked = []

    @by_locale.kept_by_locale(show_spinner=False)
    def worth(amount: float, _aside: object) -> str:
        asked.append(amount)
        return money(amount, "EUR")

    st.cache_resource.clear()
    found = []
    for code in ("en-GB", "de-DE", "en-GB", "de-DE"):
        with writing(style(code)):
            found.append(worth(1234.5, object()))
    assert found == ["€1,234.50", "1.234,50\u00a0€"] * 2
    assert asked == [1234.5, 1234.5]
    worth.clear()
    worth(1234.5, object())
    assert len(asked) == 3


def test_a_file_is_written_in_the_locale_in_which_it_was_offered():
    with writing(style("de-DE")):
        make = by_locale.handed_on(lambda: money(1234.5, "EUR").encode())
    assert make().decode() == "1.234,50\u00a0€"


def test_a_percent_sign_stays_with_its_number_on_the_screen_and_files_hold_common_spaces():
    with writing(locales.unbroken(style("en-GB"))):
        assert percent(0.125) == "12.5\u00a0%"
        make = by_locale.handed_on(lambda: percent(0.125).encode())
    assert make() == b"12.5 %"
    assert percent(0.125, 0) == "12\u00a0%"
    assert locales.unbroken(style("en-US")) == style("en-US")


def test_what_a_callback_says_is_in_the_persons_locale():
    said = AppTest.from_function(says_in_a_callback)
    said.session_state[by_locale.CHOSEN] = "de-DE"
    said.run()
    said.button[0].click().run()
    assert said.session_state["said"] == "12.345"


def says_in_a_callback():
    import streamlit as st  # noqa: PLC0415

    from core import locales  # noqa: PLC0415
    from core.wording import count  # noqa: PLC0415
    from pages.parts import by_locale  # noqa: PLC0415

    def say():
        st.session_state["said"] = count(12345)

    locales.ask(by_locale.style)
    st.button("Say", on_click=say)


def test_what_is_kept_of_a_measurement_is_the_same_for_everybody(visit, practice_home, database):
    visit(practice_home)
    found = []
    for code in ("en-GB", "de-DE"):
        with writing(style(code)):
            found.append(figures(database(), Scope()).figures)
    assert found[0] == found[1]


@dataclass(frozen=True)
class Question:
    name: str
    days: float


def test_each_question_has_its_own_answer():
    asked = []

    @by_locale.kept_by_locale(show_spinner=False)
    def answer(question, of=1, *, _aside=None):
        asked.append((question, of))
        return len(asked)

    answer.clear()
    one = Question("a", 1.0)
    assert answer(one) == answer(Question("a", 1.0), 1) == answer(one, of=1, _aside=object()) == 1
    assert answer(Question("a", 1.5)) == 2
    assert answer((one, 2)) == 3
    assert answer({"a": one}) == 4
    assert answer(one, of="1") == 5
    assert asked == [(one, 1), (Question("a", 1.5), 1), ((one, 2), 1), ({"a": one}, 1), (one, "1")]


def test_what_can_change_or_has_no_content_is_no_question():
    for value in (pd.DataFrame({"a": range(1000)}), [1], (1, [2]), object(), lambda: 1):
        with pytest.raises(TypeError):
            by_locale.written_out(value)
