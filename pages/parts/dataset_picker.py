"""The sidebar's choice of dataset."""

from collections import Counter

import streamlit as st

from core.datasets import DatasetInfo
from pages.parts.office import office
from pages.parts.view import reset_scope

_SHOWN, _ALL, _NEXT = "shown_dataset", "all_datasets", "next_dataset"


def pick() -> DatasetInfo | None:
    """Show the datasets and return the chosen one; None when there are none yet."""
    # Those with data come first: the first is what a new visitor sees. An index would clash with keeping it in the URL.
    datasets = sorted(office().datasets(), key=lambda info: not info.interactions)
    st.session_state[_SHOWN], st.session_state[_ALL] = None, tuple(datasets)
    if not datasets:
        st.caption("No data yet. Start with the demo or an import.")
        return None
    alike = Counter(info.name for info in datasets)
    names = [info.name if alike[info.name] == 1 else f"{info.name} ({info.dataset_id})" for info in datasets]
    following = st.session_state.pop(_NEXT, None)
    if following in names:
        st.session_state["dataset"] = following
    chosen = st.selectbox(
        "Dataset",
        names,
        key="dataset",
        help="Which data every page shows. Changing it takes the filters off.",
        on_change=reset_scope,
        bind="query-params",
    )
    st.session_state[_SHOWN] = datasets[names.index(chosen)] if chosen in names else datasets[0]
    return current()


def choose_next(name: str) -> None:
    """Choose a dataset by its name from the next run on; for what a page has just made."""
    st.session_state[_NEXT] = name


def listed() -> tuple[DatasetInfo, ...]:
    """Return the datasets as the sidebar found them in this run."""
    found = st.session_state.get(_ALL, ())
    return found if isinstance(found, tuple) else ()


def current() -> DatasetInfo | None:
    """Return the dataset that the sidebar shows; None when there are none yet."""
    shown = st.session_state.get(_SHOWN)
    return shown if isinstance(shown, DatasetInfo) else None
