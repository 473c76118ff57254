"""What the brief of a case says, as plain texts cut to their room and the numbers of its pictures."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from core.business_case import findings
from core.business_case.brief_tables import (
    LABEL,
    MOST_SCENARIOS,
    RATE,
    Approval,
    AskTable,
    InputRow,
    ScenarioRow,
    TornadoBar,
    ask_table,
    input_rows,
    scenario_rows,
    tornado_bars,
)
from core.business_case.case import DISCOUNT
from core.business_case.evidence import hindrances
from core.business_case.story import Story, ask_text, decision_text
from core.business_case.waterfall import Step, waterfall
from core.business_case.words import listed, payback_text, rate, rate_text
from core.business_case.worked import Worked
from core.export.fitting import shortened
from core.figure import Evidence
from core.finding import Finding
from core.text import counted
from core.wording import NOT_AVAILABLE, day, money, number, percent

MOST_OPEN = 3
TITLE, LEAD, TYPES, OWNER, POINT, REST, SENTENCE = 90, 70, 60, 40, 150, 200, 260
EVIDENCE_WORDS: dict[Evidence, str] = {"measured": "Measured", "benchmark": "Benchmarks", "assumed": "Assumed"}


@dataclass(frozen=True)
class Kpi:
    """One number with what has to be said about it."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class CashPath:
    """Cumulative cash by period, in the case's currency: as planned, and below what it is in 10 and 90 of 100 draws."""

    labels: tuple[str, ...]
    planned: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Brief:
    """All that the brief says. `answer` is lead, point and rest; what there is nothing to say on is empty."""

    title: str
    currency: str
    badges: tuple[str, ...]
    answer: tuple[str, str, str]
    decision: str
    ask_said: str
    ask: AskTable
    kpis: tuple[Kpi, ...]
    steps: tuple[Step, ...]
    waterfall_said: str
    cash: CashPath
    cash_said: str
    drawn_said: str
    shares: tuple[tuple[str, str, float], ...]
    basis_said: str
    inputs: tuple[InputRow, ...]
    bars: tuple[TornadoBar, ...]
    npv: float
    tornado_said: str
    break_evens: tuple[str, ...]
    waiting_said: str
    scenarios: tuple[ScenarioRow, ...]
    scenarios_said: str
    approval: tuple[str, ...]
    signed: bool
    open_points: tuple[str, ...]
    story: Story
    foot: str
    made_at: datetime


def brief(of: Worked, approval: Approval, made_at: datetime, story: Story = ()) -> Brief:
    """Return what the brief of a case says; `story` is told on the last slide, where there is one."""
    case, found = of.case, of.found
    known = case.by_code
    first = findings.answer(case, found, of.drawn)
    return Brief(
        title=shortened(case.title, TITLE),
        currency=case.currency,
        badges=_badges(of),
        answer=(shortened(first.lead, LEAD), shortened(first.point, POINT), shortened(first.rest, REST)),
        decision=shortened(decision_text(of), SENTENCE),
        ask_said=shortened(ask_text(of), SENTENCE),
        ask=ask_table(of),
        kpis=_kpis(of),
        steps=waterfall(found),
        waterfall_said=_said(findings.waterfall_finding(case, found)),
        cash=_cash(of),
        cash_said=_said(findings.cash_finding(case, found)),
        drawn_said=_said(findings.simulation_finding(case, of.drawn, found.npv)),
        shares=tuple(
            (words, counted(of.basis.inputs[kind], "input"), of.basis.by_evidence[kind])
            for kind, words in EVIDENCE_WORDS.items()
        ),
        basis_said=_said(findings.basis_finding(of.basis)),
        inputs=input_rows(of),
        bars=tornado_bars(of),
        npv=found.npv,
        tornado_said=_said(findings.tornado_finding(case, of.bars)),
        break_evens=tuple(
            _said(findings.break_even_finding(case, known[code], values)) for code, values in of.break_evens
        ),
        waiting_said=_said(findings.inaction_finding(case, of.still)),
        scenarios=scenario_rows(of),
        scenarios_said=_scenarios_said(of),
        approval=approval.lines(),
        signed=approval.approved_at is not None,
        open_points=() if approval.is_frozen else _open(of),
        story=story,
        foot=f"{shortened(case.title, LABEL)} · made {day(made_at)}",
        made_at=made_at,
    )


def _badges(of: Worked) -> tuple[str, ...]:
    case = of.case
    terms = case.terms
    types = f"Journeys: {shortened(listed(case.journey_types), TYPES)}" if case.journey_types else ""
    by = "quarters" if terms.periods_per_year == 4 else "years"
    tax = "after tax" if terms.taxed else "before tax"
    flows = f"{counted(terms.years, 'year')} from {day(terms.start_on)}, by {by}, money at their {terms.timing}, {tax}"
    owner = f"Owner: {shortened(case.owner, OWNER)}" if case.owner.strip() else "Owner: nobody yet"
    return tuple(one for one in (owner, types, case.currency, flows.replace("mid,", "middle,")) if one)


def _kpis(of: Worked) -> tuple[Kpi, ...]:
    found, drawn = of.found, of.drawn
    write = partial(money, currency=of.case.currency)
    freed = found.npv_with_freed - found.npv
    more = f"; {write(freed)} of freed time are not in it" if freed else ""
    ratio = found.benefit_cost_ratio
    still = drawn.low == drawn.high
    chance = percent(drawn.chance_above_zero, 0)
    between = f"80 of 100 draws: {write(drawn.low)} to {write(drawn.high)}"
    return (
        Kpi("Net present value", write(found.npv), f"at {rate(of.case.by_code[DISCOUNT].value)}{more}"),
        Kpi("Internal rate of return", shortened(rate_text(found), RATE), f"modified: {rate(found.modified_rate)}"),
        Kpi(
            "Payback", payback_text(found.payback_years), f"discounted: {payback_text(found.discounted_payback_years)}"
        ),
        Kpi(
            "Return on investment",
            "no cost" if ratio is None else rate(found.return_on_investment),
            "nothing is paid" if ratio is None else f"benefits are {number(ratio, 2)} times the costs",
        ),
        Kpi(
            "Chance that it pays",
            NOT_AVAILABLE if still else chance,
            "no input that moves it has a range" if still else between,
        ),
    )


def _cash(of: Worked) -> CashPath:
    terms = of.case.terms
    quarters = terms.periods_per_year == 4
    labels = [
        f"Y{year} Q{place % 4 + 1}" if quarters else f"Year {year}"
        for place, year in enumerate(terms.years_of_periods())
    ]
    low, _, high = (tuple(row) for row in of.drawn.cumulative.tolist())
    return CashPath(("Start", *labels), of.found.cumulative, low, high)


def _scenarios_said(of: Worked) -> str:
    said = _said(findings.scenarios_finding(of.case, dict(of.scenarios[: len(of.case.scenarios)])))
    more = len(of.case.scenarios) - MOST_SCENARIOS
    return f"{said} {counted(more, 'more scenario')} in the workbook." if more > 0 else said


def _open(of: Worked) -> tuple[str, ...]:
    found = hindrances(of.case)
    shown = [shortened(one, SENTENCE) for one in found[:MOST_OPEN]]
    more = len(found) - MOST_OPEN
    return (*shown, *([f"And {counted(more, 'more point')}."] if more > 0 else []))


def _said(finding: Finding) -> str:
    return shortened(finding.text(), SENTENCE)
