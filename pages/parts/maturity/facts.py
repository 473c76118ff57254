"""What the office itself shows, for the dataset in the sidebar; counted anew when data or what people wrote changes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import streamlit as st

from core.facts import gather
from core.maturity.evidence import Fact
from pages.parts import dataset_picker
from pages.parts.manage.workspace import workspace
from pages.parts.office import office


def facts() -> Mapping[str, Fact]:
    """Return every fact by its code."""
    dataset = dataset_picker.current()
    dataset_id, version = (dataset.dataset_id, dataset.data_version) if dataset else (None, 0)
    return _gathered(dataset_id, version, workspace().head().number, datetime.now(UTC).date())


@st.cache_data(max_entries=20, show_spinner="Looking at what the office shows …")
def _gathered(dataset_id: str | None, data_version: int, changes: int, today: date) -> dict[str, Fact]:
    del data_version, changes
    return gather(office(), workspace(), dataset_id, today)
