"""Metrics of real public files against plain pandas on the file itself."""

from pathlib import Path

import pandas as pd
import pytest

from core.datasets import Office
from core.glossary.shipped import shipped
from core.intake.imports import Upload, import_file
from core.intake.plan import Dialect, Mapping, ReadingPlan
from core.scope import Scope
from core.scorecard.reading import value_of
from core.scorecard.scorecard import Scorecard, scorecard
from core.settings import Settings

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
ALL = tuple(shipped().values())
SOLVED, UNSOLVED = ("Resolved", "Closed"), ("New", "Active", "Awaiting User Info", "Awaiting Vendor")


@pytest.fixture(scope="module")
def incidents(real_data: Path, tmp_path_factory):
    file = real_data / "servicenow_incidents.parquet"
    office = Office(Settings(home=tmp_path_factory.mktemp("real"), memory_limit_mb=512))
    columns = {"journey_id": "number", "customer_id": "caller_id", "occurred_at": "sys_updated_at",
               "channel": "contact_type", "activity": "incident_state", "issue": "category",
               "team": "assignment_group", "outcome": "incident_state"}  # fmt: skip
    mapping = Mapping(
        source="servicenow", columns=columns, keep_repeats=True, resolved_values=SOLVED, unresolved_values=UNSOLVED
    )
    dataset = office.create("ServiceNow")
    import_file(office, dataset, Upload.of(file), ReadingPlan(Dialect(format="parquet"), mapping))
    card = scorecard(office.open(dataset), Scope(), ALL, {})
    rows = pd.read_parquet(file).sort_values(["number", "sys_updated_at", "file_row"]).reset_index(drop=True)
    rows["month"] = rows.groupby("number").sys_updated_at.transform("min").dt.to_period("M")
    yield card, rows
    office.close_all()


def by_month(card: Scorecard, code: str) -> dict[pd.Period, float]:
    line = card.of(code)
    return {pd.Period(one.period.first_day, "M"): value_of(line.metric, one.pairs) for one in line.readings}


def compare(card: Scorecard, code: str, wanted: "pd.Series[float]") -> None:
    found = by_month(card, code)
    assert found
    for month, value in found.items():
        assert value == pytest.approx(wanted[month]), month


def test_how_many_incidents_were_opened(incidents):
    card, rows = incidents
    assert card.journeys == 24_918
    compare(card, "volume", rows.drop_duplicates("number").groupby("month").size())


def test_how_many_were_resolved_and_how_long_it_took(incidents):
    card, rows = incidents
    known = rows[rows.incident_state.isin(SOLVED + UNSOLVED)]
    last = known.drop_duplicates("number", keep="last").set_index("number")
    solved = last.incident_state.isin(SOLVED)
    compare(card, "resolution", solved.groupby(last.month).mean())
    times = rows.groupby("number").sys_updated_at
    days = (times.max() - times.min()).dt.total_seconds()[solved[solved].index] / 86_400
    compare(card, "cycle_time", days.groupby(last.month[solved]).mean())


def test_how_many_were_handed_to_another_group(incidents):
    card, rows = incidents
    groups = rows.groupby("number").assignment_group.nunique()
    months = rows.drop_duplicates("number").set_index("number").month
    known = groups[groups > 0]
    compare(card, "transfer_rate", (known > 1).groupby(months[known.index]).mean())


def test_how_many_came_back_to_a_state_they_had_left(incidents):
    card, rows = incidents
    first = rows.incident_state.ne(rows.incident_state.shift()) | rows.number.ne(rows.number.shift())
    runs = rows[first].groupby("number").incident_state
    again = runs.size() > runs.nunique()
    compare(card, "rework", again.groupby(rows.drop_duplicates("number").set_index("number").month).mean())


def test_what_the_file_lacks_is_not_available(incidents):
    card, _ = incidents
    for code in ("csat", "ces", "nps", "cost_per_resolution", "handle_time", "sla_compliance", "retention"):
        assert card.of(code).why_not, code
        assert card.of(code).latest is None
