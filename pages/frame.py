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
    page,
    paper,
    scope_picker,
    show,
    view,
)

STATIC = Path(__file__).resolve().parent / "static"
# Streamlit writes chips and primary buttons in white on the theme's accent, which is too light for that when dark.
ON_DARK = """<style>
[data-testid=stMultiSelectTagsContainer] [data-tag],
[data-testid^=stBaseButton-primary]:not(:disabled) {
  background-color: #3F66DD !important; border-color: #3F66DD !important
}
</style>"""
# Streamlit cuts the names and the intervals of cards; on a phone two cards would then read the same.
IN_FULL = """<style>
[data-testid=stMetricLabel] *, [data-testid=stMetricDelta] * {
  white-space: normal !important; overflow: visible !important
}
</style>"""

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
    st.html(IN_FULL)
    if show.tone() == "dark":
        st.html(ON_DARK)

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
