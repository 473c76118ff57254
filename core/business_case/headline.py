"""The few results that stand on top of a case."""

from dataclasses import dataclass

from core.business_case.case import Case
from core.business_case.result import result
from core.business_case.simulation import DRAWS, SEED, simulation


@dataclass(frozen=True)
class Headline:
    """The results on top of a case, as in `Result` and `Simulation`: money in the case's currency, nothing rounded.

    `low`, `middle`, `high`: what the net present value is below in 10, 50 and 90 of 100 draws.
    """

    npv: float
    rates_of_return: tuple[float, ...]
    modified_rate: float | None
    payback_years: float | None
    discounted_payback_years: float | None
    return_on_investment: float | None
    benefit_cost_ratio: float | None
    low: float
    middle: float
    high: float
    chance_above_zero: float
    seed: int
    draws: int


def headline(case: Case, draws: int = DRAWS, seed: int = SEED) -> Headline:
    """Return the results on top of a case; the same for the same case, draws and seed."""
    found, drawn = result(case), simulation(case, draws, seed)
    return Headline(
        found.npv, found.rates_of_return, found.modified_rate, found.payback_years, found.discounted_payback_years,
        found.return_on_investment, found.benefit_cost_ratio, drawn.low, drawn.middle, drawn.high,
        drawn.chance_above_zero, seed, draws,
    )  # fmt: skip
