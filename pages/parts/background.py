"""The long work of this process, shared by all sessions, and how a page shows how far it is."""

import streamlit as st

from core.background import Background, Work
from core.text import capital
from core.wording import count, duration, plain
from pages.parts import access


@st.cache_resource(show_spinner=False)
def background() -> Background:
    """Return the registry of long work; it outlives page switches and sessions."""
    return Background()


def bar(work: Work, *, key: str) -> None:
    """Show how far a piece of work is, with the time left and a way to stop it."""
    now = work.progress
    share = min(max(now.done_share, 0.0), 1.0) if now else 0.0
    waiting = "Waiting for other work to end" if work.state == "waiting" else "Starting"
    words = [plain(capital(now.stage)) if now else waiting]
    if now and now.records:
        words.append(f"{count(now.records)} records")
    if now and now.seconds_left is not None:
        words.append(f"about {duration(max(1.0, round(now.seconds_left)))} left")
    st.markdown(f"**{plain(work.title)}**")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(share, text=" · ".join(words))
        st.button("Cancel", key=f"{key}_cancel", on_click=_cancel, args=(work,),
                  disabled=work.stop.is_set() or not access.may("import data"),
                  help="Stop it at the next step. Nothing is changed then.")  # fmt: skip


def _cancel(work: Work) -> None:
    if access.may("import data"):
        work.cancel()
