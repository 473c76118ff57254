"""Rates by hand: of whom, from when, how leaving is known, and what is not known yet."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from core.engine import Answer
from core.errors import InvalidInputError
from core.numbers.estimates import Estimate
from core.numbers.proportions import wilson
from core.retention.cohorts import cohorts
from core.retention.curves import retention
from core.retention.findings import cohorts_finding, retention_finding
from core.retention.question import RetentionQuestion
from core.retention.rates import Rate
from core.scope import Scope
from tests.retention.conftest import Build, Stay

QUESTION = RetentionQuestion(date(2025, 1, 1), date(2025, 12, 31), "customers")


def many(count: int, left: int, path: str, **more: object) -> list[Stay]:
    """So many customers with one journey on the path; the first `left` of them leave after 50 days."""
    name = path.replace(" ", "")
    return [Stay(f"{name}{place}", left=50 if place < left else None, path=path, **more) for place in range(count)]


def shown(found: object, label: str, horizon: int) -> dict:
    rows = found.table.set_index(["label", "horizon_days"])
    return rows.loc[(label, horizon)].to_dict()


def test_rates_by_channels_used(stays: Build) -> None:
    office = stays([*many(40, 10, "phone"), *many(50, 30, "phone > chat")])
    found = retention(office.database, Scope(), QUESTION)
    one, two = shown(found, "1 channel", 90), shown(found, "2 channels", 90)
    assert (one["retained_share"], two["retained_share"]) == pytest.approx((0.75, 0.4))
    assert (one["journeys"], one["followed"], one["left"]) == (40, 30, 10)
    assert found.basis.definition == "recorded"
    assert isinstance(found.answer, Answer)
    difference = found.differences.set_index("horizon_days").loc[90]
    assert difference.difference == pytest.approx(-0.35)
    assert difference.high < 0
    assert found.test.p < 0.01
    curve = found.curves[found.curves.label == "1 channel"].set_index("day").retained_share
    assert (curve[49], curve[50], curve[365]) == pytest.approx((1, 0.75, 0.75))
    assert [each.value for each in found.beside] == [0.52, 0.38]
    assert "75.0 % are still there with 1 channel" in retention_finding(found).text()


def test_what_is_not_observed_is_not_available(stays: Build) -> None:
    found = retention(stays(many(40, 10, "phone"), until=200).database, Scope(), QUESTION)
    rate = found.rate("1 channel", 365)
    assert rate.share.value is None
    assert "nobody was followed for 365 days; the longest was 200" in rate.note
    assert found.rate("1 channel", 180).share.value == pytest.approx(0.75)
    assert {figure.code for figure in found.figures} == {"retention_90_days", "retention_180_days"}
    assert found.curves.day.max() == 200


def test_the_censored_count_as_far_as_they_were_followed(stays: Build) -> None:
    """Half of the customers come late: half of the early ones leave at 50, none of the late is seen so far."""
    early = [Stay(f"e{place}", left=50 if place < 20 else None) for place in range(40)]
    late = [Stay(f"l{place}", day=370) for place in range(40)]
    found = retention(stays([*early, *late]).database, Scope(), replace(QUESTION, period_to=date(2026, 12, 31)))
    assert shown(found, "1 channel", 90)["retained_share"] == pytest.approx(0.5)


def test_leaving_on_the_day_of_the_horizon_is_not_retained(stays: Build) -> None:
    rows = [Stay(f"c{place}", left=90 + place % 2) for place in range(60)]
    found = retention(stays(rows).database, Scope(), QUESTION)
    assert shown(found, "1 channel", 90)["retained_share"] == pytest.approx(0.5)


def test_each_customer_once_or_after_each_journey(stays: Build) -> None:
    rows = [stay for place in range(40) for stay in (
        Stay(f"c{place}", day=0), Stay(f"c{place}", day=100, left=30 if place < 10 else None))]  # fmt: skip
    office = stays(rows)
    once = retention(office.database, Scope(), QUESTION)
    each = retention(office.database, Scope(), replace(QUESTION, population="journeys"))
    assert (shown(once, "1 channel", 90)["retained_share"], once.table.journeys.iloc[0]) == (1, 40)
    assert (shown(each, "1 channel", 90)["retained_share"], each.table.journeys.iloc[0]) == (70 / 80, 80)
    # at 180 days the same ten customers are lost from both journeys: the interval is that of 40 customers, not of 80
    narrow, wide = wilson(60, 80), wilson(30, 40)
    row = shown(each, "1 channel", 180)
    assert row["retained_share"] == pytest.approx(0.75)
    assert narrow.high - narrow.low < 0.8 * (row["high"] - row["low"])
    assert wide.high - wide.low == pytest.approx(row["high"] - row["low"], rel=0.1)


def test_who_is_not_counted_is_said(stays: Build) -> None:
    gone_before = [Stay("x", day=0, left=5), Stay("x", day=20)]
    office = stays([*many(40, 10, "phone"), *gone_before, Stay(None)])
    found = retention(office.database, Scope(), replace(QUESTION, population="journeys"))
    assert (found.basis.journeys, found.basis.of_unknown_customers, found.basis.after_leaving) == (43, 1, 1)
    assert "41 of 43 journeys (95.3 %) can be followed" in found.contract.line()
    assert "1 have no known customer" in found.contract.line()


def test_silence_counts_where_no_leaving_is_recorded(stays: Build) -> None:
    """Back after 30 days, then silent; data to day 400: silent for 60 days on day 90. Others speak every 50 days."""
    silent = [stay for place in range(30) for stay in (Stay(f"s{place}"), Stay(f"s{place}", day=30))]
    loud = [Stay(f"l{place}", day=day) for place in range(30) for day in range(0, 400, 50)]
    question = replace(QUESTION, inactive_days=60, horizon_days=89)
    found = retention(stays([*silent, *loud]).database, Scope(), question)
    assert found.basis.definition == "active"
    rates = {rate.horizon_days: rate.share.value for rate in found.rates}
    assert (rates[89], rates[90], rates[365]) == (1, 0.5, 0.5)
    assert "nothing heard for 60 days" in found.contract.line()
    early = retention(stays([*silent, *loud]).database, Scope(), replace(question, horizon_days=30))
    assert early.rate("1 channel", 30).share.value is None
    assert "nobody can have left before day 60" in early.rate("1 channel", 30).note


def test_coming_back_is_judged_from_day_thirty_on(stays: Build) -> None:
    """Who leaves on day 10 can't come back: counted from the start, staying away would look deadly."""
    quick = [Stay(f"q{place}", left=10) for place in range(40)]
    back = [stay for place in range(40) for stay in (Stay(f"b{place}"), Stay(f"b{place}", day=20))]
    stay = [Stay(f"c{place}") for place in range(40)]
    found = retention(stays([*quick, *back, *stay]).database, Scope(), replace(QUESTION, by="repeat"))
    rows = found.table[found.table.horizon_days == 180].set_index("label").retained_share
    assert rows["not back within 30 days"] == 1
    assert "curves start then" in " ".join(found.notes)


