"""The checks of the data quality page: cards, the table in which limits and owners are set, gaps and spellings."""

import pandas as pd
import streamlit as st

from core.quality import Measurement, Quality
from core.quality.indicators import NOBODY
from core.wording import count, day, percent
from pages.parts import access, show
from pages.parts.manage import limits_editor

WORDS = {"ok": "in order", "warn": "needs attention", "not available": "not available"}
MOST_GAPS = 50


def cards(found: Quality) -> None:
    """Show the required fields and what is furthest off."""
    first = [one for one in found.overall if one.indicator.required]
    rest = [one for one in found.warnings if one not in first]
    chosen = [*first, found.of("rejected"), found.of("duplicates"), *rest]
    shown = list({one.indicator.code: one for one in chosen}.values())[:8]
    show.numbers([_card(found, one) for one in shown], columns=4)


def _card(found: Quality, one: Measurement) -> show.Number:
    indicator = one.indicator
    side = {"at least": "under", "at most": "over"}[indicator.direction]
    note = {
        "ok": "in order",
        "warn": f"{side} {percent(indicator.limit)}",
        "not available": one.remark or "nothing to count",
    }[one.status]
    return show.Number(
        indicator.term,
        percent(one.value),
        f"{count(one.part)} of {count(one.whole)}; expected: {indicator.direction} {percent(indicator.limit)}.",
        found.course(indicator.code),
        note,
        {"ok": "blue", "warn": "orange", "not available": "gray"}[one.status],  # type: ignore[arg-type]
    )


def table(found: Quality) -> None:
    """Show every indicator with its denominator; limit and owner can be edited in place."""
    order = ("warn", "ok", "not available")
    shown = sorted(found.overall, key=lambda one: order.index(one.status))
    rows = pd.DataFrame([_row(one) for one in shown])
    column = st.column_config
    config = {
        "Check": column.TextColumn(disabled=True, help="* a field without which journeys can't be told"),
        "Value": show.editor_column("check_value", format="%.1f%%", disabled=True, width="small"),
        "State": column.TextColumn(disabled=True),
        "Counted": column.TextColumn(disabled=True),
        "Rule": column.TextColumn(disabled=True, width="small"),
        "Limit": show.editor_column(
            "check_limit",
            format="%.1f%%",
            min_value=0.0,
            max_value=100.0,
            step=0.1,
            required=True,
            width="small",
        ),
        "Owner": column.TextColumn(max_chars=80, width="small", help="Edit it: who sees to it."),
    }
    if not access.may("write"):
        fixed = {name: column.Column() for name in rows.columns} | {
            "Value": show.column("check_value"),
            "Limit": show.column("check_limit"),
        }
        shares = rows.assign(
            Value=pd.Series([one.value for one in shown], dtype="float64"),
            Limit=[one.indicator.limit for one in shown],
        )
        show.table(shares, fixed, show.Choice("limits_shown", "Checks with value, limit and owner"), height=420)
    else:
        limits_editor.edit([one.indicator for one in shown], rows, config)
    st.caption("\\* A field without which journeys can't be told.")


def _row(one: Measurement) -> dict[str, object]:
    return {
        "Check": f"{one.indicator.label}{' *' if one.indicator.required else ''}",
        "Value": one.value * 100 if one.value is not None else None,
        "State": WORDS[one.status],
        "Counted": f"{count(one.part)} of {count(one.whole)}"
        if one.value is not None
        else one.remark or "nothing to count",
        "Rule": one.indicator.direction,
        "Limit": one.indicator.limit * 100,
        "Owner": "" if one.indicator.owner == NOBODY else one.indicator.owner,
    }


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
                    {name: st.column_config.Column() for name in rows.columns} | {"Days": show.column("gap_days")},
                    show.Choice("gaps", "Days without contacts"),
                )
                st.caption(
                    f"The longest {len(rows)} of {count(len(found.gaps))}. Only weekdays on which the source "
                    f"usually has contacts count."
                )
            else:
                st.caption("Every source has contacts on each of its usual weekdays.")
        with st.container(border=True, height="stretch"):
            st.subheader("Labels that should be one", anchor=False)
            if found.label_variants:
                rows = pd.DataFrame(
                    [
                        (
                            one.kind,
                            " · ".join(
                                f"{label} ({count(number)})"
                                for label, number in zip(one.labels, one.interactions, strict=True)
                            ),
                        )
                        for one in found.label_variants
                    ],
                    columns=["Kind", "Spellings"],
                )
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
