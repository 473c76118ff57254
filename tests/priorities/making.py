"""Quick ways to write initiatives, and strategies that draw them."""

from hypothesis import strategies as st

from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, MoneyInputs, RiceInputs, WsjfInputs

CRITERIA = ("value", "ease", "urgency")


def rice(name: str, reach: float, impact: float, confidence: float, effort: float) -> Initiative:
    inputs = RiceInputs(Estimate(reach), Estimate(impact), Estimate(confidence))
    return Initiative(name, name, rice=inputs, effort=Estimate(effort))


def ice(
    name: str, impact: Estimate | float, confidence: Estimate | float = 1, ease: Estimate | float = 1
) -> Initiative:
    return Initiative(name, name, ice=IceInputs(estimate(impact), estimate(confidence), estimate(ease)))


def wsjf(name: str, value: float, time: float, risk: float, size: float) -> Initiative:
    return Initiative(name, name, wsjf=WsjfInputs(Estimate(value), Estimate(time), Estimate(risk), Estimate(size)))


def waiting(name: str, cost_of_delay: float, months: float, currency: str = "EUR") -> Initiative:
    money = MoneyInputs(currency, cost_of_delay=Estimate(cost_of_delay))
    return Initiative(name, name, money=money, duration_months=Estimate(months))


def scored(name: str, *scores: float) -> Initiative:
    pairs = zip(CRITERIA, scores, strict=False)
    return Initiative(name, name, criteria=tuple((criterion, Estimate(score)) for criterion, score in pairs))


def estimate(value: Estimate | float) -> Estimate:
    return value if isinstance(value, Estimate) else Estimate(value)


@st.composite
def ranges(draw: st.DrawFn, least: float, most: float) -> Estimate:
    low, value, high = sorted(draw(st.lists(st.floats(least, most), min_size=3, max_size=3)))
    return Estimate(value, low, high) if draw(st.booleans()) else Estimate(value)


@st.composite
def ice_lists(draw: st.DrawFn, ranged: bool = True) -> list[Initiative]:
    drawn = ranges(1, 10) if ranged else st.integers(1, 10).map(lambda value: Estimate(float(value)))
    return [ice(f"i{at}", draw(drawn), draw(drawn), draw(drawn)) for at in range(draw(st.integers(1, 6)))]
