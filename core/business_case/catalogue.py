"""What a case can be made of: templates, lines and inputs to start from, out of one data file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.assumptions import benchmarks
from core.business_case.assumption import Assumption
from core.business_case.case import NEEDED, TAX, Case, Terms, adoption
from core.business_case.lines import BenefitLine, CostLine, Factor
from core.business_case.risk import by_grade
from core.errors import InvalidInputError
from core.figure import Figure

_RISK = "risk_adjustment"


@dataclass(frozen=True)
class Template:
    """A case to start from."""

    code: str
    name: str
    meaning: str
    costs: tuple[str, ...]
    benefits: tuple[str, ...]
    values: Mapping[str, float]


@dataclass(frozen=True)
class Start:
    """How a new case begins. `dollar_price` is what one US dollar costs in the case's currency, to convert benchmarks.

    It has to be given where the currency is another one. `figures` are measured ones by the code of the input.
    """

    template: str
    title: str
    currency: str
    start_on: date
    today: date
    dollar_price: float | None = None
    owner: str = ""
    journey_types: tuple[str, ...] = ()
    dataset_id: str = ""
    scope_query: str = ""


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "catalogue.toml").read_text(encoding="utf-8"))


def templates() -> tuple[Template, ...]:
    """Return every template.

    >>> [one.code for one in templates()]
    ['one_manager', 'two_managers']
    """
    return tuple(
        Template(code, row["name"], row["meaning"], tuple(row["costs"]), tuple(row["benefits"]), row["values"])
        for code, row in _content()["templates"].items()
    )


def lines(kind: str) -> dict[str, str]:
    """Return the labels of the lines that can be added, by their code; `kind` is costs or benefits."""
    return {code: row["label"] for code, row in _content()[kind].items()}


def start(begin: Start, figures: Mapping[str, Figure] | None = None) -> Case:
    """Return a new case from a template; measured figures take the place of what it starts from.

    Raises `InvalidInputError` where the template is not known, or the price of a dollar is needed and not given.
    """
    template = next((one for one in templates() if one.code == begin.template), None)
    if template is None:
        raise InvalidInputError(f"There is no template {begin.template!r}. Choose one of those listed.")
    price = _dollar_price(begin.currency, begin.dollar_price)
    terms = Terms(begin.start_on)
    needed = [*NEEDED, *(adoption(year) for year in range(1, terms.years + 1)), "finance_rate", "reinvest_rate"]
    inputs = {code: _input(code, begin.today, price) for code in needed}
    case = Case(
        title=begin.title, currency=begin.currency, terms=terms, assumptions=tuple(inputs.values()), costs=(),
        benefits=(), journey_types=begin.journey_types, dataset_id=begin.dataset_id, owner=begin.owner,
        scope_query=begin.scope_query, dollar_price=price,
    )  # fmt: skip
    for code in (*template.costs, *template.benefits):
        case = with_line(case, code, begin.today)
    for code, value in template.values.items():
        case = case.with_assumption(case.by_code[code].with_value(value))
    for code, figure in (figures or {}).items():
        if code in case.by_code:
            case = case.with_assumption(taken_over(case.by_code[code], figure, case.currency))
    return by_grade(case)


def with_line(case: Case, code: str, today: date) -> Case:
    """Return the case with a line of the catalogue, and with the inputs that it lacks for it.

    Raises `InvalidInputError` where the line is not known, is there already, or starts from benchmarks in US dollars
    and the case is in another currency and has no price of a dollar.
    """
    content = _content()
    dollar_price = 1.0 if case.currency == "USD" else case.dollar_price
    if code in content["costs"]:
        cost = _cost(code, content["costs"][code])
        missing = [factor.code for factor in cost.factors]
        return replace(_with_inputs(case, missing, today, dollar_price), costs=(*case.costs, cost))
    if code not in content["benefits"]:
        raise InvalidInputError(f"There is no line {code!r} to add. Choose one of those listed.")
    benefit = replace(_benefit(code, content["benefits"][code]), journey_types=case.journey_types)
    with_inputs = _with_inputs(case, list(benefit.own_codes()), today, dollar_price)
    return by_grade(replace(with_inputs, benefits=(*case.benefits, benefit)))


def with_terms(case: Case, terms: Terms, today: date) -> Case:
    """Return the case over other terms, with the inputs that they need: adoption in later years, a tax rate."""
    needed = [adoption(year) for year in range(1, terms.years + 1)] + ([TAX] if terms.taxed else [])
    return replace(_with_inputs(case, needed, today, 1.0), terms=terms)


def taken_over(one: Assumption, figure: Figure, currency: str) -> Assumption:
    """Return an input with a measured figure's value, interval, method, population and period; the figure stays whole.

    Raises `InvalidInputError` where the figure can't be this input: a share of 1.2, or money of another `currency`.
    """
    if one.quantity in ("money", "money effect") and figure.unit != currency:
        raise InvalidInputError(
            f"{one.label!r} was measured in {figure.unit} and the case is in {currency}. Begin a case in {figure.unit}."
        )
    interval = figure.low is not None and figure.high is not None
    days = "" if figure.period_from is None else f"{figure.period_from} to {figure.period_to}"
    return replace(
        one, value=figure.value, low=figure.low, high=figure.high, evidence=figure.evidence, figure=figure,
        distribution="normal" if interval else "fixed", source=figure.method,
        population=figure.population or one.population, period=days or one.period,
        as_of=figure.period_to or one.as_of, benchmark=figure.code if figure.evidence == "benchmark" else "",
    )  # fmt: skip


def _with_inputs(case: Case, codes: list[str], today: date, price: float | None) -> Case:
    for code in dict.fromkeys(codes):
        if code not in case.by_code:
            case = case.with_assumption(_input(code, today, price))
    return case


def _input(code: str, today: date, price: float | None) -> Assumption:
    rows = _content()["inputs"]
    year = int(code.removeprefix("adoption_year_")) if code.startswith("adoption_year_") else 0
    row = dict(rows[code] if code in rows else rows[_RISK] if code.startswith("risk_") else rows["adoption_later"])
    if year > 2:
        row["label"] = f"{row['label']} {year}"
    if code.startswith("risk_"):
        row["label"] = f"{row['label']}: {_content()['benefits'][code.removeprefix('risk_')]['label']}"
    derived = row.pop("derived", None)
    if "benchmark" not in row:
        return Assumption(code=code, evidence="assumed", source="", as_of=today, **row)
    found = benchmarks.benchmark(row["benchmark"])
    value = getattr(benchmarks, derived)() if derived else found.start
    assert value is not None, "each benchmark of the catalogue has a value or a range"
    rate = _dollar_price("the case's currency", price) if found.currency else 1.0
    ends = (None, None) if derived else (found.low, found.high)
    low, high = (None if end is None else end * rate for end in ends)
    converted = f"; converted at {rate:g} per US dollar" if rate != 1.0 else ""
    return Assumption(
        code=code, value=value * rate, low=low, high=high, evidence="benchmark", source=found.source + converted,
        as_of=found.as_of, **row,
    )  # fmt: skip


def _cost(code: str, row: Mapping[str, Any]) -> CostLine:
    return CostLine(code=code, **{**row, "factors": _factors(row["factors"])})


def _benefit(code: str, row: Mapping[str, Any]) -> BenefitLine:
    return BenefitLine(code=code, **{**row, "factors": _factors(row["factors"])})


def _factors(names: list[str]) -> tuple[Factor, ...]:
    return tuple(Factor(name.removeprefix("/"), divides=name.startswith("/")) for name in names)


def _dollar_price(currency: str, price: float | None) -> float:
    if currency == "USD":
        return 1.0
    if price is None or not 0 < price < 1e6:
        raise InvalidInputError(f"The benchmarks are in US dollars. Say what one US dollar costs in {currency}.")
    return price
