"""The sheet of costs: each line with its inputs, what it comes to by period, and the contingency on all."""

from dataclasses import dataclass

import numpy as np

from core.business_case.case import CONTINGENCY, INFLATION
from core.business_case.cash import CostFlow
from core.business_case.lines import Factor
from core.business_case.workbook.content import Content
from core.business_case.workbook.names import letters
from core.business_case.workbook.pen import KIND_OF
from core.business_case.workbook.table import Formula, Row, Table, Words


@dataclass(frozen=True)
class CostRows:
    """The rows that other sheets use; what is paid is above 0 on this sheet."""

    lines: tuple[Row, ...]
    contingency: Row
    everything: Row
    prices: Row


def write(content: Content, table: Table, year: Row, discount: Row) -> CostRows:
    """Write the sheet of costs."""
    case, flows = content.case, content.result.flows
    table.begin("Costs", f"What is paid, in {case.currency}. References in “How” are those of the first column.")
    table.discount_row = discount
    name = content.names[INFLATION]
    prices = table.row(
        Words("", "Prices, against the first year", "(1 + inflation) ^ (year - 1)", "factor"),
        lambda period: f"=(1+{name})^({year.at(period)}-1)" if period else None,
        (1 + content.value(INFLATION)) ** np.maximum(content.years - 1, 0),
        sums=False,
    )
    first = len(case.benefits)
    lines = tuple(_line(content, table, flow, letters(first + place), prices) for place, flow in enumerate(flows.costs))
    table.section("All costs")
    total = sum((flow.paid for flow in flows.costs), np.zeros(len(table.periods)))
    every = table.row(
        Words("", "All lines", "the sum of the lines"),
        lambda period: "=" + "+".join(row.at(period) for row in lines) if lines else "",
        total,
    )
    contingency = table.row(
        Words("", content.label(CONTINGENCY), "all lines × contingency"),
        lambda period: f"={every.at(period)}*{content.names[CONTINGENCY]}",
        flows.contingency,
    )
    everything = table.row(
        Words("", "Costs with contingency", look="total"),
        lambda period: f"={every.at(period)}+{contingency.at(period)}",
        flows.paid,
    )
    return CostRows(lines, contingency, everything, prices)


def _line(content: Content, table: Table, flow: CostFlow, letter: str, prices: Row) -> Row:
    line = flow.line
    table.section(f"{letter}  {line.label}  ({line.group}{', capital' if line.capital else ''})")
    last = content.case.terms.years if line.to_year is None else line.to_year
    once = line.when == "at the start"
    runs = [period == 0 if once else line.from_year <= content.years[period] <= last for period in table.periods]
    if not once:
        runs[0] = False
    factors = factor_rows(content, table, line.factors, letter, runs)
    inflates = line.inflates and not once
    words = in_words(line.factors, letter) + (" × prices" if inflates else "")

    def formula(period: int) -> str:
        if not runs[period]:
            return ""
        grown = f"*{prices.at(period)}" if inflates else ""
        return f"={product(line.factors, factors, period)}{grown}{'' if once else content.a_period}"

    how = words if once else words + content.a_period_in_words
    return table.row(Words(f"{letter}t", "What is paid", how, look="total"), formula, flow.paid)


def factor_rows(
    content: Content, table: Table, factors: tuple[Factor, ...], letter: str, runs: list[bool]
) -> tuple[Row, ...]:
    """Write a row for each input of a line, in the periods in which it counts."""
    found = []
    for place, factor in enumerate(factors, 1):
        one = content.case.by_code[factor.code]
        words = Words(f"{letter}{place}", one.label, one.unit, KIND_OF[one.quantity])
        formula = _if_running(f"={content.names[factor.code]}", runs)
        found.append(table.row(words, formula, np.full(len(runs), one.value), sums=False))
    return tuple(found)


def product(factors: tuple[Factor, ...], rows: tuple[Row, ...], period: int) -> str:
    """Return the product of a line's inputs in a period, as a formula without its equals sign."""
    signs = ["/" if factor.divides else "*" for factor in factors]
    return "".join(f"{sign}{row.at(period)}" for sign, row in zip(signs, rows, strict=True)).removeprefix("*")


def in_words(factors: tuple[Factor, ...], letter: str) -> str:
    """Return a product in words, by reference.

    >>> in_words((Factor("a"), Factor("b", divides=True)), "C")
    'C1 ÷ C2'
    """
    signs = ["÷" if factor.divides else "×" for factor in factors]
    return " ".join(f"{sign} {letter}{place}" for place, sign in enumerate(signs, 1)).removeprefix("× ")


def _if_running(formula: str, runs: list[bool]) -> Formula:
    return lambda period: formula if runs[period] else None
