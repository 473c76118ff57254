"""The page of business cases: what it says is core's, what is changed is checked, and what is signed stays."""

import json
from dataclasses import replace
from datetime import date

import pytest

from core.access import OPERATOR, Person
from core.business_case.case import Case
from core.business_case.result import result
from core.business_case.words import payback_text, rate_text
from core.casebook import freezing, keeping
from core.casebook.approval import decision
from core.casebook.freezing import versions
from core.errors import InvalidInputError
from core.locales import style, writing
from core.wording import money
from core.workspace import Workspace
from pages.parts.case import cards, register
from tests.business_case.cases import given, having, small
from tests.pages.entering import said
from tests.pages.test_pages import everything


def plain_again(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "")


def metrics(app) -> dict[str, str]:
    return {plain_again(one.label): plain_again(one.value) for one in app.metric}


def ranged(**changes: object) -> Case:
    """Return the small case with an input that moves."""
    return having(
        small(), given("journeys_a_year", 1000.0, low=200.0, high=1500.0, distribution="triangular"), **changes
    )


@pytest.fixture
def kept(tmp_path, empty_home):
    """An office with one business case that has all it needs to be signed."""
    workspace = Workspace(empty_home)
    keeping.save(workspace.by(OPERATOR), "c1", ranged(), 0)
    workspace.close()
    return empty_home


@pytest.fixture
def now(kept):
    """What is kept, read past the screen."""
    workspace = Workspace(kept)
    yield lambda: keeping.one(workspace, "c1")
    workspace.close()


def test_the_headline_is_cores(visit, kept):
    app = visit(kept, "business_case", case="c1")
    found = result(ranged())
    shown = metrics(app)
    assert shown["Net present value"] == f"€{found.npv:,.0f}"
    assert shown["Rate of return"] == rate_text(found)
    assert shown["Payback"] == payback_text(found.payback_years)
    assert "Fix billing returns €14,895 over 3 years" in plain_again(everything(app)).replace("**", "")


def test_a_slider_moves_the_result_and_nothing_is_kept_until_saved(visit, kept, now):
    app = visit(kept, "business_case", case="c1")
    app.slider(key="case_slider_c1_journeys_a_year").set_value(1200.0).run()
    moved = result(ranged(), {"journeys_a_year": 1200.0})
    assert metrics(app)["Net present value"] == f"€{moved.npv:,.0f}"
    assert now().version == 1
    app.button(key="case_save").click().run()
    assert now().case.by_code["journeys_a_year"].value == 1200.0
    assert now().version == 2
    assert [one.value for one in app.success] == ["Saved as version 2\\."]
    app.slider(key="case_slider_c1_journeys_a_year").set_value(900.0).run()
    app.button(key="case_undo").click().run()
    assert app.slider(key="case_slider_c1_journeys_a_year").value == 1200.0


def test_of_two_people_who_edit_a_case_neither_loses_what_they_changed(visit, kept, now):
    app = visit(kept, "business_case", case="c1")
    app.slider(key="case_slider_c1_journeys_a_year").set_value(1200.0).run()
    workspace = Workspace(kept)
    theirs = replace(ranged(), title="Fix billing soon")
    keeping.save(workspace.by(Person("Bob", "editor")), "c1", theirs, 1)
    workspace.close()
    app.button(key="case_save").click().run()
    assert now().case == theirs
    assert "Two people edited this" in everything(app)
    assert app.slider(key="case_slider_c1_journeys_a_year").value == 1200.0
    app.button(key="case_mine").click().run()
    app.button(key="case_save").click().run()
    assert now().case.by_code["journeys_a_year"].value == 1200.0
    assert now().version == 3


def test_what_can_not_be_is_said_and_changes_nothing(visit, kept):
    app = visit(kept, "business_case", case="c1", case_part="Assumptions")
    form = next(field for field in app.text_input if field.key.endswith("_title") and "terms" in field.key)
    form.set_value(" ")
    next(button for button in app.button if button.label == "Apply").click().run()
    assert "A case needs a title" in app.error[0].value
    assert metrics(app)["Net present value"] == f"€{result(ranged()).npv:,.0f}"


def test_a_case_is_signed_and_what_is_signed_stays(visit, kept, now):
    app = visit(kept, "business_case", case="c1", case_part="Sign-off")
    app.text_input(key="case_freeze_note").set_value("Please").run()
    app.button(key="case_freeze").click().run()
    workspace = Workspace(kept)
    (frozen,) = versions(workspace, "c1")
    assert (frozen.case, frozen.note) == (ranged(), "Please")
    app.text_input(key="case_decided_by").set_value("Carla CFO")
    next(button for button in app.button if button.label == "Decide").click().run()
    made = decision(workspace, frozen.frozen_id)
    assert (made.choice, made.decided_by) == ("approved", "Carla CFO")
    assert "Version 1 approved by Carla CFO" in plain_again(everything(app))
    keeping.save(workspace.by(OPERATOR), "c1", replace(ranged(), summary="Later"), 1)
    assert versions(workspace, "c1") == (frozen,)
    workspace.close()


