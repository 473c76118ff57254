"""How numbers, tables and pictures are put on a page, the same everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair
import pandas as pd
import streamlit as st

from core.look import Palette, Tone, palette
from core.paths.contract import Contract
from core.wording import plain

CARD_WIDTH = 150  # two cards a row on a phone


@dataclass(frozen=True)
class Number:
    """One headline number, already written for people, with its meaning and its course over the months."""

    label: str
    value: str
    help: str
    course: tuple[float, ...] = ()
    note: str = ""


def tone() -> Tone:
    """Return whether the person sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def colours() -> Palette:
    """Return the palette of the person's theme."""
    return palette(tone())


def numbers(found: Sequence[Number], columns: int = 4) -> None:
    """Show headline numbers as cards: `columns` a row, two a row on a phone."""
    with st.grid(columns, min_column_width=CARD_WIDTH, gap="small"):
        for one in found:
            st.metric(
                plain(one.label),
                plain(one.value),
                plain(one.note) if one.note else None,
                delta_color="blue",
                delta_arrow="off",
                help=plain(one.help),
                border=True,
                height="stretch",
                chart_data=list(one.course) if len(one.course) > 1 else None,
                chart_type="area",
            )


def table(rows: pd.DataFrame, *, key: str, name: str, config: dict[str, Any], select: str | None = None, height: int | str = "auto") -> list[int]:
    """Show rows as a table; returns the selected row positions when `select` is "single-row" or "multi-row".

    `config` names the columns that are shown, in order.
    """
    shown = rows[[name for name in config if name in rows.columns]]
    common: dict[str, Any] = {"hide_index": True, "column_config": config, "key": key, "alt": name, "height": height}
    if select is None:
        st.dataframe(shown, **common)
        return []
    state = st.dataframe(shown, on_select="rerun", selection_mode=select, **common)  # type: ignore[call-overload]
    return [row for row in state.selection.rows if row < len(shown)]


def csv_button(label: str, content: Callable[[], bytes], file_name: str, *, key: str, help: str) -> None:
    """Offer a CSV that is made only when it is asked for."""
    st.download_button(
        label, content, file_name, "text/csv", key=key, help=help, icon=":material/download:", on_click="ignore"
    )


def contract(found: Contract) -> None:
    """Show the contract line under a picture: unit, denominator, coverage, window, what is in Other."""
    st.caption(plain(found.line()))


def chart(picture: altair.Chart | altair.LayerChart | altair.VConcatChart, *, key: str, name: str) -> None:
    """Show an Altair picture in the app's theme."""
    st.altair_chart(picture, key=key, alt=name)
