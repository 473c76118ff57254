"""What flows when: every line of a case over its periods, for one set of inputs or for many draws at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from core.business_case.case import CONTINGENCY, DISCOUNT, GROWTH, INFLATION, TAX, Case, Terms, adoption
from core.business_case.lines import BenefitLine, CostLine, Factor

Numbers = NDArray[np.float64]
# A value for each input: one number, or a column of draws (draws x 1).
Values = Mapping[str, float | Numbers]


@dataclass(frozen=True)
class BenefitFlow:
    """One benefit by period, from all it could be to what is counted on; each array is (draws x) periods + 1.

    `gross`: with growth, prices and adoption. `due`: the share due to this case. `cashable`: what of it leaves the
    books. `once`: less what another line counts. `counted`: less the risk adjustment; this is what comes in.
    `freed`: what is not cashable, risk adjusted as well: time that is freed and worth something, but no money.
    """

    line: BenefitLine
    gross: Numbers
    due: Numbers
    cashable: Numbers
    once: Numbers
    counted: Numbers
    freed: Numbers


@dataclass(frozen=True)
class CostFlow:
    """One cost by period, as what is paid (0 or more), without contingency."""

    line: CostLine
    paid: Numbers


@dataclass(frozen=True)
class Cash:
    """All flows of a case; the first entry of the last axis is the start, the others are the periods.

    `contingency` and `tax` are paid (tax below 0 is relief). `net` = counted benefits - costs - contingency - tax.
    `discount` is what money of each period is worth at the start, per unit.
    """

    terms: Terms
    benefits: tuple[BenefitFlow, ...]
    costs: tuple[CostFlow, ...]
    contingency: Numbers
    tax: Numbers
    discount: Numbers

    @property
    def coming_in(self) -> Numbers:
        """Return all counted benefits by period."""
        return _sum([flow.counted for flow in self.benefits], self.discount)

    @property
    def paid(self) -> Numbers:
        """Return all costs by period, with contingency and without tax."""
        return _sum([flow.paid for flow in self.costs], self.discount) + self.contingency

    @property
    def net(self) -> Numbers:
        """Return what remains by period, after tax."""
        return self.coming_in - self.paid - self.tax

    def present(self, flow: Numbers) -> Numbers:
        """Return the value at the start of a flow: summed over the periods, each discounted."""
        return np.asarray((flow * self.discount).sum(axis=-1))


def cash(case: Case, values: Values, still: Values | None = None) -> Cash:
    """Return every flow of a case for `values`, which has each input of it.

    `still` are the values of a haircut line's own inputs when `values` are draws: its haircut stands for its range.

    A year's benefit is product x growth x prices x adoption; a quarter is a fourth of it. A benefit whose customers
    stay: with K customers kept from before, of whom a share s remains from period to period, and S kept in the period,
    it is (s x K + S / 2) x margin, as those of the period are kept in its middle on average.
    """
    terms = case.terms
    clock = _Clock(terms, values)
    benefits = tuple(
        _benefit(
            case, line, clock, values if still is None or line.risk == "range" else {**values, **_own(line, still)}
        )
        for line in case.benefits
    )
    costs = tuple(CostFlow(line, _cost(line, clock, values)) for line in case.costs)
    paid = _sum([flow.paid for flow in costs], clock.nothing)
    contingency = paid * values[CONTINGENCY]
    tax = clock.nothing
    if terms.taxed:
        profit = _sum([flow.counted for flow in benefits], clock.nothing) - _charged(costs, clock, values)
        tax = profit * values[TAX]
    return Cash(terms, benefits, costs, contingency, tax, clock.discount(values))


class _Clock:
    """The years of the periods, with growth, prices and adoption in each."""

    def __init__(self, terms: Terms, values: Values) -> None:
        self.terms = terms
        self.years = np.array(terms.years_of_periods())
        self.grown = (1 + np.asarray(values[GROWTH])) ** (self.years - 1)
        self.prices = (1 + np.asarray(values[INFLATION])) ** (self.years - 1)
        adopted = np.stack(np.broadcast_arrays(*(values[adoption(int(year))] for year in self.years)), axis=-1)
        self.adopted: Numbers = adopted[:, 0, :] if adopted.ndim == 3 else adopted
        self.nothing: Numbers = np.zeros(terms.periods + 1)

    def spread(self, a_year: Numbers) -> Numbers:
        """Return a yearly amount by period as flows, with nothing at the start."""
        by_period = np.broadcast_to(a_year, np.broadcast_shapes(np.shape(a_year), self.years.shape))
        start = np.zeros((*by_period.shape[:-1], 1))
        return np.concatenate([start, by_period / self.terms.periods_per_year], axis=-1)

    def discount(self, values: Values) -> Numbers:
        return np.asarray((1 + np.asarray(values[DISCOUNT])) ** -np.array(self.terms.times_years()))


def _benefit(case: Case, line: BenefitLine, clock: _Clock, values: Values) -> BenefitFlow:
    growth = {"with volume": clock.grown, "growth only": clock.grown - 1, "no": 1.0}[line.grows]
    prices = clock.prices if line.inflates else 1.0
    adopted = product(line.factors, values) * growth * clock.adopted
    if line.stays is not None:
        adopted = _staying(adopted, np.asarray(values[line.stays]), clock.terms.periods_per_year)
    gross = clock.spread(adopted * prices)
    due = gross * _share(line.attribution, values)
    cashable_share = _share(line.cashable, values)
    cashable = due * cashable_share
    alone = reduce(lambda left, one: left * (1 - one.share) if one.second == line.code else left, case.overlaps, 1.0)
    certain = 1.0 if line.risk_adjustment is None else 1 - np.asarray(values[line.risk_adjustment])
    once = cashable * alone
    return BenefitFlow(line, gross, due, cashable, once, once * certain, (due - cashable) * alone * certain)


def _staying(a_year: Numbers, stays: Numbers, periods_per_year: int) -> Numbers:
    """Return the yearly margin of all customers kept so far, for the margin of those newly kept in a year."""
    remain = stays ** (1 / periods_per_year)
    remain = remain[..., 0] if remain.ndim else remain
    kept = np.zeros(a_year.shape[:-1])
    columns = []
    for newly in np.moveaxis(a_year, -1, 0):
        kept_newly = newly / periods_per_year
        columns.append(remain * kept + kept_newly / 2)
        kept = remain * kept + kept_newly
    return np.stack(columns, axis=-1)


def _cost(line: CostLine, clock: _Clock, values: Values) -> Numbers:
    amount = product(line.factors, values)
    if line.when == "at the start":
        first = np.zeros(clock.terms.periods + 1)
        first[0] = 1.0
        return np.asarray(amount * first)
    last = clock.terms.years if line.to_year is None else line.to_year
    running = (clock.years >= line.from_year) & (clock.years <= last)
    return clock.spread(np.asarray(amount * (clock.prices if line.inflates else 1.0) * running))


def _charged(costs: Sequence[CostFlow], clock: _Clock, values: Values) -> Numbers:
    """Return what costs take off taxable profit: what is paid, and of capital what is written off."""
    capital = _sum([flow.paid for flow in costs if flow.line.capital], clock.nothing)
    other = _sum([flow.paid for flow in costs if not flow.line.capital], clock.nothing)
    contingent = 1 + np.asarray(values[CONTINGENCY])
    written_off = capital[..., :1] / clock.terms.depreciation_years * (clock.years <= clock.terms.depreciation_years)
    return np.asarray((other + clock.spread(written_off)) * contingent)


def product(factors: Sequence[Factor], values: Values) -> Numbers:
    """Return the product of a line's factors.

    >>> float(product([Factor("journeys"), Factor("a_person", divides=True)], {"journeys": 900.0, "a_person": 300.0}))
    3.0
    """
    found = np.asarray(1.0)
    for factor in factors:
        value = np.asarray(values[factor.code])
        found = found / value if factor.divides else found * value
    return found


def _own(line: BenefitLine, still: Values) -> dict[str, float | Numbers]:
    return {code: still[code] for code in line.own_codes()}


def _share(code: str | None, values: Values) -> Numbers:
    return np.asarray(1.0 if code is None else values[code])


def _sum(flows: Sequence[Numbers], shape: Numbers) -> Numbers:
    return sum(flows, np.zeros(shape.shape[-1]))
