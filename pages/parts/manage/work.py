"""The long work a page has started: kept with the session and in the URL, followed until it is over."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.access.door import Door
from core.background import Work
from core.intake.imports import Watch
from pages.parts import access, page
from pages.parts.background import background, bar

SECONDS_BETWEEN_LOOKS = 0.7


def start(slot: str, title: str, task: Callable[[Door, Watch], Any]) -> None:
    """Start a task whose outcome the page shows in this slot; for callbacks.

    The task runs on a thread of its own, so it is handed the door of the person who starts it.
    """
    door = access.door()
    st.session_state[f"work_{slot}"] = background().start(title, lambda watch: task(door, watch)).work_id


def current(slot: str) -> Work | None:
    """Return the work of a slot; None when there is none or it is forgotten."""
    work_id = st.session_state.get(f"work_{slot}") or st.query_params.get(slot)
    return background().find(work_id) if work_id else None


def keep_in_url(slot: str) -> None:
    """Write the slot's work into the URL, so that a reload finds it again."""
    work = current(slot)
    if work is None:
        st.query_params.pop(slot, None)
        st.session_state.pop(f"work_{slot}", None)
    else:
        st.session_state[f"work_{slot}"] = work.work_id
        st.query_params[slot] = work.work_id


def clear(slot: str) -> None:
    """Forget the slot's work; for callbacks."""
    st.session_state.pop(f"work_{slot}", None)
    st.query_params.pop(slot, None)


def follow(slot: str) -> Work | None:
    """Show running work with its bar, a failure as its sentence; returns the work once it is done."""
    work = current(slot)
    if work is None:
        return None
    if not work.over:
        with st.container(border=True):
            _watch(slot)
        return None
    if work.state == "done":
        return work
    if work.error is not None:
        page.failure(work.error)
    else:
        st.info(f"Cancelled: {work.title}. Nothing was changed.", icon=":material/block:")
    st.button("Close this message", key=f"close_{slot}", on_click=clear, args=(slot,), help="Go on without it.")
    return None


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch(slot: str) -> None:
    work = current(slot)
    if work is None or work.over or not access.may("look"):
        st.rerun()
    else:
        bar(work, key=f"bar_{slot}")