def test_a_case_that_lacks_something_is_not_frozen(visit, empty_home):
    workspace = Workspace(empty_home)
    keeping.save(workspace.by(OPERATOR), "c1", having(ranged(), given("people", 2.0, owner="", source="")), 0)
    workspace.close()
    app = visit(empty_home, "business_case", case="c1", case_part="Sign-off")
    assert app.button(key="case_freeze").disabled
    assert "1 of 21 inputs lack a source or an owner: people" in plain_again(everything(app))


def test_a_case_begins_on_the_numbers_of_a_journey_type(visit, practice_home, database):
    app = visit(practice_home, "business_case", journey_type="Billing")
    app.text_input(key="case_new_owner").set_value("Ann")
    app.number_input(key="case_new_dollar").set_value(0.9)
    app.button(key="case_new_begin").click().run()
    workspace = Workspace(practice_home)
    begun = next(one for one in keeping.cases(workspace) if one.case.title == "Fix Billing")
    workspace.close()
    journeys = begun.case.by_code["journeys_a_year"]
    assert journeys.evidence == "measured"
    assert journeys.figure.population.startswith("journeys")
    assert begun.case.journey_types == ("Billing",)
    assert json.dumps(dict(app.query_params)).count(begun.case_id) == 1


def test_a_viewer_may_try_values_and_comment_and_save_nothing(enter, monkeypatch, kept):
    monkeypatch.setenv("JOURNEY_OFFICE_ROLE_CLAIM", "roles")
    app = enter(kept, "business_case", said("viewer", roles=["viewer"]), case="c1")
    assert "case_save" not in {button.key for button in app.button}
    assert "can't save" in plain_again(everything(app))
    app.slider(key="case_slider_c1_journeys_a_year").set_value(1200.0).run()
    assert metrics(app)["Net present value"] == f"€{result(ranged(), {'journeys_a_year': 1200.0}).npv:,.0f}"


def edited(case: Case, **cells: object) -> Case:
    return register.with_edits(case, {"discount_rate": cells}, date(2027, 2, 3))


def test_the_register_is_typed_in_percent_and_what_is_typed_is_assumed():
    case = edited(ranged(), Value=8.0)
    one = case.by_code["discount_rate"]
    assert (one.value, one.evidence, one.as_of) == (0.08, "assumed", date(2027, 2, 3))
    wide = edited(case, Low=6.0, High=12.0).by_code["discount_rate"]
    assert (wide.low, wide.high, wide.distribution) == (0.06, 0.12, "triangular")
    fixed = edited(having(case, wide), Low=None).by_code["discount_rate"]
    assert (fixed.low, fixed.distribution) == (None, "fixed")
    assert edited(case, Owner="Bob", Source="The bank").by_code["discount_rate"].owner == "Bob"
    for cells, sentence in (
        ({"Value": None}, "needs a value"),
        ({"Value": -200.0}, "typed as -200 %"),
        ({"Low": 20.0}, "Low is"),
    ):
        with pytest.raises(InvalidInputError, match=sentence):
            edited(case, **cells)


def test_a_case_stands_beside_its_frozen_version_and_another_case(visit, kept):
    workspace = Workspace(kept)
    author = workspace.by(OPERATOR)
    freezing.freeze(author, "c1", 1, "", {})
    keeping.save(author, "c2", replace(ranged(), title="Fix outages", costs=ranged().costs[1:]), 0)
    workspace.close()
    app = visit(kept, "business_case", case="c1", case_part="Scenarios")
    app.selectbox(key="case_beside").select("c1/1").run()
    assert "Nothing is said otherwise." in plain_again(everything(app))
    app.selectbox(key="case_beside").select("c2").run()
    both = next(one.value for one in app.dataframe if "Fix outages" in one.value.columns)
    assert list(both.columns[1:]) == ["Fix outages", "This case"]
    assert both["This case"].iloc[0] == money(result(ranged()).npv, "EUR")
    assert not app.exception


def test_a_link_to_a_case_that_is_gone_shows_the_list(visit, kept):
    app = visit(kept, "business_case", case="gone")
    assert app.dataframe[0].value["Case"].tolist() == [ranged().title]
    assert [one.proto.expanded for one in app.expander if one.label == "Business cases"] == [True]


def test_thousands_on_a_card_are_written_by_the_locale():
    with writing(style("de-DE")):
        assert cards._short(-561_729.0, "EUR").replace("\u00a0", " ") == "-562k €".replace("-", "−")
