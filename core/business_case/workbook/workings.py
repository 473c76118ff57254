"""Below the cash: how payback and the internal rate of return are worked out, step by step, in cells."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from core.business_case.cash import Numbers
from core.business_case.workbook.cash_flow import CashRows, Timeline
from core.business_case.workbook.content import Content
from core.business_case.workbook.rate_steps import LEAST, MOST, NEAR, NOTHING, STEPS, Step, steps
from core.business_case.workbook.table import FIRST, HOW, PRESENT, TOTAL, WHAT, Row, Table, Words
from core.numbers.cash_flows import DUST, PAYBACK_DUST

_STEP_HEADS = ("Lower bound", "Upper bound", "Tried", "Difference", "Slope")


@dataclass(frozen=True)
class Workings:
    """Where results read: the sums so far and the payback found in each period, sign changes, and the last step."""

    running: Row
    back: Row
    running_discounted: Row
    back_discounted: Row
    changes: str
    rate_log: str
    rate_gap: str
    number: int
    found: bool


def write(content: Content, table: Table, timeline: Timeline, cash: CashRows) -> Workings:
    """Write the workings; they are outside of what is printed."""
    last_column = FIRST + len(table.periods) - 1
    table.sheet.print_area(0, 0, table.next - 1, last_column)
    net = np.asarray(content.result.net)
    discounted = net * content.result.flows.discount
    table.section("Workings: payback")
    running, back = _payback(table, timeline, cash.net, cash.cumulative, net)
    later, back_later = _payback(table, timeline, cash.discounted, cash.discounted_cumulative, discounted)
    table.section("Workings: internal rate of return")
    clean = table.row(
        Words("", "Net, without what rounding leaves", f"0 where it is below {DUST:G} of the largest"),
        lambda p: f"=IF(ABS({cash.net.at(p)})<={DUST:G}*{_largest(cash.net)},0,{cash.net.at(p)})",
        _clean(net, DUST),
        sums=False,
    )
    signs = _carried(np.sign(_clean(net, DUST)))
    sign = _sign_row(table, clean, signs)
    turns = np.array([0.0, *(float(a != 0 and a + b == 0) for a, b in pairwise(signs))])
    turned = table.row(
        Words("", "Changes its sign", kind="count"),
        lambda p: f"=IF(AND({sign.at(p - 1)}<>0,{sign.at(p)}<>{sign.at(p - 1)}),1,0)" if p else "",
        turns,
        sums=False,
    )
    way = sign.fixed(sign.last)
    halves = _clean(net, DUST) * signs[-1]
    late = _half(table, clean, way, "", np.maximum(halves, 0))
    early = _half(table, clean, way, "-", np.maximum(-halves, 0))
    changes = f"SUM({turned.span()})"
    number = int(turns.sum())
    found = steps(np.maximum(halves, 0), np.maximum(-halves, 0), np.array(content.case.terms.times_years()), number)
    row = _steps(table, _Sides(changes, late, early, timeline.time), found)
    return Workings(
        running, back, later, back_later, changes, _on_sheet(table, row, FIRST), _on_sheet(table, row, FIRST + 1),
        number, abs(found[-1].gap) < NEAR,
    )  # fmt: skip


@dataclass(frozen=True)
class _Sides:
    """What the steps read: the number of sign changes, flows after the change and before it, and their times."""

    changes: str
    late: Row
    early: Row
    time: Row


def _payback(table: Table, timeline: Timeline, flow: Row, so_far: Row, values: Numbers) -> tuple[Row, Row]:
    total = np.cumsum(values)
    total = np.where(np.abs(total) <= PAYBACK_DUST * np.abs(values).max(), 0.0, total)
    running = table.row(
        Words("", "Cumulative, without what rounding leaves", f"0 where it is below {PAYBACK_DUST:G} of the largest"),
        lambda p: f"=IF(ABS({so_far.at(p)})<={PAYBACK_DUST:G}*{_largest(flow)},0,{so_far.at(p)})",
        total,
        sums=False,
    )
    each = table.terms.periods_per_year
    came = np.zeros(len(total))
    for p in range(1, len(total)):
        if total[p - 1] < 0 <= total[p]:
            came[p] = (p - 1 - total[p - 1] / (total[p] - total[p - 1])) / each

    def formula(p: int) -> str:
        before, now = running.at(p - 1), running.at(p)
        at = f"({timeline.period.at(p - 1)}-{before}/({now}-{before}))/term_periods_per_year"
        return f"=IF(AND({before}<0,{now}>=0),{at},0)"

    words = Words("", "Back above zero in this period, at year", "evenly through the period", "years")
    return running, table.row(words, lambda p: formula(p) if p else "", came, sums=False)


def _sign_row(table: Table, clean: Row, values: Numbers) -> Row:
    own = Row(clean.sheet, table.next, clean.last)
    return table.row(
        Words("", "Sign, carried over zeros", kind="count"),
        lambda p: f"=IF({clean.at(p)}=0,{own.at(p - 1)},SIGN({clean.at(p)}))" if p else f"=SIGN({clean.at(p)})",
        values,
        sums=False,
    )


def _half(table: Table, clean: Row, way: str, sign: str, values: Numbers) -> Row:
    what = "Of the later sign" if not sign else "Of the earlier sign"
    return table.row(Words("", what), lambda p: f"=MAX(0,{sign}{clean.at(p)}*{way})", values, sums=False)


def _steps(table: Table, sides: _Sides, found: list[Step]) -> int:
    """Write the steps: where the logarithms of both sides' present values meet is the logarithm of 1 + the rate."""
    pen, sheet = table.pen, table.sheet
    how = "Newton's method, kept between bounds: ln(1 + rate) at which both present values are equal"
    pen.text(sheet, (table.next, WHAT), how, "note")
    columns = (TOTAL, PRESENT, FIRST, FIRST + 1, FIRST + 2)
    for column, head in zip(columns, _STEP_HEADS, strict=True):
        pen.text(sheet, (table.next + 1, column), head, "note")
    first = table.next + 2
    for place, one in enumerate(found):
        row = first + place
        low, high, tried, gap, slope = (xl_rowcol_to_cell(row - 1, column) for column in columns)
        own_low, own_high, own = (xl_rowcol_to_cell(row, column) for column in columns[:3])
        newton = f"{tried}-{gap}/{slope}"
        formulas = [
            f"=IF({gap}>{NOTHING:G},{tried},{low})",
            f"=IF({gap}<-{NOTHING:G},{tried},{high})",
            f"=IF(AND({newton}>={own_low},{newton}<={own_high}),{newton},({own_low}+{own_high})/2)",
        ]
        if place == 0:
            formulas = [f"={LEAST:G}", f"={MOST:G}", "=0"]
        pen.text(sheet, (row, HOW), f"step {place + 1}", "note")
        for column, formula, value in zip(columns, [*formulas, *_meeting(table, sides, own)], one, strict=True):
            pen.formula(sheet, (row, column), formula, value, ("factor", "note"))
    table.next = first + STEPS
    return first + STEPS - 1


