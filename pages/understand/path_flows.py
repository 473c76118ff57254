"""Which paths do journeys take? A picture of steps, the links as a table, and whole paths that filter the picture."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from core.look import Palette
from core.paths.chart import FlowPicture, flow_picture
from core.paths.findings import flow_finding
from core.paths.flow import Anchor, Flow, FlowQuestion
from core.paths.lens import By, Lens
from core.paths.picked import FlowJourneys
from core.paths.tables import link_rows, variant_rows
from core.paths.variants import VariantTable
from pages.parts import cached, chosen, lens_picker, page, selection_panel, show
from pages.parts.by_locale import kept_by_locale
from pages.parts.selected_rows import SelectedRows, selected_rows
from pages.parts.view import View

QUESTION = "Which paths do journeys take?"
ANCHORS: dict[Anchor, str] = {
    "start": "From the start",
    "after": "After a step",
    "before": "Before a step",
    "between": "Between two steps",
}
VARIANT_LIMIT = 100
SLOT = "chosen_in_flow"
IDENTITY: dict[chosen.Kind, tuple[str, ...]] = {"node": ("node",), "edge": ("source", "target")}
DEFINITIONS = {
    "Step": "an interaction as the path shows it: its channel, its activity, or both",
    "Ended": "the journey has no further interaction; drop-off is drawn, never left out",
    "Other": "steps beyond the most frequent ones of their position; open it to see them by name",
    "Variant": "a whole sequence of steps; its share is of all journeys in scope",
    "Repeat rate": "share of journeys after which the customer came back on the same issue within 30 days",
}


def controls(view: View) -> FlowQuestion:
    """Show the question's fields and return the question."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        by = lens_picker.by()
        anchor = st.selectbox(
            "Shown",
            list(ANCHORS),
            format_func=ANCHORS.__getitem__,
            key="shown",
            width=190,
            bind="query-params",
            help="Where the first column stands: at the start of each journey or at a step you choose.",
        )
        label, to_label = _anchor_steps(view, by, anchor)
        steps = st.slider(
            "Steps",
            2,
            12,
            5,
            key="steps",
            width=180,
            bind="query-params",
            help="How many steps are drawn. A phone shows the first three.",
        )
        collapse, top, opened = _detail(steps)
    return FlowQuestion(Lens(by, collapse), steps, top, anchor, label, to_label, opened=opened)


def _detail(steps: int) -> tuple[bool, int, tuple[int, ...]]:
    """Show what most people leave as it is; returns repeats once, names per step and the opened steps."""
    with st.popover(
        "Detail", icon=":material/tune:", key="flow_detail", help="Repeats, names per step and opened steps."
    ):
        collapse = lens_picker.once()
        top = st.slider(
            "Names per step",
            3,
            20,
            8,
            key="top",
            bind="query-params",
            help="The most frequent ones of each step are drawn by name; the rest is in Other.",
        )
        opened = st.pills(
            "Open Other at step",
            list(range(1, steps + 1)),
            selection_mode="multi",
            key="open",
            bind="query-params",
            help="Show what is inside Other by name, at the chosen steps.",
        )
    return collapse, top, tuple(sorted(opened))


def _anchor_steps(view: View, by: By, anchor: Anchor) -> tuple[str | None, str | None]:
    if anchor == "start":
        return None, None
    known = lens_picker.steps(view, by)
    first = st.selectbox(
        "Step", known, key="step", width=190, bind="query-params", help="The first time it occurs in a journey."
    )
    if anchor != "between":
        return first, None
    second = st.selectbox(
        "Up to",
        known,
        index=min(1, len(known) - 1),
        key="until",
        width=190,
        bind="query-params",
        help="The first time it occurs after the step.",
    )
    return first, second


@kept_by_locale(max_entries=cached.ENTRIES, show_spinner=False)
def drawn_flow(content: str, _found: Flow, colours: Palette, *, backwards: bool) -> FlowPicture:
    """Return the picture of a flow, drawn once for the same content."""
    del content
    return flow_picture(_found.nodes, _found.links, colours, backwards=backwards)


