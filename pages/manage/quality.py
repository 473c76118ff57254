"""Can the data carry the numbers? Leading indicators with limits and owners, per source and over time."""

import pandas as pd
import streamlit as st

from core.engine import Answer
from core.errors import InvalidInputError
from core.quality import Indicator, Measurement, Quality, indicators, quality
from core.quality.findings import quality_finding
from core.quality.indicators import NOBODY
from core.wording import count, day, percent, plain
from core.workspace.thresholds import set_threshold, set_thresholds
from pages.parts import page, show
from pages.parts.manage import quality_charts
from pages.parts.manage.workspace import ACTOR, workspace
from pages.parts.office import office
from pages.parts.view import View

QUESTION = "Can the data carry the numbers?"
WORDS = {"ok": "in order", "warn": "needs attention", "not available": "not available"}
GROUPS = {
    "completion": "What contacts carry",
    "reading": "What imports left out",
    "channels": "Channels",
    "times": "Times",
    "identity": "Customers",
    "labels": "Labels",
}
MOST_GAPS = 50


@st.cache_data(max_entries=30, show_spinner="Measuring the data …")
def measured(dataset_id: str, data_version: int, chosen: tuple[Indicator, ...]) -> Quality:
    """Return the whole analysis of a data version."""
    del data_version
    return quality(office().open(dataset_id), chosen)


def cards(found: Quality) -> None:
    """Show the required fields and what is furthest off."""
    first = [one for one in found.overall if one.indicator.required]
    rest = [one for one in found.warnings if one not in first]
    chosen = [*first, found.of("rejected"), found.of("duplicates"), *rest]
    shown = list({one.indicator.code: one for one in chosen}.values())[:8]
    show.numbers([_card(found, one) for one in shown], columns=4)


def _card(found: Quality, one: Measurement) -> show.Number:
    indicator = one.indicator
    months = found.by_month[found.by_month["indicator"] == indicator.code].groupby("month")[["part", "whole"]].sum()
    course = tuple(
        float(part) / float(whole) for part, whole in zip(months["part"], months["whole"], strict=True) if whole
    )
    note = (
        f"{WORDS[one.status]} · {indicator.direction} {percent(indicator.limit)}"
        if one.value is not None
        else one.remark or "nothing to count"
    )
    return show.Number(
        indicator.label,
        percent(one.value),
        f"{indicator.meaning} {count(one.part)} of {count(one.whole)}.",
        course,
        note,
    )


def table(found: Quality) -> None:
    """Show every indicator with its denominator; limit and owner can be edited in place."""
    rows = pd.DataFrame(
        [
            {
                "Check": f"{one.indicator.label}{' *' if one.indicator.required else ''}",
                "Value": one.value * 100 if one.value is not None else None,
                "State": WORDS[one.status],
                "Counted": f"{one.part:,} of {one.whole:,}"
                if one.value is not None
                else one.remark or "nothing to count",
                "Rule": one.indicator.direction,
                "Limit": one.indicator.limit * 100,
                "Owner": "" if one.indicator.owner == NOBODY else one.indicator.owner,
                "About": GROUPS[one.indicator.group],
            }
            for one in found.overall
        ]
    )
    column = st.column_config
    config = {
        "Check": column.TextColumn(disabled=True, help="* a field without which journeys can't be told"),
        "Value": column.NumberColumn(format="%.1f%%", disabled=True, width="small"),
        "State": column.TextColumn(disabled=True, width="small"),
        "Counted": column.TextColumn(disabled=True),
        "Rule": column.TextColumn(disabled=True, width="small"),
        "Limit": column.NumberColumn(format="%.1f%%", min_value=0.0, max_value=100.0, step=0.1, required=True, width="small", help="Edit it: on which side of it the value should be."),
        "Owner": column.TextColumn(max_chars=80, width="small", help="Edit it: who sees to it."),
        "About": column.TextColumn(disabled=True, width="small"),
    }  # fmt: skip
    versions = tuple(one.indicator.set_version for one in found.overall)
    edited = st.data_editor(
        rows,
        hide_index=True,
        column_config=config,
        key=f"limits_{hash(versions)}",
        alt="Checks with value, limit and owner",
        height=420,
        placeholder="",
    )
    changed = [place for place in range(len(rows)) if _edited(rows, edited, place)]
    if st.button(
        "Save limits and owners",
        key="save_limits",
        disabled=not changed,
        help="They hold for every dataset of this office.",
    ):
        for place in changed:
            _save(found.overall[place].indicator, edited.iloc[place])
        st.toast(f"Saved {count(len(changed))} checks.")
        st.rerun()


def _edited(rows: pd.DataFrame, edited: pd.DataFrame, place: int) -> bool:
    return any((edited[name].iloc[place] or "") != (rows[name].iloc[place] or "") for name in ("Limit", "Owner"))


