"""Around every page: its settings, the sidebar, the navigation, and what a failure looks like."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from core.errors import JourneyOfficeError  # noqa: E402
from pages.parts import dataset_picker, navigation, page, scope_picker, view  # noqa: E402

STATIC = Path(__file__).resolve().parent / "static"

st.set_page_config(page_title="Journey Office", page_icon=str(STATIC / "mark.svg"), layout="wide")
st.logo(str(STATIC / "logo.svg"), icon_image=str(STATIC / "mark.svg"), size="large")
chosen = st.navigation(navigation.sections(), expanded=True)

try:
    view.keep_in_url()
    with st.sidebar:
        dataset = dataset_picker.pick()
        if dataset is not None:
            scope_picker.pick(dataset)
    chosen.run()
except JourneyOfficeError as error:
    page.failure(error)
