"""The plan: what must be kept to, the best set under it, its timetable, and what more would bring."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from core.planning.deciding import Chosen, decide_plan
from core.planning.options import Problem, problem
from core.planning.plan import Plan
from core.portfolio.model import Timing
from core.portfolio.result import Portfolio
from core.text import counted
from core.wording import count, money, money_digits, plain
from pages.parts import show
from pages.parts.access import author
from pages.parts.plan import charts, known, more, plan_form
from pages.parts.plan.known import FAILED, SAID, Seen

COLUMN = st.column_config
TIMINGS: dict[Timing, str] = {"scheduled": "With a timetable", "summed": "Which, not when"}


def shown(of: Seen, may_write: bool) -> None:
    """Show the plans, the best set under the chosen one, and what more would bring."""
    plan = plan_form.chosen(of, may_write)
    if plan is None:
        return
    timing: Timing = (
        st.segmented_control(
            "Choose",
            list(TIMINGS),
            default="scheduled",
            required=True,
            key="plan_timing",
            format_func=TIMINGS.__getitem__,
            help="With a timetable each quarter's capacity and the order of work are kept to.",
        )
        or "scheduled"
    )
    asked = problem(of.found, plan, timing)
    for note in asked.notes:
        st.caption(plain(note))
    _missing(asked)
    if not asked.options:
        st.markdown("**No initiative can be chosen from** under this plan; see what is missing above.")
        return
    found = known.best(asked, timing)
    st.markdown(_answer(found, plan, of))
    if found.conflict:
        st.markdown("Give up one of these:")
        st.markdown("\n".join(f"- {plain(one.words)}" for one in found.conflict))
    if found.chosen:
        _set(found, asked, of, plan)
        more.shown(asked, timing, found, (plan, of))
        if may_write:
            _decide(found, plan, of)


def _answer(found: Portfolio, plan: Plan, of: Seen) -> str:
    if found.status == "infeasible":
        return f"**{plain('No set keeps to this plan.')}** {plain(found.reason or '')}"
    if found.value is None or not found.chosen:
        return f"**{plain('No initiative is worth doing under this plan.')}**"
    standing = "no better set is possible" if found.status == "optimal" else found.standing
    tie = ""
    if found.alternative is not None:
        other = ", ".join(of.titles.get(one, one) for one in found.alternative.chosen if one not in found.chosen)
        tie = f" A tie: another set is worth as much, with {other or 'fewer initiatives'}."
    worth = f"Do {count(len(found.chosen))} of them, worth {money(found.value, plan.currency)} {_within(found, plan)}"
    return f"**{plain(worth)}** " + plain(f"before a cost of {money(found.cost, plan.currency)}; {standing}.{tie}")


def _within(found: Portfolio, plan: Plan) -> str:
    """Say in which time the value comes."""
    if found.starts:
        return f"within {counted(plan.horizon_quarters or plan.quarters, 'quarter')}"
    return f"over {counted(plan.value_years, 'year')}"


def _missing(asked: Problem) -> None:
    if not asked.missing:
        return
    out = sum(one.left_out for one in asked.missing)
    with st.expander(
        f"{len(asked.missing)} lack something; {out} can't be chosen", key="plan_missing", icon=":material/help:"
    ):
        st.markdown(
            "\n".join(
                f"- {plain(one.title)}: {plain(', '.join(one.what))}"
                + ("" if one.left_out else " (stays, never counted as zero)")
                for one in asked.missing
            )
        )


def _set(found: Portfolio, asked: Problem, of: Seen, plan: Plan) -> None:
    options = {one.option_id: one for one in asked.options}
    digits = money_digits(amount for one in found.chosen for amount in (options[one].value, options[one].cost))
    rows = []
    for one in found.chosen:
        option, begin = options[one], found.starts.get(one)
        end = None if begin is None else begin + option.duration_periods
        rows.append(
            {
                "label": of.titles.get(one, one),
                "lever": option.lever or "not given",
                "begin": begin,
                "end": end,
                "words": "" if begin is None or end is None else _span(plan, begin, end),
                "value": "not available" if option.value is None else money(option.value, plan.currency, digits),
                "cost": money(option.cost, plan.currency, digits),
            }
        )
    table = pd.DataFrame(rows).sort_values(["begin", "label"], na_position="last").reset_index(drop=True)
    if found.starts:
        show.drawn(
            charts.timetable, table, plan.quarters, show.colours(), key="plan_timetable", name="When each is worked on"
        )
        st.caption(f"Quarter 1 is {_quarter(plan, 1)}.")
    config = {
        "label": COLUMN.TextColumn("Initiative", width="large"),
        "lever": COLUMN.TextColumn("Lever"),
        "words": COLUMN.TextColumn("When"),
        "value": show.written("initiative_value", of="a quarter" if found.starts else ""),
        "cost": show.written("initiative_cost"),
    }
    show.table(table, config, show.Choice("plan_set", "The chosen set"))
    use = pd.DataFrame(
        [
            (one.team, one.period or "all", one.used, one.capacity, one.used / one.capacity if one.capacity else 0.0)
            for one in found.use
        ],
        columns=["team", "quarter", "used", "capacity", "share"],
    )
    if not use.empty:
        show.drawn(charts.capacity, use, show.colours(), key="plan_capacity", name="How much of each team is taken")


def _span(plan: Plan, begin: int, end: int) -> str:
    return f"{_month(plan, 3 * (begin - 1))} to {_month(plan, 3 * (end - 1) - 1)}"


def _quarter(plan: Plan, number: int) -> str:
    return f"{_month(plan, 3 * (number - 1))} to {_month(plan, 3 * number - 1)}"


def _month(plan: Plan, after: int) -> str:
    months = plan.start_on.month - 1 + after
    return f"{date(plan.start_on.year + months // 12, months % 12 + 1, 1):%b %Y}"


def _decide(found: Portfolio, plan: Plan, of: Seen) -> None:
    with st.form("plan_decide", border=False):
        st.subheader("Decide on this set", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Decided by", key="plan_decided_by", max_chars=200, width=240, help="A person or a committee."
            )
            st.text_input(
                "Why this set",
                key="plan_decided_why",
                max_chars=2000,
                width=420,
                help="What spoke for it, and what lost.",
            )
            st.form_submit_button(
                "Log the decision",
                on_click=_decided,
                args=(found, plan, of.titles),
                help="Goes to the log of decisions on the backlog's page.",
            )


def _decided(found: Portfolio, plan: Plan, titles: dict[str, str]) -> None:
    state: Any = st.session_state
    with show.refused(FAILED):
        decide_plan(
            author(),
            plan,
            Chosen(found, titles),
            str(state["plan_decided_by"] or ""),
            str(state["plan_decided_why"] or ""),
            plan_form.today(),
        )
        state[SAID] = "The decision is in the log, on the page Backlog."
