"""The scorecard through the real frame: what it says is what core says, and a ruling is kept with a name."""

from datetime import date, datetime, timedelta

import pytest

from core.access import OPERATOR
from core.glossary.shipped import shipped
from core.scope import Scope
from core.scorecard.scorecard import scorecard
from core.wording import percent
from core.workspace import Workspace
from core.workspace.documents import Author
from tests.pages.driven_office import driven_office
from tests.pages.entering import buttons, words

CALM = "No two figures that must be read together moved apart beyond noise."


@pytest.fixture(scope="module")
def driven_home(tmp_path_factory):
    return driven_office(tmp_path_factory.mktemp("driven"))


def table(app):
    return next(frame.value for frame in app.dataframe if "To target" in frame.value.columns)


def test_every_governed_figure_is_on_it_with_an_owner_and_a_target(visit, practice_home):
    app = visit(practice_home, "scorecard")
    rows = table(app)
    assert set(rows["Figure"]) == {metric.name for metric in shipped().values()}
    assert (rows["Owner"] != "").all()
    assert (rows["Target"] != "").all()
    assert list(rows["Side"]) == sorted(rows["Side"], reverse=True)


def test_what_it_shows_is_what_core_says(visit, driven_home, database):
    app = visit(driven_home, "scorecard")
    rows = table(app).set_index("Figure")
    card = scorecard(database(), Scope(), tuple(shipped().values()), {})
    assert rows.loc["SLA compliance", "Latest"] == percent(card.of("sla_compliance").latest.estimate.value)
    assert rows.loc["Handle time", "Moved"] == "better"
    assert rows.loc["CSAT", "Moved"] == "worse"
    assert rows.loc["QA pass rate", "Why not"] == "Nobody has reported figures for it yet."


def test_handle_time_is_shown_with_satisfaction_beside_it(visit, driven_home):
    app = visit(driven_home, "scorecard", metric="handle_time")
    assert "Read beside it: **CSAT**" in words(app)
    assert "channel Phone contributes most for its weight" in words(app)


@pytest.mark.parametrize("shown", ["Weeks", "Months"])
def test_weeks_and_rules_are_in_the_address(visit, practice_home, shown):
    app = visit(practice_home, "scorecard", periods_by=shown, rules="Nelson")
    assert not app.exception
    known_to = table(app).set_index("Figure").loc["Journeys", "Known to"]
    last = datetime.strptime(known_to, "%d %b %Y").date()
    assert (last.weekday() == 6) if shown == "Weeks" else ((last + timedelta(days=1)).day == 1)
    assert CALM in words(app)


# one of each way of counting: a count, a share, a mean, ratios of cost and of contacts, open cases, customers, a report
KINDS = ("volume", "csat", "nps", "cost_per_resolution", "handle_time", "backlog_age", "retention", "qa_pass")


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_of_figure_opens(visit, practice_home, code):
    app = visit(practice_home, "scorecard", metric=code)
    assert not app.exception
    assert shipped()[code].formula[:30] in words(app)


def test_a_conflict_is_ruled_on_and_the_ruling_is_kept(visit, driven_home):
    app = visit(driven_home, "scorecard")
    assert "Handle time got better while CSAT got worse." in words(app)
    assert "No ruling yet" in words(app)
    name = "rule_handle_time|csat"
    app.text_area(key=f"{name}_decision").input("CSAT counts: the drive stops on phones.")
    app.text_input(key=f"{name}_decided_by").input("Head of service")
    next(one for one in app.button if one.label == "Keep the ruling").click().run()
    assert not app.exception
    assert "Ruling** by Head of service, holds until" in words(app)
    workspace = Workspace(driven_home)
    kept = workspace.find("conflict_ruling", "demo:handle_time|csat")
    assert kept.body["decision"] == "CSAT counts: the drive stops on phones."
    assert "Handle time" in kept.body["figures"]
    workspace.by(OPERATOR).remove("conflict_ruling", kept.key, seen_version=kept.version)
    workspace.close()


def test_a_ruling_for_ever_is_refused_and_nothing_typed_is_lost(visit, driven_home):
    app = visit(driven_home, "scorecard")
    name = "rule_handle_time|csat"
    app.text_area(key=f"{name}_decision").input("CSAT counts.")
    app.text_input(key=f"{name}_decided_by").input("Head of service")
    app.date_input(key=f"{name}_until").set_value(date.today() + timedelta(days=800))
    next(one for one in app.button if one.label == "Keep the ruling").click().run()
    assert any("a year from now" in one.value.replace("\\", "") for one in app.error)
    assert app.text_area(key=f"{name}_decision").value == "CSAT counts."


def test_a_ruling_somebody_else_made_meanwhile_is_not_overwritten(visit, driven_home):
    app = visit(driven_home, "scorecard")
    workspace = Workspace(driven_home)
    body = {"title": "t", "pair": "handle_time|csat", "decision": "Speed counts.", "decided_by": "Ops",
            "until": (date.today() + timedelta(days=9)).isoformat(), "figures": ""}  # fmt: skip
    author: Author = workspace.by(OPERATOR)
    theirs = author.put("conflict_ruling", "demo:handle_time|csat", body, seen_version=0)
    name = "rule_handle_time|csat"
    app.text_area(key=f"{name}_decision").input("CSAT counts.")
    app.text_input(key=f"{name}_decided_by").input("Head of service")
    next(one for one in app.button if one.label == "Keep the ruling").click().run()
    assert "Two people edited this." in words(app)
    assert workspace.find("conflict_ruling", theirs.key).body["decision"] == "Speed counts."
    author.remove("conflict_ruling", theirs.key, seen_version=theirs.version)
    workspace.close()


def test_a_viewer_reads_the_conflict_and_cannot_rule(visit, driven_home, monkeypatch):
    from pages.parts import access  # noqa: PLC0415

    monkeypatch.setattr(access, "may", lambda action: action == "look")
    app = visit(driven_home, "scorecard")
    assert "No ruling yet" in words(app)
    assert "Keep the ruling" not in buttons(app)
