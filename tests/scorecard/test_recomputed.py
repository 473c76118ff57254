"""Every metric of every month against plain pandas on the raw contacts: it knows no journeys table and no glossary."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from core.glossary.shipped import shipped
from core.retention.curves import retention
from core.retention.question import RetentionQuestion
from core.scope import Scope
from core.scorecard.scorecard import scorecard

DAY = pd.Timedelta(days=1)
SCOPES = {"everything": Scope(), "a segment": Scope(segments=("Residential",))}


@pytest.fixture(scope="module")
def contacts(company):
    rows = company.read("select * exclude (dedupe_key, content_check) from interactions").rows
    for kind in ("channel", "issue", "segment", "activity"):
        names = company.read(f"select code, label from labels where kind = '{kind}'").rows
        rows[kind] = rows[f"{kind}_code"].map(names.set_index("code").label)
    people = company.read("select identity_key, customer_key from identities").rows
    rows["customer"] = rows.identity_key.map(people.set_index("identity_key").customer_key)
    return rows.sort_values(["journey_id", "order_at", "interaction_key"]).reset_index(drop=True)


@pytest.fixture(scope="module")
def journeys(contacts):
    by = contacts.groupby("journey_id")
    found = by.agg(
        customer=("customer", "first"), issue=("issue", "first"), start=("occurred_at", "min"),
        end=("occurred_at", "max"), contacts=("channel", "size"), channels=("channel", "nunique"),
        segment=("segment", "first"), handle=("handle_seconds", "sum"), handled=("handle_seconds", "count"),
        left=("customer_left_on", "last"), waited=("wait_seconds", "count"),
    )  # fmt: skip
    for name in ("csat", "ces", "nps", "resolved"):
        found[name] = by[name].last()  # pandas skips what is not known
    found["cost"] = by["cost"].agg(lambda cost: cost.sum() if cost.notna().all() else np.nan)
    limit = np.where(contacts.channel == "Email", 86_400, 120)
    found["in_time"] = (contacts.wait_seconds <= limit).groupby(contacts.journey_id).sum()
    assisted = ["Phone", "Email", "Live chat", "Branch"]
    found["contained"] = ~contacts.channel.isin(assisted).groupby(contacts.journey_id).any()
    teams = contacts[contacts.team_code > 0].groupby("journey_id").team_code.nunique()
    found["teams"] = teams.reindex(found.index).fillna(0)
    same = contacts.activity.eq(contacts.activity.shift()) & contacts.journey_id.eq(contacts.journey_id.shift())
    runs = contacts[~same].groupby("journey_id").activity
    found["rework"] = runs.size() > runs.nunique()
    until = contacts.occurred_at.max()
    order = found.sort_values(["customer", "issue", "start"])
    following = order.groupby(["customer", "issue"]).start.shift(-1)
    back = (following - order.end) <= 30 * DAY
    found["repeated"] = back.where(order.end <= until - 30 * DAY).reindex(found.index)
    found["month"] = found.start.dt.to_period("M")
    return found


def chosen(journeys: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return journeys[journeys.segment.isin(scope.segments)] if scope.segments else journeys


def readings(company, scope, code):
    card = scorecard(company, scope, tuple(shipped().values()), {})
    return {one.period.first_day: one.estimate for one in card.of(code).readings}


SHARES = {
    "resolution": lambda rows: rows.resolved.dropna().astype(bool),
    "containment": lambda rows: rows.contained,
    "repeat_rate": lambda rows: rows.repeated.dropna().astype(bool),
    "fcr": lambda rows: first_time(rows[rows.resolved.notna() & rows.repeated.notna()]),
    "abandonment": lambda rows: given_up(rows[rows.resolved.notna() & rows.repeated.notna()]),
    "csat": lambda rows: rows.csat.dropna() >= 4,
    "transfer_rate": lambda rows: rows.teams[rows.teams > 0] > 1,
    "rework": lambda rows: rows.rework,
}
MEANS = {
    "channels_used": lambda rows: rows.channels,
    "cycle_time": lambda rows: ((rows.end - rows.start) / DAY)[rows.resolved.eq(True)],
    "csat_mean": lambda rows: rows.csat.dropna(),
    "ces": lambda rows: rows.ces.dropna(),
    "nps": lambda rows: 100.0 * ((rows.nps.dropna() >= 9).astype(int) - (rows.nps.dropna() <= 6).astype(int)),
}
RATIOS = {
    "cost_per_resolution": lambda rows: (rows.cost, (rows.resolved.eq(True) & rows.cost.notna()).astype(float)),
    "handle_time": lambda rows: (rows.handle, rows.handled),
    "sla_compliance": lambda rows: (rows.in_time, rows.waited),
}


def first_time(rows: pd.DataFrame) -> pd.Series:
    return (rows.contacts == 1) & rows.resolved.astype(bool) & ~rows.repeated.astype(bool)


def given_up(rows: pd.DataFrame) -> pd.Series:
    return ~rows.resolved.astype(bool) & ~rows.repeated.astype(bool)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.parametrize("code", SHARES)
def test_shares_with_wilsons_interval(company, journeys, scope, code):
    found = readings(company, scope, code)
    assert found
    for month, rows in chosen(journeys, scope).groupby("month"):
        values = SHARES[code](rows)
        if not len(values):
            continue
        one = found[month.to_timestamp().date()]
        low, high = proportion_confint(values.sum(), len(values), method="wilson")
        assert (one.value, one.low, one.high) == pytest.approx((values.mean(), low, high), abs=1e-9)
        assert one.n == len(values)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.parametrize("code", MEANS)
def test_means_with_students_interval(company, journeys, scope, code):
    found = readings(company, scope, code)
    for month, rows in chosen(journeys, scope).groupby("month"):
        values = MEANS[code](rows).astype(float)
        one = found[month.to_timestamp().date()]
        low, high = stats.t.interval(0.95, len(values) - 1, values.mean(), stats.sem(values))
        assert (one.value, one.low, one.high) == pytest.approx((values.mean(), low, high), rel=1e-9)
        assert one.n == len(values)


@pytest.mark.parametrize("code", RATIOS)
def test_ratios_of_sums(company, journeys, code):
    found = readings(company, Scope(), code)
    for month, rows in journeys.groupby("month"):
        above, below = RATIOS[code](rows)
        one = found[month.to_timestamp().date()]
        assert one.value == pytest.approx(above.sum() / below.sum(), rel=1e-9)
        assert one.low < one.value < one.high


def test_volume_is_what_started(company, journeys):
    found = readings(company, Scope(), "volume")
    assert {day: one.value for day, one in found.items()} == {
        month.to_timestamp().date(): len(rows) for month, rows in journeys.groupby("month")
    }


def test_required_fields_are_counted_contact_by_contact(company, contacts, journeys):
    whole = contacts[["channel_code", "issue_code", "outcome_code"]].ne(0).all(axis=1)
    month = contacts.journey_id.map(journeys.month)
    found = readings(company, Scope(), "field_completion")
    for each, values in whole.groupby(month):
        assert found[each.to_timestamp().date()].value == pytest.approx(values.mean())


def test_backlog_is_what_is_open_on_the_last_day(company, journeys):
    found = readings(company, Scope(), "backlog_age")
    known = journeys[journeys.resolved.notna()]
    for day, one in found.items():
        last = (pd.Timestamp(day) + pd.offsets.MonthEnd(0)).date()
        started, ended = (pd.Timestamp(last) - known[name].dt.normalize() for name in ("start", "end"))
        silent = ~known.resolved.astype(bool) & (ended <= 7 * DAY)
        ages = (started / DAY)[(started >= 0 * DAY) & ((ended < 0 * DAY) | silent)]
        assert (one.value, one.n) == (pytest.approx(ages.mean()), len(ages))


def test_retention_is_that_of_the_retention_page(company):
    found = readings(company, Scope(), "retention")
    for month in (date(2025, 3, 1), date(2025, 8, 1)):
        last = (pd.Timestamp(month) + pd.offsets.MonthEnd(0)).date()
        question = RetentionQuestion(month, last, "journeys", "everyone", 90, "recorded")
        rate = next(one for one in retention(company, Scope(), question).rates if one.horizon_days == 90)
        assert found[month].value == pytest.approx(rate.share.value)


def test_a_backlog_counts_journeys_that_started_before_the_scope_does(company):
    late = Scope(period_from=date(2025, 6, 1))
    assert (
        readings(company, late, "backlog_age")[date(2025, 6, 1)]
        == readings(company, Scope(), "backlog_age")[date(2025, 6, 1)]
    )


def test_months_and_weeks_hold_the_same_journeys(company):
    metrics = (shipped()["volume"],)
    for kind in ("month", "week"):
        card = scorecard(company, Scope(), metrics, {}, kind)
        assert card.journeys == 12_000
        assert all(two.first_day - one.last_day == timedelta(days=1)
                   for one, two in zip(card.periods, card.periods[1:], strict=False))  # fmt: skip
