"""The first minutes: a welcome that leads to data, then the first steps, ticked by what is there."""

from collections.abc import Sequence

import streamlit as st

from core.access.settings import AccessSettings
from core.attention.first_steps import Step, all_done, first_steps
from core.attention.visits import hide_steps
from core.datasets.office import DEMO_ID
from core.wording import plain
from pages.parts import access, auth, dataset_picker, navigation, show
from pages.parts.manage import work
from pages.parts.manage.workspace import workspace
from pages.parts.office import office

SLOT = "first_data"
FAILED = "first_steps_failed"


def welcome(own_interactions: int) -> None:
    """Guide somebody who has no data yet, in three steps."""
    st.title("Welcome to Journey Office", anchor=False)
    st.markdown(
        "Follow one thread **from the raw interaction log to a decision the CFO signs**. "
        "It starts with data: there is none here yet."
    )
    work.keep_in_url(SLOT)
    done = work.follow(SLOT)
    if done is not None:
        work.clear(SLOT)
        dataset_picker.choose_next(office().info(DEMO_ID).name)
        st.rerun()
    running = work.current(SLOT)
    data, quality, *rest = first_steps(workspace(), own_interactions)
    with st.grid(3, min_column_width=240, gap="small"):
        with st.container(border=True, height="stretch"):
            st.header("1. Bring data in", anchor=False)
            _state(done=data.done)
            _bring(may_start=running is None or running.over)
        with st.container(border=True, height="stretch"):
            st.header("2. Read the quality", anchor=False)
            _state(done=quality.done)
            st.markdown("Whether the data can carry the numbers: what is missing, unread or out of limits.")
            st.caption("Opens once there are data.")
        with st.container(border=True, height="stretch"):
            st.header("3. Take the first decision", anchor=False)
            _state(done=any(one.done for one in rest))
            st.markdown("Which journey type to fix first, what that costs, and what it brings.")
            st.caption("Opens once there are data.")


def _bring(*, may_start: bool) -> None:
    if not access.may("import data"):
        st.markdown("Your role can't import. Ask somebody whose role is **analyst**, **editor** or **owner**.")
        owners = sorted(AccessSettings.from_environment().owners) if auth.is_on() else []
        if owners:
            st.markdown(f"Owners: {plain(', '.join(owners))}")
        return
    st.markdown("An export of your interactions, or an invented energy company to look around: 50,000 journeys.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(navigation.page("import"), label="Import a file", icon=":material/upload_file:")
        if may_start:
            st.button("Load the demo", key="first_demo", type="primary", icon=":material/science:", on_click=_load_demo,
                      help="Synthetic: no real customer is in it. Takes some seconds.")  # fmt: skip


def _load_demo() -> None:
    work.start(SLOT, "Load the demo", lambda door, watch: door.load_demo(watch))


def steps(own_interactions: int, *, hidden: bool) -> None:
    """Show what is still to do in a new office, to those who can; nothing once all is done or it was put away."""
    show.failed(FAILED)
    if hidden or not access.may("import data"):
        return
    found = first_steps(workspace(), own_interactions)
    if not all_done(found):
        with st.container(border=True, key="screen_only_steps"):
            _listed(found)


def _listed(found: Sequence[Step]) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header("First steps", anchor=False, width="content")
        st.button("Put away", key="hide_steps", type="tertiary", icon=":material/close:", on_click=_hide,
                  help="Hides this list for you. Nothing else changes.")  # fmt: skip
    with st.grid(len(found), min_column_width=170, gap="small"):
        for one in found:
            with st.container(gap="xxsmall"):
                _state(done=one.done)
                st.markdown(f"**{plain(one.title)}**")
                st.caption(plain(one.why))
                if not one.done and navigation.exists(one.address) and access.may(one.action):
                    title = navigation.BY_ADDRESS[one.address].title
                    st.page_link(navigation.page(one.address), label=title, icon=":material/arrow_forward:")


def _state(*, done: bool) -> None:
    if done:
        st.badge("done", icon=":material/check:", color="green")
    else:
        st.badge("to do", icon=":material/radio_button_unchecked:", color="gray")


def _hide() -> None:
    with show.refused(FAILED):
        hide_steps(access.author())
