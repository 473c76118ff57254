"""Before and after: two periods side by side, publishing them, and what was published, as it was."""

import pandas as pd
import streamlit as st

from core.errors import InvalidInputError
from core.export.csv import frame_csv
from core.objectives import tables
from core.objectives.before_after import ASSOCIATED, TOGETHER, BeforeAfter, before_after, finding, usual_spans
from core.objectives.keeping import objectives
from core.objectives.objective import Terms
from core.objectives.printing import printed_page, published_pdf
from core.objectives.publishing import MOST_COMMENT, Published, publish, published
from core.objectives.span import Span, period_words
from core.scorecard.period import KINDS, PeriodKind
from core.wording import day, plain
from pages.parts import access, show
from pages.parts.manage.workspace import workspace
from pages.parts.objectives import known
from pages.parts.objectives.detail import FAILED, SAID
from pages.parts.one_of import one_of
from pages.parts.view import View

COLUMN = st.column_config
INTERVAL = "95 % interval of the change"


def shown(view: View) -> None:
    """Show two periods side by side, and publish them for those who may write."""
    found = _compared(view)
    if found is None:
        return
    st.markdown(finding(found).markdown())
    _table(found, show.key_for("before_after", view, found.before, found.later))
    st.caption(f"{ASSOCIATED} {TOGETHER}")
    show.csv_button(
        "As CSV",
        lambda: frame_csv(tables.exported(found)),
        "before and after.csv",
        key="before_after_csv",
        help="Every figure as a plain number.",
    )
    if access.may("write"):
        _publish(found)


def _compared(view: View) -> BeforeAfter | None:
    by_code = known.metrics()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind: PeriodKind = st.segmented_control(
            "Compare", KINDS, default="month", required=True, key="before_after_kind", help="Months, or weeks."
        )
        codes = st.multiselect(
            "Metrics",
            list(by_code),
            format_func=lambda code: by_code[code].name,
            placeholder="All",
            key="before_after_metrics",
            help="Choose none for all. The fewer are tested, the smaller a change that can be told from noise.",
        )
    card = known.card(view, view.scope, kind)
    usual = usual_spans(card)
    if usual is None:
        st.caption("It takes two settled periods to compare. Take the days off the filters, or import more data.")
        return None
    numbers = [each.number for each in card.periods]
    chosen = []
    for name, label, default in zip(("before", "later"), ("Earlier", "Later"), usual, strict=True):
        first, last = st.select_slider(
            label,
            numbers,
            value=(default.first, default.last),
            format_func=lambda number: period_words(kind, number),
            key=show.key_for(f"before_after_{name}", view, kind),
            help="From the first to the last period, both included.",
        )
        chosen.append(Span(kind, first, last))
    try:
        return before_after(card, (chosen[0], chosen[1]), view.dataset.name, codes, _wanted(view))
    except InvalidInputError as error:
        st.caption(plain(str(error)))
        return None


def _wanted(view: View) -> dict[str, Terms]:
    """Return the terms of the open objectives of this very scope, by metric."""
    return {
        one.counting.metric_code: one.terms
        for one in objectives(workspace())
        if one.closing is None and one.dataset_id == view.dataset.dataset_id and one.scope == view.scope
    }


def _table(found: BeforeAfter, key: str) -> None:
    rows = tables.shown(found)
    config = {name: COLUMN.TextColumn(width="large" if name == "Note" else None) for name in rows.columns}
    config |= {name: COLUMN.TextColumn(alignment="right") for name in (*rows.columns[1:3], "Observations", "Target")}
    config |= {
        "Change": show.written("difference", more="The later period less the earlier one."),
        INTERVAL: show.written("interval", of="of the change"),
    }
    show.table(rows, config, show.Choice(key, "Before and after, metric by metric"))


def _publish(found: BeforeAfter) -> None:
    with st.form("publish", border=False):
        st.text_area(
            "Comment",
            key="publish_comment",
            max_chars=MOST_COMMENT,
            height=80,
            help="What a reader should know; printed with the figures.",
        )
        st.form_submit_button(
            "Publish",
            type="primary",
            icon=":material/publish:",
            on_click=_published,
            args=(found,),
            help="Freezes these figures with your name and the time. They never change again.",
        )


def _published(found: BeforeAfter) -> None:
    with show.refused(FAILED):
        made = publish(access.author(), found, str(st.session_state.get("publish_comment") or ""))
        st.session_state["publish_comment"] = ""
        st.session_state[SAID] = f"Published as number {made.number}."
        st.query_params["published"] = made.published_id


def earlier_ones(view: View) -> None:
    """Show what was published of this dataset, as it was published, with its files."""
    found = published(workspace(), view.dataset.dataset_id)
    if not found:
        st.caption("Nothing is published yet. What is published stays as it is, whatever happens to the data.")
        return
    rows = pd.DataFrame(
        [
            (
                str(one.number),
                f"{one.found.before.words()} against {one.found.later.words()}",
                one.found.scope.describe(),
                day(one.published_at),
                one.published_by,
                one.comment,
                one.digest[:12],
            )
            for one in found
        ],
        columns=["Number", "Periods", "Scope", "Published on", "By", "Comment", "Digest"],
    )
    config = {name: COLUMN.TextColumn(width="large" if name == "Comment" else None) for name in rows.columns}
    place = one_of("published", "Published scorecards", rows, [one.published_id for one in found], config)
    if place is None:
        st.caption("Choose one to see it as it was published, and to print it.")
        return
    _as_published(found[place])


def _as_published(one: Published) -> None:
    st.subheader(plain(f"Number {one.number}, as published on {day(one.published_at)}"), anchor=False)
    st.markdown(finding(one.found).markdown())
    if one.comment:
        st.markdown(plain(one.comment))
    _table(one.found, f"published_{one.digest[:12]}")
    st.caption(f"{ASSOCIATED} {TOGETHER}")
    with st.container(horizontal=True):
        st.download_button(
            "PDF",
            lambda: published_pdf(printed_page(one)),
            f"scorecard {one.number}.pdf",
            "application/pdf",
            key="published_pdf",
            icon=":material/print:",
            on_click="ignore",
            help="To print and to hand on, with its digest.",
        )
        show.csv_button(
            "As CSV",
            lambda: frame_csv(tables.exported(one.found, one)),
            f"scorecard {one.number}.csv",
            key="published_csv",
            help="Every figure as a plain number, with who published it and the digest.",
        )
