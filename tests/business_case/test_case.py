"""What a case, its terms, lines and scenarios must be: one test a rule, each with its whole sentence."""

import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.business_case.case import Case, Scenario, Terms
from core.business_case.lines import BenefitLine, CostLine, Factor
from core.business_case.result import result
from core.business_case.sensitivity import break_even
from core.errors import InvalidInputError
from tests.business_case.cases import given, having, small

CASE = small()
TERMS = CASE.terms
TOOL, FEWER = CASE.costs[0], CASE.benefits[0]
LINE_CODE = "can't be the code of a line: 1 to 30 letters, digits and _, no digit first."
DIVIDES = (
    "'hours' divides, so it and its range stay above 0, and it is not drawn from a normal distribution, which has no "
    "least value. Give it a range above 0."
)
ZERO = "'hours' divides, so it can't be 0. Give it a value above 0."


def changed(one: Any, **more: Any) -> Callable[[], Any]:
    return lambda: replace(one, **more)


def without(code: str) -> tuple[Any, ...]:
    return tuple(one for one in CASE.assumptions if one.code != code)


def dividing(**more: Any) -> Case:
    """Return a case that divides by hours."""
    case = having(small(), given("hours", **{"value": 5.0, **more}))
    return replace(case, costs=(CostLine("a", "A", "other", (Factor("first_cost"), Factor("hours", divides=True))),))


