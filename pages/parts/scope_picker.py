"""The sidebar's filters. Each is kept in the URL, so that a link shows the same thing to somebody else."""

import streamlit as st

from core.datasets import DatasetInfo
from core.scope import ScopeChoices
from pages.parts import cached
from pages.parts.view import OUTCOMES, filters_active, reset_scope


def pick(dataset: DatasetInfo) -> None:
    """Show the filters that this dataset has labels for."""
    choices = cached.choices(dataset.dataset_id, dataset.data_version)
    with st.popover(
        "Filters", icon=":material/tune:", width="stretch", key="filters", help="What every page leaves out."
    ):
        _period(choices)
        _labels("Issue", "issue", choices.issues, "The kind of issue: the journey type.")
        _labels("Region", "region", choices.regions, "Where the customer is served from.")
        _labels("Segment", "segment", choices.segments, "The customer's segment.")
        st.pills(
            "Outcome",
            list(OUTCOMES),
            key="outcome",
            help="The journey's last known outcome; choose none for all journeys, also those whose outcome is unknown.",
            bind="query-params",
        )
    active = filters_active()
    if active:
        st.button(
            "Reset 1 filter" if active == 1 else f"Reset {active} filters",
            key="reset_filters",
            icon=":material/filter_alt_off:",
            type="tertiary",
            on_click=reset_scope,
            help="Show all journeys of this dataset again.",
        )


def _period(choices: ScopeChoices) -> None:
    columns = st.columns(2)
    for column, name, text in zip(columns, ("from", "to"), ("From", "To"), strict=True):
        column.date_input(
            text,
            value=None,
            min_value=choices.first_day,
            max_value=choices.last_day,
            format="YYYY-MM-DD",
            key=name,
            help="The day on which the journey started, both ends included.",
            bind="query-params",
        )


def _labels(text: str, key: str, labels: tuple[str, ...], meaning: str) -> None:
    if len(labels) > 1 or st.session_state.get(key):
        st.multiselect(text, list(labels), key=key, placeholder="All", help=meaning, bind="query-params")
