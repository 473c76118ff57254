"""The sheet of results: each a named cell, with what it means, and two charts."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from core.business_case.case import DISCOUNT, FINANCE, REINVEST
from core.business_case.result import Result
from core.business_case.workbook.cash_flow import CashRows, Timeline
from core.business_case.workbook.charts import charts
from core.business_case.workbook.content import Content
from core.business_case.workbook.costs import CostRows
from core.business_case.workbook.pen import Kind
from core.business_case.workbook.rate_steps import NEAR
from core.business_case.workbook.workings import Workings
from core.wording import NOT_AVAILABLE, percent

NEVER, NONE, SEVERAL, NOT_LIVE = "never", "none", "no single rate", "not worked out here"
NOT_FOUND = "not found"
NPV, WITH_FREED, IRR, MIRR = "npv", "npv_with_freed_time", "irr", "mirr"
PAYBACK, DISCOUNTED_PAYBACK, ROI, RATIO = "payback_years", "discounted_payback_years", "roi", "benefit_cost_ratio"
BENEFITS, COSTS, CONTINGENT, TAXES = "present_benefits", "present_costs", "present_contingency", "present_tax"
TIED_UP = "most_tied_up"
_HEAD_ROW = 3
_VALUE = 1


@dataclass(frozen=True)
class _Line:
    name: str
    label: str
    formula: str
    value: float | str
    kind: Kind
    meaning: str


def cell_name(name: str) -> str:
    """Return the name of a result's cell.

    >>> cell_name("npv")
    'res_npv'
    """
    return f"res_{name}"


def write(
    content: Content, sheet: Worksheet, timeline: Timeline, costs: CostRows, cash: CashRows, workings: Workings
) -> None:
    """Write the sheet and name each result."""
    pen = content.pen
    pen.columns(sheet, (34, 20, 84, 28))
    pen.text(sheet, (0, 0), "Results", "title")
    pen.text(sheet, (1, 0), f"Live: they follow the inputs. Money is in {content.case.currency}.", "note")
    pen.heads(sheet, _HEAD_ROW, ("Result", "Value", "What it says", "Cell name"), (_VALUE,))
    values = _values(content.result, costs, cash, timeline)
    over_time = [*_rates(content, timeline, cash, workings), *_paybacks(content.result, workings)]
    lines = [*values[:2], *over_time, *values[2:]]
    for row, line in enumerate(lines, _HEAD_ROW + 1):
        pen.text(sheet, (row, 0), line.label)
        pen.formula(sheet, (row, _VALUE), f"={line.formula}", line.value, (line.kind, "result"))
        pen.text(sheet, (row, 2), line.meaning, "note", wrap=True)
        pen.text(sheet, (row, 3), cell_name(line.name), "note")
        address = xl_rowcol_to_cell(row, _VALUE, True, True)
        pen.book.define_name(cell_name(line.name), f"='{sheet.get_name()}'!{address}")
    charts(content, sheet, _HEAD_ROW + len(lines) + 2, cash)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&L&A&RPage &P of &N")


def _values(result: Result, costs: CostRows, cash: CashRows, timeline: Timeline) -> list[_Line]:
    gains, spent = cell_name(BENEFITS), cell_name(COSTS)
    roi, ratio = result.return_on_investment, result.benefit_cost_ratio
    npv = f"SUMPRODUCT({cash.net.span()},{timeline.discount.span()})"
    return [
        _Line(NPV, "Net present value", npv, result.npv, "money", "all net flows, discounted to the start"),
        _Line(
            WITH_FREED, "Net present value with freed time", f"{cell_name(NPV)}+{cash.freed.present}",
            result.npv_with_freed, "money", "with time that is freed and is no cash; before tax on it",
        ),
        _Line(BENEFITS, "Benefits, present value", cash.benefits.present, result.benefits_value, "money",
              "what is counted on, risk adjusted"),
        _Line(COSTS, "Costs, present value", costs.everything.present, result.costs_value, "money",
              "with contingency, before tax"),
        _Line(CONTINGENT, "of which contingency", costs.contingency.present, result.contingency_value, "money", ""),
        _Line(TAXES, "Tax, present value", f"0-{cash.tax.present}", result.tax_value, "money",
              "what is paid; below 0 is relief"),
        _Line(ROI, "Return on investment", f'IF({spent}>0,({gains}-{spent})/{spent},"{NOT_AVAILABLE}")',
              NOT_AVAILABLE if roi is None else roi, "rate", "(benefits - costs) ÷ costs, before tax, discounted"),
        _Line(RATIO, "Benefits for each unit of cost", f'IF({spent}>0,{gains}/{spent},"{NOT_AVAILABLE}")',
              NOT_AVAILABLE if ratio is None else ratio, "years", "benefits ÷ costs, before tax, discounted"),
        _Line(TIED_UP, "Most tied up", f"MAX(0,-MIN({cash.cumulative.span()}))", result.most_tied_up, "money",
              "the deepest that cash goes below zero, not discounted"),
    ]  # fmt: skip


def _rates(content: Content, timeline: Timeline, cash: CashRows, workings: Workings) -> list[_Line]:
    names, result = content.names, content.result
    finance, reinvest = (names.get(code, names[DISCOUNT]) for code in (FINANCE, REINVEST))
    net, time, end = cash.net.span(), timeline.time.span(), timeline.time.fixed(content.case.terms.periods)
    receipts = f"SUMPRODUCT(({net}>0)*{net}*(1+{reinvest})^({end}-{time}))"
    payments = f"-SUMPRODUCT(({net}<0)*{net}/(1+{finance})^{time})"
    mirr = f'IF(AND(MAX({net})>0,MIN({net})<0),({receipts}/({payments}))^(1/{end})-1,"{NOT_AVAILABLE}")'
    found = f'IF(ABS({workings.rate_gap})<{NEAR:G},EXP({workings.rate_log})-1,"{NOT_FOUND}")'
    changes = workings.changes
    several = f'IF(MOD({changes},2)=0,"{SEVERAL}","{NOT_LIVE}")'
    irr = f'IF({changes}=0,"{NONE}",IF({changes}=1,{found},{several}))'
    modified = result.modified_rate
    return [
        _Line(IRR, "Internal rate of return", irr, _irr(result, workings), "rate", _irr_meaning(content)),
        _Line(MIRR, "Modified rate of return", mirr, NOT_AVAILABLE if modified is None else modified, "rate",
              "per year, with what comes back invested and what is tied up financed at the rates of this case"),
    ]  # fmt: skip


def _irr(result: Result, workings: Workings) -> float | str:
    if workings.number == 1:
        return result.single_rate if workings.found and result.single_rate is not None else NOT_FOUND
    return NONE if workings.number == 0 else NOT_LIVE if workings.number % 2 else SEVERAL


def _irr_meaning(content: Content) -> str:
    rates = content.result.rates_of_return
    listed = ", ".join(percent(rate, 2) for rate in rates) if rates else NONE
    return (
        "per year; live where net cash changes its sign once. Where it does so more often, several rates or none may "
        f"fit. Every rate, as worked out by Journey Office on {content.made_on}, not live: {listed}."
    )


def _paybacks(result: Result, workings: Workings) -> list[_Line]:
    rows = (
        (PAYBACK, "Payback, years", result.payback_years, workings.running, workings.back, ""),
        (
            DISCOUNTED_PAYBACK, "Discounted payback, years", result.discounted_payback_years,
            workings.running_discounted, workings.back_discounted, "discounted ",
        ),
    )  # fmt: skip
    return [
        _Line(
            name, label, f'IF({run.fixed(run.last)}<0,"{NEVER}",MAX({back.span()}))',
            NEVER if value is None else value, "years",
            f"from the start until {how}cumulative cash stays above zero; “{NEVER}” where it ends below",
        )
        for name, label, value, run, back, how in rows
    ]  # fmt: skip
