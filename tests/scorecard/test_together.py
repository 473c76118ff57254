"""Planted links are found at their lag, noise and trends are not, and every r is what pandas gives."""

import re
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from core.contract import SMALL_SAMPLE
from core.errors import InvalidInputError
from core.glossary.reported import Report, ReportedMonth
from core.glossary.shipped import shipped, statement
from core.numbers.holm import holm
from core.scope import Scope
from core.scorecard.counting import Source
from core.scorecard.course import ALL, Course, Courses, ask_courses
from core.scorecard.period import Period
from core.scorecard.shared_parts import parts, shared_part
from core.scorecard.together import TogetherQuestion, contract, links, pair
from core.scorecard.together_words import lag_rows, link_rows, list_finding, pair_finding, point_rows, when
from tests.scorecard.planted_link import FEW_IN, LAG, WEEKS, planted

METRICS = tuple(shipped().values())
QUESTION = TogetherQuestion("csat", "chat", "volume", "phone")


@pytest.fixture(scope="module")
def truth(tmp_path_factory):
    return planted(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def found(truth):
    return ask_courses(truth.office.database, Scope(), METRICS, {}, "week", ("chat", "phone"))


def made(values: dict[str, list[float | None]], kind="week") -> Courses:
    """Courses of all channels with these values, as if they had been counted."""
    periods = tuple(Period(2800 + place, kind) for place in range(len(next(iter(values.values())))))
    of = {(code, ALL): Course(shipped()[code], ALL, tuple(known)) for code, known in values.items()}
    day = date(2026, 1, 1)
    return Courses(kind, periods, (), of, 1, Source("x", "EUR", 1, Scope(), day, day, day, 7, 0, 7), {})


def test_courses_are_what_was_written(found, truth):
    csat, calls = found.of("csat", "chat"), found.of("volume", "phone")
    assert csat.values[:WEEKS] == pytest.approx(truth.satisfied_share)
    assert csat.values[FEW_IN] is None
    assert calls.values[:WEEKS] == pytest.approx(truth.calls_a_day)
    assert found.channels == ("chat", "phone")
    both = [a + b for a, b in zip(found.of("volume", "chat").values, calls.values, strict=True) if a and b]
    assert [one for one in found.of("volume", ALL).values if one][:WEEKS] == pytest.approx(both[:WEEKS])


def test_a_planted_link_is_found_at_its_lag(found):
    link = pair(found, QUESTION)
    assert link.best.lag == LAG
    assert link.best.high < -0.8
    assert link.finding
    said = pair_finding(link, "week", changes=True).text()
    assert said.startswith("A fall of CSAT on chat tends to be followed two weeks later by a rise of Journeys on phone")
    assert said.endswith("associated, not caused).")
    turned = pair(found, TogetherQuestion("volume", "phone", "csat", "chat"))
    assert turned.best.lag == -LAG
    assert pair_finding(turned, "week", changes=True).lead == "A fall of CSAT on chat"
    listed = links(found, "chat", "phone")
    assert (listed.findings[0].a.metric.code, listed.findings[0].b.metric.code) in {
        ("csat", "volume"), ("csat_mean", "volume"),
    }  # fmt: skip


@pytest.mark.parametrize("changes", [True, False])
def test_every_lag_is_what_pandas_gives(found, truth, changes):
    whole = len(found.periods)
    a = pd.Series(truth.satisfied_share + [None] * (whole - WEEKS), dtype=float)
    b = pd.Series(truth.calls_a_day + [None] * (whole - WEEKS), dtype=float)
    if changes:
        a, b = a.diff(), b.diff()
    link = pair(found, TogetherQuestion("csat", "chat", "volume", "phone", changes))
    for one in link.lags:
        later = b.shift(-one.lag)
        assert one.n == int((a.notna() & later.notna()).sum())
        assert one.r == pytest.approx(a.corr(later), abs=1e-9)
        points = point_rows(found, link, one.lag, changes=changes)
        assert len(points) == one.n
        assert np.corrcoef(points["a"].astype(float), points["b"].astype(float))[0, 1] == pytest.approx(one.r)
    assert list(lag_rows(link, "week")["lag"]) == list(range(-8, 9))


def test_a_list_looks_at_each_pair_once_and_adjusts_over_all(found):
    within, across = links(found, "chat", "chat", most_lag=2), links(found, "chat", "phone", most_lag=2)
    codes = [one.metric.code for one in found.on("chat")]
    assert {frozenset((one.a.metric.code, one.b.metric.code)) for one in within.links} == {
        frozenset(two) for two in combinations(codes, 2)
    }
    assert len(across.links) == len(codes) * len(found.on("phone"))
    for listed in (within, across):
        alone = [one.p for link in listed.links for one in link.lags if one.p is not None]
        adjusted = [one.p_adjusted for link in listed.links for one in link.lags if one.p is not None]
        assert listed.looked_at == len(alone)
        assert adjusted == pytest.approx(holm(alone))
        assert not any(one.finding for one in listed.links if one.shared)
        rows = link_rows(listed, "week")
        assert len(rows) == len(listed.links)
        keys = [(bool(one.shared), not one.finding) for one in listed.links]
        assert keys == sorted(keys)
    assert across.sharing == 0


def test_noise_gives_no_finding_in_19_of_20_lists():
    codes, lists, misled = ("csat", "ces", "nps", "volume", "handle_time"), 200, 0
    random = np.random.default_rng(5)
    for _ in range(lists):
        noise = {code: list(random.normal(size=40)) for code in codes}
        listed = links(made(noise), ALL, ALL, most_lag=3)
        misled += bool(listed.findings)
    assert misled <= 20  # 5 of 100 with the luck of 200 draws: above 20 has a chance under 1 in 1,000


def test_a_trend_that_two_figures_share_is_no_finding():
    random, seen, misled = np.random.default_rng(6), [], 0
    for _ in range(60):
        trend = np.arange(60) / 6
        values = {code: list(trend + random.normal(size=60)) for code in ("csat", "volume")}
        question = TogetherQuestion("csat", ALL, "volume", ALL)
        seen.append(np.corrcoef(values["csat"], values["volume"])[0, 1])
        misled += pair(made(values), question).finding
    assert min(seen) > 0.8
    assert misled <= 9


def test_metrics_that_read_the_same_columns_are_said_to_share_a_part():
    columns = {
        "channels_used",
        "interactions",
        "duration_seconds",
        "cost",
        "resolved",
        "contained",
        "csat",
        "ces",
        "nps",
        "repeated",
    }
    columns |= {
        "contacts",
        "handled",
        "handle_seconds",
        "waited",
        "in_time",
        "complete",
        "first_team",
        "last_team",
        "runs",
        "activities",
    }
    reads: dict[str, set[str]] = {}
    for code, metric in shipped().items():
        for line in statement(metric).splitlines() if metric.sql in ("journeys", "contacts") else ():
            expression, _, alias = line.rstrip(",").rpartition(" as ")
            if alias in (code, f"{code}_of"):
                reads.setdefault(code, set()).update(columns & set(re.findall(r"\w+", expression)))
    assert reads["fcr"] == {"interactions", "resolved", "repeated"}
    sharing = [(a, b) for a, b in combinations(reads, 2) if reads[a] & reads[b]]
    assert len(sharing) > 8
    for a, b in sharing:
        assert shared_part(Course(shipped()[a], "chat", ()), Course(shipped()[b], "chat", ())), (a, b)
    assert {code for codes in parts().values() for code in codes} <= set(shipped())


def test_what_shares_a_part_is_marked_and_never_a_finding():
    base = list(np.random.default_rng(1).normal(size=50))
    link = pair(made({"csat": base, "csat_mean": base}), TogetherQuestion("csat", ALL, "csat_mean", ALL))
    assert link.at_once.r == pytest.approx(1)
    assert not link.finding
    assert "share a part" in pair_finding(link, "week", changes=True).text()
    one, every = Course(shipped()["csat"], "chat", ()), Course(shipped()["csat"], ALL, ())
    assert shared_part(one, every)
    assert not shared_part(one, Course(shipped()["csat"], "phone", ()))


def test_a_pair_picked_from_a_list_says_so():
    random = np.random.default_rng(3)
    values = {code: list(random.normal(size=60)) for code in ("csat", "ces", "volume", "nps", "handle_time")}
    values["ces"] = list(np.array(values["csat"]) * 0.55 + random.normal(size=60))
    found = made(values)
    link, listed = pair(found, TogetherQuestion("csat", ALL, "ces", ALL), 0), links(found, ALL, ALL)
    assert link.finding
    in_list = listed.holding(link)
    said = pair_finding(link, "week", changes=True, among=listed).text()
    assert ("picked from the 10 pairs" in said) == (not in_list.finding)
    assert "noise" not in pair_finding(link, "week", changes=True).text()


def test_levels_and_lags_in_words():
    base = list(np.random.default_rng(2).normal(size=50))
    link = pair(
        made({"ces": base, "volume": [-one for one in base]}), TogetherQuestion("ces", ALL, "volume", ALL, False)
    )
    said = pair_finding(link, "week", changes=False).text()
    assert said.startswith("A low CES tends to go with a high Journeys in the same week (r = −1.00")
    assert when(-8, "month") == "eight months earlier"
    assert "lags of −8 to 8 weeks" in contract(made({"ces": base}), link, changes=False).window


def test_too_few_and_nothing(found):
    few = made({"csat": [1.0, 2.0] * 5, "volume": [3.0, 1.0] * 5})
    link = pair(few, TogetherQuestion("csat", ALL, "volume", ALL))
    assert link.best is None
    assert "12 pairs are needed" in pair_finding(link, "week", changes=True).text()
    unknown = pair(found, TogetherQuestion("csat", "phone", "volume", "phone"))
    assert "not available" in pair_finding(unknown, "week", changes=True).text()
    assert str(SMALL_SAMPLE) in unknown.a.why_not
    assert "No two figures" in list_finding(links(made({"csat": [None] * 20}), ALL, ALL)).text()


def test_what_is_reported_has_a_course_by_month_for_all_channels_only(truth):
    months = tuple(ReportedMonth(date(2025, month, 1), 400 + 5 * month, 450 + month) for month in range(1, 11))
    reports = {"qa_pass": Report("qa_pass", months, "QA tool")}
    by_month = ask_courses(truth.office.database, Scope(), METRICS, reports, "month", ("chat",))
    assert by_month.of("qa_pass", ALL).known == len(
        set(by_month.periods) & {Period.of(one.month, "month") for one in months}
    )
    assert "whole office" in by_month.of("qa_pass", "chat").why_not


def test_what_is_not_allowed_is_a_sentence(found):
    with pytest.raises(InvalidInputError, match="Both figures are the same"):
        TogetherQuestion("csat", "chat", "csat", "chat")
    with pytest.raises(InvalidInputError, match="No journey begins on 'fax'"):
        pair(found, TogetherQuestion("csat", "fax", "csat", "chat"))
    with pytest.raises(InvalidInputError, match="no metric 'smiles'"):
        pair(found, TogetherQuestion("smiles", "chat", "csat", "chat"))
    with pytest.raises(InvalidInputError, match="No journey begins"):
        links(found, "fax", "chat")
