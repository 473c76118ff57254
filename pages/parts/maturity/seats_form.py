"""The people of a round: the list to edit, and the link of each."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from core.errors import ConflictError, JourneyOfficeError
from core.maturity.rounds import Round, save, seats_from_rows
from core.wording import plain
from pages.parts import show
from pages.parts.access import author

COLUMNS = ("Name", "E-mail", "Team", "Role")
HELP = {
    "Name": "Whom you ask. Shown in the list of who has not answered.",
    "E-mail": "With sign-in, the person finds their questionnaire by it. Optional otherwise.",
    "Team": "Results are compared by team.",
    "Role": "Results are compared by role, such as Agent, Team lead, Head of service.",
}


def edit(one: Round) -> None:
    """Show the list of people to edit, then their links."""
    key = f"seats_{one.round_id}_{one.version}"
    rows = pd.DataFrame([(s.name, s.email, s.team, s.role) for s in one.seats], columns=list(COLUMNS), dtype=str)
    kept = st.session_state.pop(f"seats_typed_{one.round_id}", None)
    if kept is not None:
        st.session_state[f"{key}_rows"] = kept
    rows = st.session_state.get(f"{key}_rows", rows)
    refused = st.session_state.pop(f"seats_refused_{one.round_id}", None)
    if refused:
        st.warning(plain(refused), icon=":material/group:")
    config = {name: st.column_config.TextColumn(max_chars=120, help=HELP[name]) for name in COLUMNS}
    edited = st.data_editor(
        rows,
        num_rows="dynamic",
        hide_index=True,
        column_config=config,
        key=key,
        alt="People who are asked",
        placeholder="",
    )
    st.button(
        "Save the list",
        key="save_seats",
        type="primary",
        on_click=_save,
        args=(one, edited),
        help="Who is there already keeps their link and their answer.",
    )
    st.caption("Add a row at the end. Somebody you take off can't answer any more; an answer they gave stays.")
    links(one)


def _save(one: Round, edited: pd.DataFrame) -> None:
    state = st.session_state
    rows = [
        ["" if pd.isna(value) else str(value) for value in row] for row in edited[list(COLUMNS)].to_numpy().tolist()
    ]
    try:
        save(author(), replace(one, seats=seats_from_rows(rows, one.seats)))
    except ConflictError as error:
        state[f"seats_refused_{one.round_id}"] = f"{error} Your list is still here: look it over, then save it again."
        state[f"seats_typed_{one.round_id}"] = edited
    except JourneyOfficeError as error:
        state[f"seats_refused_{one.round_id}"] = str(error)


def links(one: Round) -> None:
    """Show the link of each seat, to hand out."""
    if not one.seats:
        return
    base = (st.context.url or "").split("?")[0].rsplit("/", 1)[0]
    found = pd.DataFrame(
        [(s.name, f"{base}/answer?round={one.round_id}&seat={s.token}") for s in one.seats], columns=["Name", "Link"]
    )
    with st.expander("Links to hand out", icon=":material/link:", key=f"links_{one.round_id}"):
        st.caption(
            "Each link answers for one person: give it to nobody else. Under it the questionnaire opens at once, on a "
            "phone too."
        )
        config = {
            "Name": st.column_config.TextColumn(width="small"),
            "Link": st.column_config.TextColumn(width="large"),
        }
        show.table(found, config, show.Choice(f"links_{one.round_id}_{one.version}", "Links by name"))