def share_of(code: str) -> Callable[[], Case]:
    return lambda: replace(CASE, benefits=(replace(FEWER, **{code: "salary"}),))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (changed(TERMS, years=0), "A case and its depreciation run over 1 to 10 years."),
        (changed(TERMS, years=11), "A case and its depreciation run over 1 to 10 years."),
        (changed(TERMS, depreciation_years=0), "A case and its depreciation run over 1 to 10 years."),
        (changed(TERMS, periods_per_year=12),
         "A case is kept by years or quarters, with money at their end or their middle."),
        (changed(TERMS, timing="start"),
         "A case is kept by years or quarters, with money at their end or their middle."),
        (lambda: Scenario(" ", {}), "A scenario needs a name of 1 to 80 characters."),
        (lambda: Scenario("a" * 81, {}), "A scenario needs a name of 1 to 80 characters."),
        (changed(CASE, title=" "), "A case needs a title of 1 to 160 characters; an owner has 80, a summary 4,000."),
        (changed(CASE, owner="a" * 81),
         "A case needs a title of 1 to 160 characters; an owner has 80, a summary 4,000."),
        (changed(CASE, summary="a" * 4001),
         "A case needs a title of 1 to 160 characters; an owner has 80, a summary 4,000."),
        (changed(CASE, currency="euro"), "A currency is a code of three letters such as EUR, not 'euro'."),
        (changed(CASE, currency="eur"), "A currency is a code of three letters such as EUR, not 'eur'."),
        (changed(CASE, assumptions=(*CASE.assumptions, CASE.assumptions[0])),
         "The input 'discount_rate' is there twice. Each has a name of its own."),
        (changed(CASE, benefits=(replace(FEWER, code="tool"),)),
         "The line 'tool' is there twice. Each has a name of its own."),
        (changed(CASE, scenarios=(Scenario("Bad", {}), Scenario("Bad", {}))),
         "The scenario 'Bad' is there twice. Each has a name of its own."),
        (changed(CASE, assumptions=without("discount_rate")),
         "The case lacks the input discount_rate. Add it to the register."),
        (changed(CASE, assumptions=without("saving")), "The case lacks the input saving. Add it to the register."),
        (changed(CASE, assumptions=without("adoption_year_3")),
         "The case lacks the input adoption_year_3. Add it to the register."),
        (changed(CASE, assumptions=without("tax_rate"), terms=replace(TERMS, taxed=True)),
         "The case lacks the input tax_rate. Add it to the register."),
        (lambda: having(CASE, given("discount_rate", 0.1, "share")), "'discount_rate' is share; it has to be a rate."),
        (lambda: having(CASE, given("adoption_year_1", 1.0)), "'adoption_year_1' is amount; it has to be a share."),
        (share_of("attribution"), "'salary' is money; it has to be a share."),
        (share_of("cashable"), "'salary' is money; it has to be a share."),
        (share_of("risk_adjustment"), "'salary' is money; it has to be a share."),
        (share_of("stays"), "'salary' is money; it has to be a share."),
        (changed(CASE, scenarios=(Scenario("Bad", {"nothing": 1.0}),)),
         "The scenario 'Bad' sets nothing, which is no input."),
        (changed(CASE, scenarios=(Scenario("Bad", {"tax_rate": 1.2}),)),
         "'tax_rate' is 1.2. As share it is a number from 0 to 1."),
        (lambda: CASE.scenario("Good"), "There is no scenario 'Good' in this case."),
        (lambda: result(CASE, {"nothing": 1.0}),
         "There is no input 'nothing' in this case. Choose one of its register."),
        (lambda: break_even(CASE, "nothing"), "There is no input 'nothing' in this case. Choose one of its register."),
        (lambda: result(CASE, {"tax_rate": -0.1}), "'tax_rate' is -0.1. As share it is a number from 0 to 1."),
        (lambda: dividing(value=0.0), DIVIDES),
        (lambda: dividing(low=0.0, high=6.0, distribution="uniform"), DIVIDES),
        (lambda: dividing(low=4.0, high=6.0, distribution="normal"), DIVIDES),
        (lambda: replace(dividing(), scenarios=(Scenario("Bad", {"hours": 0.0}),)), ZERO),
        (lambda: result(dividing(), {"hours": 0.0}), ZERO),
        (changed(TOOL, code="a-b"), f"'a-b' {LINE_CODE}"),
        (changed(TOOL, code="a" * 31), f"'{'a' * 31}' {LINE_CODE}"),
        (changed(TOOL, label=""), "A line needs a label of 1 to 160 characters."),
        (changed(TOOL, factors=()), "The line 'Tool' needs inputs to multiply, the first of them not a divisor."),
        (changed(TOOL, factors=(Factor("hours", divides=True),)),
         "The line 'Tool' needs inputs to multiply, the first of them not a divisor."),
        (changed(TOOL, group="fun"), "The cost 'Tool' belongs to no group, or is paid at no time that is known."),
        (changed(TOOL, when="now"), "The cost 'Tool' belongs to no group, or is paid at no time that is known."),
        (changed(TOOL, from_year=0), "The cost 'Tool' is paid from year 0 to None."),
        (changed(TOOL, from_year=3, to_year=2), "The cost 'Tool' is paid from year 3 to 2."),
        (changed(TOOL, when="each year"), "The cost 'Tool' is paid each year, so it can't be written off. Unset one."),
        (changed(FEWER, grows="fast"), "The benefit 'Fewer channels' has a growth, risk or saving that is not known."),
        (changed(FEWER, risk="both"), "The benefit 'Fewer channels' has a growth, risk or saving that is not known."),
        (changed(FEWER, saves="money"), "The benefit 'Fewer channels' has a growth, risk or saving that is not known."),
    ],
)  # fmt: skip
def test_what_a_case_cannot_be(make: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        make()
    assert str(raised.value) == sentence


def test_a_divisor_breaks_even_above_zero_without_dividing_by_it() -> None:
    # 5,000 / hours a year against 10,000 a year
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert break_even(dividing(), "hours") == pytest.approx((0.5,))


def test_a_case_without_tax_needs_no_tax_rate_and_one_without_later_years_no_adoption_in_them() -> None:
    short = replace(CASE, terms=Terms(date(2027, 1, 1), 1))
    kept = tuple(one for one in CASE.assumptions if one.code not in ("tax_rate", "adoption_year_2"))
    assert result(replace(short, assumptions=kept)).npv == result(short).npv


def test_a_line_reads_its_own_inputs() -> None:
    line = BenefitLine("a", "A", (Factor("x"), Factor("y", divides=True)), attribution="due", stays="stays")
    assert line.own_codes() == ("x", "y", "due", "stays")
