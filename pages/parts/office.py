"""The one Office of this process, and how a page opens a dataset."""

import streamlit as st

from core.datasets import Office
from core.settings import Settings


@st.cache_resource(show_spinner="Opening the office …")
def office() -> Office:
    """Return the datasets of this installation; opened once, shared by all sessions."""
    return Office(Settings.from_environment())
