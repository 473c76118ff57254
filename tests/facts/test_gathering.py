"""Each fact says yes where it is so, no where it is not, and unknown where the office can't tell."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.access import OPERATOR
from core.datasets import Office
from core.facts import gather
from core.improvement import decisions, items
from core.improvement.decisions import Decision
from core.improvement.items import Item
from core.maturity.evidence import FACTS
from core.maturity.investing import investments
from core.quality import indicators
from core.settings import Settings
from core.workspace import Workspace
from core.workspace.thresholds import set_threshold
from tests.pages.small_office import small_office
from tests.pages.written_office import answered_round

TODAY = datetime.now(UTC).date()


@pytest.fixture
def office(tmp_path):
    small_office(tmp_path)
    opened = Office(Settings(home=tmp_path))
    yield opened
    opened.close_all()


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(tmp_path)
    yield opened
    opened.close()


def test_every_fact_that_a_model_or_an_investment_asks_for_is_gathered(office, workspace):
    asked = {*FACTS, *(condition.fact for one in investments() for condition in one.conditions)}
    assert set(gather(office, workspace, "demo", TODAY)) == asked
    assert set(gather(office, workspace, None, TODAY)) == asked


def test_an_office_without_data_can_not_tell(office, workspace):
    found = gather(office, workspace, None, TODAY)
    for code in ("data_current", "imports_regular", "thresholds_met", "cost_measured", "experience_measured"):
        assert found[code].state == "unknown"
        assert "no data" in found[code].sentence


def test_facts_of_the_data(office, workspace):
    until = office.info("demo").data_until.date()
    found = gather(office, workspace, "demo", until + timedelta(days=30))
    assert (found["data_current"].state, found["cost_measured"].state) == ("yes", "yes")
    assert found["experience_measured"].state == "yes"
    assert found["imports_regular"].state == "no"
    assert (found["sources_stitched"].state, found["data_not_pieced_together"].state) == ("unknown", "no")
    assert found["many_sources"].state == "no"
    assert gather(office, workspace, "demo", until + timedelta(days=31))["data_current"].state == "no"


def test_owners_of_checks(office, workspace):
    assert gather(office, workspace, None, TODAY)["thresholds_owned"].state == "no"
    author = workspace.by(OPERATOR)
    every = [one.code for one in indicators({})]
    set_threshold(author, every[0], 0.5, "Ann", seen_version=0)
    assert gather(office, workspace, None, TODAY)["thresholds_owned"].state == "partly"
    for code in every[1:]:
        set_threshold(author, code, 0.5, "Ann", seen_version=0)
    assert gather(office, workspace, None, TODAY)["thresholds_owned"].state == "yes"


def test_facts_of_the_backlog(office, workspace):
    def state(code):
        return gather(office, workspace, None, TODAY)[code].state

    author = workspace.by(OPERATOR)
    assert (state("issues_owned"), state("backlog_in_time"), state("improvements_exhausted")) == ("unknown",) * 3
    loose = items.save(author, Item("a", "A", TODAY))
    assert (state("issues_owned"), state("backlog_in_time")) == ("no", "no")
    items.save(author, Item("b", "B", TODAY, owner="Ann", due_on=TODAY, service_level_days=5))
    assert (state("issues_owned"), state("backlog_in_time")) == ("partly", "yes")
    items.save(author, Item("c", "C", date(2026, 1, 1), owner="Ann", due_on=TODAY, service_level_days=5))
    assert state("backlog_in_time") == "partly"
    for number in range(5):
        items.save(author, Item(f"d{number}", "D", date(2026, 1, 1), state="done", closed_on=TODAY))
    assert state("improvements_exhausted") == "no"
    for item in items.items(workspace):
        if not item.over:
            items.save(author, items.close_on(Item(**{**vars(item), "state": "dropped"}), TODAY))
    assert state("improvements_exhausted") == "yes"
    assert loose.version == 1


def test_decisions_count_for_three_months(office, workspace):
    author = workspace.by(OPERATOR)
    decisions.save(author, Decision("a", "Old", TODAY - timedelta(days=93), "Board"))
    assert gather(office, workspace, None, TODAY)["decisions_logged"].state == "no"
    decisions.save(author, Decision("b", "New", TODAY - timedelta(days=92), "Board"))
    assert gather(office, workspace, None, TODAY)["decisions_logged"].state == "yes"


def test_the_record_and_the_raters(office, workspace):
    found = gather(office, workspace, None, TODAY)
    assert (found["audit_whole"].state, found["several_raters"].state, found["targets_set"].state) == (
        "unknown",
        "no",
        "no",
    )
    author = workspace.by(OPERATOR)
    answered_round(author, "Few", datetime.now(UTC), people=3)
    assert gather(office, workspace, None, TODAY)["several_raters"].state == "partly"
    answered_round(author, "Many", datetime.now(UTC), people=7)
    found = gather(office, workspace, None, TODAY)
    assert (found["audit_whole"].state, found["several_raters"].state) == ("yes", "yes")
    with workspace.store.engine.begin() as connection:
        connection.exec_driver_sql("update documents set body = '{}' where kind = 'assessment_participation'")
    assert gather(office, workspace, None, TODAY)["audit_whole"].state == "no"
