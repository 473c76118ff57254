"""When the money flows, and what the case is called: the fields that shape the whole case."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core.business_case.case import MOST_YEARS, Case, Terms
from core.business_case.catalogue import with_terms
from pages.parts.case import draft
from pages.parts.case.draft import Draft

PERIODS = {1: "Years", 4: "Quarters"}
TIMINGS = {"end": "At their end", "mid": "In their middle"}


def shown(found: Draft) -> None:
    """Show the form; it changes the copy when it is sent."""
    case, key = found.case, f"case_terms_{found.case_id}_{found.revision}"
    terms = case.terms
    with st.form(key, border=False):
        st.text_input("Title", case.title, key=f"{key}_title", max_chars=160, help="What the case is for.")
        st.text_area(
            "In short",
            case.summary,
            key=f"{key}_summary",
            max_chars=4000,
            height=90,
            help="What will be done, in your own words. It opens the brief.",
        )
        with st.container(horizontal=True):
            st.text_input("Owner", case.owner, key=f"{key}_owner", max_chars=80, width=220, help="Who answers for it.")
            st.date_input(
                "Starts on",
                terms.start_on,
                key=f"{key}_start_on",
                format="YYYY-MM-DD",
                width=160,
                help="The day on which the first money is paid.",
            )
            st.number_input(
                "Years", 1, MOST_YEARS, terms.years, key=f"{key}_years", width=120, help="How long it is counted."
            )
            st.selectbox(
                "Kept by",
                list(PERIODS),
                list(PERIODS).index(terms.periods_per_year),
                key=f"{key}_periods",
                format_func=PERIODS.__getitem__,
                width=140,
                help="The periods of the cash flow.",
            )
            st.selectbox(
                "Money comes",
                list(TIMINGS),
                list(TIMINGS).index(terms.timing),
                key=f"{key}_timing",
                format_func=TIMINGS.__getitem__,
                width=170,
                help="When in a period its money counts.",
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.checkbox(
                "After tax", terms.taxed, key=f"{key}_taxed", help="Taxes profit, relieves losses in their period."
            )
            st.number_input(
                "Written off over years",
                1,
                MOST_YEARS,
                terms.depreciation_years,
                key=f"{key}_written_off",
                width=190,
                help="Matters after tax only: what is paid at the start and is capital.",
            )
        st.form_submit_button(
            "Apply", on_click=_applied, args=(found.case_id, key), help="Works it out anew; save to keep it."
        )


def _applied(case_id: str, key: str) -> None:
    typed = {
        name: st.session_state[f"{key}_{name}"]
        for name in ("title", "summary", "owner", "start_on", "years", "periods", "timing", "taxed", "written_off")
    }
    draft.change(case_id, lambda case: _with(case, typed))


def _with(case: Case, typed: dict[str, Any]) -> Case:
    terms = Terms(
        typed["start_on"],
        int(typed["years"]),
        typed["periods"],
        typed["timing"],
        typed["taxed"],
        int(typed["written_off"]),
    )
    named = replace(case, title=typed["title"], summary=typed["summary"] or "", owner=typed["owner"] or "")
    return with_terms(named, terms, draft.today())
