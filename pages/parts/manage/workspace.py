"""The one workspace of this process."""

import streamlit as st

from core.workspace import Workspace
from pages.parts.office import office


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """Return what people wrote in this installation."""
    return Workspace.of(office().settings)
