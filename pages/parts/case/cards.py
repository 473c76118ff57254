"""The cards of a case: what it returns, its cash, its doubt, what it rests on, and doing nothing."""

import pandas as pd
import streamlit as st

from core.business_case.findings import (
    basis_finding,
    cash_finding,
    inaction_finding,
    simulation_finding,
    tornado_finding,
    waterfall_finding,
)
from core.business_case.inaction import Inaction
from core.business_case.waterfall import waterfall
from core.business_case.words import payback_text, rate, rate_text, value_text
from core.business_case.worked import Worked
from core.wording import count, money, number, percent, priced
from pages.parts import show
from pages.parts.case import charts, known
from pages.parts.case.draft import Draft

COLUMN = st.column_config
MOST_BARS = 12


def headline(about: Worked) -> None:
    """Show the numbers on top."""
    one, currency, drawn = about.found, about.case.currency, about.drawn
    still = drawn.low == drawn.high
    show.numbers(
        [
            show.Number(
                "npv",
                _short(one.npv, currency),
                note="" if still else f"{_short(drawn.low, currency)} to {_short(drawn.high, currency)}",
            ),
            show.Number(
                "chance_above_zero",
                "not available" if still else percent(drawn.chance_above_zero, 0),
                f"Of {count(drawn.number)} draws of the inputs from their ranges, with seed {drawn.seed}. "
                + ("No input that moves the result has a range." if still else "Inputs are drawn independently."),
            ),
            show.Number(
                "payback",
                payback_text(one.payback_years),
                note=f"discounted: {payback_text(one.discounted_payback_years)}",
                note_colour="gray",
            ),
            show.Number(
                "rate_of_return",
                rate_text(one),
                note=f"MIRR: {rate(one.modified_rate)}",
                note_colour="gray",
            ),
            show.Number(
                "roi",
                rate(one.return_on_investment),
                note=f"BCR: {number(one.benefit_cost_ratio, 2)}",
                note_colour="gray",
            ),
            show.Number(
                "waiting_a_year",
                _waiting(about.still, currency),
                note=_lost_or_saved(about.still),
                note_colour="gray",
            ),
        ],
        columns=3,
    )


def _waiting(still: Inaction, currency: str) -> str:
    lost = still.waiting_a_year
    if lost is None:
        return "not available"
    return "no change" if round(lost) == 0 else _short(abs(lost), currency)


def _lost_or_saved(still: Inaction) -> str:
    lost = still.waiting_a_year
    return "" if lost is None or round(lost) == 0 else "lost" if lost > 0 else "saved"


def _short(amount: float, currency: str) -> str:
    """Write money so that it fits a card on a phone: thousands from a hundred thousand on."""
    if not 100_000 <= abs(amount) < 1_000_000:
        return money(amount, currency)
    return priced(count(round(abs(amount) / 1000)) + "k", currency, below_zero=amount < 0)


def way(about: Worked) -> None:
    """Show the way from all benefits to the net present value."""
    st.markdown(waterfall_finding(about.case, about.found).markdown())
    show.drawn(charts.waterfall, waterfall(about.found), show.colours(), about.case.currency,
               key="case_waterfall", name="From all benefits to the net present value")  # fmt: skip
    if about.found.npv_with_freed != about.found.npv:
        freed = about.found.npv_with_freed - about.found.npv
        st.caption(f"Beside it: freed time worth {money(freed, about.case.currency)}, which is no cash and not in it.")


def cash(about: Worked) -> None:
    """Show the cash so far with its range."""
    st.markdown(cash_finding(about.case, about.found).markdown())
    look = (show.colours(), about.case.currency)
    show.drawn(charts.cumulative, about.found.net, about.drawn, about.case.terms, look,
               key="case_cash", name="Cash so far with the range of eight in ten draws")  # fmt: skip
    st.caption("The line is the case as assumed; the band holds 80 of 100 draws.")


def rests(about: Worked) -> None:
    """Show what the result rests on."""
    st.markdown(basis_finding(about.basis).markdown())
    show.drawn(charts.basis, about.basis, show.colours(), key="case_basis", name="What the result rests on")
    st.caption("If every input were off by 1 %: which part of the moves comes from which kind of evidence.")


def nothing(about: Worked) -> None:
    """Show what doing nothing costs."""
    st.markdown(inaction_finding(about.case, about.still).markdown())
    if about.still.cost_by_year is not None:
        look = (show.colours(), about.case.currency)
        show.drawn(charts.doing_nothing, about.still.cost_by_year, about.case.terms.start_on.year, look,
                   key="case_nothing", name="Cost to serve by year if nothing is done")  # fmt: skip


def one_by_one(about: Worked) -> None:
    """Show the tornado."""
    st.markdown(tornado_finding(about.case, about.bars).markdown())
    if about.bars:
        look = (show.colours(), about.case.currency)
        show.drawn(charts.tornado, about.bars[:MOST_BARS], about.found.npv, look,
                   key="case_tornado", name="Net present value with one input at either end")  # fmt: skip
        st.caption("One input at a time, all others as assumed.")


def chances(about: Worked) -> None:
    """Show what the simulation found."""
    st.markdown(simulation_finding(about.case, about.drawn, about.found.npv).markdown())
    if about.drawn.low == about.drawn.high:
        return
    look = (show.colours(), about.case.currency)
    show.drawn(charts.chances, about.drawn, look, key="case_chances", name="Net present value over all draws")
    labels = {line.code: line.label for line in about.case.benefits}
    held = ", ".join(labels[code] for code in about.drawn.held)
    st.caption(
        f"{count(about.drawn.number)} draws, seed {about.drawn.seed}, inputs drawn independently."
        + (f" Held still, as a haircut stands for their range: {held}." if held else "")
    )


def by_input(found: Draft, about: Worked) -> None:
    """Show for each input how the result moves with it, and where it breaks even."""
    case, known_ranks = about.case, dict(about.drawn.rank_correlations)
    codes = sorted(about.weights, key=lambda code: (-about.weights[code], code))
    where = known.break_evens(case, tuple(codes[:20]))
    rows = pd.DataFrame(
        [
            (
                case.by_code[code].label,
                value_text(case.by_code[code], case.by_code[code].value, case.currency),
                ", ".join(value_text(case.by_code[code], value, case.currency) for value in where[code]) or "none",
                known_ranks.get(code),
                about.weights[code],
            )
            for code in codes[:20]
        ],
        columns=["Input", "Now", "Breaks even at", "Rank correlation", "Of the result"],
    )
    config = {
        "Input": COLUMN.TextColumn(pinned=True, width="medium"),
        "Now": show.written("input_value"),
        "Breaks even at": show.written("break_even"),
        "Rank correlation": show.column("rank_correlation", digits=2),
        "Of the result": show.column("result_share"),
    }
    show.table(rows, config, show.Choice(f"case_by_input_{found.case_id}_{found.revision}", "Inputs and the result"))
