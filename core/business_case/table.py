"""The lines of a case as a CFO reads them: reference, metric, formula, years, total, risk adjustment, present value."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.business_case.case import DISCOUNT, GROWTH, INFLATION, Case, adoption
from core.business_case.cash import BenefitFlow, Numbers
from core.business_case.lines import BenefitLine, Factor
from core.business_case.result import Result
from core.business_case.words import value_text
from core.numbers.cash_flows import margin_multiple
from core.wording import NOT_AVAILABLE, count, money, number, percent, priced


@dataclass(frozen=True)
class Row:
    """One row, written for people: `cells` are the start, each year, the total and the present value."""

    reference: str
    metric: str
    formula: str
    cells: tuple[str, ...]


def columns(case: Case) -> tuple[str, ...]:
    """Return the heads of a row's cells.

    >>> from datetime import date
    >>> from core.business_case.catalogue import Start, start
    >>> columns(start(Start("one_manager", "Billing", "USD", date(2027, 1, 1), date(2026, 11, 1))))
    ('Start', 'Year 1', 'Year 2', 'Year 3', 'Total', 'Present value')
    """
    return ("Start", *(f"Year {year}" for year in range(1, case.terms.years + 1)), "Total", "Present value")


def benefit_rows(case: Case, result: Result, code: str) -> tuple[Row, ...]:
    """Return a benefit as Forrester's TEI lays it out: its inputs, its total, the risk adjustment, what is counted."""
    place = next(place for place, one in enumerate(case.benefits) if one.code == code)
    letter, flow = chr(ord("A") + place % 26), result.flows.benefits[place]
    line, known = flow.line, case.by_code
    rows = [
        Row(f"{letter}{number}", known[factor.code].label, known[factor.code].unit, _same(case, factor))
        for number, factor in enumerate(line.factors, 1)
    ]
    rows += _steps(case, line)
    product = " × ".join(("1 / " if f.divides else "") + f"{letter}{n}" for n, f in enumerate(line.factors, 1))
    rows.append(Row(f"{letter}g", "Full effect", _formula_of(line, product), _money(case, result, flow.gross)))
    for code_of_share, mark, label in (
        (line.attribution, "due to this case", "Of it, due to this case"),
        (line.cashable, "that leaves the books", "Of it, leaves the books"),
    ):
        if code_of_share is not None:
            share = percent(known[code_of_share].value)
            rows.append(Row("", label, f"× {share} {mark}", _money(case, result, _stage(flow, code_of_share))))
    if not np.array_equal(flow.once, flow.cashable):
        rows.append(Row("", "Of it, not counted by another line", "less the overlap", _money(case, result, flow.once)))
    if line.risk_adjustment is not None:
        share = percent(known[line.risk_adjustment].value)
        how = "a range in the simulation" if line.risk == "range" else "fixed, also in the simulation"
        rows.append(Row("", "Risk adjustment", f"−{share}, {how}", _money(case, result, flow.counted - flow.once)))
    rows.append(
        Row(f"{letter}tr", "Counted on (risk-adjusted)", "comes in as cash", _money(case, result, flow.counted))
    )
    rows += _lifetime(case, line)
    if np.any(flow.freed):
        rows.append(Row("", "Beside it: freed time", "worth something, no cash", _money(case, result, flow.freed)))
    return tuple(rows)


def cost_rows(case: Case, result: Result) -> tuple[Row, ...]:
    """Return every cost, the contingency and the total."""
    flows = result.flows
    rows = [
        Row(f"C{number}", one.line.label, _formula(case, one.line.factors), _money(case, result, one.paid))
        for number, one in enumerate(flows.costs, 1)
    ]
    if np.any(flows.contingency):
        share = percent(case.by_code["contingency_share"].value)
        rows.append(Row("Cc", "Contingency", f"{share} of all costs", _money(case, result, flows.contingency)))
    return (*rows, Row("Ct", "All costs", "before tax", _money(case, result, flows.paid)))


def cash_rows(case: Case, result: Result) -> tuple[Row, ...]:
    """Return the cash flow: benefits, costs, tax, net and so far."""
    flows = result.flows
    rows = [
        Row("", "Benefits counted on", "", _money(case, result, flows.coming_in)),
        Row("", "Costs", "", _money(case, result, -flows.paid)),
    ]
    if np.any(flows.tax):
        rows.append(Row("", "Tax", "", _money(case, result, -flows.tax)))
    return (*rows, Row("", "Net", "", _money(case, result, flows.net)))


def _steps(case: Case, line: BenefitLine) -> list[Row]:
    """Return what the product is multiplied with by year: growth of volume, prices, adoption."""
    known, years = case.by_code, range(case.terms.years)
    growth, prices = known[GROWTH].value, known[INFLATION].value
    rows = []
    if line.grows != "no" and (growth or line.grows == "growth only"):
        less = 1.0 if line.grows == "growth only" else 0.0
        what = "Growth of volume, only what is added" if less else "Growth of volume"
        rows.append(_by_year(what, [number((1 + growth) ** year - less, 3) for year in years]))
    if line.inflates and prices:
        rows.append(_by_year("Prices", [number((1 + prices) ** year, 3) for year in years]))
    rows.append(_by_year("Adoption", [percent(known[adoption(year + 1)].value, 0) for year in years]))
    return rows


def _formula_of(line: BenefitLine, product: str) -> str:
    return f"{product} × the rows above" + ("" if line.stays is None else ", for as long as they stay")


def _by_year(metric: str, cells: list[str]) -> Row:
    return Row("", metric, "×", ("", *cells, "", ""))


def _lifetime(case: Case, line: BenefitLine) -> list[Row]:
    """Return what one kept customer is worth over a lifetime, beside the margin that the case counts year by year."""
    if line.stays is None:
        return []
    stays, discount = case.by_code[line.stays].value, case.by_code[DISCOUNT].value
    margin = case.by_code[line.factors[-1].code].value
    worth = money(margin * margin_multiple(stays, discount), case.currency) if stays < 1 + discount else NOT_AVAILABLE
    how = f"margin × r / (1 + i − r), r = {percent(stays)}, i = {percent(discount)}; for reference, not added"
    return [Row("", "Lifetime value of a kept customer", how, ("", *[worth] * case.terms.years, "", ""))]


def _stage(flow: BenefitFlow, code: str) -> Numbers:
    return flow.due if code == flow.line.attribution else flow.cashable


def _same(case: Case, factor: Factor) -> tuple[str, ...]:
    one = case.by_code[factor.code]
    shown = value_text(one, one.value, case.currency)
    return ("", *[shown] * case.terms.years, "", "")


def _money(case: Case, result: Result, flow: Numbers) -> tuple[str, ...]:
    by_period = np.broadcast_to(flow, case.terms.periods + 1)
    years = by_period[1:].reshape(case.terms.years, case.terms.periods_per_year).sum(axis=1)
    amounts = [by_period[0], *years, by_period.sum(), float(result.flows.present(flow))]
    return tuple(_whole(float(amount), case.currency) for amount in amounts)


def _whole(amount: float, currency: str) -> str:
    shown = round(amount)
    return priced(count(abs(shown)), currency, below_zero=shown < 0) if shown else "0"


def _formula(case: Case, factors: Sequence[Factor]) -> str:
    known = case.by_code
    texts = [value_text(known[factor.code], known[factor.code].value, case.currency) for factor in factors]
    signs = ["", *(" / " if factor.divides else " × " for factor in factors[1:])]
    return "".join(sign + text for sign, text in zip(signs, texts, strict=True))
