"""Which journeys are behind a number? The list, one journey or customer in time, and all of it as a file."""

from typing import Any

import altair
import pandas as pd
import streamlit as st

from core.address import read_number
from core.engine import Answer
from core.finding import Finding
from core.look import Palette
from core.paths.drill import selection_from_query
from core.paths.findings import flow_selection_text, loop_selection_text
from core.paths.picked import FlowJourneys, LoopJourneys
from core.paths.selection import AllJourneys, Selection
from core.paths.tables import journey_rows, page_count, timeline_rows
from core.wording import count
from pages.parts import access, cached, page, show
from pages.parts.view import View

QUESTION = "Which journeys are behind this?"
PAGE_ROWS = 100
CLOCK = {"hours": "%H:%M", "minutes": "%H:%M"}  # the rest of a time axis as usual
DEFINITIONS = {
    "Journey": (
        "all interactions of one customer about one issue, from first need to resolution, "
        "or until an inactivity window passes"
    ),
    "Channels": "distinct channels of the journey; a switch is two neighbouring interactions on different channels",
    "Hours": "from the first to the last interaction",
}


def selection() -> Selection:
    """Return the selection that the address carries; without one, all journeys of the scope."""
    packed = st.query_params.get("behind", "")
    return selection_from_query(show.unpacked(packed)) if packed else AllJourneys()


def described(view: View, chosen: Selection) -> str:
    """Return the selection in words, with the names of the steps it was made on."""
    if isinstance(chosen, FlowJourneys):
        return flow_selection_text(chosen, cached.flow(view, chosen.question))
    if isinstance(chosen, LoopJourneys):
        return loop_selection_text(chosen, cached.loops(view, chosen.question))
    return chosen.describe()


def journey_list(view: View, chosen: Selection) -> tuple[int | None, Answer]:
    """Show a page of the list; returns the key of the chosen journey, and the answer."""
    number = int(st.session_state.get("list_page", 1))
    with st.spinner("Finding the journeys …"):
        found = cached.journeys(view, chosen, PAGE_ROWS, (number - 1) * PAGE_ROWS)
    column, currency = st.column_config, view.dataset.currency
    config = {
        "started_at": column.DatetimeColumn("Started (UTC)", format="D MMM YYYY, HH:mm"),
        "issue": column.TextColumn("Issue"),
        "route": column.TextColumn("Path", width=300),
        "interactions": show.column("interactions"),
        "channels_used": show.column("channels_used"),
        "hours": show.column("duration_hours"),
        "cost": show.column("cost", currency=currency),
        "resolved": column.CheckboxColumn("Resolved", help="Empty when the outcome is unknown."),
        "csat": show.column("csat_mean", digits=1),
        "region": column.TextColumn("Region"),
        "segment": column.TextColumn("Segment"),
        "journey_id": column.TextColumn("Journey id"),
        "customer_key": show.column("customer_number"),
    }
    rows = journey_rows(found)
    picked = show.table(rows, config, show.Choice(show.key_for("list", view, chosen, number), "Journeys", "single-row"))
    files(view, chosen, found.total)
    return (int(rows.iloc[picked[0]]["journey_key"]) if picked else None), found.answer


def files(view: View, chosen: Selection, total: int) -> None:
    """Offer the next pages, and everything as a file."""
    seer = access.later()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.pagination(page_count(total, PAGE_ROWS), key="list_page", bind="query-params")
        with st.container(horizontal=True, width="content"):
            show.csv_button(
                f"{count(total)} journeys as CSV",
                lambda: cached.journeys_file(view, chosen, seer),
                "journeys.csv",
                key="journeys_csv",
                help="All of these journeys, one row each, not just this page.",
            )
            show.csv_button(
                "Their interactions as CSV",
                lambda: cached.interactions_file(view, chosen, seer),
                "interactions.csv",
                key="interactions_csv",
                help="Every interaction of all of these journeys.",
            )


