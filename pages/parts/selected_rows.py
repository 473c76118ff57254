"""Rows chosen in a table whose choice is part of the question, and therefore of the URL."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st


@dataclass(frozen=True)
class SelectedRows:
    """The chosen positions in a table and the codes that stand there."""

    key: str
    positions: tuple[int, ...]
    codes: tuple[int, ...]


def selected_rows(parameter: str, key: str, codes: pd.Series, kind: str) -> SelectedRows:
    """Return what is chosen in the table `key`, which may not be drawn yet; without a choice, what the URL says.

    The URL keeps the codes with their `kind`, since a code means nothing under another one.
    """
    known = [int(code) for code in codes]
    state: Any = st.session_state.get(key)
    if state is None:
        positions = [place for place, code in enumerate(known) if code in _from_url(parameter, kind)]
    else:
        positions = [place for place in state["selection"]["rows"] if place < len(known)]
    chosen = tuple(known[place] for place in positions)
    _to_url(parameter, f"{kind}:{'.'.join(map(str, chosen))}" if chosen else "")
    return SelectedRows(key, tuple(positions), chosen)


def _from_url(parameter: str, kind: str) -> set[int]:
    found, _, listed = st.query_params.get(parameter, "").partition(":")
    return {int(code) for code in listed.split(".") if code.isdecimal() and len(code) < 10} if found == kind else set()


def _to_url(parameter: str, value: str) -> None:
    if value and st.query_params.get(parameter) != value:
        st.query_params[parameter] = value
    elif not value and parameter in st.query_params:
        del st.query_params[parameter]
