"""The page of priorities: the proposal is core's, judgements are kept with a reason, and missing is missing."""

from dataclasses import replace

import pytest

from core.access import OPERATOR
from core.errors import ConflictError
from core.measured.journey_types import journey_types
from core.measured.subjects import types_as_subjects
from core.planning.judgements import Judgements, judgements, save
from core.priorities import journeys
from core.priorities.estimate import Estimate
from core.priorities.starting import start_with
from core.scope import Scope
from core.workspace import Workspace
from tests.pages.entering import said
from tests.pages.small_office import small_office
from tests.pages.test_pages import everything


def plain_again(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "").replace("**", "")


@pytest.fixture
def own_home(tmp_path):
    small_office(tmp_path)
    return tmp_path


def test_the_proposal_and_the_ranks_are_cores(visit, practice_home, database):
    app = visit(practice_home, "priorities")
    scoring = journeys.scored(types_as_subjects(journey_types(database(), Scope())))
    proposal = start_with(scoring, 0.0)
    shown = plain_again(everything(app))
    assert " ".join(proposal.why) in shown
    for sentence in proposal.would_change:
        assert sentence in shown
    table = app.dataframe[0].value
    assert list(table["Name"]) == [row.subject.name for row in scoring.rows]
    totals = [float("nan") if row.total is None else row.total for row in scoring.rows]
    assert list(table["Score"]) == pytest.approx(totals, nan_ok=True)


def test_a_judgement_is_kept_with_its_reason_and_changes_the_choice(visit, own_home, database):
    app = visit(own_home, "priorities")
    workspace = Workspace(own_home)
    names = [one.subject_id for one in types_as_subjects(journey_types(database(), Scope()))]
    key = "judge_journey types_demo_0"
    typed = {"edited_rows": {n: {"Feasibility": 1.0 if n == 0 else 5.0} for n in range(len(names))}, "added_rows": [],
             "deleted_rows": []}  # fmt: skip
    app.session_state[app.get("data_editor")[0].key] = typed
    app.button(key=f"{key}_keep").click().run()
    assert "Say why" in app.error[0].value
    assert judgements(workspace, "journey types", "demo").version == 0
    app.session_state[app.get("data_editor")[0].key] = typed
    app.text_input(key=f"{key}_reason").set_value("The systems are old")
    app.button(key=f"{key}_keep").click().run()
    kept = judgements(workspace, "journey types", "demo")
    workspace.close()
    assert (kept.reason, kept.judged[names[0], "feasibility"]) == ("The systems are old", Estimate(1.0))
    assert f"Start with {names[0]}" not in plain_again(everything(app))


def test_what_is_typed_of_one_journey_type_is_not_kept_of_another(visit, own_home):
    app = visit(own_home, "priorities", issue="Delivery")
    typed = {"edited_rows": {0: {"Feasibility": 1.0}}, "added_rows": [], "deleted_rows": []}
    app.session_state[app.get("data_editor")[0].key] = typed
    app.run()
    assert app.session_state[app.get("data_editor")[0].key]["edited_rows"] == typed["edited_rows"]
    app.session_state["issue"] = ["Billing"]
    app.run()
    assert list(app.get("data_editor")[0].value["Name"]) == ["Billing"]
    app.text_input(key="judge_journey types_demo_0_reason").set_value("The systems are old")
    app.button(key="judge_journey types_demo_0_keep").click().run()
    workspace = Workspace(own_home)
    kept = judgements(workspace, "journey types", "demo")
    workspace.close()
    assert (kept.reason, kept.judged) == ("The systems are old", {})


@pytest.mark.parametrize("part", ["Journey types", "Touchpoints"])
def test_a_viewer_sees_both_parts_and_judges_nothing(enter, monkeypatch, practice_home, part):
    monkeypatch.setenv("JOURNEY_OFFICE_ROLE_CLAIM", "roles")
    app = enter(practice_home, "priorities", said("viewer", roles=["viewer"]), priority_part=part)
    assert not app.exception
    assert "The score and its parts" in everything(app)
    assert not {"Keep the judgements"} & {one.label for one in app.button}


def test_a_scope_without_types_says_so(visit, practice_home):
    app = visit(practice_home, "priorities", **{"from": "1990-01-01", "to": "1990-01-02"})
    assert not app.exception


def test_judgements_are_one_for_each_dataset_and_conflicts_are_refused(tmp_path):
    workspace = Workspace(tmp_path)
    author = workspace.by(OPERATOR)
    first = save(author, Judgements("journey types", "a", {("Billing", "feasibility"): Estimate(4, 3, 5)}, {"x": 2.0},
                                    ("Billing",), 0.25, "why"))  # fmt: skip
    assert judgements(workspace, "journey types", "a") == first
    assert judgements(workspace, "touchpoints", "a").version == judgements(workspace, "journey types", "b").version == 0
    save(author, replace(first, reason="again"))
    with pytest.raises(ConflictError):
        save(author, first)
    workspace.close()
