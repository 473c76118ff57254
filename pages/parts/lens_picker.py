"""What a step is: the choice every path page starts with."""

import streamlit as st

from core.paths.lens import By
from pages.parts import cached
from pages.parts.view import View

NAMES: dict[By, str] = {"channel": "Channel", "activity": "Activity", "touchpoint": "Both"}


def by() -> By:
    """Show the choice of what names a step and return it."""
    chosen = st.segmented_control(
        "Steps by",
        list(NAMES),
        format_func=NAMES.__getitem__,
        default="channel",
        required=True,
        key="by",
        help="What names a step: where the contact took place, what was done, or both together.",
        bind="query-params",
    )
    return chosen or "channel"


def once() -> bool:
    """Show the choice whether neighbouring steps of the same name become one step, and return it."""
    return st.toggle(
        "Repeats count once", key="once", help="Neighbouring steps of the same name become one.", bind="query-params"
    )


def steps(view: View, by: By) -> list[str]:
    """Return the steps that this dataset has, named so."""
    found = cached.choices(view.dataset.dataset_id, view.dataset.data_version)
    return list({"channel": found.channels, "activity": found.activities, "touchpoint": found.touchpoints}[by])