def timeline(view: View, journey_key: int, one: Answer) -> None:
    """Show one journey, or everything of its customer, in time."""
    customer = (
        None if one.rows.empty or pd.isna(one.rows.iloc[0]["customer_key"]) else int(one.rows.iloc[0]["customer_key"])
    )
    head = st.container()
    whole = customer is not None and st.toggle(
        "All journeys of this customer",
        key="whole",
        bind="query-params",
        help="Every interaction of the same customer, whatever the filters.",
    )
    answer = cached.customer_timeline(view, customer) if whole and customer is not None else one
    rows = timeline_rows(answer.rows)
    head.header(f"{count(len(rows))} interactions in time", anchor=False)
    name = f"Interactions by time and channel, {len(rows)} in all; the table below holds the same."
    show.chart(
        timeline_chart(rows, show.colours(), journey_key),
        key=show.key_for("timeline", view, journey_key, whole),
        name=name,
    )
    column = st.column_config
    config = {
        "occurred_at": column.DatetimeColumn("Time (UTC)", format="D MMM YYYY, HH:mm"),
        "channel": column.TextColumn("Channel"),
        "activity": column.TextColumn("Activity"),
        "issue": column.TextColumn("Issue"),
        "outcome": column.TextColumn("Outcome"),
        "team": column.TextColumn("Team"),
        "gap_hours": show.column("hours_to_next"),
        "cost": show.column("cost", currency=view.dataset.currency),
        "csat": show.column("csat_mean", digits=1),
        "text": column.TextColumn("What was said", width="large"),
        "journey": column.TextColumn("Journey"),
    }
    show.table(rows, config, show.Choice(show.key_for("contacts", view, journey_key, whole), "Interactions in time"))


def timeline_chart(rows: pd.DataFrame, colours: Palette, journey_key: int) -> Any:
    """Draw contacts on a line of time, one row a channel; the chosen journey stands out."""
    x = altair.X(
        "occurred_at:T", title=None, scale=altair.Scale(type="utc"), axis=altair.Axis(tickCount=6, format=CLOCK)
    )
    y = altair.Y("channel:N", title=None, axis=altair.Axis(labelLimit=160))
    colour = altair.ColorValue(
        colours.neutral, condition={"test": f"datum.journey_key === {journey_key}", "value": colours.accent}
    )
    names = {"when": "Time (UTC)", "channel": "Channel", "activity": "Activity", "issue": "Issue"}
    tooltip = [altair.Tooltip(f"{name}:N", title=title) for name, title in names.items()]
    base = altair.Chart(rows).encode(x=x, y=y, detail=altair.Detail("journey_key:N"))
    lines = base.mark_line(strokeWidth=1.5, opacity=0.5, color=colours.neutral).encode(
        order=altair.Order("occurred_at:T")
    )
    dots = base.mark_circle(size=130, opacity=1).encode(color=colour, tooltip=tooltip)
    return altair.layer(lines, dots, height=230)


def chosen_journey(picked: int | None) -> int | None:
    """Keep the chosen journey in the address; without a choice, return the one the address names."""
    if picked is not None:
        if st.query_params.get("journey") != str(picked):
            st.query_params["journey"] = str(picked)
        return picked
    return read_number(dict(st.query_params), "journey") if st.query_params.get("journey") else None


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    chosen = selection()
    total = cached.behind(view, chosen).journeys
    opening.say(
        Finding(
            "", f"{count(total)} journeys:", f"{described(view, chosen)}. Choose a row to see its interactions in time."
        ),
        total,
    )
    if not total:
        page.nothing_found()
        return
    with st.container(border=True):
        st.header("The journeys", anchor=False)
        picked, answer = journey_list(view, chosen)
    journey = chosen_journey(picked)
    if journey is not None:
        one = cached.journey_timeline(view, journey)
        with st.container(border=True):
            timeline(view, journey, one)
    page.provenance(view, {"Journeys": answer}, DEFINITIONS)


main()