def test_few_and_unknown_are_said(stays: Build) -> None:
    known = [Stay(f"a{place}", more=(("ces", 6.0),)) for place in range(20)]
    found = retention(stays([*known, *many(50, 5, "phone")]).database, Scope(), replace(QUESTION, by="effort"))
    assert found.unknown == 50
    assert found.table.too_few.all()
    assert found.table.retained_share.isna().all()
    assert found.curves.empty
    assert "No retention can be given" in retention_finding(found).text()


def test_recorded_dates_must_be_there(stays: Build) -> None:
    office = stays([Stay("a")])
    with pytest.raises(InvalidInputError, match="No customer of this dataset has a leaving date"):
        retention(office.database, Scope(), replace(QUESTION, definition="recorded"))


def test_a_rate_needs_its_population_and_period() -> None:
    share = Estimate(0.5, 0.4, 0.6, 100)
    with pytest.raises(InvalidInputError, match="say whose rate"):
        Rate("all", 90, share, "", date(2025, 1, 1), date(2025, 2, 1))
    with pytest.raises(TypeError):
        Rate("all", 90, share)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        RetentionQuestion(date(2025, 1, 1), date(2025, 2, 1))  # type: ignore[call-arg]


def test_the_question_travels_in_an_address() -> None:
    question = replace(QUESTION, by="effort", horizon_days=90, definition="active", inactive_days=45)
    assert RetentionQuestion.from_query(question.to_query(), QUESTION) == question
    assert RetentionQuestion.from_query({}, QUESTION) == QUESTION
    with pytest.raises(InvalidInputError, match="Choose everyone, channels"):
        RetentionQuestion.from_query({"retention_by": "moon"}, QUESTION)


def test_cohorts_mark_what_is_not_whole_and_average_by_size(stays: Build) -> None:
    january = [Stay(f"a{place}", day=0, left=50 if place < 60 else None) for place in range(120)]
    march = [Stay(f"b{place}", day=60, left=50 if place < 4 else None) for place in range(40)]
    late = [Stay(f"c{place}", day=365 + place % 10) for place in range(80)]
    question = replace(QUESTION, period_to=date(2026, 12, 31))
    for population in ("customers", "journeys"):
        found = cohorts(stays([*january, *march, *late]).database, Scope(), replace(question, population=population))
        cells = found.cells.set_index(["month", "months_after"])
        assert (cells.loc[("2025-01", 2)].retained_share, cells.loc[("2025-01", 2)].state) == (0.5, "whole")
        assert cells.loc[("2026-01", 1)].state == "partly"  # data end on day 400: the last of them were seen 26 days
        assert cells.loc[("2026-01", 2)].state == "not yet"
        assert np.isnan(cells.loc[("2026-01", 2)].retained_share)
        average = found.average.set_index("months_after").loc[2]
        assert (average.retained_share, average.journeys, average.cohorts) == (pytest.approx(96 / 160), 160, 2)
        assert average.low < 0.6 < average.high
    assert "60.0 % of customers are still there" in cohorts_finding(found).text()
