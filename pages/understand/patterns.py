"""How often does one step lead to another? X, then Y, without Z, within a time; with its rate, base rate and lift."""

from typing import Any

import altair
import pandas as pd
import streamlit as st

from core.look import Palette
from core.paths.findings import pattern_finding
from core.paths.lens import Lens
from core.paths.pattern import PatternQuestion, PatternResult
from core.paths.picked import PatternJourneys
from core.paths.tables import pattern_rows
from core.wording import count, number, percent
from pages.parts import cached, lens_picker, page, selection_panel, show
from pages.parts.view import View

QUESTION = "How often does one step lead to another?"
ANYTHING_BETWEEN = "Nothing left out"
UNITS = {"Minutes": 60, "Hours": 3600, "Days": 86_400}
DEFINITIONS = {
    "Rate": "of the journeys with the first step, the share that goes on as asked, with Wilson's 95 % interval",
    "Base rate": "the same asked of the journeys without the first step, counted from their own first step",
    "Lift": "rate divided by base rate, with Katz's 95 % interval; it says what goes together, not what causes what",
    "Too few": "fewer than 30 journeys: no rate is shown",
}


def controls(view: View) -> PatternQuestion | None:
    """Show the question's fields and return the question; None when the dataset has fewer than two steps."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        by = lens_picker.by()
        known = lens_picker.steps(view, by)
        if len(known) < 2:
            st.caption("This dataset has a single step of this kind; choose another one.")
            return None
        first = st.selectbox(
            "First",
            known,
            key="first",
            width=180,
            bind="query-params",
            help="The pattern begins where this step first occurs.",
        )
        then = st.selectbox(
            "Then", known, index=1, key="then", width=180, bind="query-params", help="What should come after it."
        )
        barred = [ANYTHING_BETWEEN, *(step for step in known if step != then)]
        without = st.selectbox(
            "Without", barred, key="without", width=180, bind="query-params", help="What must not come between the two."
        )
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", width="content"):
            within = _time()
        directly = st.toggle("Directly", key="directly", bind="query-params", help="It must be the very next step.")
        collapse = lens_picker.once()
    return PatternQuestion(
        Lens(by, collapse), first, then, None if without == ANYTHING_BETWEEN else without, within, directly
    )


def _time() -> int | None:
    """Show the time limit and return it in seconds; None for any time."""
    amount = st.number_input(
        "Within",
        min_value=1,
        max_value=10_000,
        value=None,
        placeholder="Any time",
        key="within",
        width=150,
        bind="query-params",
        help="The longest time between the two; empty for any time.",
    )
    unit = st.selectbox(
        "Unit", list(UNITS), index=1, key="unit", width=120, bind="query-params", help="The unit of the time."
    )
    return int(amount) * UNITS[unit] if amount else None


def headline(found: PatternResult, question: PatternQuestion) -> list[show.Number]:
    """Write the numbers, each with its denominator."""
    between = f"{number(found.lift_low, 2)} to {number(found.lift_high, 2)}" if found.lift is not None else ""
    return [
        show.Number(
            "matches",
            count(found.matches),
            note=f"of {count(found.denominator)} with {question.first}",
        ),
        show.Number(
            "rate",
            percent(found.rate),
            note=f"{percent(found.low)} to {percent(found.high)}" if found.rate is not None else "too few",
        ),
        show.Number(
            "base_rate",
            percent(found.base_rate),
            note=f"{count(found.base_matches)} of {count(found.base_denominator)}",
        ),
        show.Number("lift", number(found.lift, 2), note=between or "not available"),
    ]


def interval_chart(rows: pd.DataFrame, colours: Palette) -> Any:
    """Draw the rate with its interval beside the base rate."""
    x = altair.X(
        "rate:Q",
        title=show.name_of("journey_share"),
        axis=altair.Axis(format="~%", tickCount=5),
        scale=altair.Scale(domainMin=0, nice=True),
    )
    y = altair.Y("group:N", title=None, sort=None, axis=altair.Axis(labelLimit=260))
    base = altair.Chart(rows)
    bars = base.mark_rule(strokeWidth=5, opacity=0.45, color=colours.accent).encode(
        x=altair.X("low:Q"), x2=altair.X2("high:Q"), y=y
    )
    dots = base.mark_point(filled=True, size=90, opacity=1, color=colours.accent).encode(
        x=x,
        y=y,
        tooltip=[
            altair.Tooltip("group:N", title="Journeys"),
            altair.Tooltip("rate:Q", format=".1%", title=show.name_of("journey_share")),
            altair.Tooltip("journeys:Q", format=",", title=show.name_of("journeys", "in all")),
        ],
    )
    return altair.layer(bars, dots, height=130)


def rate_table(view: View, question: PatternQuestion, rows: pd.DataFrame) -> None:
    """Show what the picture shows as a table."""
    config = {
        "group": st.column_config.TextColumn("Group"),
        "rate": show.column("rate"),
        "low": show.column("low", unit="share"),
        "high": show.column("high", unit="share"),
        "journeys": show.column("journeys"),
    }
    shown = rows.astype({"rate": float, "low": float, "high": float})
    show.table(
        shown, config, show.Choice(show.key_for("rates", view, question), "Rate with and without the first step")
    )


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    question = controls(view)
    if question is None:
        return
    found = cached.pattern(view, question)
    opening.say(pattern_finding(found, question), found.denominator + found.base_denominator)
    show.numbers(headline(found, question))
    with st.container(border=True):
        st.header("With and without the first step", anchor=False)
        rows = pattern_rows(found, question)
        show.drawn(
            interval_chart,
            rows,
            show.colours(),
            key=show.key_for("pattern", view, question),
            name=f"{pattern_finding(found, question).text()} The table holds the same numbers.",
        )
        rate_table(view, question, rows)
        show.contract(found.contract)
    with st.container(horizontal=True):
        selection_panel.journeys_link(view, PatternJourneys(question))
    page.provenance(view, {"Pattern": found.answer}, DEFINITIONS)


main()
