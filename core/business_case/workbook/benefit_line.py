"""One benefit on its sheet: its inputs, the customers it keeps, and each share that is taken off."""

from dataclasses import dataclass

import numpy as np

from core.business_case.cash import BenefitFlow, Numbers
from core.business_case.lines import BenefitLine
from core.business_case.workbook.content import Content
from core.business_case.workbook.costs import factor_rows, in_words, product
from core.business_case.workbook.names import overlap_name
from core.business_case.workbook.table import Formula, Row, Table, Words


@dataclass(frozen=True)
class OverTime:
    """The rows of growth, prices and adoption, and growth and adoption by period."""

    growth: Row
    prices: Row
    adoption: Row
    grown: Numbers
    adopted: Numbers


@dataclass(frozen=True)
class _A:
    """A benefit that is being written."""

    content: Content
    table: Table
    flow: BenefitFlow
    letter: str
    over: OverTime

    @property
    def line(self) -> BenefitLine:
        return self.flow.line

    def prices(self, period: int) -> str:
        return f"*{self.over.prices.at(period)}" if self.line.inflates else ""

    @property
    def prices_in_words(self) -> str:
        return " × prices" if self.line.inflates else ""


def write_benefit(content: Content, table: Table, flow: BenefitFlow, letter: str, over: OverTime) -> tuple[Row, Row]:
    """Write a benefit; return the rows of what is counted, and of time that is freed and not cashable."""
    a = _A(content, table, flow, letter, over)
    table.section(f"{letter}  {flow.line.label}")
    factors = factor_rows(content, table, flow.line.factors, letter, [period > 0 for period in table.periods])
    growth, in_short = {
        "with volume": ("*{}", " × volume"), "growth only": ("*({}-1)", " × (volume - 1)"), "no": ("", "")
    }[flow.line.grows]  # fmt: skip
    words = f"{in_words(flow.line.factors, letter)}{in_short} × adoption"

    def a_year(period: int) -> str:
        grown = growth.format(over.growth.at(period))
        return f"{product(flow.line.factors, factors, period)}{grown}*{over.adoption.at(period)}"

    if flow.line.stays is not None:
        gross = _staying(a, flow.line.stays, a_year, words)
    else:
        gross = table.row(
            Words(f"{letter}a", "All it could be", words + a.prices_in_words + content.a_period_in_words),
            lambda period: f"={a_year(period)}{a.prices(period)}{content.a_period}" if period else "",
            flow.gross,
        )
    return _stages(a, gross)


def _staying(a: _A, stays: str, a_year: Formula, words: str) -> Row:
    """Write the customers kept, and the margin that they bring for as long as they stay."""
    content, table, letter = a.content, a.table, a.letter
    each = content.case.terms.periods_per_year
    remain = content.value(stays) ** (1 / each)
    kept_newly, kept = _kept(a, remain)
    share = table.row(
        Words(
            f"{letter}s", f"{content.label(stays)}, by period", f"share{' ^ (1 ÷ 4)' if each > 1 else ''}", "percent"
        ),
        lambda period: f"={content.names[stays]}^(1/term_periods_per_year)" if period else None,
        np.full(len(table.periods), remain),
        sums=False,
    )
    new = table.row(
        Words(f"{letter}n", "Yearly margin of customers kept in the period", words + content.a_period_in_words),
        lambda period: f"={a_year(period)}{content.a_period}" if period else "",
        kept_newly,
        sums=False,
    )
    at_end = Row(new.sheet, new.row + 1, new.last)
    so_far = table.row(
        Words(
            f"{letter}k", "The same of all kept, at the end of the period", f"{letter}s × {letter}k before + {letter}n"
        ),
        lambda period: f"={share.at(period)}*{at_end.at(period - 1)}+{new.at(period)}" if period else "",
        kept,
        sums=False,
    )
    how = f"({letter}s × {letter}k before + {letter}n ÷ 2){a.prices_in_words}{content.a_period_in_words}"

    def margin(period: int) -> str:
        before = f"{share.at(period)}*{so_far.at(period - 1)}+{new.at(period)}/2"
        return f"=({before}){a.prices(period)}{content.a_period}"

    return table.row(
        Words(f"{letter}a", "All it could be", how), lambda period: margin(period) if period else "", a.flow.gross
    )


def _kept(a: _A, remain: float) -> tuple[Numbers, Numbers]:
    """Return the yearly margin of those kept in each period, and of all kept at its end."""
    growth = {"with volume": a.over.grown, "growth only": a.over.grown - 1, "no": np.ones_like(a.over.grown)}
    factors = [1 / a.content.value(one.code) if one.divides else a.content.value(one.code) for one in a.line.factors]
    newly = np.prod(factors) * growth[a.line.grows] * a.over.adopted / a.content.case.terms.periods_per_year
    newly[0] = 0.0
    kept = np.zeros_like(newly)
    for period in range(1, len(newly)):
        kept[period] = remain * kept[period - 1] + newly[period]
    return newly, kept


def _stages(a: _A, gross: Row) -> tuple[Row, Row]:
    """Write what each share leaves of a benefit, and the freed time."""
    content, table, flow, letter, names = a.content, a.table, a.flow, a.letter, a.content.names
    taken = [place for place, one in enumerate(content.case.overlaps) if one.second == a.line.code]
    alone = "".join(f"*(1-{overlap_name(place)})" for place in taken)
    others = "".join(f" × (1 - {overlap_name(place)})" for place in taken)

    def stage(short: str, what: str, row: Row, code: str | None, values: Numbers) -> Row:
        how = f"{letter}{chr(ord(short) - 1)}" + (f" × {content.label(code)}" if code else "")
        by_share = f"*{names[code]}" if code else ""
        return table.row(Words(f"{letter}{short}", what, how), lambda p: f"={row.at(p)}{by_share}", values)

    due = stage("b", "Of it due to this case", gross, a.line.attribution, flow.due)
    cashable = stage("c", "Of it cashable: leaves the books", due, a.line.cashable, flow.cashable)
    once = table.row(
        Words(f"{letter}d", "Of it counted in no other benefit", f"{letter}c{others}"),
        lambda period: f"={cashable.at(period)}{alone}",
        flow.once,
    )
    risk = a.line.risk_adjustment
    certain, certainly = (f"*(1-{names[risk]})", " × (1 - risk)") if risk else ("", "")
    off = content.value(risk) if risk else 0.0
    table.row(
        Words(f"{letter}r", "Risk adjustment, taken off", f"{letter}d × {content.label(risk)}" if risk else "none"),
        lambda period: f"=-{once.at(period)}*{names[risk]}" if risk else "",
        -flow.once * off + 0.0,
    )
    counted = table.row(
        Words(f"{letter}t", "Counted on: risk-adjusted total", f"{letter}d{certainly}", look="total"),
        lambda period: f"={once.at(period)}{certain}",
        flow.counted,
    )
    how = f"({letter}b - {letter}c){others}{certainly}"
    freed = table.row(
        Words(f"{letter}f", "Freed time, not cashable, not in the net", how, look="note"),
        lambda period: f"=({due.at(period)}-{cashable.at(period)}){alone}{certain}",
        flow.freed,
    )
    return counted, freed
