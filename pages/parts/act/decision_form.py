"""The log of decisions, and the form of one of them."""

from dataclasses import asdict
from datetime import date

import pandas as pd
import streamlit as st

from core.errors import ConflictError, JourneyOfficeError
from core.improvement.decisions import Decision, save
from core.improvement.items import new_id
from core.wording import day, plain
from pages.parts import editing, show
from pages.parts.access import author
from pages.parts.one_of import one_of

FIELDS = ("title", "reason", "decided_by", "decided_on")


def listed_and_edited(found: tuple[Decision, ...], today: date, *, may_write: bool) -> None:
    """Show the log and, to who may write, the form of the chosen decision or of a new one."""
    chosen = None
    if found:
        rows = pd.DataFrame(
            [(day(one.decided_on), one.title, one.decided_by, one.reason) for one in found],
            columns=["On", "Decided", "By", "Reason"],
        )
        config = {name: st.column_config.TextColumn() for name in rows.columns}
        place = one_of("decision", "Decisions", rows, [one.decision_id for one in found], config)
        chosen = None if place is None else found[place]
    if may_write:
        _edit(chosen, today)


def _edit(chosen: Decision | None, today: date) -> None:
    name = f"decision_{chosen.decision_id}" if chosen else "decision_new"
    blank = {"title": "", "reason": "", "decided_by": "", "decided_on": today}
    editing.start(
        name, chosen.version if chosen else 0, {field: getattr(chosen, field) for field in FIELDS} if chosen else blank
    )
    st.session_state.setdefault(f"{name}_id", chosen.decision_id if chosen else new_id())
    typed = {field: str(st.session_state.get(editing.key(name, field)) or "") for field in FIELDS}
    editing.conflict(name, typed)
    st.subheader("Log a decision" if chosen is None else plain(chosen.title), anchor=False)
    with st.form(f"{name}_form", border=False):
        st.text_input(
            "Decision", key=editing.key(name, "title"), max_chars=300, help="One sentence: what holds from now."
        )
        st.text_area("Reason", key=editing.key(name, "reason"), max_chars=4000, height=90, help="Why, and what lost.")
        with st.container(horizontal=True):
            st.text_input(
                "Decided by",
                key=editing.key(name, "decided_by"),
                max_chars=200,
                width=320,
                help="A person or a committee.",
            )
            st.date_input("On", key=editing.key(name, "decided_on"), format="YYYY-MM-DD", width=160, help="The day.")
        st.form_submit_button(
            "Log it" if chosen is None else "Save",
            on_click=_save,
            args=(name, chosen),
            help="Kept with your name and the time in the record of changes.",
        )
    show.failed(f"{name}_failed")


def _save(name: str, chosen: Decision | None) -> None:
    typed = {field: st.session_state.get(editing.key(name, field)) for field in FIELDS}
    kept = asdict(chosen) if chosen else {"decision_id": st.session_state[f"{name}_id"]}
    try:
        save(author(), Decision(**{**kept, **typed, "version": editing.seen(name)}))
    except ConflictError as error:
        editing.refused(name, error)
    except JourneyOfficeError as error:
        st.session_state[f"{name}_failed"] = str(error)
    else:
        editing.stop(name)
