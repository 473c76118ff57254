"""Templates and lines to add: each can be worked out, in dollars and converted; benchmarks are as published."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from core.assumptions import benchmarks
from core.assumptions.haircuts import haircut
from core.business_case.case import Case, Terms
from core.business_case.catalogue import Start, lines, start, taken_over, templates, with_line, with_terms
from core.business_case.renewing import take_over
from core.business_case.result import result
from core.business_case.simulation import simulation
from core.errors import InvalidInputError
from core.figure import Figure

TODAY, BEGINS = date(2026, 11, 1), date(2027, 1, 1)
EUROS = 0.9
# What the catalogue takes from each benchmark, worked out here on its own.
PUBLISHED = {
    "cost_of_extra_channel": (26.04 - 9.10) / 2,
    "cost_per_journey": 9.10,
    "journey_manager_salary": (75_000 + 134_000) / 2,
    "mapping_tool_cost": 34_200.0,
    "orchestration_cost": 280_000.0,
}


def begun(template: str = "one_manager", currency: str = "USD", figures: Any = None, **more: Any) -> Case:
    price = None if currency == "USD" else EUROS
    return start(Start(template, "Fix billing", currency, BEGINS, TODAY, price, **more), figures)


def measured(code: str, value: float, **more: Any) -> Figure:
    words: dict[str, Any] = {
        "label": "Measured", "unit": "USD", "evidence": "measured", "grade": "adjusted", "method": "compared",
        "population": "customers of 2026", "n": 1200, "data_version": 3, "haircut_share": 0.2,
    }  # fmt: skip
    return Figure(code=code, value=value, **{**words, **more})


@pytest.mark.parametrize(("template", "currency"), [*product([one.code for one in templates()], ("USD", "EUR"))])
def test_each_template_with_every_line_can_be_worked_out(template: str, currency: str) -> None:
    case = begun(template, currency)
    assert result(case).costs_value > 0
    assert result(case).benefits_value > 0
    present = {line.code for line in case.lines}
    for kind in ("costs", "benefits"):
        for code in set(lines(kind)) - present:
            case = with_line(case, code, TODAY)
    assert {line.code for line in case.lines} == {*lines("costs"), *lines("benefits")}
    assert {factor.code for line in case.lines for factor in line.factors} <= case.by_code.keys()
    assert all(len(one.label) > 2 and one.unit and one.as_of for one in case.assumptions)
    longer = with_terms(case, Terms(BEGINS, 10, 4, "mid", taxed=True), TODAY)
    found = result(longer)
    assert len(found.net) == 41
    assert found.npv == found.npv  # a number
    assert simulation(longer, 200).low < simulation(longer, 200).high


@pytest.mark.parametrize(("currency", "price"), [("USD", 1.0), ("EUR", EUROS)])
def test_benchmarks_are_as_published_and_converted_once(currency: str, price: float) -> None:
    case = with_line(begun("two_managers", currency), "orchestration_running", TODAY)
    for code, dollars in PUBLISHED.items():
        one = case.by_code[code]
        assert one.value == pytest.approx(dollars * price, rel=1e-12), code
        assert one.evidence == "benchmark"
        source = benchmarks.benchmark(one.benchmark).source
        assert one.source == (source if price == 1 else f"{source}; converted at 0.9 per US dollar")
        assert one.as_of == benchmarks.benchmark(one.benchmark).as_of
    salary = case.by_code["journey_manager_salary"]
    assert (salary.low, salary.high) == pytest.approx((75_000 * price, 134_000 * price))
    started = case.by_code["journey_managers"]
    assert started.low == benchmarks.benchmark("journey_managers_to_start").low
    assert case.by_code["training_cost"].value == 500.0  # not a benchmark, so it is in the case's own currency


@pytest.mark.parametrize("price", [None, 0.0, -1.0, 1e6, float("nan")])
def test_another_currency_needs_the_price_of_a_dollar(price: float | None) -> None:
    with pytest.raises(InvalidInputError) as raised:
        start(Start("one_manager", "Fix billing", "EUR", BEGINS, TODAY, price))
    assert str(raised.value) == "The benchmarks are in US dollars. Say what one US dollar costs in EUR."


def test_a_line_added_later_is_never_in_dollars_by_mistake() -> None:
    case = begun(currency="EUR")
    with pytest.raises(InvalidInputError, match="Say what one US dollar costs in the case's currency"):
        with_line(replace(case, dollar_price=None), "orchestration", TODAY)
    assert with_line(case, "orchestration", TODAY).by_code["orchestration_cost"].value == 280_000 * EUROS
    assert with_line(case, "cross_sell", TODAY).by_code["margin_per_sale"].value == 40.0  # no benchmark in it
    assert with_line(begun(), "orchestration", TODAY).by_code["orchestration_cost"].value == 280_000.0


def test_what_is_not_in_the_catalogue() -> None:
    for make, sentence in (
        (lambda: begun("nothing"), "There is no template 'nothing'. Choose one of those listed."),
        (
            lambda: with_line(begun(), "nothing", TODAY),
            "There is no line 'nothing' to add. Choose one of those listed.",
        ),
        (
            lambda: with_line(begun(), "managers", TODAY),
            "The line 'managers' is there twice. Each has a name of its own.",
        ),
    ):
        with pytest.raises(InvalidInputError) as raised:
            make()
        assert str(raised.value) == sentence


def test_a_figure_taken_over_stays_as_it_was_measured() -> None:
    figure = measured(
        "switching_cost", 6.4, low=4.9, high=7.9, period_from=date(2026, 1, 1), period_to=date(2026, 6, 30)
    )
    one = begun(figures={"cost_of_extra_channel": figure}).by_code["cost_of_extra_channel"]
    assert one.figure is figure
    assert (one.value, one.low, one.high, one.distribution) == (6.4, 4.9, 7.9, "normal")
    assert (one.evidence, one.benchmark, one.source) == ("measured", "", "compared")
    assert (one.population, one.period) == ("customers of 2026", "2026-01-01 to 2026-06-30")
    assert one.as_of == date(2026, 6, 30)
    away = one.with_value(8.0)
    assert (away.evidence, away.figure, away.high) == ("assumed", figure, 8.0)
    assert away.with_value(6.4).evidence == "measured"
    without = taken_over(one, replace(figure, low=None, high=None), "USD")
    assert (without.low, without.high, without.distribution) == (None, None, "fixed")


def test_a_published_figure_taken_over_stays_published() -> None:
    published = measured("cost_one", 9.1, evidence="benchmark", grade="published", population="")
    one = taken_over(begun().by_code["cost_per_journey"], published, "USD")
    assert (one.evidence, one.benchmark) == ("benchmark", "cost_one")
    assert one.population == begun().by_code["cost_per_journey"].population
    assert one.with_value(8.0).evidence == "assumed"
    assert one.with_value(8.0).with_value(9.1).evidence == "benchmark"


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("attribution_share", 1.2, "'Share due to this case' is 1.2. As share it is a number from 0 to 1."),
        ("cost_per_journey", -3.0, "'Cost of a journey' is -3. As money it is a number from 0 to 1e+15."),
        ("growth_rate", -1.5, "'Growth of volume' is -1.5. As rate it is a number from -0.99 to 10."),
    ],
)
def test_a_figure_that_cannot_be_this_input_says_so(code: str, value: float, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        taken_over(begun().by_code[code], measured("some", value), "USD")
    assert str(raised.value) == sentence


def test_the_risk_adjustment_follows_how_the_effect_was_found() -> None:
    published = begun().by_code["risk_fewer_channels"]
    assert published.value == haircut("published").share == 0.5
    assert (published.low, published.high) == (0.0, 1.0)
    assert published.lacks() == ()
    found = begun(figures={"cost_of_extra_channel": measured("switching_cost", 6.4)}).by_code
    assert (found["risk_fewer_channels"].value, found["risk_fewer_channels"].low) == (0.2, 0.0)
    assert found["risk_fewer_channels"].high == pytest.approx(0.4)
    assert found["risk_customers_kept"].value == 0.5
    kept = measured("retention", 0.004, grade="within customers", haircut_share=0.3)
    of_kept = begun(figures={"retention_lost_per_extra_channel": kept}).by_code
    assert (of_kept["risk_customers_kept"].value, of_kept["risk_fewer_channels"].value) == (0.3, 0.5)
    experiment = measured("switching_cost", 6.4, grade="experiment", haircut_share=0.0)
    certain = begun(figures={"cost_of_extra_channel": experiment}).by_code["risk_fewer_channels"]
    assert (certain.value, certain.uncertain) == (0.0, False)


def test_more_avoided_by_a_template_is_worth_more() -> None:
    case = begun("two_managers")
    for code in ("switches_avoided_share", "journeys_avoided_share", "journeys_a_year", "adoption_year_1"):
        more = min(1.5 * case.by_code[code].value, 1.0) if code != "journeys_a_year" else 700_000.0
        assert result(case, {code: more}).npv > result(case).npv, code


def test_a_risk_adjustment_follows_the_grade_until_somebody_sets_it() -> None:
    case = begun()
    assert case.by_code["risk_fewer_channels"].value == 0.5  # the effect is a published one
    figure = Figure("switching.cost.regression", "One more channel", 8.0, "USD", "measured", "adjusted", "regression",
                    "journeys", 7.0, 9.0, 900, data_version=1, haircut_share=0.2)  # fmt: skip
    measured = take_over(case, {"cost_of_extra_channel": figure}, ["cost_of_extra_channel"])
    risk = measured.by_code["risk_fewer_channels"]
    assert (risk.value, risk.low, risk.high, risk.distribution) == (0.2, 0.0, 0.4, "triangular")
    by_hand = case.with_assumption(replace(case.by_code["risk_fewer_channels"], value=0.3, source="The CFO"))
    kept = take_over(by_hand, {"cost_of_extra_channel": figure}, ["cost_of_extra_channel"])
    assert kept.by_code["risk_fewer_channels"].value == 0.3
    assert with_line(case, "freed_time", TODAY).by_code["risk_freed_time"].value == 0.5


def test_money_of_another_currency_is_not_taken_over() -> None:
    figure = Figure("c", "Cost", 8.0, "EUR", "measured", "raw", "mean", "journeys", n=900, data_version=1)
    with pytest.raises(InvalidInputError) as raised:
        take_over(begun(), {"cost_per_journey": figure}, ["cost_per_journey"])
    assert str(raised.value) == ("'Cost of a journey' was measured in EUR and the case is in USD. Begin a case in EUR.")