def _meeting(table: Table, sides: _Sides, tried: str) -> tuple[str, str]:
    prefix, time = f"'{table.sheet.get_name()}'!", sides.time.span()
    worth = f"EXP(-{tried}*{time})"
    late, early = (f"SUMPRODUCT({row.span()},{worth})" for row in (sides.late, sides.early))
    timed = [f"SUMPRODUCT({row.span()},{time},{worth})" for row in (sides.late, sides.early)]
    gap = f"=IF({sides.changes}=1,LN({late})-LN({early}),0)"
    slope = f"=IF({sides.changes}=1,{timed[1]}/{early}-{timed[0]}/{late},-1)"
    return gap.replace(prefix, ""), slope.replace(prefix, "")


def _largest(row: Row) -> str:
    return f"MAX(MAX({row.span()}),-MIN({row.span()}))"


def _on_sheet(table: Table, row: int, column: int) -> str:
    return f"'{table.sheet.get_name()}'!{xl_rowcol_to_cell(row, column, True, True)}"


def _clean(values: Numbers, dust: float) -> Numbers:
    return np.where(np.abs(values) <= dust * np.abs(values).max(), 0.0, values)


def _carried(signs: Numbers) -> Numbers:
    found = [float(signs[0])]
    for one in signs[1:]:
        found.append(float(one) if one else found[-1])
    return np.array(found)
