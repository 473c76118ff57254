"""How do two groups differ? Measures and paths side by side, with intervals."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import altair
import pandas as pd
import streamlit as st

from core.look import Palette
from core.paths.compare import Comparison
from core.paths.comparison_rows import PARTS, comparison_finding, metric_rows, share_rows
from core.paths.group import CompareQuestion, Dimension, Group
from core.paths.lens import Lens
from pages.parts import cached, lens_picker, page, show
from pages.parts.fitting import Fit, when_fitted
from pages.parts.view import View

QUESTION = "How do two groups differ?"
DIMENSIONS: dict[Dimension, str] = {
    "segment": "Segments",
    "region": "Regions",
    "issue": "Issues",
    "outcome": "Resolved or not",
    "period": "Before and after",
}
DEFINITIONS = {
    "Difference": "A minus B with its 95 % interval: Newcombe's for shares, Welch's for means",
    "No clear difference": "the interval holds zero; it does not prove that the groups are alike",
    "Too few": "under 30 journeys with a known value in one of the groups: nothing is shown",
    "Many comparisons": "each interval stands alone; of twenty, one may miss by chance",
    "Not caused": "groups differ in more than what names them, so a difference is an association",
}


def controls(view: View) -> CompareQuestion | None:
    """Show the question's fields and return the question; None while there are no two groups to compare."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        dimension = st.selectbox(
            "Compare",
            list(DIMENSIONS),
            format_func=DIMENSIONS.__getitem__,
            key="compare",
            width=180,
            bind="query-params",
            help="What tells the two groups apart.",
        )
        groups = (
            _periods(view)
            if dimension == "period"
            else _outcomes()
            if dimension == "outcome"
            else _labels(view, dimension)
        )
        by = lens_picker.by()
        steps = st.slider(
            "Steps compared",
            1,
            12,
            3,
            key="compare_steps",
            width=150,
            bind="query-params",
            help="How far into the paths.",
        )
        collapse = lens_picker.once()
    if groups is None:
        with st.container(border=True):
            st.header("Choose two groups", anchor=False)
            st.markdown(
                "This needs two different groups. Choose at least one for A and another one for B, "
                "or compare by something else."
            )
        return None
    return CompareQuestion(*groups, Lens(by, collapse), steps)


def _labels(view: View, dimension: Dimension) -> tuple[Group, Group] | None:
    known = cached.choices(view.dataset.dataset_id, view.dataset.data_version)
    labels = list({"segment": known.segments, "region": known.regions, "issue": known.issues}[dimension])
    if len(labels) < 2:
        return None
    a = st.multiselect(
        "A", labels, default=labels[:1], key=f"a_{dimension}", width=230, bind="query-params", help="The first group."
    )
    rest = [label for label in labels if label not in a]
    b = st.multiselect(
        "B",
        rest,
        default=rest[:1],
        key=f"b_{dimension}",
        width=230,
        bind="query-params",
        help="The group it is compared with.",
    )
    b = [label for label in b if label not in a]
    return (Group(" or ".join(a), dimension, tuple(a)), Group(" or ".join(b), dimension, tuple(b))) if a and b else None


def _outcomes() -> tuple[Group, Group]:
    return Group("Resolved", "outcome", ("resolved",)), Group("Not resolved", "outcome", ("unresolved",))


def _periods(view: View) -> tuple[Group, Group] | None:
    known = cached.choices(view.dataset.dataset_id, view.dataset.data_version)
    if known.first_day is None or known.last_day is None:
        return None
    middle = known.first_day + (known.last_day - known.first_day) // 2
    day = st.date_input(
        "Change on",
        value=middle,
        min_value=known.first_day + timedelta(days=1),
        max_value=known.last_day,
        format="YYYY-MM-DD",
        key="change_on",
        width=160,
        bind="query-params",
        help="The first day of the time after; journeys count by the day they start.",
    )
    days = st.number_input(
        "Days each",
        min_value=1,
        max_value=1000,
        value=28,
        key="change_days",
        width=130,
        bind="query-params",
        help="As many days before as after.",
    )
    if not isinstance(day, date):
        return None
    question = CompareQuestion.before_and_after(day, int(days), Lens())
    return question.a, question.b


def both_periods(view: View, question: CompareQuestion) -> View:
    """Return the view with the time that both periods span, when periods are compared."""
    if question.a.dimension != "period":
        return view
    return replace(view, scope=replace(view.scope, period_from=question.a.period_from, period_to=question.b.period_to))


