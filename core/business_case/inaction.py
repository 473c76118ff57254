"""What it costs to do nothing, and what it costs to wait a year."""

from dataclasses import dataclass

import numpy as np

from core.business_case.case import COST_NOW, DISCOUNT, GROWTH, INFLATION, JOURNEYS, Case
from core.business_case.cash import cash


@dataclass(frozen=True)
class Inaction:
    """Doing nothing, in the case's currency. `None` where the case does not know its volume or its cost.

    `cost_by_year`: cost to serve these journeys as they are, with growth and prices. `more_than_now`: of that, what is
    more than as many years of the first. `present_cost`: all of it at its value at the start. `waiting_a_year`: net
    present value lost when the same plan begins a year later and is counted to the same last day; None for a case of
    one year. `pays`: whether beginning now is worth more than nothing.
    """

    cost_by_year: tuple[float, ...] | None
    more_than_now: float | None
    present_cost: float | None
    journeys_by_year: tuple[float, ...] | None
    waiting_a_year: float | None
    pays: bool


def inaction(case: Case) -> Inaction:
    """Return what doing nothing costs, and waiting.

    A year's cost is journeys x cost of a journey x growth x prices, both stepping up once a year and paid when the
    case's periods are.
    """
    values = case.values()
    waiting, pays = _waiting(case)
    if not {JOURNEYS, COST_NOW} <= values.keys():
        return Inaction(None, None, None, None, waiting, pays)
    years = np.arange(case.terms.years)
    journeys = values[JOURNEYS] * (1 + values[GROWTH]) ** years
    by_year = journeys * values[COST_NOW] * (1 + values[INFLATION]) ** years
    times = np.array(case.terms.times_years()[1:])
    of_period = by_year[np.array(case.terms.years_of_periods()) - 1] / case.terms.periods_per_year
    return Inaction(
        cost_by_year=tuple(by_year.tolist()),
        more_than_now=float(by_year.sum() - by_year[0] * len(by_year)),
        present_cost=float((of_period * (1 + values[DISCOUNT]) ** -times).sum()),
        journeys_by_year=tuple(journeys.tolist()),
        waiting_a_year=waiting,
        pays=pays,
    )


def _waiting(case: Case) -> tuple[float | None, bool]:
    values = case.values()
    flows = cash(case, values)
    npv = float(flows.present(flows.net))
    if case.terms.years == 1:
        return None, npv > 0
    later = np.array(case.terms.times_years()) + 1
    counted = later <= case.terms.years + 1e-9
    delayed = float((flows.net * (1 + values[DISCOUNT]) ** -later)[counted].sum())
    return npv - delayed, npv > 0
