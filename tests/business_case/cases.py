"""Small cases whose results can be worked out by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from core.business_case.assumption import Assumption
from core.business_case.case import Case, Terms
from core.business_case.lines import BenefitLine, CostLine, Factor

TODAY = date(2026, 11, 1)


def given(code: str, value: float, quantity: Any = "amount", **more: Any) -> Assumption:
    """Return an input that somebody answers for."""
    words = {"population": "everything", "period": "year"} if quantity in ("share", "rate", "share effect") else {}
    return Assumption(
        code=code, label=more.pop("label", code), value=value, quantity=quantity, unit="each", evidence="assumed",
        as_of=TODAY, **{"source": "an estimate", "owner": "Ann", **words, **more},
    )  # fmt: skip


def small(years: int = 3, **terms: Any) -> Case:
    """Return 1,000 journeys a year that cost 10 less, for 5,000 at the start and 2,000 a year, at 10 %."""
    shared = [
        given("discount_rate", 0.10, "rate"),
        given("inflation_rate", 0.0, "rate"),
        given("growth_rate", 0.0, "rate"),
        given("contingency_share", 0.0, "share"),
        given("tax_rate", 0.25, "share"),
        *(given(f"adoption_year_{year}", 1.0, "share") for year in range(1, 11)),
        given("journeys_a_year", 1000.0),
        given("cost_per_journey", 30.0, "money"),
        given("saving", 10.0, "money effect"),
        given("first_cost", 5000.0, "money"),
        given("people", 2.0),
        given("salary", 1000.0, "money"),
    ]
    return Case(
        title="Fix billing",
        currency="EUR",
        terms=Terms(date(2027, 1, 1), years, **terms),
        assumptions=tuple(shared),
        costs=(
            CostLine("tool", "Tool", "technology", (Factor("first_cost"),), when="at the start", capital=True),
            CostLine("team", "Team", "people", (Factor("people"), Factor("salary"))),
        ),
        benefits=(
            BenefitLine("fewer", "Fewer channels", (Factor("journeys_a_year"), Factor("saving")), saves="contact cost"),
        ),
        owner="Ann",
    )


def having(case: Case, *inputs: Assumption, **changes: Any) -> Case:
    """Return a case with inputs replaced or added, and other fields changed."""
    for one in inputs:
        case = case.with_assumption(one)
    return replace(case, **changes)
