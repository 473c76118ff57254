"""What the brief says is what the case comes to."""

import pytest

from core.business_case.brief import LEAD, POINT, REST, SENTENCE, TITLE
from core.business_case.brief_tables import EVIDENCE, LABEL, PERSON, SOURCE, VALUE, Approval
from core.business_case.case import Scenario
from core.business_case.worked import BEST, WORST
from tests.business_case.briefs import SIGNED, cases, ranged, template, told
from tests.business_case.cases import having, small

CASES = cases()


def test_the_ask_by_year_by_hand() -> None:
    _, made = told(small())
    assert made.ask.unit == "in EUR, rounded"
    assert made.ask.heads == ("", "Start", "Year 1", "Year 2", "Year 3", "Total")
    assert made.ask.rows == (
        ("People", "0", "2,000", "2,000", "2,000", "6,000"),
        ("Technology", "5,000", "0", "0", "0", "5,000"),
        ("Total", "5,000", "2,000", "2,000", "2,000", "11,000"),
    )


def test_quarters_are_asked_for_by_year() -> None:
    assert told(small(3, periods_per_year=4))[1].ask == told(small())[1].ask


def test_what_stands_on_top() -> None:
    _, made = told(small())
    assert [(one.label, one.value) for one in made.kpis] == [
        ("Net present value", "€14,895"),
        ("Internal rate of return", "150 %"),
        ("Payback", "8 months"),
        ("Return on investment", "149 %"),
        ("Chance that it pays", "not available"),
    ]
    assert made.badges == ("Owner: Ann", "EUR", "3 years from 1 Jan 2027, by years, money at their end, before tax")
    assert told(having(small(), costs=()))[1].kpis[3].value == "no cost"


def test_cash_and_tornado_hold_the_very_numbers() -> None:
    found, made = told(ranged())
    assert made.cash.planned == found.found.cumulative
    assert [made.cash.low, made.cash.high] == [tuple(row) for row in found.drawn.cumulative[[0, 2]].tolist()]
    assert [(one.label, one.low, one.high) for one in made.bars] == [
        ("Saving", "€6.00", "€12.00"), ("Price", "€4,000.00", "€9,000.00"), ("People", "1", "3"),
    ]  # fmt: skip
    assert [(one.npv_at_low, one.npv_at_high) for one in made.bars] == [
        (bar.npv_at_low, bar.npv_at_high) for bar in found.bars
    ]


def test_scenarios_begin_with_the_plan_and_end_with_the_corners() -> None:
    case = having(ranged(), scenarios=tuple(Scenario(f"S{number}", {"saving": 9.0}) for number in range(7)))
    _, made = told(case)
    assert [one.name for one in made.scenarios] == ["As planned", "S0", "S1", "S2", "S3", "S4", WORST, BEST]
    assert made.scenarios_said.endswith("2 more scenarios in the workbook.")


def test_a_frozen_case_has_no_open_points() -> None:
    _, draft = told(template())
    assert draft.approval == ("Draft: not frozen, so its numbers may still change.",)
    assert draft.open_points[0].startswith("28 of 36 inputs lack a source or an owner")
    _, made = told(template(), SIGNED)
    assert (made.open_points, made.signed) == ((), True)
    assert made.approval == (
        "Version 3, frozen by Ann Kovač on 28 Nov 2026.",
        f"Digest: {SIGNED.digest}",
        "Approved by Bo Lind on 3 Dec 2026.",
    )
    assert Approval(frozen_at=SIGNED.frozen_at).lines()[0] == (
        "Version not numbered, frozen by not available on 28 Nov 2026."
    )


@pytest.mark.parametrize("name", CASES)
def test_no_text_is_longer_than_its_room(name: str) -> None:
    _, made = told(CASES[name])
    limits = [(made.title, TITLE), (made.decision, SENTENCE), (made.ask_said, SENTENCE), (made.basis_said, SENTENCE)]
    limits += list(zip(made.answer, (LEAD, POINT, REST), strict=True))
    limits += [
        (one, SENTENCE) for one in (*made.break_evens, *made.open_points, made.scenarios_said, made.waiting_said)
    ]
    for one in made.inputs:
        limits += [(one.label, LABEL), (one.value, VALUE), (one.evidence, EVIDENCE), (one.source, SOURCE)]
        limits += [(one.owner, PERSON)]
    assert not [text for text, most in limits if len(text) > most + 40 * (text == made.scenarios_said)]
    assert sum(share for *_, share in made.shares) == pytest.approx(1.0 if made.inputs else 0.0)
