"""The form of one item of the backlog, new or kept."""

from dataclasses import asdict
from datetime import date
from typing import Any

import streamlit as st

from core.errors import ConflictError, JourneyOfficeError
from core.improvement.items import STATES, Item, close_on, new_id, save
from core.wording import plain
from pages.parts import editing, show
from pages.parts.access import author

FIELDS = ("title", "detail", "owner", "due_on", "service_level_days", "state")
NEW = "item_new"


def edit(chosen: Item | None, today: date) -> None:
    """Show the form of the chosen item, or that of a new one; says what became of the last save."""
    show.said("item_said")
    name = NEW if chosen is None else f"item_{chosen.item_id}"
    blank: dict[str, Any] = {"title": "", "detail": "", "owner": "", "due_on": None, "service_level_days": None}
    values = blank | {"state": "open"} if chosen is None else {field: getattr(chosen, field) for field in FIELDS}
    editing.start(name, 0 if chosen is None else chosen.version, values)
    st.session_state.setdefault(f"{name}_id", chosen.item_id if chosen else new_id())
    st.subheader("Add an item" if chosen is None else plain(chosen.title), anchor=False)
    editing.conflict(name, {field: _text(st.session_state.get(editing.key(name, field))) for field in FIELDS})
    with st.form(f"{name}_form", border=False):
        _fields(name, is_new=chosen is None)
        st.form_submit_button(
            "Add it" if chosen is None else "Save",
            type="primary",
            on_click=_save,
            args=(name, chosen, today),
            help="Kept with your name and the time in the record of changes.",
        )
    show.failed(f"{name}_failed")


def _fields(name: str, *, is_new: bool) -> None:
    st.text_input(
        "Title", key=editing.key(name, "title"), max_chars=200, help="What will be different when it is done."
    )
    st.text_area(
        "Detail", key=editing.key(name, "detail"), max_chars=4000, height=90, help="What is to be done, and why."
    )
    with st.container(horizontal=True):
        st.text_input("Owner", key=editing.key(name, "owner"), max_chars=80, width=220, help="Who sees to it.")
        st.date_input(
            "Due date",
            key=editing.key(name, "due_on"),
            format="YYYY-MM-DD",
            width=160,
            help="The day by which it is done.",
        )
        st.number_input(
            "Service level in days",
            1,
            3650,
            key=editing.key(name, "service_level_days"),
            width=190,
            help="How many days after it was opened it has to be done at the latest.",
        )
        if not is_new:
            st.selectbox("State", STATES, key=editing.key(name, "state"), width=160, help="How far it is.")


def _save(name: str, chosen: Item | None, today: date) -> None:
    typed = {field: st.session_state.get(editing.key(name, field)) for field in FIELDS}
    typed["state"] = typed["state"] or "open"
    kept = asdict(chosen) if chosen else {"opened_on": today, "item_id": st.session_state[f"{name}_id"]}
    try:
        item = close_on(Item(**{**kept, **typed, "version": editing.seen(name)}), today)
        save(author(), item)
    except ConflictError as error:
        editing.refused(name, error)
    except JourneyOfficeError as error:
        st.session_state[f"{name}_failed"] = str(error)
    else:
        editing.stop(name)
        st.session_state["item_said"] = f"Saved: {item.title}"


def _text(value: object) -> str:
    return "" if value is None else str(value)
