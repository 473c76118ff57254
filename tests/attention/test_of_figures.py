"""A metric that misses its target or got worse is raised with its figures; what only wavers is not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.attention.of_figures import of_age, of_conflicts, of_metrics, of_objectives, of_quality
from core.attention.standing import PICKED, cards, kind_for
from core.attention.words import evidence, standing_words
from core.glossary.shipped import shipped
from core.objectives.objective import Closing
from core.objectives.progress import progress
from core.quality.indicators import default_indicators
from core.quality.measurement import Measurement
from core.scorecard.conflicts import Ruling, cases, conflicts
from tests.objectives import planted
from tests.scorecard.conftest import company  # noqa: F401 - the same office here
from tests.scorecard.test_planted import ALL, TODAY, Scope, scorecard


@pytest.fixture(scope="module")
def card(company):  # noqa: F811
    return scorecard(company, Scope(), ALL, {})


def test_what_got_worse_or_misses_its_target_is_raised_and_nothing_else(card):
    found = {dict(one.query)["metric"]: one for one in of_metrics(card.lines, "EUR")}
    assert set(found) == {"csat", "sla_compliance"}  # the mean answer got worse with CSAT, and is not told twice
    told = of_metrics(card.lines, "EUR", cases(conflicts(card), {}, TODAY))
    assert [dict(one.query)["metric"] for one in told] == ["sla_compliance"]  # the conflict tells of CSAT
    csat, sla = found["csat"], found["sla_compliance"]
    line = card.of("csat")
    assert csat.sentence.startswith("CSAT got worse beyond noise: ")
    assert csat.since == line.judged[-3].period.first_day
    assert "at least 80.0 % is wanted" in sla.sentence
    assert sla.since == card.of("sla_compliance").judged[0].period.first_day
    assert csat.weight > sla.weight  # a strategic metric before an operational one


def test_the_run_of_missed_periods_begins_after_the_last_that_reached_the_target(card):
    line = card.of("sla_compliance")
    judged = list(line.judged)
    judged[4] = replace(judged[4], estimate=replace(judged[4].estimate, value=0.81, high=0.85))
    (found,) = of_metrics([replace(line, judged=tuple(judged))], "EUR")
    assert found.since == line.judged[5].period.first_day


def test_a_conflict_is_raised_until_a_ruling_holds(card):
    found = conflicts(card)
    (open_one,) = of_conflicts(cases(found, {}, TODAY), "EUR")
    assert open_one.sentence == "Handle time got better while CSAT got worse."
    ruling = Ruling(found[0].pair, "CSAT counts", "Ann", TODAY, "")
    assert of_conflicts(cases(found, {ruling.pair: ruling}, TODAY), "EUR") == []
    (again,) = of_conflicts(cases(found, {ruling.pair: replace(ruling, until=date(2026, 6, 30))}, TODAY), "EUR")
    assert "ran out on 30 Jun 2026" in again.why_now


def test_front_cards_alternate_sides_and_never_show_handle_time(card):
    found = cards(card.lines)
    assert [one.metric.side for one in found] == ["operational", "experience"] * 3
    assert "handle_time" not in {code for codes in PICKED.values() for code in codes}
    assert all(shipped()[code].side == side for side, codes in PICKED.items() for code in codes)
    without = [replace(line, judged=()) if line.metric.code == "csat" else line for line in card.lines]
    assert [one.metric.code for one in cards(without)][1] == "repeat_rate"
    assert cards([]) == ()


def test_a_card_says_target_interval_count_and_period(card):
    line = card.of("sla_compliance")
    assert standing_words(line, "EUR") == "misses its target of 80.0 %"
    interval, counted = evidence(line, "EUR")
    assert " % to " in interval
    assert counted.startswith(f"n {line.latest.estimate.n:,}, ")
    assert standing_words(card.of("volume"), "EUR") == "no target"
    assert standing_words(card.of("cost_per_resolution"), "EUR") == "meets its target: no worse"
    assert evidence(replace(line, judged=(), why_not="Nobody reported it."), "EUR") == ("Nobody reported it.",)


def test_weeks_are_used_until_there_are_nine_whole_months():
    assert kind_for(date(2026, 1, 2), date(2026, 10, 31)) == "month"
    assert kind_for(date(2026, 1, 2), date(2026, 10, 30)) == "week"
    assert kind_for(None, None) == "week"


def test_data_out_of_limits_or_old_are_raised():
    channel = default_indicators()[1]
    assert of_quality([], 9) == []
    (found,) = of_quality([Measurement(channel, None, 9, 10)], 9)
    assert found.sentence.startswith("1 of 9 data checks is out of limits. First: channel given, 90.0 %")
    (other,) = of_quality([Measurement(replace(channel, required=False), None, 9, 10)], 9)
    assert found.weight > other.weight
    assert of_age("Office", date(2026, 10, 14), date(2026, 11, 28)) == []
    assert of_age("Office", date(2026, 10, 13), date(2026, 11, 28))[0].since == date(2026, 10, 13)
    assert of_age("Office", None, date(2026, 11, 28)) == []


def test_an_open_objective_is_raised_when_it_is_off_track_only(tmp_path):
    read = planted.card(planted.office(tmp_path, [planted.Month(20 + number % 2) for number in range(10)]))
    one = planted.objective(read, planted.wanted(span=planted.months(0, 2)))
    how = progress(one, read, shipped(), planted.TODAY)
    assert how.status == "off track"
    (found,) = of_objectives([(one, how), (one, replace(how, status="on track"))])
    assert found.sentence == "The objective Resolved is off track."
    assert how.sentence in found.why_now
    closed = replace(one, closing=Closing("dropped", "Too dear", None, "Ann", datetime.now(UTC)))
    assert of_objectives([(closed, how)]) == []
