"""What was planted in the synthetic company is found, and what was not is not."""

from datetime import date, timedelta

import pytest

from core.access import OPERATOR, Person
from core.datasets import Office
from core.errors import AccessDeniedError, ConflictError, InvalidInputError
from core.glossary.reported import Report, ReportedMonth
from core.glossary.shipped import shipped
from core.scope import Scope
from core.scorecard.changed import DIMENSIONS, changed, labels
from core.scorecard.conflicts import Ruling, cases, conflicts, rule, rulings
from core.scorecard.counting import counted
from core.scorecard.findings import changed_finding, conflict_finding, line_finding, scorecard_finding
from core.scorecard.scorecard import scorecard
from core.settings import Settings
from core.workspace import Workspace
from data.demo import Company, Planted
from data.demo.load import load_demo

ALL = tuple(shipped().values())
TODAY = date(2026, 7, 1)


@pytest.fixture(scope="module")
def card(company):
    return scorecard(company, Scope(), ALL, {})


@pytest.fixture(scope="module")
def taken_apart(company, card):
    line = card.of("handle_time")
    groups = [counted(company, Scope(), "month", by, (line.metric,)) for by in DIMENSIONS]
    return changed(line, groups, labels(company))


def test_the_drive_for_speed_is_seen_as_a_conflict(card):
    found = conflicts(card)
    assert [one.pair for one in found] == ["handle_time|csat"]
    assert card.of("handle_time").movement == "better"
    assert card.of("csat").movement == "worse"
    told = conflict_finding(found[0], "EUR").text()
    assert told.startswith("Handle time got better while CSAT got worse.")
    assert "Associated, not caused" in told


def test_the_control_chart_signals_from_the_month_it_began(card):
    line = card.of("handle_time")
    assert line.judged[min(one.first for one in line.signals)].period.first_day >= date(2026, 2, 1)
    assert max(one.last for one in line.signals) == len(line.judged) - 1
    assert line_finding(line, "EUR").point.endswith("got better.")


def test_what_cannot_be_compared_is_not_called_steady(company):
    few = scorecard(company, Scope(period_from=date(2026, 6, 1)), ALL, {})
    assert {line.movement for line in few.lines} == {"not known"}
    assert "not known yet" in scorecard_finding(few, ()).text()


def test_nothing_else_is_said_to_have_moved(card):
    moved = {line.metric.code for line in card.lines if line.movement in ("better", "worse")}
    assert moved == {"handle_time", "csat", "csat_mean"}
    assert "Handle time got better; CSAT and Mean CSAT answer got worse" in scorecard_finding(card, ()).text()


def test_the_channel_of_the_drive_is_what_contributes_most(taken_apart):
    assert taken_apart.sharpest.label == "Phone"
    assert "channel Phone contributes most for its weight" in changed_finding(taken_apart, "EUR").text()


def test_the_parts_of_each_dimension_add_up_to_the_change(taken_apart):
    assert set(taken_apart.parts) == set(DIMENSIONS)
    for parts in taken_apart.parts.values():
        assert sum(part.contribution.total for part in parts) == pytest.approx(taken_apart.difference)


@pytest.mark.parametrize("code", ["volume", "nps", "cost_per_resolution", "csat", "backlog_age", "retention"])
def test_every_kind_of_figure_can_be_taken_apart(company, card, code):
    line = card.of(code)
    groups = [counted(company, Scope(), "month", by, (line.metric,)) for by in ("issue", "last_step")]
    found = changed(line, groups, labels(company))
    for parts in found.parts.values():
        assert sum(part.contribution.total for part in parts) == pytest.approx(found.difference, abs=1e-9)


def test_without_a_drive_nothing_moves_and_nothing_conflicts(tmp_path):
    office = Office(Settings(home=tmp_path))
    load_demo(office, Company(seed=1, journeys=4_000, planted=Planted(drive_handle_factor=1.0, drive_csat=0.0)))
    calm = scorecard(office.open("demo"), Scope(), ALL, {})
    assert [line.metric.code for line in calm.lines if line.movement in ("better", "worse")] == []
    assert conflicts(calm) == ()
    office.close_all()


def test_a_period_is_judged_only_once_it_has_settled(company, card):
    until = card.source.data_until
    for line in card.lines:
        for one in line.judged:
            assert card.source.settled_on(line.metric, one.period) <= until
    assert card.of("volume").latest.period.first_day == date(2026, 6, 1)
    assert card.of("resolution").latest.period.first_day == date(2026, 5, 1)
    assert card.of("retention").latest.period.last_day <= until - timedelta(days=90)


def test_answers_off_the_scale_are_refused_and_not_averaged(tmp_path):
    office = Office(Settings(home=tmp_path))
    load_demo(office, Company(seed=3, journeys=2_000))
    database = office.open("demo")
    with database.write() as transaction:
        transaction.execute("update journeys set csat = 10 where csat = 5")
    lines = scorecard(database, Scope(), ALL, {})
    assert "lie outside of 1 to 5" in lines.of("csat").why_not
    assert lines.of("csat").latest is None
    assert lines.of("ces").why_not == ""
    office.close_all()


def test_reported_figures_are_by_month_and_for_the_whole_office(company):
    months = tuple(ReportedMonth(date(2025, month, 1), 360, 400) for month in range(1, 13))
    report = {"qa_pass": Report("qa_pass", months, "QA tool")}
    line = scorecard(company, Scope(), ALL, report).of("qa_pass")
    assert (line.latest.estimate.value, line.latest.estimate.n) == (0.9, 400)
    assert line.latest.period.first_day == date(2025, 12, 1)
    assert "Take the filters off" in scorecard(company, Scope(issues=("Refund",)), ALL, report).of("qa_pass").why_not
    assert "Choose months" in scorecard(company, Scope(), ALL, report, "week").of("qa_pass").why_not
    assert "Nobody has reported" in scorecard(company, Scope(), ALL, {}).of("qa_pass").why_not


def test_a_scope_without_journeys_says_why_each_figure_is_missing(company):
    empty = scorecard(company, Scope(period_from=date(2026, 6, 30), issues=("Refund",), regions=("Coast",)), ALL, {})
    assert all(line.why_not for line in empty.lines)
    assert scorecard_finding(empty, ()).point == "No figure can be given for this scope."


def test_a_ruling_holds_until_its_day_and_only_for_its_pair(card, tmp_path):
    workspace = Workspace(tmp_path)
    author = workspace.by(OPERATOR)
    conflict = conflicts(card)[0]
    ruling = Ruling(conflict.pair, "CSAT counts.", "Head of service", TODAY + timedelta(days=30), "5:25 to 5:10")
    kept = rule(author, "demo", ruling, TODAY)
    assert rulings(workspace, "demo") == {conflict.pair: kept}
    assert rulings(workspace, "other") == {}
    ruled = rulings(workspace, "demo")
    assert cases((conflict,), ruled, TODAY + timedelta(days=30))[0].status == "ruled"
    assert cases((conflict,), ruled, TODAY + timedelta(days=31))[0].status == "run out"
    assert cases((conflict,), {"csat|handle_time": kept}, TODAY)[0].status == "open"
    with pytest.raises(ConflictError):
        rule(author, "demo", Ruling(conflict.pair, "Handle time counts.", "Head", TODAY, ""), TODAY)
    with pytest.raises(InvalidInputError, match="a year from now"):
        rule(author, "demo", Ruling(conflict.pair, "For ever.", "Head", TODAY + timedelta(days=400), ""), TODAY)
    with pytest.raises(AccessDeniedError):
        rule(workspace.by(Person("Vera", "viewer")), "demo", kept, TODAY)
    workspace.close()
