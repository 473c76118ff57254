"""Around every page: who may see it, its settings, the sidebar, the navigation, and what a failure looks like."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from core.errors import AccessDeniedError, JourneyOfficeError  # noqa: E402
from core.once import once  # noqa: E402
from pages.parts import (  # noqa: E402
    access,
    by_locale,
    dataset_picker,
    gate,
    navigation,
    on_screen,
    page,
    paper,
    scope_picker,
    view,
)

STATIC = Path(__file__).resolve().parent / "static"

st.logo(str(STATIC / "logo.svg"), icon_image=str(STATIC / "mark.svg"), size="large")
by_locale.begin()
with once():  # one run looks each thing up once
    visit = access.visit()
    known = visit.person.role is not None
    chosen = (
        st.navigation(navigation.sections(visit.person), expanded=True)
        if known
        else st.navigation(gate.pages(visit), position="hidden")
    )
    entry = navigation.BY_ADDRESS.get(chosen.url_path)
    st.set_page_config(f"{chosen.title} · Journey Office", str(STATIC / "mark.svg"), layout="wide")
    on_screen.style()

    if not known:
        gate.show(visit)
        st.stop()

    try:
        gate.guard(entry, visit.person)
    except AccessDeniedError as error:
        gate.refused(error)
        with st.sidebar:
            gate.who(visit.person)
        st.stop()

    try:
        view.keep_in_url()
        with st.sidebar:
            dataset = dataset_picker.pick()
            if dataset is not None:
                scope_picker.pick(dataset)
            by_locale.pick()
            gate.who(visit.person)
        paper.style(dataset, chosen.title)
        chosen.run()
    except JourneyOfficeError as error:
        page.failure(error)
