"""What a step is: the choice every path page starts with."""

import streamlit as st

from core.paths.lens import By, Lens
from core.scope import ScopeChoices

NAMES: dict[By, str] = {"channel": "Channel", "activity": "Activity", "touchpoint": "Both"}


def pick() -> Lens:
    """Show the choice and return it."""
    by = st.segmented_control(
        "Steps by",
        list(NAMES),
        format_func=NAMES.__getitem__,
        default="channel",
        required=True,
        key="by",
        help="What names a step: where the contact took place, what was done, or both together.",
        bind="query-params",
    )
    collapse = st.toggle(
        "Repeats count once",
        key="once",
        help="Neighbouring steps of the same name become one step.",
        bind="query-params",
    )
    return Lens(by or "channel", collapse)


def steps(choices: ScopeChoices, lens: Lens) -> list[str]:
    """Return the steps that this dataset has, as the lens names them."""
    found = {"channel": choices.channels, "activity": choices.activities, "touchpoint": choices.touchpoints}
    return list(found[lens.by])
