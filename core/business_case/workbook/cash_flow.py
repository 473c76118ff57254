"""The sheet of cash: what comes in and goes out by period, tax, net, and what has come back so far."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.business_case.case import CONTINGENCY, DISCOUNT, TAX
from core.business_case.cash import Numbers
from core.business_case.workbook.benefits import BenefitRows
from core.business_case.workbook.content import Content
from core.business_case.workbook.costs import CostRows
from core.business_case.workbook.names import DEPRECIATION, TIMING
from core.business_case.workbook.table import Formula, Row, Table, Words


@dataclass(frozen=True)
class Timeline:
    """The rows of time, which stand first: other sheets use them."""

    period: Row
    year: Row
    time: Row
    discount: Row


@dataclass(frozen=True)
class CashRows:
    """The rows that results are worked out from; what is paid is below 0 on this sheet."""

    benefits: Row
    costs: Row
    contingency: Row
    tax: Row
    freed: Row
    net: Row
    cumulative: Row
    discounted: Row
    discounted_cumulative: Row


def begin(content: Content, table: Table) -> Timeline:
    """Write the head of the sheet and the rows of time."""
    case = content.case
    note = f"In {case.currency}; what is paid is below 0. Workings of payback and rate of return are below the table."
    table.begin("Cash flow", note)
    numbers = list(table.periods)
    period = table.row(Words("", "Period", "", "count", "note"), lambda _: "", numbers, sums=False)
    year = table.row(Words("", "Year", "", "count", "note"), lambda _: "", content.years, sums=False)
    time = table.row(
        Words("", "Money counts at, in years from the start", "at the end or in the middle of the period", "years"),
        lambda p: f'=({period.at(p)}-IF({TIMING}="mid",0.5,0))/term_periods_per_year' if p else "",
        case.terms.times_years(),
        sums=False,
    )
    discount = table.row(
        Words("", "Discount factor", "1 ÷ (1 + discount rate) ^ time", "factor"),
        lambda p: f"=1/(1+{content.names[DISCOUNT]})^{time.at(p)}",
        content.result.flows.discount,
        sums=False,
    )
    table.discount_row = discount
    return Timeline(period, year, time, discount)


def write(content: Content, table: Table, timeline: Timeline, benefits: BenefitRows, costs: CostRows) -> CashRows:
    """Write the flows below the rows of time."""
    flows = content.result.flows
    table.section("Benefits")
    coming = _lines(
        table, [f.line.label for f in flows.benefits], benefits.counted, [f.counted for f in flows.benefits]
    )
    all_in = table.row(Words("", "All benefits", look="total"), _sum(coming), flows.coming_in)
    table.section("Costs")
    paid = _lines(table, [f.line.label for f in flows.costs], costs.lines, [-f.paid for f in flows.costs], "-")
    contingency = table.row(
        Words("", content.label(CONTINGENCY)), lambda p: f"=-{costs.contingency.at(p)}", -flows.contingency
    )
    all_out = table.row(Words("", "All costs", look="total"), _sum([*paid, contingency]), -flows.paid)
    tax = _tax(content, table, timeline, all_in, paid)
    table.section("Net")
    net = table.row(
        Words("", "Net", "benefits + costs + tax", look="total"),
        lambda p: f"={all_in.at(p)}+{all_out.at(p)}+{tax.at(p)}",
        flows.net,
    )
    cumulative = _running(table, net, "Net, cumulative", np.cumsum(flows.net))
    present = flows.net * flows.discount
    discounted = table.row(
        Words("", "Net, discounted", "net × discount factor"),
        lambda p: f"={net.at(p)}*{timeline.discount.at(p)}",
        present,
        sums=False,
    )
    discounted_so_far = _running(table, discounted, "Net, discounted and cumulative", np.cumsum(present))
    table.section("Beside the net")
    freed = table.row(
        Words("", "Freed time, not cashable, before tax", look="note"),
        _sum(benefits.freed),
        sum((f.freed for f in flows.benefits), np.zeros(len(table.periods))),
    )
    return CashRows(
        all_in, all_out, contingency, tax, freed, net, cumulative, discounted, discounted_so_far
    )  # fmt: skip


def _lines(table: Table, labels: list[str], rows: tuple[Row, ...], values: list[Numbers], sign: str = "") -> list[Row]:
    return [
        table.row(Words("", label), _copied(row, sign), flow)
        for label, row, flow in zip(labels, rows, values, strict=True)
    ]


def _copied(row: Row, sign: str) -> Formula:
    return lambda p: f"={sign}{row.at(p)}"


def _sum(rows: Sequence[Row]) -> Formula:
    return lambda p: "=" + "+".join(row.at(p) for row in rows) if rows else ""


def _running(table: Table, row: Row, what: str, values: Numbers) -> Row:
    own = Row(row.sheet, table.next, row.last)
    return table.row(
        Words("", what), lambda p: f"={own.at(p - 1)}+{row.at(p)}" if p else f"={row.at(0)}", values, sums=False
    )


def _tax(content: Content, table: Table, timeline: Timeline, benefits: Row, paid: list[Row]) -> Row:
    flows, terms = content.result.flows, content.case.terms
    table.section("Tax")
    if not terms.taxed:
        return table.row(Words("", "Tax: this case is before tax"), lambda _: "", np.zeros(len(table.periods)))
    contingent = 1 + content.value(CONTINGENCY)
    with_contingency = f"(1+{content.names[CONTINGENCY]})"
    nothing = np.zeros(len(table.periods))
    other = [row for row, flow in zip(paid, flows.costs, strict=True) if not flow.line.capital]
    capital = [row for row, flow in zip(paid, flows.costs, strict=True) if flow.line.capital]
    spent = sum((flow.paid for flow in flows.costs if not flow.line.capital), nothing)
    invested = float(sum((flow.paid[0] for flow in flows.costs if flow.line.capital), 0.0))
    written = nothing + (content.years >= 1) * (content.years <= terms.depreciation_years)
    written = written * invested / terms.depreciation_years / terms.periods_per_year * contingent
    at_once = table.row(
        Words("", "Costs that lower profit at once", "costs that are not capital × (1 + contingency)"),
        lambda p: f"=({'+'.join(row.at(p) for row in other)})*{with_contingency}" if other else "",
        -spent * contingent,
    )
    bought = "+".join(row.at(0) for row in capital)
    off = table.row(
        Words("", "Capital written off", "capital × (1 + contingency) ÷ years it is written off over"),
        lambda p: (
            f"=IF({timeline.year.at(p)}<={DEPRECIATION},({bought})/{DEPRECIATION}{content.a_period}*{with_contingency},0)"
            if p and capital
            else ""
        ),
        -written,
    )
    profit = flows.coming_in - spent * contingent - written
    taxable = table.row(
        Words("", "Taxable profit", "benefits less both; a loss is below 0"),
        lambda p: f"={benefits.at(p)}+{at_once.at(p)}+{off.at(p)}",
        profit,
    )
    return table.row(
        Words("", content.label(TAX), "taxable profit × tax rate; above 0: relief", look="total"),
        lambda p: f"=-{taxable.at(p)}*{content.names[TAX]}",
        -flows.tax,
    )
