"""The one workspace of this process."""

import streamlit as st

from core.access import OPERATOR
from core.workspace import Author, Workspace
from pages.parts.office import office

ACTOR = "local"


def author() -> Author:
    """Return the workspace in the hands of whoever looks at the page."""
    return workspace().by(OPERATOR)


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """Return what people wrote in this installation."""
    return Workspace.of(office().settings)