def picture(view: View, question: FlowQuestion, found: Flow) -> None:
    """Draw the flow; a clicked step or link is what the panel is about."""
    colours = show.colours()
    content = show.content_of(found.nodes, found.links)
    drawn = drawn_flow(content, found, colours, backwards=question.anchor == "before")
    key = show.key_for("flow", view, question, colours.background)
    rows: dict[chosen.Kind, pd.DataFrame] = {"node": drawn.nodes, "edge": drawn.links}
    st.echarts_chart(
        drawn.option,
        height=drawn.height,
        key=key,
        on_select=lambda: chosen.from_picture(SLOT, key, rows),
        alt=f"{flow_finding(found, question).text()} The links table below holds the same numbers.",
    )


def link_table(view: View, question: FlowQuestion, found: Flow) -> None:
    """Show the links as rows; choosing one does the same as clicking it in the picture."""
    links = link_rows(found)
    config = {
        "position": show.column("position"),
        "source_label": st.column_config.TextColumn("From"),
        "target_label": st.column_config.TextColumn("To"),
        "journeys": show.column("journeys"),
        "share": show.column("journey_share", more="Here: of the journeys in the picture."),
    }
    key = show.key_for("links", view, question)
    choice = show.Choice(
        key, "Links of the picture", "single-row", on_select=lambda: chosen.from_table(SLOT, key, "edge", links)
    )
    show.table(links, config, choice)


def variant_table(view: View, table: VariantTable, rows: SelectedRows) -> None:
    """Show whole paths as rows; the chosen ones filter the picture."""
    column = st.column_config
    config = {
        "sequence": column.TextColumn("Path", width=230),
        "journeys": show.column("journeys"),
        "share": show.column("journey_share"),
        "cumulative_share": show.column("cumulative_share"),
        "median_hours": show.column("median_hours", more="Here: from the first to the last interaction."),
        "mean_cost": show.column("mean_cost", currency=view.dataset.currency),
        "mean_csat": show.column("csat_mean"),
        "repeat_share": show.column("repeat_rate"),
        "resolved_share": show.column("resolution"),
        "sample_small": column.CheckboxColumn("Under 30", help="Fewer than 30 journeys: too few to compare."),
    }
    choice = show.Choice(rows.key, "Whole paths, the most frequent first", "multi-row", rows.positions)
    show.table(variant_rows(table), config, choice)
    show.contract(table.contract)


def panel(view: View, question: FlowQuestion, found: Flow) -> None:
    """Show what is known of the chosen step or link."""
    picked = chosen.current(SLOT, {"node": found.nodes, "edge": found.links}, IDENTITY)
    if picked is None:
        selection_panel.empty(
            "Click a step or a link in the picture, or choose a row of the links table, to see who takes it."
        )
        return
    row = picked.row
    if picked.kind == "node":
        title, selection = f"{row['label']}, step {row['position']}", FlowJourneys(question, row["node"])
    else:
        title, selection = (
            f"{row['source_label']} → {row['target_label']}",
            FlowJourneys(question, row["source"], row["target"]),
        )
    selection_panel.panel(view, title, selection, found.journeys)


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    question = controls(view)
    table = cached.variants(view, question.lens, VARIANT_LIMIT)
    key = show.key_for("variants", view, question.lens)
    rows = selected_rows("variants", key, table.rows["variant_code"], question.lens.name)
    question = replace(question, variants=rows.codes)
    found = cached.flow(view, question)
    opening.say(flow_finding(found, question), found.journeys)
    if found.journeys:
        wide, narrow = st.columns([3, 1], gap="small")
        with wide, st.container(border=True):
            if rows.codes:
                many = f"{len(rows.codes)} paths" if len(rows.codes) > 1 else "path"
                st.info(f"The picture shows only the {many} chosen below.", icon=":material/filter_alt:")
            picture(view, question, found)
            show.contract(found.contract)
        with narrow, st.container(border=True, height="stretch"):
            panel(view, question, found)
        paths, links = st.tabs(["Whole paths", "Links as a table"], key="paths_as", on_change="rerun")
        with paths:
            st.caption("The most frequent whole paths. Choose rows to draw only these.")
            variant_table(view, table, rows)
        if links.open:
            with links:
                st.caption("The picture's links, readable by keyboard. Choosing one does the same as clicking it.")
                link_table(view, question, found)
    else:
        page.nothing_found()
    page.provenance(view, {"Path flow": found.answer, "Whole paths": table.answer}, DEFINITIONS)


main()
