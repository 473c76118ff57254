"""One of several things, chosen in a table; the URL keeps it by its id, so that it stays chosen when rows change."""

import hashlib
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import show


def one_of(parameter: str, name: str, rows: pd.DataFrame, ids: Sequence[str], config: dict[str, Any]) -> int | None:
    """Show `rows`, one a thing, and return the position of the chosen one; None while none is chosen.

    `ids` are the things' ids in the order of the rows; `parameter` is the URL's; `name` is for screen readers.
    """
    content = repr((tuple(ids), rows.to_numpy().tolist()))
    key = f"{parameter}_{hashlib.sha256(content.encode()).hexdigest()[:12]}"
    before = st.query_params.get(parameter, "")
    chosen = (list(ids).index(before),) if before in ids else ()
    picked = show.table(rows, config, show.Choice(key, name, "single-row", chosen))
    if picked:
        st.query_params[parameter] = ids[picked[0]]
        return picked[0]
    st.query_params.pop(parameter, None)
    return None