def _save(one: Indicator, row: "pd.Series[object]") -> None:
    limit = row["Limit"]
    if not isinstance(limit, int | float):
        raise InvalidInputError(f"The limit of {one.label!r} is missing. Enter a percentage from 0 to 100.")
    set_threshold(
        workspace(),
        one.code,
        round(float(limit) / 100, 6),
        str(row["Owner"] or ""),
        seen_version=one.set_version,
        actor=ACTOR,
    )


def what_next(found: Quality) -> None:
    """Say for each warning what to do."""
    if not found.warnings:
        st.markdown("Nothing is out of its limits. Look again after the next import.")
    for one in found.warnings:
        indicator = one.indicator
        with st.container(gap="xxsmall"):
            st.markdown(
                f"**{plain(indicator.label)}**: {plain(percent(one.value))} where {indicator.direction} {plain(percent(indicator.limit))} is expected "
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
    config |= {source: st.column_config.NumberColumn(format="%.1f%%") for source in found.sources}
    show.table(kept, config, show.Choice("by_source", "Every check for every source"))
    st.caption("Empty: the source does not carry the field, or the check is about the whole dataset.")


def _value(found: Quality, one: Indicator, source: str) -> float | None:
    own = [m for m in found.by_source if m.indicator.code == one.code and m.source == source]
    return own[0].value * 100 if own and own[0].value is not None else None


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
    code = st.selectbox("Check", list(known), list(known).index(usual), format_func=lambda one: known[one].label, key="check_shown", bind="query-params",
                        width=340, help="Which check is shown, by month of contact or by import.")  # fmt: skip
    at = "month" if code in by_month else "import_number"
    rows = (found.by_month if at == "month" else found.by_import).query("indicator == @code").dropna(subset=["value"])
    key = f"quality_course_{code}_{show.tone()}"
    show.chart(
        quality_charts.course(rows, known[code], at, show.colours()),
        key=key,
        name=f"{known[code].label} over time by source",
    )
    st.caption(plain(known[code].meaning + (" By month of contact." if at == "month" else " By import.")))


def details(found: Quality) -> None:
    """List the gaps and the labels that should be one."""
    with st.grid(2, min_column_width=320, gap="medium"):
        with st.container(border=True, height="stretch"):
            st.subheader("Gaps in days", anchor=False)
            if found.gaps:
                rows = pd.DataFrame(
                    [(gap.source, day(gap.first), day(gap.last), gap.days) for gap in found.gaps[:MOST_GAPS]],
                    columns=["Source", "From", "To", "Days"],
                )
                show.table(
                    rows,
                    {name: st.column_config.Column() for name in rows.columns},
                    show.Choice("gaps", "Days without contacts"),
                )
                st.caption(
                    f"The longest {len(rows)} of {count(len(found.gaps))}. Only weekdays on which the source usually has contacts count."
                )
            else:
                st.caption("Every source has contacts on each of its usual weekdays.")
        with st.container(border=True, height="stretch"):
            st.subheader("Labels that should be one", anchor=False)
            if found.label_variants:
                rows = pd.DataFrame([(one.kind, " · ".join(f"{label} ({number:,})" for label, number in zip(one.labels, one.interactions, strict=True))) for one in found.label_variants],
                                    columns=["Kind", "Spellings"])  # fmt: skip
                show.table(
                    rows,
                    {
                        "Kind": st.column_config.TextColumn(width="small"),
                        "Spellings": st.column_config.TextColumn(width="large"),
                    },
                    show.Choice("spellings", "Labels spelled in several ways"),
                )
            else:
                st.caption("No two labels differ only in capitals, blanks or punctuation.")


def main() -> None:
    """Show the page."""
    view: View = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    found = measured(view.dataset.dataset_id, view.dataset.data_version, indicators(set_thresholds(workspace())))
    number = f"{count(found.interactions)} interactions of {len(found.sources)} {'source' if len(found.sources) == 1 else 'sources'}"
    opening.say(
        quality_finding(found),
        None,
        [page.Badge(number, "dataset", help="All of the dataset: filters of the sidebar do not apply here.")],
    )
    cards(found)
    with st.container(border=True):
        st.header("What to do next", anchor=False)
        what_next(found)
    with st.container(border=True):
        st.header("All checks", anchor=False)
        table(found)
    with st.container(border=True):
        st.header("Over time", anchor=False)
        over_time(found)
    with st.container(border=True):
        st.header("Per source", anchor=False)
        per_source(found)
    details(found)
    answers: dict[str, Answer] = dict(found.answers)
    page.provenance(view, answers, {one.indicator.label: one.indicator.meaning for one in found.overall})


main()
