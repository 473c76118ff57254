"""How the office scores: the method it goes by, the weights of its criteria, and how many come first."""

from typing import Any

import pandas as pd
import streamlit as st

from core.planning.scoring import PrioritySetup, save
from core.wording import plain
from pages.parts import editing, show
from pages.parts.access import author
from pages.parts.plan.known import FAILED, SAID

COLUMN = st.column_config


def shown(setup: PrioritySetup, may_write: bool) -> None:
    """Show the form; who may not write sees what is set."""
    if not may_write:
        st.markdown(plain(f"The office goes by {setup.chosen().name}; the first {setup.top} are looked at."))
        rows = pd.DataFrame(list(setup.weights), columns=["Criterion", "Weight"])
        config = {"Criterion": COLUMN.TextColumn(), "Weight": show.column("weight", digits=2)}
        show.table(rows, config, show.Choice("plan_setup", "Criteria"))
        return
    key = f"plan_setup_{setup.version}"
    methods = {one.code: one.name for one in setup.methods()}
    weights = pd.DataFrame(list(setup.weights), columns=["Criterion", "Weight"])
    with st.form(key, border=False):
        with st.container(horizontal=True):
            st.selectbox(
                "The office goes by",
                list(methods),
                list(methods).index(setup.method),
                key=f"{key}_method",
                format_func=methods.__getitem__,
                width=260,
                help="The method that orders the table.",
            )
            st.number_input(
                "How many come first",
                1,
                100,
                setup.top,
                key=f"{key}_top",
                width=190,
                help="For the chance of being among the first.",
            )
        st.data_editor(
            weights,
            key=f"{key}_weights",
            num_rows="dynamic",
            hide_index=True,
            placeholder="",
            alt="Criteria and weights",
            column_config={
                "Criterion": COLUMN.TextColumn(max_chars=80, required=True),
                "Weight": show.editor_column("weight", min_value=0.0, required=True),
            },
        )
        st.form_submit_button(
            "Keep it", on_click=_kept, args=(key, setup, weights), help="For everybody; kept with your name."
        )


def _kept(key: str, setup: PrioritySetup, before: pd.DataFrame) -> None:
    state: Any = st.session_state
    edits = state[f"{key}_weights"]
    rows = editing.rows_after(before, edits)
    with show.refused(FAILED):
        weights = tuple((str(row.get("Criterion") or "").strip(), float(row.get("Weight") or 0.0)) for row in rows)
        save(author(), PrioritySetup(weights, state[f"{key}_method"], int(state[f"{key}_top"]), setup.version))
        state[SAID] = "How the office scores is kept."
