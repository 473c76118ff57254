"""The one Office of this process, and how a page opens a dataset."""

import streamlit as st

from core.datasets import Office
from core.settings import Settings
from data.demo.load import load_demo


@st.cache_resource(show_spinner=False)
def office() -> Office:
    """Return the datasets of this installation; opened once, shared by all sessions.

    The very first start makes the office's own dataset, empty, and the synthetic demo.
    """
    opened = Office(Settings.from_environment())
    if opened.is_new:
        opened.create("Office", "office")
        load_demo(opened)
    return opened
