"""Whole cases for Hypothesis: any terms, lines, ranges, overlaps and scenarios of a case, in round numbers."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from core.business_case.assumption import BOUNDS, Assumption
from core.business_case.case import Case, Scenario, Terms
from core.business_case.lines import BenefitLine, CostLine, Factor, Overlap
from tests.business_case.cases import given

SHARES = st.integers(0, 1000).map(lambda number: number / 1000)
AMOUNTS = st.integers(0, 5000).map(float)
DIVISORS = st.integers(1, 50).map(float)
MONEY = st.integers(0, 100_000).map(lambda cents: cents / 100)
EFFECTS = st.integers(-20_000, 20_000).map(lambda cents: cents / 100)
OWN_SHARES = ("attribution", "cashable", "risk_adjustment", "stays")


def rates(least: int, most: int) -> st.SearchStrategy[float]:
    """Return rates between two numbers of percent."""
    return st.integers(10 * least, 10 * most).map(lambda number: number / 1000)


@st.composite
def terms(draw: st.DrawFn, taxed: bool | None = None) -> Terms:
    """Return terms of up to five years."""
    return Terms(
        start_on=date(2027, 1, 1),
        years=draw(st.integers(1, 5)),
        periods_per_year=draw(st.sampled_from((1, 4))),
        timing=draw(st.sampled_from(("end", "mid"))),
        taxed=draw(st.booleans()) if taxed is None else taxed,
        depreciation_years=draw(st.integers(1, 5)),
    )


@st.composite
def shared_inputs(draw: st.DrawFn, years: int, least_rate: int = -10) -> list[Assumption]:
    """Return the inputs that each case has."""
    return [
        given("discount_rate", draw(rates(max(0, least_rate), 30)), "rate"),
        given("inflation_rate", draw(rates(max(-3, least_rate), 8)), "rate"),
        given("growth_rate", draw(rates(least_rate, 20)), "rate"),
        given("finance_rate", draw(rates(0, 20)), "rate"),
        given("reinvest_rate", draw(rates(0, 20)), "rate"),
        given("contingency_share", draw(SHARES) / 4, "share"),
        given("tax_rate", draw(SHARES) / 2, "share"),
        *(given(f"adoption_year_{year}", draw(SHARES), "share") for year in range(1, years + 1)),
    ]


@st.composite
def costs(draw: st.DrawFn, place: int) -> tuple[CostLine, list[Assumption]]:
    """Return a cost line and its inputs: people x money, or money / years."""
    first, second = f"cost_money_{place}", f"cost_amount_{place}"
    divides = draw(st.booleans())
    start = draw(st.booleans())
    from_year = draw(st.integers(1, 3))
    line = CostLine(
        code=f"cost_{place}", label=f"Cost {place}", group="other",
        factors=(Factor(first), Factor(second, divides=divides)),
        when="at the start" if start else "each year", from_year=from_year,
        to_year=draw(st.none() | st.integers(from_year, 5)), inflates=draw(st.booleans()),
        capital=start and draw(st.booleans()),
    )  # fmt: skip
    return line, [given(first, draw(MONEY), "money"), given(second, draw(DIVISORS))]


@st.composite
def benefits(draw: st.DrawFn, place: int, effects: st.SearchStrategy[float]) -> tuple[BenefitLine, list[Assumption]]:
    """Return a benefit line and its inputs: an amount x a share x money for each, and any of the shares of a line."""
    codes = [f"benefit_amount_{place}", f"benefit_share_{place}", f"benefit_effect_{place}"]
    own = {name: f"{name}_{place}" for name in OWN_SHARES if draw(st.booleans())}
    line = BenefitLine(
        code=f"benefit_{place}", label=f"Benefit {place}", factors=tuple(Factor(code) for code in codes),
        grows=draw(st.sampled_from(("with volume", "growth only", "no"))), inflates=draw(st.booleans()),
        risk=draw(st.sampled_from(("haircut", "range"))),
        saves=draw(st.sampled_from(("contact cost", "agent time", "customer value", "other"))), **own,
    )  # type: ignore[arg-type] # fmt: skip
    inputs = [
        given(codes[0], draw(AMOUNTS)), given(codes[1], draw(SHARES), "share"),
        given(codes[2], draw(effects), "money effect"),
        *(given(code, draw(SHARES), "share") for code in own.values()),
    ]  # fmt: skip
    return line, inputs


@st.composite
def with_range(draw: st.DrawFn, one: Assumption) -> Assumption:
    """Return an input with a range, or as it is; what may divide stays above 0 and is not normal."""
    kinds: tuple[Any, ...] = ("fixed", "triangular", "PERT", "uniform")
    divisor = one.code.startswith("cost_amount")
    chosen = draw(st.sampled_from(kinds if divisor else (*kinds, "normal")))
    if chosen == "fixed":
        return one
    least, most = BOUNDS[one.quantity]
    below, above = draw(SHARES), draw(SHARES)
    width = max(abs(one.value), 0.1) / 2
    low, high = max(one.value - below * width, least), min(one.value + above * width, most)
    return replace(one, low=min(low, one.value), high=max(high, one.value), distribution=chosen)


@st.composite
def cases(
    draw: st.DrawFn, ranges: bool = False, taxed: bool | None = None, harmless: bool = False, timed: Terms | None = None
) -> Case:
    """Return a case. With `ranges`, inputs have them. `harmless`: nothing is below 0, neither effects nor growth."""
    when = draw(terms(taxed)) if timed is None else timed
    inputs = draw(shared_inputs(when.years, least_rate=0 if harmless else -10))
    paid = [draw(costs(place)) for place in range(draw(st.integers(1, 3)))]
    effects = EFFECTS.map(abs) if harmless else EFFECTS
    gained = [draw(benefits(place, effects)) for place in range(draw(st.integers(1, 3)))]
    for _, own in (*paid, *gained):
        inputs += own
    if ranges:
        inputs = [draw(with_range(one)) for one in inputs]
    overlaps = [
        Overlap(one.code, other.code, draw(SHARES), "the same calls", "Ann")
        for place, (one, _) in enumerate(gained) for other, _ in gained[place + 1 :] if draw(st.booleans())
    ]  # fmt: skip
    changed = draw(st.dictionaries(st.sampled_from([one.code for one in inputs if one.quantity == "share"]), SHARES))
    return Case(
        title="Any case", currency="EUR", terms=when, assumptions=tuple(inputs), owner="Ann",
        costs=tuple(line for line, _ in paid), benefits=tuple(line for line, _ in gained), overlaps=tuple(overlaps),
        scenarios=(Scenario("Otherwise", changed),), journey_types=draw(st.sampled_from(((), ("billing", "moving")))),
        dataset_id=draw(st.sampled_from(("", "office"))), summary=draw(st.sampled_from(("", "Why."))),
    )  # fmt: skip
