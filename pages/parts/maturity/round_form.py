"""Beginning a round, closing it and opening it again."""

from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from core.errors import JourneyOfficeError
from core.maturity.library import library
from core.maturity.rounds import Round, new_round, save
from core.wording import day, plain
from pages.parts import show
from pages.parts.access import author
from pages.parts.manage.workspace import workspace
from pages.parts.office import office


def begin(found: tuple[Round, ...], today: date) -> None:
    """Show the form that begins a round; the people of the round before can be asked again."""
    models = library(workspace(), office().settings.home).models
    with st.form("round_form", border=False):
        with st.container(horizontal=True):
            st.selectbox(
                "Model",
                list(models),
                format_func=lambda code: models[code].name,
                key="round_model",
                width=260,
                help="What is rated. The round keeps the model as it is today.",
            )
            st.text_input(
                "Name",
                key="round_name",
                max_chars=80,
                width=260,
                placeholder="Autumn 2026",
                help="As respondents see it.",
            )
            st.date_input(
                "Closes on",
                None,
                min_value=today,
                key="round_closes",
                format="YYYY-MM-DD",
                width=160,
                help="The last day that takes answers; empty: until you close it.",
            )
        st.toggle(
            "Anonymous answers",
            key="round_anonymous",
            help="Nobody sees who answered what: results show no group of fewer than five people, and the record "
            "of changes keeps only a digest of each answer. Can't be changed later.",
        )
        if found:
            st.toggle(
                f"Ask the same people as in {found[0].name}",
                True,
                key="round_same",
                help="With new links; you can change the list afterwards.",
            )
        st.form_submit_button(
            "Begin the round", type="primary", on_click=_begin, args=(found,), help="Then say whom to ask."
        )
    show.failed("round_failed")


def _begin(found: tuple[Round, ...]) -> None:
    state = st.session_state
    try:
        model = library(workspace(), office().settings.home).models[state["round_model"]]
        fresh = new_round(
            state["round_name"],
            model,
            datetime.now(UTC),
            anonymous=state["round_anonymous"],
            closes_on=state["round_closes"],
        )
        if found and state.get("round_same"):
            fresh = replace(fresh, seats=found[0].seats_again())
        save(author(), fresh)
    except JourneyOfficeError as error:
        state["round_failed"] = str(error)
    else:
        state["round_name"] = ""


def state(one: Round, today: date) -> None:
    """Say whether the round takes answers, and let it be closed or opened again."""
    takes = one.takes_answers(today)
    with st.container(horizontal=True, vertical_alignment="center"):
        if takes:
            st.button(
                "Close the round",
                key="close_round",
                icon=":material/lock:",
                on_click=_set,
                args=(one, "closed"),
                help="No more answers are taken. An anonymous round stays closed: only then are its results shown.",
            )
        elif not one.anonymous:
            st.button(
                "Take answers again",
                key="open_round",
                icon=":material/lock_open:",
                on_click=_set,
                args=(one, "open"),
                help="Answers are taken until you close it.",
            )
        until = f" until {day(one.closes_on)}" if one.closes_on and takes else ""
        st.caption(f"{'Takes answers' if takes else 'Closed'}{until}. {plain(one.model.about)}")
    show.failed("round_state_failed")


def _set(one: Round, to: str) -> None:
    try:
        save(author(), replace(one, state=to, closes_on=None if to == "open" else one.closes_on))  # type: ignore[arg-type]
    except JourneyOfficeError as error:
        st.session_state["round_state_failed"] = str(error)
