"""Cases of every kind for the workbook: made by chance from a seed, and a few on purpose."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from core.business_case.assumption import BOUNDS, Assumption
from core.business_case.case import Case, Scenario
from core.business_case.lines import BenefitLine, CostLine, Factor, Overlap
from core.figure import Figure
from tests.business_case.cases import given, having, small

# Codes that a spreadsheet could take for an address, a number, another code or a word of its own.
TRICKY = ("R1C1", "a1", "A1", "c", "TRUE", "größe", "SUM", "_1", "XFD1048576")
HOSTILE = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "http://example.org", "{=1+1}", "<b>&amp;</b>", "_x0041_", "12",
    "tab\there", "\x01\x1f!", "\ufffe\uffff!", "\ud800!", "TRUE", "#REF!", " =1+1", "-2", "+x", '"),HYPERLINK("x',
)  # fmt: skip
_RANGES: dict[str, tuple[float, float]] = {
    "amount": (1.0, 40.0), "money": (1.0, 300.0), "money effect": (-40.0, 120.0), "share": (0.0, 1.0),
}  # fmt: skip


def generated(seed: int) -> Case:
    """Return a case made by chance; the same for the same seed."""
    chance = Random(seed)
    years = chance.randint(1, 10 if seed % 6 == 0 else 4)
    terms: dict[str, Any] = {
        "periods_per_year": 4 if seed % 3 == 0 else 1, "timing": chance.choice(["end", "mid"]),
        "taxed": seed % 2 == 0, "depreciation_years": chance.randint(1, 10),
    }  # fmt: skip
    pool = [_input(chance, code) for code in (*TRICKY, "d1", "d2", "d3")]
    divisors = [given(f"by_{k}", chance.uniform(0.5, 9), low=0.4, high=9.5, distribution="PERT") for k in (1, 2)]
    shares = [
        given(f"share_{k}", chance.random(), "share", low=0.0, high=1.0, distribution="triangular") for k in range(4)
    ]
    rates = [given(code, chance.uniform(-0.1, 0.3), "rate") for code in ("growth_rate", "inflation_rate")]
    rates.append(given("discount_rate", chance.uniform(0.0, 0.3), "rate", low=0.0, high=0.4, distribution="uniform"))
    if seed % 2:
        rates += [given("finance_rate", 0.05, "rate"), given("reinvest_rate", chance.uniform(0, 0.1), "rate")]
    adopted = [given(f"adoption_year_{year}", chance.random(), "share") for year in range(1, 11)]
    contingency = given("contingency_share", chance.choice([0.0, 0.1, 0.35]), "share")
    case = having(small(years, **terms), *pool, *divisors, *shares, *rates, *adopted, contingency)
    factors = _factors(chance, [one.code for one in pool])
    costs = (
        CostLine("first", "Bought", "technology", factors(), when="at the start", capital=chance.random() < 0.7),
        CostLine("train", "Training", "change and training", factors(), when="at the start"),
        *(_running(chance, factors, place, years) for place in range(chance.randint(0, 3))),
    )
    benefits = tuple(_benefit(chance, factors, place) for place in range(chance.randint(1, 4)))
    scenarios = (Scenario("Low", {"adoption_year_1": 0.1}),)
    return replace(
        case, costs=costs, benefits=benefits, overlaps=_overlaps(chance, benefits), scenarios=scenarios
    )  # fmt: skip


def on_purpose() -> dict[str, Case]:
    """Return the cases that each show one thing, by its name."""
    sub = [given("late", 14_000.0, "money"), given("zero", 0.0, "money")]
    late = CostLine("late", "Taken down", "other", (Factor("late"),), from_year=3)
    middle = CostLine("middle", "Rebuilt", "other", (Factor("late"),), from_year=2, to_year=2)
    nothing = CostLine("none", "Nothing", "other", (Factor("zero"),))
    base = having(small(3), *sub)
    spare = given("contingency_share", 0.1, "share")
    return {
        "taxed, written off early": having(small(4, taxed=True, depreciation_years=2), spare),
        "taxed by quarter, written off late": having(
            small(3, taxed=True, depreciation_years=5, periods_per_year=4, timing="mid"), spare
        ),
        "no benefits": replace(base, benefits=()),
        "nothing at all": replace(base, benefits=(), costs=(nothing,)),
        "no costs": replace(base, costs=()),
        "empty": replace(base, costs=(), benefits=()),
        "never paid back": having(base, given("saving", 2.1, "money effect")),
        "a loss that saves nothing": having(base, given("saving", -5.0, "money effect")),
        "two changes of sign": replace(base, costs=(*base.costs, late)),
        "three changes of sign": replace(base, costs=(*base.costs, middle)),
        "paid back at once": having(base, given("first_cost", 0.0, "money")),
        "exactly at zero": having(base, given("first_cost", 24_000.0, "money")),
        "money first, costs later": having(
            small(3), given("saving", 1.0, "money effect"), given("first_cost", 0.0, "money"),
            given("salary", 300.0, "money"), given("growth_rate", -0.5, "rate"),
        ),
    }  # fmt: skip


def changed(case: Case, seed: int) -> Case:
    """Return the case with about half of its inputs, an overlap, and what of its terms can be changed, changed."""
    chance = Random(seed + 1000)
    divisors = {factor.code for line in case.lines for factor in line.factors if factor.divides}
    for one in chance.sample(case.assumptions, max(3, len(case.assumptions) // 2)):
        case = case.with_assumption(one.with_value(_other(chance, one, one.code in divisors)))
    terms = replace(
        case.terms,
        timing=chance.choice(["end", "mid"]),
        depreciation_years=chance.randint(1, 10) if case.terms.taxed else case.terms.depreciation_years,
    )
    overlaps = tuple(replace(one, share=chance.random()) for one in case.overlaps)
    return replace(case, terms=terms, overlaps=overlaps)


def _other(chance: Random, one: Assumption, divides: bool) -> float:
    least, most = BOUNDS[one.quantity]
    if one.quantity == "share":
        return chance.random()
    if one.quantity == "rate":
        return one.value + chance.uniform(0.01, 0.1)
    found = one.value * chance.uniform(0.5, 1.6) + chance.uniform(0, 2)
    return max(found, 0.3) if divides else min(max(found, least), most)


def _input(chance: Random, code: str) -> Assumption:
    quantity = chance.choice(sorted(_RANGES))
    low, high = _RANGES[quantity]
    return given(code, round(chance.uniform(low, high), 3), quantity, label=f"Input {code}")


def _factors(chance: Random, codes: list[str]) -> Callable[[], tuple[Factor, ...]]:
    def some() -> tuple[Factor, ...]:
        chosen = [Factor(code) for code in chance.sample(codes, chance.randint(1, 4))]
        if chance.random() < 0.4:
            chosen.append(Factor(chance.choice(["by_1", "by_2"]), divides=True))
        return tuple(chosen)

    return some


def _running(chance: Random, factors: Callable[[], tuple[Factor, ...]], place: int, years: int) -> CostLine:
    begin = chance.randint(1, years)
    end = chance.choice([None, chance.randint(begin, 10)])
    return CostLine(
        f"cost_{place}", f"Cost {place}", "people", factors(), from_year=begin, to_year=end,
        inflates=chance.random() < 0.7,
    )  # fmt: skip


def _benefit(chance: Random, factors: Callable[[], tuple[Factor, ...]], place: int) -> BenefitLine:
    def maybe() -> str | None:
        return chance.choice([None, "share_0", "share_1", "share_2"])

    return BenefitLine(
        f"gain_{place}", f"Gain {place}", (*factors(), Factor("people")), inflates=chance.random() < 0.7,
        grows=chance.choice(["with volume", "growth only", "no"]), attribution=maybe(), cashable=maybe(),
        risk_adjustment=maybe(), risk=chance.choice(["haircut", "range"]), saves="contact cost",
        stays="share_3" if chance.random() < 0.4 else None,
    )  # fmt: skip


def _overlaps(chance: Random, benefits: tuple[BenefitLine, ...]) -> tuple[Overlap, ...]:
    codes = [one.code for one in benefits]
    pairs = [(first, second) for first in codes for second in codes if first < second]
    return tuple(Overlap(*pair, chance.random(), "the same calls", "Ann") for pair in pairs if chance.random() < 0.6)


def hostile() -> tuple[Case, Case]:
    """Return a case whose texts a spreadsheet could run or choke on, and the same with harmless ones."""
    return _with_texts(HOSTILE), _with_texts(("plain",) * len(HOSTILE))


def _with_texts(texts: tuple[str, ...]) -> Case:
    chance, long = iter(texts * 12), texts[0] + "x" * 40_000
    case = small(2)
    inputs = [
        replace(
            one, label=f"{next(chance)}{place}"[:160], unit=next(chance), source=next(chance), owner=next(chance),
            population=next(chance), period=next(chance),
        )
        for place, one in enumerate(case.assumptions)
    ]  # fmt: skip
    figure = Figure(
        next(chance), next(chance), 10.0, next(chance), "measured", "raw", long, next(chance), 8.0, 12.0, 40,
        dataset_id=next(chance), data_version=2, address=next(chance),
    )  # fmt: skip
    inputs = [replace(one, figure=figure) if one.code == "saving" else one for one in inputs]
    again = replace(case.benefits[0], code="again", label=next(chance))
    return replace(
        case, assumptions=tuple(inputs), benefits=(replace(case.benefits[0], label=next(chance)), again),
        costs=tuple(replace(one, label=next(chance)) for one in case.costs), title=next(chance), owner=next(chance),
        overlaps=(Overlap("fewer", "again", 0.5, long, next(chance)),), summary=texts[0],
        scenarios=tuple(Scenario(f"{text}{place}", {"people": 3.0}) for place, text in enumerate(texts)),
        journey_types=texts, dataset_id=next(chance),
    )  # fmt: skip
