"""The page of initiatives: ranks as core says, missing as missing, moves with a reason, a plan and its decision."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from core.access import OPERATOR
from core.errors import InvalidInputError
from core.improvement import decisions, items
from core.improvement.items import Item
from core.planning import estimates, plan
from core.planning.estimates import KeptEstimate
from core.planning.example import load_example
from core.planning.joining import joined
from core.planning.options import problem
from core.portfolio.schedule import schedule
from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, MoneyInputs, RiceInputs
from core.wording import count, money
from core.workspace import Workspace
from pages.parts.plan.plan_form import _teams
from tests.pages.entering import said
from tests.pages.test_pages import everything

TODAY = datetime.now(UTC).date()


def plain_again(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "").replace("**", "")


def initiative(name: str, reach: float, effort: float, **more: object) -> Initiative:
    rice = RiceInputs(Estimate(reach, reach * 0.5, reach * 1.5), Estimate(1), Estimate(0.8))
    return Initiative(name, name, rice=rice, effort=Estimate(effort), **more)  # type: ignore[arg-type]


@pytest.fixture
def planned(empty_home):
    """An office with three initiatives, one of them without any estimate, and its workspace to look into."""
    workspace = Workspace(empty_home)
    author = workspace.by(OPERATOR)
    for name in ("a", "b", "c"):
        items.save(author, Item(name, f"Item {name}", date(2026, 1, 1)))
    cash = MoneyInputs("EUR", cost=Estimate(40_000), value=Estimate(90_000))
    first = initiative("a", 900, 2, ice=IceInputs(Estimate(5), Estimate(5), Estimate(5)), money=cash, lever="cost",
                       duration_months=Estimate(3))  # fmt: skip
    estimates.save(author, KeptEstimate(first, owner="Ann"))
    estimates.save(author, KeptEstimate(initiative("b", 500, 4), owner="Ann"))
    yield empty_home, workspace
    workspace.close()


def test_ranks_are_cores_and_what_is_missing_is_said(visit, planned):
    app = visit(planned[0], "initiatives")
    table = app.dataframe[0].value.set_index("Initiative")
    assert list(table["RICE"]) == ["1", "2", "missing: reach, impact, confidence, effort"]
    assert table.loc["Item b", "ICE"] == "missing: ICE impact, ICE confidence, ease"
    assert "By RICE, Item a comes first. 1 of 3 lack an input." in plain_again(everything(app))
    assert "The order" in plain_again(everything(app))


def test_a_move_needs_a_reason_and_is_kept_with_it(visit, planned):
    home, workspace = planned
    app = visit(home, "initiatives", plan_part="Effort and impact")
    kept = estimates.estimate(workspace, "a")
    typed = {"edited_rows": {0: {"Impact": 2.0}}, "added_rows": [], "deleted_rows": []}
    known = app.session_state._state.filtered_state
    table = next(key for key in known if key.startswith("plan_moves_"))
    app.session_state[table] = typed
    app.button(key="plan_move").click().run()
    assert "Say why it moves" in app.error[0].value
    assert estimates.estimate(workspace, "a") == kept
    app.session_state[table] = typed
    app.text_input(key="plan_move_reason").set_value("Customers told us")
    app.button(key="plan_move").click().run()
    assert estimates.estimate(workspace, "a").initiative.rice.impact == Estimate(2.0)
    assert estimates.changes(workspace, "a")[0].reason == "Customers told us"


def test_a_plan_is_kept_solved_and_decided_on(visit, planned):
    home, workspace = planned
    app = visit(home, "initiatives", plan_part="Plan")
    app.text_input(key="plan_new_0_name").set_value("2027")
    app.number_input(key="plan_new_0_budget").set_value(50_000.0)
    next(button for button in app.button if button.label == "Keep the plan").click().run()
    (kept,) = plan.plans(workspace)
    assert (kept.name, kept.budget, kept.currency) == ("2027", 50_000.0, kept.currency)
    asked = problem(joined(workspace), kept, "scheduled")
    found = schedule(asked.options, asked.constraints)
    shown = plain_again(everything(app))
    assert f"Do {count(len(found.chosen))} of them, worth {money(found.value, kept.currency)}" in shown
    assert found.chosen == ("a",)
    app.text_input(key="plan_decided_by").set_value("Board")
    app.text_input(key="plan_decided_why").set_value("It pays at once.")
    next(button for button in app.button if button.label == "Log the decision").click().run()
    (logged,) = decisions.decisions(workspace)
    assert logged.title.startswith("Plan 2027: do 1 initiative")
    assert (logged.decided_by, logged.decided_on) == ("Board", TODAY)
    assert "It pays at once." in logged.reason


def test_the_example_is_loaded_by_hand_marked_and_taken_away(visit, empty_home):
    app = visit(empty_home, "initiatives")
    assert "There is no initiative yet" in plain_again(everything(app))
    app.button(key="plan_example").click().run()
    assert "12 of these are examples, not real" in plain_again(everything(app))
    assert all(name.startswith("Example: ") for name in app.dataframe[0].value["Initiative"])
    app.button(key="plan_less_example").click().run()
    assert "There is no initiative yet" in plain_again(everything(app))


@pytest.mark.parametrize("part", ["Ranking", "Effort and impact", "Plan", "How we score"])
def test_a_viewer_sees_each_part_and_changes_nothing(enter, monkeypatch, empty_home, part):
    monkeypatch.setenv("JOURNEY_OFFICE_ROLE_CLAIM", "roles")
    workspace = Workspace(empty_home)
    load_example(workspace.by(OPERATOR))
    workspace.close()
    app = enter(empty_home, "initiatives", said("viewer", roles=["viewer"]), plan_part=part)
    assert not app.exception
    assert not {"Keep the plan", "Move them", "Keep it", "Remove the example"} & {one.label for one in app.button}


def test_the_chosen_estimate_opens_by_its_link(visit, planned):
    home, workspace = planned
    app = visit(home, "initiatives", initiative="a")
    owner = next(field for field in app.text_input if field.key.endswith("_owner"))
    assert owner.value == "Ann"
    next(field for field in app.text_input if field.key.endswith("_teams")).set_value("IT: x")
    next(button for button in app.button if button.label == "Save the estimate").click().run()
    assert "'IT: x' is no team" in plain_again(app.error[0].value)
    next(field for field in app.text_input if field.key.endswith("_teams")).set_value("IT: 1.5, Service: 0.5")
    next(field for field in app.text_input if field.key.endswith("_reason")).set_value("Asked the teams")
    next(button for button in app.button if button.label == "Save the estimate").click().run()
    assert [one.value for one in app.success] == ["The estimate is kept\\."]
    kept = estimates.estimate(workspace, "a")
    assert kept.initiative.effort_by_team == (("IT", 1.5), ("Service", 0.5))
    assert estimates.changes(workspace, "a")[0].reason == "Asked the teams"
    assert kept.initiative.rice == initiative("a", 900, 2).rice


def test_teams_are_read_as_the_table_has_them():
    before = pd.DataFrame([("IT", 6.0, 3.0)], columns=["Team", "Q1", "Q2"])

    def read(quarters=2, **edits):
        return _teams(before, {"edited_rows": {}, "added_rows": [], "deleted_rows": []} | edits, quarters)

    assert read(3) == {"IT": (6.0, 3.0, 3.0)}
    assert read(edited_rows={0: {"Q2": None}}, added_rows=[{"Team": "Service", "Q1": 2.0}, {}]) == {
        "IT": (6.0, 6.0),
        "Service": (2.0, 2.0),
    }
    assert read(deleted_rows=[0]) == {}
    with pytest.raises(InvalidInputError, match="does Data have in Q1"):
        read(added_rows=[{"Team": "Data"}])
    with pytest.raises(InvalidInputError, match="has no team"):
        read(added_rows=[{"Q1": 2.0}])
