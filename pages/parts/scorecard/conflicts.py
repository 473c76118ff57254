"""Conflicts of figures: what pulled apart, the ruling on it, and the form to rule."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import streamlit as st

from core.errors import ConflictError, JourneyOfficeError
from core.scorecard.conflicts import Case, Ruling, rule
from core.scorecard.findings import conflict_finding
from core.wording import day, plain
from pages.parts import access, editing, navigation, page, show
from pages.parts.view import View

USUAL_DAYS = 90
FIELDS = ("decision", "decided_by", "until")


def conflicts(view: View, found: tuple[Case, ...], today: date) -> None:
    """Show each conflict with its ruling, and to who may write the form of a ruling."""
    st.header("Figures that pull apart", anchor=False)
    if not found:
        st.markdown("No two figures that must be read together moved apart beyond noise.")
        return
    for case in found:
        with st.container(border=True):
            _one(view, case, today)


def _one(view: View, case: Case, today: date) -> None:
    conflict, ruling = case.conflict, case.ruling
    st.markdown(conflict_finding(conflict, view.dataset.currency).markdown())
    with st.container(horizontal=True):
        for line in (conflict.better, conflict.worse):
            st.page_link(
                navigation.page("scorecard"), label=plain(line.metric.name), icon=":material/monitoring:",
                query_params={**page.link_query(), "metric": line.metric.code},
            )  # fmt: skip
    if ruling is not None:
        held = f"holds until {day(ruling.until)}" if case.status == "ruled" else f"ran out on {day(ruling.until)}"
        st.markdown(f"**Ruling** by {plain(ruling.decided_by)}, {held}: {plain(ruling.decision)}")
    else:
        st.markdown("**No ruling yet**: decide which of the two counts, and until when.")
    if access.may("write"):
        with st.expander("Rule on it" if ruling is None else "Rule anew", key=f"ruling_{conflict.pair}"):
            _form(view, case, today)


def _form(view: View, case: Case, today: date) -> None:
    name, ruling = f"rule_{case.conflict.pair}", case.ruling
    blank = {"decision": "", "decided_by": "", "until": today + timedelta(days=USUAL_DAYS)}
    values = blank if ruling is None else {field: getattr(ruling, field) for field in FIELDS}
    editing.start(name, ruling.version if ruling else 0, values)
    typed = {field: str(st.session_state.get(editing.key(name, field)) or "") for field in FIELDS}
    editing.conflict(name, typed)
    with st.form(f"{name}_form", border=False):
        st.text_area(
            "Ruling",
            key=editing.key(name, "decision"),
            max_chars=1000,
            height=90,
            help="Which figure counts while they pull apart, and what is done about the other.",
        )
        with st.container(horizontal=True):
            st.text_input(
                "Decided by", key=editing.key(name, "decided_by"), max_chars=200, width=300, help="Who answers for it."
            )
            st.date_input(
                "Holds until", key=editing.key(name, "until"), format="YYYY-MM-DD", width=160,
                help="After this day the conflict is open again. A year at most.",
            )  # fmt: skip
        st.form_submit_button(
            "Keep the ruling", on_click=_save, args=(name, view.dataset.dataset_id, view.dataset.currency, case),
            help="Kept with your name and the time in the record of changes.",
        )  # fmt: skip
    show.failed(f"{name}_failed")


def _save(name: str, dataset_id: str, currency: str, case: Case) -> None:
    typed: dict[str, Any] = {field: st.session_state.get(editing.key(name, field)) for field in FIELDS}
    kept: dict[str, Any] = {"pair": case.conflict.pair, "figures": conflict_finding(case.conflict, currency).text()}
    try:
        ruling = Ruling(**kept, **typed, version=editing.seen(name))
        rule(access.author(), dataset_id, ruling, datetime.now(UTC).date())
    except ConflictError as error:
        editing.refused(name, error)
    except JourneyOfficeError as error:
        st.session_state[f"{name}_failed"] = str(error)
    else:
        editing.stop(name)
