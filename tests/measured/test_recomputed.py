"""On a synthetic company: every figure against plain pandas, and against the pages it is taken over from."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from core.engine import Database
from core.errors import DataBusyError, InvalidInputError
from core.measured import JourneyTypeFigures, figures, journey_type
from core.measured.a_year import customers_a_year, value_per_customer
from core.measured.about import About
from core.measured.calculate import growth_a_year
from core.numbers.unavailable import Unavailable
from core.retention.adjusted import adjusted
from core.retention.basis import usual_question
from core.scope import Scope
from core.switching.adjusted import extra_channel
from core.switching.question import ExtraChannelQuestion
from tests.measured.conftest import Build
from tests.measured.meanwhile import changing
from tests.measured.test_by_hand import ROWS

ISSUE = "Billing dispute"
SCOPES = {
    "everything": (Scope(), None),
    "one type": (Scope(), ISSUE),
    "one type in a region since March": (Scope(date(2025, 3, 10), regions=("North", "South")), ISSUE),
}


def rows_of(database: Database, scope: Scope, issue: str | None) -> pd.DataFrame:
    labels = database.read("select kind, code, label from labels").rows
    rows = database.read("select * from journeys").rows
    for kind in ("issue", "region"):
        names = labels[labels.kind == kind].set_index("code").label
        rows[kind] = rows[f"{kind}_code"].map(names)
    rows["day"] = rows.started_on.dt.date
    kept = (rows.issue == issue) | (issue is None)
    kept &= rows.region.isin(scope.regions) | (not scope.regions)
    return rows[kept & ((scope.period_from is None) | (rows.day >= (scope.period_from or date(1, 1, 1))))]


def mean_of(values: pd.Series) -> tuple[float, float, float, int]:
    known = values.dropna().astype(float)
    low, high = stats.t.interval(0.95, len(known) - 1, known.mean(), stats.sem(known))
    return known.mean(), low, high, len(known)


def share_of(values: pd.Series) -> tuple[float, float, float, int]:
    known = values.dropna().astype(bool)
    low, high = proportion_confint(known.sum(), len(known), method="wilson")
    return known.mean(), low, high, len(known)


@pytest.fixture(scope="module", params=SCOPES)
def both(company: Database, request: pytest.FixtureRequest) -> tuple[JourneyTypeFigures, pd.DataFrame, Database]:
    scope, issue = SCOPES[request.param]
    return figures(company, scope, issue), rows_of(company, scope, issue), company


def numbers(found: JourneyTypeFigures, code: str) -> tuple[float | None, ...]:
    one = found.figures[code]
    return one.value, one.low, one.high, one.n


def test_means_and_shares(both) -> None:
    found, rows, database = both
    until = database.read("select data_until from dataset").rows.data_until[0]
    seen = rows[rows.customer_key.notna() & (rows.ended_at <= until - pd.Timedelta(days=30))]
    back = seen.seconds_to_next.astype(float).fillna(np.inf) <= 30 * 86400
    wanted = {
        "resolved_share": share_of(rows.resolved),
        "repeat_share": share_of(back),
        "several_channels_share": share_of(rows.channels_used > 1),
        "contacts_per_journey": mean_of(rows.interactions),
        "channels_per_journey": mean_of(rows.channels_used),
        "extra_channels_per_journey": mean_of(rows.channels_used.astype(int) - 1),
        "cost_per_journey": mean_of(rows.cost),
    }
    for code, each in wanted.items():
        assert numbers(found, code) == pytest.approx(each, rel=1e-9), code
    known = rows[rows.cost.notna()]
    cost = found.figures["cost_per_resolution"]
    assert cost.value == pytest.approx(known.cost.sum() / known.resolved.sum())
    assert cost.low < cost.value < cost.high


def test_handle_time(both) -> None:
    found, rows, database = both
    steps = database.read("select journey_key, handle_seconds from steps").rows
    steps = steps[steps.journey_key.isin(rows.journey_key) & steps.handle_seconds.notna()]
    one = found.figures["handle_hours_per_contact"]
    assert (one.value, one.n) == pytest.approx((steps.handle_seconds.mean() / 3600, len(steps)))
    rng, seconds = (
        np.random.default_rng(1),
        steps.groupby("journey_key").handle_seconds.agg(["sum", "count"]).to_numpy(),
    )
    drawn = seconds[rng.integers(0, len(seconds), (400, len(seconds)))].sum(axis=1)
    spread = (drawn[:, 0] / drawn[:, 1] / 3600).std()  # the bootstrap over journeys
    assert (one.high - one.low) / 3.92 == pytest.approx(spread, rel=0.15)


def test_volume_customers_and_value(both) -> None:
    found, rows, database = both
    data = database.read("select cast(data_from as date) as a, cast(data_until as date) as b from dataset").rows
    first, last = data.a[0].date(), data.b[0].date()
    first = max(first, found.scope.period_from or first)
    days = (last - first).days + 1
    assert (found.period_from, found.period_to, found.journeys) == (first, last, len(rows))
    assert found.figures["journeys_a_year"].value == pytest.approx(len(rows) / days * 365.25)
    late = rows[rows.day > last - pd.Timedelta(days=365).to_pytimedelta()]
    customers = found.figures["customers_a_year"]
    assert customers.value == late.customer_key.nunique()
    assert (customers.period_to - customers.period_from).days == 364
    values = database.read("select customer_key, value from customers").rows.set_index("customer_key").value
    assert numbers(found, "value_per_customer") == pytest.approx(mean_of(values[rows.customer_key.dropna().unique()]))
    assert "customer_value" in found.notes["value_per_customer"]


def test_growth(both) -> None:
    found, rows, _ = both
    months = pd.period_range(found.period_from, found.period_to, freq="M")
    whole = [m for m in months if m.start_time.date() >= found.period_from and m.end_time.date() <= found.period_to]
    counts = rows.started_on.dt.to_period("M").value_counts().reindex(whole, fill_value=0)
    a_day = np.log(counts.to_numpy() / np.array([m.days_in_month for m in whole]))
    line = sm.OLS(a_day, sm.add_constant(np.arange(len(whole)) / 12.0)).fit()
    wanted = np.expm1([line.params[1], *line.conf_int()[1]])
    assert numbers(found, "volume_growth_a_year") == pytest.approx((*wanted, len(whole)))


def test_effects_are_those_of_their_pages_unchanged(both) -> None:
    found, _, database = both
    scope = found.scope
    cost = extra_channel(database, scope, ExtraChannelQuestion(methods=())).estimate("regression")
    assert found.figures["cost_of_extra_channel"] == cost.figure
    kept = adjusted(database, scope, usual_question(database))
    assert found.figures["retention_lost_per_extra_channel"] == kept.figure
    assert kept.figure.value < 0  # more customers are lost


def test_of_one_version(company: Database) -> None:
    found = figures(company, Scope(), ISSUE)
    assert {one.data_version for one in found.figures.values()} == {found.data_version}
    assert {answer.data_version for answer in found.answers} == {found.data_version}


@pytest.mark.parametrize("changes", [1, 99])
def test_data_that_change_meanwhile(served: Build, monkeypatch: pytest.MonkeyPatch, changes: int) -> None:
    database = served(ROWS)
    changing(monkeypatch, database, journey_type, "read_effects", changes)
    if changes == 99:
        with pytest.raises(DataBusyError):
            figures(database, Scope(), "Billing")
        return
    found = figures(database, Scope(), "Billing")
    assert {one.data_version for one in found.figures.values()} == {2}


def test_a_period_before_the_data_counts_no_days(served: Build) -> None:
    database = served(ROWS)
    wide = figures(database, Scope(date(2020, 1, 1), date(2030, 1, 1)), "Billing")
    assert (
        wide.figures["journeys_a_year"].value == figures(database, Scope(), "Billing").figures["journeys_a_year"].value
    )


ABOUT = About("d", 1, "EUR", Scope(), date(2023, 1, 1), date(2025, 6, 30))  # 912 days: two whole years


def test_customers_are_the_mean_of_whole_years() -> None:
    rows = [{"years_back": back, "customers": n} for back, n in ((0, 30), (1, 20), (2, 9))]
    one = customers_a_year(ABOUT, rows).figure
    assert (one.value, one.n, one.period_from) == (25, 50, date(2023, 7, 2))
    assert customers_a_year(ABOUT, rows[:1]).figure.value == 15


def test_a_column_called_margin_is_said_to_be_one() -> None:
    row = {"customers": 50, "value_known": 40, "value_sum": 400.0, "value_squares": 5000.0}
    plan = '{"mapping": {"columns": {"customer_value": "%s"}}}'
    margin = value_per_customer(ABOUT, row, [plan % "annual_margin", '{"mapping": {"columns": {}}}'])
    assert margin.note == "The data call it a margin: column 'annual_margin'."
    either = value_per_customer(ABOUT, row, [plan % "annual_margin", plan % "revenue"])
    assert "don't say whether" in either.note
    assert "'annual_margin' and 'revenue'" in either.note


@settings(deadline=None, max_examples=30)
@given(st.floats(-0.5, 1.5), st.integers(12, 60), st.integers(0, 11))
def test_steady_growth_is_found_whatever_the_lengths_of_months(growth: float, months: int, first: int) -> None:
    days = [[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][(first + place) % 12] for place in range(months)]
    counts = [round(1e7 * length * (1 + growth) ** (place / 12)) for place, length in enumerate(days)]
    assert growth_a_year(counts, days).value == pytest.approx(growth, abs=1e-4)


def test_growth_needs_months_with_journeys() -> None:
    assert isinstance(growth_a_year([5] * 11, [30] * 11), Unavailable)
    assert isinstance(growth_a_year([5] * 12 + [0], [30] * 13), Unavailable)
    with pytest.raises(InvalidInputError):
        growth_a_year([5] * 12, [30] * 11)
    assert growth_a_year([5] * 12, [30] * 12).low is None


def test_days_are_clipped_to_the_scope() -> None:
    assert replace(ABOUT, first_day=date(2025, 7, 1)).days == 0
