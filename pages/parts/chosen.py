"""What is chosen in a picture or in the table beside it: both lead to the same thing, and the last click counts."""

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

Kind = Literal["node", "edge"]


@dataclass(frozen=True)
class Chosen:
    """One chosen row of the picture's nodes or edges."""

    kind: Kind
    row: dict[str, Any]


def from_picture(slot: str, key: str, rows: dict[Kind, pd.DataFrame]) -> None:
    """Note what was clicked in the picture `key`; for its `on_select`. Start and end choose nothing."""
    state: Any = st.session_state.get(key) or {}
    groups = state.get("selection", {}).get("selected", [])
    st.session_state[slot] = None
    for group in groups:
        kind, places = group.get("data_type", ""), group.get("data_indices", [])
        if kind in rows and places and places[0] < len(rows[kind]):
            st.session_state[slot] = Chosen(kind, rows[kind].iloc[places[0]].to_dict())


def from_table(slot: str, key: str, kind: Kind, rows: pd.DataFrame) -> None:
    """Note what was chosen in the table `key`; for its `on_select`."""
    state: Any = st.session_state.get(key) or {}
    places = state.get("selection", {}).get("rows", [])
    st.session_state[slot] = Chosen(kind, rows.iloc[places[0]].to_dict()) if places and places[0] < len(rows) else None


def current(slot: str, rows: dict[Kind, pd.DataFrame], identity: dict[Kind, tuple[str, ...]]) -> Chosen | None:
    """Return the chosen row as it stands in the present answer; None when it isn't in it any more."""
    chosen = st.session_state.get(slot)
    if not isinstance(chosen, Chosen) or chosen.kind not in rows:
        return None
    present = rows[chosen.kind]
    for name in identity[chosen.kind]:
        present = present[present[name] == chosen.row.get(name)]
    return Chosen(chosen.kind, {str(name): value for name, value in present.iloc[0].items()}) if len(present) else None
