"""Where do customers go round in circles? Which step directly follows which, with time and cost."""

from functools import partial

import pandas as pd
import streamlit as st

from core.paths.findings import loop_finding
from core.paths.lens import Lens
from core.paths.loop_chart import loop_picture
from core.paths.loops import LoopMap, LoopQuestion
from core.paths.picked import LoopJourneys
from core.paths.tables import edge_rows
from pages.parts import cached, chosen, lens_picker, page, selection_panel, show
from pages.parts.fitting import Fit, when_fitted
from pages.parts.view import View

QUESTION = "Where do customers go round in circles?"
SLOT = "chosen_in_loops"
HEIGHT = 600
IDENTITY: dict[chosen.Kind, tuple[str, ...]] = {"node": ("node",), "edge": ("source", "target")}
DEFINITIONS = {
    "Directly follows": "the next step of the same journey; each time counts, so a journey can count more than once",
    "Median time": "from the one step to the next, over all times it happened",
    "Mean cost": "of the step that is reached, over the times its cost is known",
    "Coverage": (
        "whole paths are left out, the rarest first, so that every step and link is complete for the journeys shown"
    ),
}


def controls() -> LoopQuestion:
    """Show the question's fields and return the question."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        by = lens_picker.by()
        coverage = st.slider(
            "Journeys shown (at least)",
            10,
            100,
            80,
            step=5,
            format="%d%%",
            key="coverage",
            width=260,
            bind="query-params",
            help="The most frequent whole paths are kept until this share of journeys is reached.",
        )
        collapse = lens_picker.once()
    return LoopQuestion(Lens(by, collapse), coverage / 100)


def picture(view: View, question: LoopQuestion, found: LoopMap) -> None:
    """Draw the map; a clicked step or edge is what the panel is about."""
    colours = show.colours()
    drawn = loop_picture(found.nodes, found.edges, colours, view.dataset.currency)
    key = show.key_for("loops", view, question, colours.background)
    rows: dict[chosen.Kind, pd.DataFrame] = {"node": drawn.nodes, "edge": drawn.edges}
    st.echarts_chart(
        drawn.option,
        height=HEIGHT,
        key=key,
        on_select=lambda: chosen.from_picture(SLOT, key, rows),
        alt=f"{loop_finding(found).text()} The table below holds the same numbers.",
    )
    st.caption(
        "Orange goes back to an earlier step; width is how often; on a wide screen the widest links carry their "
        "median time and mean cost."
    )
    show.contract(found.contract)


def edge_table(view: View, question: LoopQuestion, found: LoopMap) -> None:
    """Show what follows what as rows; choosing one does the same as clicking it."""
    rows = edge_rows(found)
    column = st.column_config
    config = {
        "source_label": column.TextColumn("From"),
        "target_label": column.TextColumn("To"),
        "traversals": show.column("times"),
        "journeys": show.column("journeys"),
        "median_hours": show.column("median_hours", more="Here: from the one step to the next."),
        "mean_cost": show.column(
            "mean_cost", currency=view.dataset.currency, more="Here: of the step that is reached."
        ),
        "cost_known": show.column("cost_known"),
    }
    key = show.key_for("edges", view, question)
    choice = show.Choice(
        key, "What directly follows what", "single-row", on_select=lambda: chosen.from_table(SLOT, key, "edge", rows)
    )
    show.table(rows, config, choice)


def panel(view: View, question: LoopQuestion, found: LoopMap) -> None:
    """Show what is known of the chosen step or edge."""
    picked = chosen.current(SLOT, {"node": found.nodes, "edge": found.edges}, IDENTITY)
    if picked is None:
        selection_panel.empty("Click a step or a link in the map, or choose a row of the table, to see who takes it.")
        return
    row = picked.row
    if picked.kind == "node":
        title, selection = str(row["label"]), LoopJourneys(question, row["node"])
    else:
        title, selection = (
            f"{row['source_label']} → {row['target_label']}",
            LoopJourneys(question, row["source"], row["target"]),
        )
    selection_panel.panel(view, title, selection, found.journeys)


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    question = controls()
    fit = Fit("loop_map", "Counting what follows what …", view, cached.loops, (question,))
    when_fitted(fit, partial(answer, view, opening, question), place=(660, 640), keeps=(page.PROVENANCE,))


def answer(view: View, opening: page.Opening, question: LoopQuestion, found: LoopMap) -> None:
    """Show what was counted."""
    opening.say(loop_finding(found), found.journeys_total)
    if found.journeys:
        wide, narrow = st.columns([3, 1], gap="small")
        with wide, st.container(border=True):
            picture(view, question, found)
        with narrow, st.container(border=True, height="stretch"):
            panel(view, question, found)
        with st.container(border=True):
            st.header("What directly follows what", anchor=False)
            edge_table(view, question, found)
    else:
        page.nothing_found()
    page.provenance(view, {"Loop map": found.answer}, DEFINITIONS)


main()
