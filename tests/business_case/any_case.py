"""Any business case that can be: every quantity, evidence, distribution and kind of line."""

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from core.business_case.assumption import BOUNDS, DISTRIBUTIONS, OF_WHOM, PER_TIME, QUANTITIES, Assumption
from core.business_case.case import NEEDED, TAX, Case, Scenario, Terms, adoption
from core.business_case.lines import GROUPS, BenefitLine, CostLine, Factor, Growth, Overlap, Risk, Saves
from core.figure import GRADES, Figure

TEXT = st.text(max_size=20)
WORDS = TEXT.filter(lambda text: bool(text.strip()))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
SHARES = ("due", "leaves", "risk", "stays")
AMOUNTS = ("a", "b", "c", "d")


@st.composite
def inputs(draw: Any, code: str, quantity: str) -> Assumption:
    least, most = (max(BOUNDS[quantity][0], -1e6), min(BOUNDS[quantity][1], 1e6))
    least = max(least, 1e-3) if code in AMOUNTS else least
    low, value, high = sorted(draw(st.tuples(*[st.floats(least, most, allow_subnormal=False)] * 3)))
    has_range = draw(st.booleans())
    evidence = draw(st.sampled_from(("assumed", "measured", "benchmark")))
    choices = [one for one in DISTRIBUTIONS if one != "normal"] if has_range else ["fixed"]
    figure = Figure(
        code, draw(WORDS), value, draw(TEXT), "measured", draw(st.sampled_from(GRADES)), draw(TEXT), "all", low, high,
        draw(st.integers(1, 10**9)), draw(st.none() | DAYS), draw(st.none() | DAYS), draw(TEXT), 3,
        draw(st.floats(0, 0.9)), draw(TEXT),
    )  # fmt: skip
    return Assumption(
        code=code, label=draw(WORDS), value=value, quantity=quantity, unit=draw(WORDS), evidence=evidence,
        source=draw(TEXT), as_of=draw(DAYS), owner=draw(TEXT), low=low if has_range else None,
        high=high if has_range else None, distribution=draw(st.sampled_from(choices)),
        population="all" if quantity in OF_WHOM else draw(TEXT), period="year" if quantity in PER_TIME else draw(TEXT),
        figure=figure if evidence == "measured" or draw(st.booleans()) else None,
        benchmark="code" if evidence == "benchmark" else "",
    )  # fmt: skip


def factors() -> Any:
    more = st.lists(st.builds(Factor, st.sampled_from(AMOUNTS), st.booleans()), max_size=2)
    return st.builds(lambda first, rest: (Factor(first), *rest), st.sampled_from(AMOUNTS), more)


@st.composite
def costs(draw: Any, code: str) -> CostLine:
    when = draw(st.sampled_from(("at the start", "each year")))
    return CostLine(
        code, draw(WORDS), draw(st.sampled_from(GROUPS)), draw(factors()), when, draw(st.integers(1, 2)),
        draw(st.none() | st.integers(2, 4)), draw(st.booleans()), when == "at the start" and draw(st.booleans()),
    )  # fmt: skip


@st.composite
def benefits(draw: Any, code: str) -> BenefitLine:
    shares = [draw(st.sampled_from((None, share))) for share in SHARES]
    return BenefitLine(
        code, draw(WORDS), draw(factors()), draw(st.sampled_from(get_args(Growth))), draw(st.booleans()), *shares[:3],
        draw(st.sampled_from(get_args(Risk))), shares[3], draw(st.sampled_from(get_args(Saves))),
        tuple(draw(st.lists(TEXT, max_size=2))),
    )  # fmt: skip


@st.composite
def any_case(draw: Any) -> Case:
    terms = Terms(
        draw(DAYS), draw(st.integers(1, 4)), draw(st.sampled_from((1, 4))), draw(st.sampled_from(("end", "mid"))),
        draw(st.booleans()), draw(st.integers(1, 10)),
    )  # fmt: skip
    of_quantities = {
        **NEEDED, TAX: "share", **{adoption(year): "share" for year in range(1, 5)}, **dict.fromkeys(SHARES, "share"),
        **{code: draw(st.sampled_from(QUANTITIES)) for code in AMOUNTS},
    }  # fmt: skip
    register = {code: draw(inputs(code, quantity)) for code, quantity in of_quantities.items()}
    lines = [draw(benefits(f"benefit_{place}")) for place in range(draw(st.integers(0, 2)))]
    overlap = st.builds(Overlap, st.just("benefit_0"), st.just("benefit_1"), st.floats(0, 1), WORDS, WORDS)
    scenarios = st.dictionaries(
        WORDS,
        st.fixed_dictionaries({}, optional={"due": st.floats(0, 1), "a": st.just(register["a"].value)}),
        max_size=2,
    )
    return Case(
        title=draw(WORDS), currency=draw(st.sampled_from(("EUR", "USD"))), terms=terms,
        assumptions=tuple(register.values()),
        costs=tuple(draw(costs(f"cost_{place}")) for place in range(draw(st.integers(0, 2)))), benefits=tuple(lines),
        overlaps=tuple(draw(st.lists(overlap, max_size=1))) if len(lines) == 2 else (),
        scenarios=tuple(Scenario(name, values) for name, values in draw(scenarios).items()),
        journey_types=tuple(draw(st.lists(TEXT, max_size=2))), dataset_id=draw(TEXT), owner=draw(TEXT),
        summary=draw(TEXT),
    )  # fmt: skip
