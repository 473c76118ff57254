"""The sheet of benefits: each line with its inputs, from all it could be to what is counted on, and freed time."""

from dataclasses import dataclass

import numpy as np

from core.business_case.case import GROWTH, INFLATION, adoption
from core.business_case.workbook.benefit_line import OverTime, write_benefit
from core.business_case.workbook.content import Content
from core.business_case.workbook.names import letters
from core.business_case.workbook.table import Row, Table, Words


@dataclass(frozen=True)
class BenefitRows:
    """The rows that other sheets use."""

    counted: tuple[Row, ...]
    freed: tuple[Row, ...]


def write(content: Content, table: Table, year: Row, discount: Row, prices: Row) -> BenefitRows:
    """Write the sheet of benefits."""
    note = f"What comes in, in {content.case.currency}. References in “How” are those of the first column."
    table.begin("Benefits", note)
    table.discount_row = discount
    over = _over_time(content, table, year, prices)
    written = [
        write_benefit(content, table, flow, letters(place), over)
        for place, flow in enumerate(content.result.flows.benefits)
    ]
    return BenefitRows(tuple(counted for counted, _ in written), tuple(freed for _, freed in written))


def _over_time(content: Content, table: Table, year: Row, prices: Row) -> OverTime:
    years = content.years
    grown = (1 + content.value(GROWTH)) ** np.maximum(years - 1, 0)
    adopted = np.array([0.0, *(content.value(adoption(int(one))) for one in years[1:])])
    growth = table.row(
        Words("", "Volume, against the first year", "(1 + growth) ^ (year - 1)", "factor"),
        lambda period: f"=(1+{content.names[GROWTH]})^({year.at(period)}-1)" if period else None,
        grown,
        sums=False,
    )
    inflated = (1 + content.value(INFLATION)) ** np.maximum(years - 1, 0)
    own = table.row(
        Words("", "Prices, against the first year", "from Costs", "factor"),
        lambda period: f"={prices.at(period)}" if period else None,
        inflated,
        sums=False,
    )
    adopting = table.row(
        Words("", "Adoption", "share of the change that is lived", "percent"),
        lambda period: f"={content.names[adoption(int(years[period]))]}" if period else None,
        adopted,
        sums=False,
    )
    return OverTime(growth, own, adopting, grown, adopted)
