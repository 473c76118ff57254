"""What more money or people would bring to a plan."""

import pandas as pd
import streamlit as st

from core.planning.options import Problem
from core.planning.plan import Plan
from core.portfolio.frontier import Point
from core.portfolio.model import Timing
from core.portfolio.result import Portfolio
from core.portfolio.worth import Gain
from core.wording import money, money_range
from pages.parts import show
from pages.parts.plan import charts, known
from pages.parts.plan.known import Seen

COLUMN = st.column_config
FEW = 40


def shown(asked: Problem, timing: Timing, found: Portfolio, about: tuple[Plan, Seen]) -> None:
    """Show the best value for each budget, and what one more person is worth, where somebody wants it."""
    wanted = st.toggle(
        "What more money or people would bring",
        len(asked.options) <= FEW,
        key="plan_more",
        help="Solves again for other budgets and with one more person in each team; many initiatives take a while.",
    )
    if not wanted:
        return
    points, gained = known.more(asked, timing, found)
    plan, of = about
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.header("Value for money", anchor=False)
        _frontier(points, plan, of)
    with right, st.container(border=True, height="stretch"):
        st.header("More people or money", anchor=False)
        _gains(gained, plan, of)


def _frontier(points: tuple[Point, ...], plan: Plan, of: Seen) -> None:
    rows = pd.DataFrame(
        [
            (
                one.budget,
                one.portfolio.value,
                ", ".join(of.titles.get(i, i) for i in one.enters),
                ", ".join(of.titles.get(i, i) for i in one.leaves),
            )
            for one in points
            if one.portfolio.value is not None
        ],
        columns=["budget", "value", "enters", "leaves"],
    )
    if rows.empty:
        st.caption("Under no budget does any set keep to this plan.")
        return
    show.drawn(
        charts.frontier,
        rows,
        plan.budget,
        show.colours(),
        plan.currency,
        key="plan_frontier",
        name="Best value by budget",
    )
    proven = sum(one.portfolio.status == "optimal" for one in points)
    st.caption(
        f"The best set at each budget; {proven} of {len(points)} proven. The dashed line is the budget that is set."
    )


def _gains(gained: tuple[Gain, ...], plan: Plan, of: Seen) -> None:
    if not gained:
        st.caption("No team and no budget limits this plan.")
        return
    rows = pd.DataFrame(
        [
            (
                f"One more in {one.team}" if one.team else "A tenth more budget",
                _worth(one, plan),
                ", ".join(of.titles.get(i, i) for i in one.enters) or "nothing",
            )
            for one in gained
        ],
        columns=["With", "Worth", "Comes in"],
    )
    config = {
        "With": COLUMN.TextColumn(),
        "Worth": show.written("gain"),
        "Comes in": COLUMN.TextColumn(width="large"),
    }
    show.table(rows, config, show.Choice("plan_gains", "What more would bring"))
    st.caption("Solved again, not estimated: one person is three person-months more in every quarter.")


def _worth(one: Gain, plan: Plan) -> str:
    if one.value is not None:
        return money(one.value, plan.currency)
    if one.low is None or one.high is None:
        return "not available"
    return money_range(one.low, one.high, plan.currency)
