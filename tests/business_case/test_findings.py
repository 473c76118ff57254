"""The sentences of a case, whole, in plain and in odd cases."""

from dataclasses import replace

import pytest

from core.business_case import findings
from core.business_case.case import Case, Scenario
from core.business_case.evidence import Basis, basis
from core.business_case.inaction import Inaction, inaction
from core.business_case.result import result
from core.business_case.sensitivity import break_even, tornado
from core.business_case.simulation import simulation
from core.business_case.words import evidence_short, evidence_text, rate_text, value_text
from core.figure import Figure
from tests.business_case.briefs import cases, ranged, two_rates
from tests.business_case.cases import given, having, small

UNSURE = "no input that moves it has a range, so how sure that is can't be said."
AT_TEN = "net present value at 10 %"


def said(case: Case) -> str:
    return findings.answer(case, result(case), simulation(case, 100)).text()


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (small(), f"Fix billing returns €14,895 over 3 years and pays back in 8 months; {AT_TEN}; {UNSURE}"),
        (small(1), f"Fix billing returns €2,272.73 over 1 year and pays back in 8 months; {AT_TEN}; {UNSURE}"),
        (
            having(small(), given("saving", 3.0, "money effect")),
            "Fix billing costs €2,513.15 more than it returns over 3 years and never pays back in that time; "
            f"{AT_TEN}; {UNSURE}",
        ),
        (
            having(small(), given("saving", 4.0, "money effect")),
            "Fix billing costs €26.30 more than it returns over 3 years, though its cash is back in 2.5 years; "
            f"{AT_TEN}; {UNSURE}",
        ),
        (
            having(small(), costs=()),
            f"Fix billing returns €24,869 over 3 years and asks for no money; {AT_TEN}; {UNSURE}",
        ),
        (
            having(small(), given("saving", -3.0, "money effect"), costs=()),
            f"Fix billing costs €7,460.56 more than it returns over 3 years, though it asks for no money; {AT_TEN}; "
            f"{UNSURE}",
        ),
        (having(small(), benefits=()), "Fix billing costs €9,973.70 over 3 years and counts on no benefit yet."),
        (having(small(), benefits=(), costs=()), "Fix billing has no cost and no benefit yet. Add one of each."),
        (
            two_rates(),
            "Fix billing costs €7,066.12 more than it returns over 2 years and never pays back in that time; "
            f"{AT_TEN}; {UNSURE.removesuffix('.')}; no single rate of return, but 100 % and 200 %.",
        ),
        (
            having(small(), given("first_cost", 0.0, "money")),
            f"Fix billing returns €19,895 over 3 years and never ties up money; {AT_TEN}; {UNSURE}",
        ),
        (
            having(small(), given("saving", 2.0, "money effect"), given("first_cost", 0.0, "money")),
            f"Fix billing returns just what it costs over 3 years, though it never ties up money; {AT_TEN}; {UNSURE}",
        ),
    ],
)  # fmt: skip
def test_the_answer(case: Case, sentence: str) -> None:
    assert said(case) == sentence


def test_cash_that_turns_again_has_not_paid_back() -> None:
    case = having(two_rates(), given("later", 20_010.0, "money"), given("discount_rate", 0.50, "rate"))
    assert said(case) == (
        "Fix billing returns €2,773.33 over 2 years, yet never pays back in that time; net present value at 50 %; "
        f"{UNSURE.removesuffix('.')}; no single rate of return, but 0.1 % and 300 %."
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (1.0, "in all 10,000 draws"),
        (0.9999, "in more than 99 of 100 draws"),
        (0.93, "in 93 of 100 draws"),
        (0.004, "in fewer than 1 of 100 draws"),
        (0.0, "in none of 10,000 draws"),
    ],
)
def test_a_chance_is_never_all_or_none_when_it_is_not(chance: float, words: str) -> None:
    drawn = replace(simulation(ranged(), 100), chance_above_zero=chance, number=10_000)
    assert findings.draws_text(drawn) == words
    assert findings.answer(ranged(), result(ranged()), drawn).text().endswith(f"; above zero {words}.")


def test_without_a_simulation_nothing_is_said_of_it() -> None:
    assert findings.answer(small(), result(small())).markdown() == (
        "Fix billing **returns €14,895 over 3 years and pays back in 8 months;** net present value at 10 %\\."
    )


def test_the_cards_of_a_case_with_ranges() -> None:
    case = ranged()
    found, bars = result(case), tornado(case)
    assert findings.waterfall_finding(case, found).text() == (
        "At present value €24,869 of €24,869 gross are counted on. Costs with contingency take €9,973.70."
    )
    assert findings.cash_finding(case, found).text() == (
        "Cumulative cash is back for good after 8 months. At most €5,000.00 are tied up; it ends at €19,000."
    )
    assert findings.tornado_finding(case, bars).text() == (
        "The result moves most with “Saving”: from €4,947 at its low end to €19,869 at its high end. "
        "No input alone turns its sign."
    )
    assert findings.break_even_finding(case, case.by_code["saving"], break_even(case, "saving")).text() == (
        "The case breaks even where “Saving” is €4.01. It is taken to be €10.00 each."
    )
    assert findings.basis_finding(basis(case)).text() == (
        "The result rests 100 % on assumptions. Each of these inputs has a source and an owner."
    )
    assert findings.inaction_finding(case, inaction(case)).text() == (
        "Waiting a year loses €6,818.18. These journeys cost €90,000 over 3 years if nothing is done."
    )
    drawn = replace(simulation(case, 100), low=1000.0, high=2000.0, chance_above_zero=1.0)
    assert findings.simulation_finding(case, drawn).text() == (
        "In 80 of 100 draws it is between €1,000.00 and €2,000.00; it is above zero in all 100 draws."
    )