def difference_chart(rows: pd.DataFrame, colours: Palette) -> Any:
    """Draw each difference of shares as a dot with its interval, around zero."""
    y = altair.Y("name:N", title=None, sort=None, axis=altair.Axis(labelLimit=260, labelBound=False))
    colour = altair.ColorValue(colours.neutral, condition={"test": "datum.clear", "value": colours.accent})
    base = altair.Chart(rows)
    zero = (
        altair.Chart(pd.DataFrame({"zero": [0.0]}))
        .mark_rule(color=colours.ink, strokeDash=[4, 4])
        .encode(x=altair.X("zero:Q"))
    )
    bars = base.mark_rule(strokeWidth=3, opacity=0.55).encode(
        x=altair.X("low:Q"), x2=altair.X2("high:Q"), y=y, color=colour
    )
    x = altair.X(
        "difference:Q",
        title=show.name_of("difference", "A minus B"),
        axis=altair.Axis(labelExpr=show.POINTS, tickCount=6),
    )
    tooltip = [
        altair.Tooltip("name:N", title="Path"),
        altair.Tooltip("a_share:Q", format=".1%", title=show.name_of("journey_share", "A")),
        altair.Tooltip("b_share:Q", format=".1%", title=show.name_of("journey_share", "B")),
        altair.Tooltip("difference:Q", format="+.1%", title=show.name_of("difference", "A minus B")),
        altair.Tooltip("low:Q", format="+.1%", title=show.name_of("low")),
        altair.Tooltip("high:Q", format="+.1%", title=show.name_of("high")),
    ]
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(x=x, y=y, color=colour, tooltip=tooltip)
    return altair.layer(zero, bars, dots, height=60 + 26 * len(rows))


def measures(view: View, question: CompareQuestion, found: Comparison) -> None:
    """Show the measures of both groups as a table."""
    column = st.column_config
    config = {
        "label": column.TextColumn("Measure"),
        "a": column.TextColumn(f"A: {question.a.label}"[:40]),
        "b": column.TextColumn(f"B: {question.b.label}"[:40]),
        "difference": show.written("difference", of="A minus B"),
        "interval": show.written("interval"),
        "reading": column.TextColumn("Reading"),
        "n_a": show.column("n", of="A"),
        "n_b": show.column("n", of="B"),
    }
    key = show.key_for("measures", view, question)
    show.table(metric_rows(found, view.dataset.currency), config, show.Choice(key, "Measures of both groups"))


def shares(view: View, question: CompareQuestion, found: Comparison) -> None:
    """Show which parts of the paths differ most, as a picture and as a table."""
    part = st.segmented_control(
        "What of the paths",
        list(PARTS),
        format_func=PARTS.__getitem__,
        default="step",
        required=True,
        key="part",
        bind="query-params",
        help="Steps by position, moves from one step to the next, or whole paths.",
    )
    rows = share_rows(found, part or "step")
    if rows.empty:
        st.caption("Too few journeys in one of the groups to compare their paths.")
        return
    key = show.key_for("differences", view, question, part)
    show.drawn(
        difference_chart,
        rows,
        show.colours(),
        key=key,
        name=f"{PARTS[part or 'step']} whose share differs most; the table holds the numbers.",
    )
    column = st.column_config
    config = {
        "name": column.TextColumn("Path", width=230),
        "a_share": show.column("journey_share", of="A"),
        "b_share": show.column("journey_share", of="B"),
        "difference": show.column("difference", of="A minus B", unit="points"),
        "low": show.column("low", unit="points"),
        "high": show.column("high", unit="points"),
        "clear": column.CheckboxColumn("Clear", help="The interval does not hold zero."),
    }
    show.table(rows, config, show.Choice(f"table_{key}", "Shares that differ most"))


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    question = controls(view)
    if question is None:
        return
    fit = Fit("comparison", "Comparing the groups …", view, cached.comparison, (question,))
    when_fitted(fit, partial(answer, view, opening, question), place=(520, 900), keeps=(page.PROVENANCE,))


def answer(view: View, opening: page.Opening, question: CompareQuestion, found: Comparison) -> None:
    """Show how the groups differ."""
    journeys = found.journeys_a + found.journeys_b
    opening.say(comparison_finding(found, question, view.dataset.currency), journeys, both_periods(view, question))
    with st.container(border=True):
        st.header("Measures", anchor=False)
        measures(view, question, found)
        show.contract(found.contract)
    with st.container(border=True):
        st.header("Where the paths part", anchor=False)
        shares(view, question, found)
    page.provenance(
        view, {f"A: {question.a.label}": found.answer, f"B: {question.b.label}": found.answer_b}, DEFINITIONS
    )


main()
