"""Can the data carry the numbers? Leading indicators with limits and owners, per source and over time."""

import pandas as pd
import streamlit as st

from core.engine import Answer
from core.quality import Indicator, Quality
from core.quality.findings import quality_finding
from core.wording import count, percent, plain
from pages.parts import cached_quality, page, show
from pages.parts.manage import quality_charts, quality_checks
from pages.parts.view import View

QUESTION = "Can the data carry the numbers?"


def what_next(found: Quality) -> None:
    """Say for each warning what to do."""
    if not found.warnings:
        st.markdown("Nothing is out of its limits. Look again after the next import.")
    for one in found.warnings:
        indicator = one.indicator
        with st.container(gap="xxsmall"):
            st.markdown(
                f"**{plain(indicator.label)}**: {plain(percent(one.value))} where {indicator.direction} "
                f"{plain(percent(indicator.limit))} is expected "
                f"({count(one.part)} of {count(one.whole)}) · owner: {plain(indicator.owner)}"
            )
            st.caption(plain(indicator.advice))


def per_source(found: Quality) -> None:
    """Show every indicator for every source."""
    rows = [
        {"Check": one.label, **{source: _value(found, one, source) for source in found.sources}}
        for one in (m.indicator for m in found.overall)
    ]
    kept = pd.DataFrame([row for row in rows if any(row[source] is not None for source in found.sources)])
    if kept.empty:
        st.caption("There is no import yet.")
        return
    config: dict[str, object] = {"Check": st.column_config.TextColumn()}
    config |= {source: show.column("check_value", of=source) for source in found.sources}
    show.table(kept, config, show.Choice("by_source", "Every check for every source"))
    st.caption("Empty: the source does not carry the field, or the check is about the whole dataset.")


def _value(found: Quality, one: Indicator, source: str) -> float | None:
    own = [m for m in found.by_source if m.indicator.code == one.code and m.source == source]
    return own[0].value if own else None


def over_time(found: Quality) -> None:
    """Show one indicator over time."""
    by_month, by_import = set(found.by_month["indicator"]), set(found.by_import["indicator"])
    known = {
        one.indicator.code: one.indicator
        for one in found.overall
        if one.indicator.code in by_month | by_import and one.value is not None
    }
    if not known:
        st.caption("Nothing to show over time yet.")
        return
    usual = next((one.indicator.code for one in found.warnings if one.indicator.code in known), next(iter(known)))
    code = st.selectbox(
        "Check",
        list(known),
        list(known).index(usual),
        format_func=lambda one: known[one].label,
        key="check_shown",
        bind="query-params",
        width=340,
        help="Which check is shown, by month of contact or by import.",
    )
    at = "month" if code in by_month else "import_number"
    rows = (found.by_month if at == "month" else found.by_import).query("indicator == @code").dropna(subset=["value"])
    carried = [one.source for one in found.by_source if one.indicator.code == code and one.value is not None]
    rows = rows[rows["source"].isin(carried)]
    key = f"quality_course_{code}_{show.tone()}"
    show.drawn(
        quality_charts.course,
        rows,
        known[code],
        at,
        show.colours(),
        key=key,
        name=f"{known[code].label} over time by source",
    )
    st.caption(plain(known[code].meaning + (" By month of contact." if at == "month" else " By import.")))


def main() -> None:
    """Show the page."""
    view: View = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    found = cached_quality.measured(view.dataset)
    opening.say(quality_finding(found), None)
    sources = "1 source" if len(found.sources) == 1 else f"{len(found.sources)} sources"
    st.caption(
        f"All {count(found.interactions)} interactions of {sources}. The sidebar's filters do not apply here: "
        "checks are about what was imported."
    )
    quality_checks.cards(found)
    with st.container(border=True):
        st.header("What to do next", anchor=False)
        what_next(found)
    with st.container(border=True):
        st.header("All checks", anchor=False)
        quality_checks.table(found)
    with st.container(border=True):
        st.header("Over time", anchor=False)
        over_time(found)
    with st.container(border=True):
        st.header("Per source", anchor=False)
        per_source(found)
    quality_checks.details(found)
    answers: dict[str, Answer] = dict(found.answers)
    page.provenance(view, answers, {one.indicator.label: one.indicator.meaning for one in found.overall})


main()