def test_the_cards_of_a_case_without_ranges_or_lines() -> None:
    case = having(small(), costs=(), benefits=())
    found = result(case)
    assert findings.waterfall_finding(case, found).text() == "No benefit is booked, so there is nothing to take off."
    assert findings.cash_finding(case, found).text() == "Cumulative cash never goes below zero; it ends at €0.00."
    assert findings.tornado_finding(case, ()).text() == (
        "No input with a range moves the result. Give ranges to those that you are not sure of."
    )
    assert findings.simulation_finding(case, simulation(case, 100)).text() == (
        "No input that moves the result has a range, so every draw is the same."
    )
    assert findings.basis_finding(basis(case)).text() == "No input moves the result yet."
    assert findings.break_even_finding(case, case.by_code["saving"], ()).text() == (
        "“saving” can't bring the result to zero alone, within the values that were looked at."
    )
    assert findings.scenarios_finding(case, {}).text() == "No scenario is kept with this case."


@pytest.mark.parametrize(
    ("still", "sentence"),
    [
        (
            Inaction(None, None, None, None, 500.0, True),
            "Waiting a year loses €500.00. What doing nothing costs is not available: enter volume and cost.",
        ),
        (
            Inaction((100.0, 110.0, 120.0), 30.0, 1.0, None, -500.0, False),
            "Waiting a year saves €500.00; the case does not pay, and not to begin is worth more than either. These "
            "journeys cost €330.00 over 3 years if nothing is done, €30.00 more than at the level of year 1.",
        ),
        (
            Inaction(None, None, None, None, None, True),
            "Waiting a year can't be told for a case of one year. What doing nothing costs is not available: enter "
            "volume and cost.",
        ),
        (
            Inaction((100.0, 90.0, 80.0), -30.0, 1.0, None, 0.0, True),
            "Waiting a year loses nothing. These journeys cost €270.00 over 3 years if nothing is done, €30.00 less "
            "than at the level of year 1.",
        ),
    ],
)
def test_doing_nothing(still: Inaction, sentence: str) -> None:
    assert findings.inaction_finding(small(), still).text() == sentence


def test_scenarios() -> None:
    case = having(small(), scenarios=(Scenario("Slow", {"saving": 3.0}), Scenario("Bold", {"saving": 12.0})))
    found = {one.name: result(case, one.values) for one in case.scenarios}
    assert findings.scenarios_finding(case, found).text() == (
        "Of 2 scenarios, 1 pays off. They come to between −€2,513 (Slow) and €19,869 (Bold)."
    )
    assert findings.scenarios_finding(case, {"Slow": found["Slow"]}).text() == (
        "The one scenario, Slow, comes to −€2,513.15."
    )
    none = {"Slow": found["Slow"], "Slower": found["Slow"]}
    assert findings.scenarios_finding(case, none).text().startswith("Of 2 scenarios, none pay off.")


def test_a_basis_is_never_all_when_something_else_moves_it() -> None:
    mixed = Basis({"measured": 0.001, "benchmark": 0.0, "assumed": 0.999}, {}, 0.4)
    assert findings.basis_finding(mixed).text() == (
        "The result rests >99 % on assumptions and <1 % on what was measured. "
        "40 % rest on inputs without a source or an owner."
    )


def test_rates() -> None:
    assert rate_text(result(small())) == "150 %"
    assert rate_text(result(having(small(), costs=()))) == "none"
    assert rate_text(result(two_rates())) == "no single rate: 100 % and 200 %"


def test_no_sentence_claims_a_cause() -> None:
    for case in cases().values():
        drawn = simulation(case, 100)
        texts = (findings.answer(case, result(case), drawn), findings.inaction_finding(case, inaction(case)))
        assert not any("cause" in one.text() for one in texts)


def test_evidence_says_measured_on_what_and_that_it_is_no_cause() -> None:
    figure = Figure("saving", "Saving", 10.0, "EUR", "measured", "adjusted", "m", "journeys", n=50_000, data_version=3)
    measured = given("saving", 10.0, "money effect")
    measured = replace(measured, evidence="measured", figure=figure)
    assert evidence_text(measured) == "measured on 50,000 journeys; associated, not caused"
    assert evidence_short(measured) == "measured, n = 50,000; associated, not caused"
    proved = replace(measured, figure=replace(figure, grade="experiment"))
    assert evidence_text(proved) == "measured on 50,000 journeys"
    assert evidence_text(replace(given("saving", 10.0), owner="")) == "assumed, nobody answers for it yet"


def test_values_are_written_by_what_they_are() -> None:
    assert value_text(given("a", 0.435, "share"), 0.435, "EUR") == "43.5 %"
    assert value_text(given("a", -0.05, "rate"), -0.05, "EUR") == "−5 %"
    assert value_text(given("a", 0.005, "share effect"), -0.005, "EUR") == "−0.50 pts"
    assert value_text(given("a", 1.5), 1.5, "EUR") == "1.50"
    assert value_text(given("a", 1.5), None, "EUR") == "not available"


def test_a_plan_outside_of_its_draws_is_told() -> None:
    drawn = replace(simulation(ranged(), 100), low=-10.0, high=10.0, chance_above_zero=0.4)
    within = "In 80 of 100 draws it is between −€10.00 and €10.00; it is above zero in 40 of 100 draws."
    assert findings.simulation_finding(ranged(), drawn, 10.0).text() == within
    above = findings.simulation_finding(ranged(), drawn, 11.0).text()
    assert above == f"{within} The plan lies above that: its ranges lean to the low side."
    below = findings.simulation_finding(ranged(), drawn, -11.0).text()
    assert below == f"{within} The plan lies below that: its ranges lean to the high side."
