"""Editing one document on a page: what a person typed stays, also when somebody else saved the same thing meanwhile."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import ConflictError
from core.wording import plain
from core.workspace import Document
from pages.parts import show


def start(name: str, version: int, values: Mapping[str, Any]) -> None:
    """Open a document for editing: its version is what a save must have seen, its values fill the fields once."""
    if f"{name}_seen" not in st.session_state:
        st.session_state[f"{name}_seen"] = version
        for field, value in values.items():
            st.session_state[key(name, field)] = value
    for field in values:  # what is typed outlives a rerun in which the fields are not drawn
        if key(name, field) in st.session_state:
            st.session_state[key(name, field)] = st.session_state[key(name, field)]


def key(name: str, field: str) -> str:
    """Return the widget key of a field."""
    return f"{name}_{field}"


def seen(name: str) -> int:
    """Return the version that was opened."""
    return int(st.session_state[f"{name}_seen"])


def stop(name: str) -> None:
    """Close what is being edited: the next time it is opened with the values as they are kept."""
    for found in [found for found in st.session_state if str(found).startswith(f"{name}_")]:
        del st.session_state[found]


def refused(name: str, error: ConflictError) -> None:
    """Remember that a save was refused, for the next drawing of the page."""
    st.session_state[f"{name}_conflict"] = (str(error), error.present)


def conflict(name: str, typed: Mapping[str, str]) -> None:
    """Where a save was refused, show theirs beside what was typed, and the two ways on; nothing typed is lost."""
    found = st.session_state.get(f"{name}_conflict")
    if found is None:
        return
    sentence, present = found
    theirs = dict(present.body) if isinstance(present, Document) else {}
    with st.container(border=True):
        st.markdown(f"**Two people edited this.** {plain(sentence)} What you typed is still here.")
        rows = [(label, _text(theirs.get(label)), value) for label, value in typed.items()]
        differing = [row for row in rows if row[1] != row[2]]
        if isinstance(present, Document) and differing:
            table = pd.DataFrame(differing, columns=["Field", "Now kept", "You typed"])
            config = {column: st.column_config.TextColumn() for column in table.columns}
            show.table(table, config, show.Choice(f"{name}_theirs", "What is kept beside what you typed"))
        with st.container(horizontal=True):
            version = present.version if isinstance(present, Document) else 0
            st.button(
                "Keep mine",
                key=f"{name}_mine",
                on_click=_keep_mine,
                args=(name, version),
                help="Your fields stay as they are; press Save once more to put them over what is kept now.",
            )
            st.button(
                "Take theirs",
                key=f"{name}_take",
                on_click=stop,
                args=(name,),
                help="Fills the fields with what is kept now. What you typed is then gone.",
            )


def _keep_mine(name: str, version: int) -> None:
    st.session_state[f"{name}_seen"] = version
    del st.session_state[f"{name}_conflict"]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def rows_after(before: pd.DataFrame, edits: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a table as they are after its edits: changed, without the deleted, with the added."""
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in before.to_dict("records")
    ]
    for place, cells in edits["edited_rows"].items():
        rows[int(place)].update(cells)
    gone = set(edits["deleted_rows"])
    return [row for place, row in enumerate(rows) if place not in gone] + [dict(row) for row in edits["added_rows"]]
