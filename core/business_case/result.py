"""What a case comes to: net present value, rates of return, payback, return on investment, cash."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.business_case.case import DISCOUNT, FINANCE, REINVEST, Case
from core.business_case.cash import Cash, cash
from core.numbers.cash_flows import modified_rate, payback_years, rates_of_return


@dataclass(frozen=True)
class BenefitValue:
    """One benefit at its present value, from all it could be to what is counted; see `BenefitFlow`."""

    code: str
    label: str
    gross: float
    due: float
    cashable: float
    once: float
    counted: float
    freed: float


@dataclass(frozen=True)
class CostValue:
    """One cost at its present value, without contingency."""

    code: str
    label: str
    group: str
    paid: float


@dataclass(frozen=True)
class Result:
    """What a case comes to, in its currency; nothing is rounded.

    `npv`: net present value. `npv_with_freed`: the same with time that is freed and not cashable; before tax on it.
    `rates_of_return`: every yearly rate at which the net present value is zero, none or several included.
    `modified_rate`: MIRR. `payback_years` and `discounted_payback_years`: None is never. `return_on_investment`:
    (benefits - costs) / costs at present value, before tax, as is `benefit_cost_ratio`; None without costs.
    `most_tied_up`: the deepest the cumulative cash goes below zero, 0 or more.
    """

    flows: Cash
    npv: float
    npv_with_freed: float
    rates_of_return: tuple[float, ...]
    modified_rate: float | None
    payback_years: float | None
    discounted_payback_years: float | None
    return_on_investment: float | None
    benefit_cost_ratio: float | None
    benefits_value: float
    costs_value: float
    tax_value: float
    contingency_value: float
    benefits: tuple[BenefitValue, ...]
    costs: tuple[CostValue, ...]
    net: tuple[float, ...]
    cumulative: tuple[float, ...]
    most_tied_up: float

    @property
    def single_rate(self) -> float | None:
        """The internal rate of return where there is just one; None where there is none or no single one."""
        return self.rates_of_return[0] if len(self.rates_of_return) == 1 else None


def result(case: Case, values: Mapping[str, float] | None = None) -> Result:
    """Return what a case comes to, with some inputs set to other `values`."""
    chosen = case.at(values or {})
    flows = cash(case, chosen)
    net = np.asarray(flows.net, dtype=float)
    times = case.terms.times_years()
    npv = float(flows.present(net))
    gains, costs = float(flows.present(flows.coming_in)), float(flows.present(flows.paid))
    discount = chosen[DISCOUNT]
    moves = bool(np.any(net != 0))
    benefits = tuple(_benefit_value(flows, place) for place in range(len(flows.benefits)))
    cumulative = np.cumsum(net)
    return Result(
        flows=flows,
        npv=npv,
        npv_with_freed=npv + sum(one.freed for one in benefits),
        rates_of_return=rates_of_return(net.tolist(), times) if moves else (),
        modified_rate=modified_rate(
            net.tolist(), times, chosen.get(FINANCE, discount), chosen.get(REINVEST, discount)
        ) if moves else None,
        payback_years=payback_years(net.tolist(), case.terms.periods_per_year),
        discounted_payback_years=payback_years((net * flows.discount).tolist(), case.terms.periods_per_year),
        return_on_investment=(gains - costs) / costs if costs > 0 else None,
        benefit_cost_ratio=gains / costs if costs > 0 else None,
        benefits_value=gains,
        costs_value=costs,
        tax_value=float(flows.present(flows.tax)),
        contingency_value=float(flows.present(flows.contingency)),
        benefits=benefits,
        costs=tuple(
            CostValue(flow.line.code, flow.line.label, flow.line.group, float(flows.present(flow.paid)))
            for flow in flows.costs
        ),
        net=tuple(net.tolist()),
        cumulative=tuple(cumulative.tolist()),
        most_tied_up=max(0.0, -float(cumulative.min())),
    )  # fmt: skip


def _benefit_value(flows: Cash, place: int) -> BenefitValue:
    one = flows.benefits[place]
    stages = (one.gross, one.due, one.cashable, one.once, one.counted, one.freed)
    return BenefitValue(one.line.code, one.line.label, *(float(flows.present(stage)) for stage in stages))
