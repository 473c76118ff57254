"""How numbers, tables and pictures are put on a page, the same everywhere."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

import pandas as pd
import streamlit as st

from core.errors import JourneyOfficeError
from core.glossary.terms import Term
from core.paths.contract import Contract
from core.wording import plain
from pages.parts import show_columns, show_pictures
from pages.parts.show_columns import Figures, meaning_of, styled, term_of
from pages.parts.view import View

# the same door for all that is shown
bar, column, editor_bar = show_columns.bar, show_columns.column, show_columns.editor_bar
editor_column, name_of, written = show_columns.editor_column, show_columns.name_of, show_columns.written
chart, drawn, content_of = show_pictures.chart, show_pictures.drawn, show_pictures.content_of
tone, colours = show_pictures.tone, show_pictures.colours

CARD_WIDTH = 150  # two cards a row on a phone
POINTS = (
    "datum.value === 0 ? '0' : format(datum.value * 100, '+~r') + ' pts'"  # how an axis writes differences of shares
)


@dataclass(frozen=True)
class Number:
    """One headline number, already written for people, under its glossary name, with its course over the months.

    `term` is a code of the glossary; `of` follows its name where the same figure is shown of several things, and `more`
    follows its meaning.
    """

    term: str | Term
    value: str
    more: str = ""
    course: tuple[float, ...] = ()
    note: str = ""
    note_colour: Literal["blue", "green", "orange", "gray"] = "blue"
    of: str = ""

    def __post_init__(self) -> None:
        term_of(self.term)

    @property
    def label(self) -> str:
        """The name it is shown under."""
        return name_of(self.term, self.of)

    @property
    def help(self) -> str:
        """What it says."""
        return meaning_of(self.term, self.more)


def numbers(found: Sequence[Number], columns: int = 4) -> None:
    """Show headline numbers as cards: `columns` a row, two a row on a phone."""
    with st.grid(columns, min_column_width=CARD_WIDTH, gap="small"):
        for one in found:
            _metric(
                one,
                delta_color=one.note_colour,
                border=True,
                height="stretch",
                **_course(one),
            )


def bare_numbers(found: Sequence[Number]) -> None:
    """Show numbers under one another, without cards: for a narrow panel."""
    for one in found:
        _metric(one, delta_color="gray")


def unlabelled(one: Number) -> None:
    """Show a number with its course where its name stands beside it already."""
    _metric(one, delta_color=one.note_colour, label_visibility="collapsed", **_course(one))


def _course(one: Number) -> dict[str, Any]:
    return {"chart_data": list(one.course) if len(one.course) > 1 else None, "chart_type": "area"}


def _metric(one: Number, **look: Any) -> None:
    note = plain(one.note) if one.note else None
    st.metric(plain(one.label), plain(one.value), note, delta_arrow="off", help=plain(one.help), **look)


def table(rows: pd.DataFrame, config: Mapping[str, Any], choice: "Choice", *, height: int | str = "auto") -> list[int]:
    """Show rows as a table and return the positions of the chosen rows.

    `config` names the shown columns, in order; a column of numbers is one that `column` or `bar` made.
    """
    shown = rows[[name for name in config if name in rows.columns]]
    content = styled(shown, config)
    written = not isinstance(content, pd.DataFrame)
    common: dict[str, Any] = {
        "key": choice.key,
        "alt": choice.name,
        "hide_index": True,
        "column_config": {
            name: one.config(written=written) if isinstance(one, Figures) else one for name, one in config.items()
        },
        "height": height,
        "placeholder": "",
    }
    if choice.select is None:
        st.dataframe(content, **common)
        return []
    event = st.dataframe(
        content,
        on_select=choice.on_select or "rerun",
        selection_mode=choice.select,
        selection_default={"selection": {"rows": list(choice.chosen)}} if choice.chosen else None,
        **common,
    )
    return [row for row in event.selection.rows if row < len(shown)]


@contextmanager
def folded(label: str, *, key: str, icon: str | None = None) -> Iterator[bool]:
    """Fold a part away; yields whether it is open, and what is inside need only be worked out when it is.

    A session that sets `key` to True opens it.
    """
    part = st.expander(label, key=key, icon=icon, on_change="rerun")
    with part:
        yield bool(part.open)


def as_read(rows: pd.DataFrame, config: Mapping[str, Any], choice: "Choice") -> None:
    """Show the first rows of a file as they are, under the file's own names or those of the fields they become."""
    st.dataframe(
        rows, key=choice.key, alt=choice.name, hide_index=True, column_config=dict(config) or None, placeholder=""
    )


@dataclass(frozen=True)
class Choice:
    """How a table takes part in a page: its key, its name for screen readers, and whether rows can be chosen."""

    key: str
    name: str
    select: Literal["single-row", "multi-row"] | None = None
    chosen: tuple[int, ...] = ()
    on_select: Callable[[], None] | None = None


def key_for(name: str, view: View, *parts: object) -> str:
    """Return a widget key that belongs to these rows only: a selection must not outlive what it was made on."""
    text = repr((view.dataset.dataset_id, view.dataset.data_version, view.scope, parts))
    return f"{name}_{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def packed(query: Mapping[str, str]) -> str:
    """Pack several URL parameters into one, so that none of them meets a parameter of the page they lead to."""
    return urlencode(query)


def unpacked(text: str) -> dict[str, str]:
    """Take apart what `packed` made."""
    return dict(parse_qsl(text, keep_blank_values=True))


def csv_button(label: str, content: Callable[[], bytes], file_name: str, *, key: str, help: str) -> None:
    """Offer a CSV that is made only when it is asked for."""
    st.download_button(
        label, content, file_name, "text/csv", key=key, help=help, icon=":material/download:", on_click="ignore"
    )


@contextmanager
def refused(key: str) -> Iterator[None]:
    """Do what a callback does; the sentence of an expected failure is left under `key`, for `failed` to show."""
    try:
        yield
    except JourneyOfficeError as error:
        st.session_state[key] = str(error)


def failed(key: str) -> None:
    """Show once the sentence that a callback left under `key` because something failed."""
    sentence = st.session_state.pop(key, None)
    if sentence:
        st.error(plain(sentence), icon=":material/error:")


def said(key: str) -> bool:
    """Show once the sentence that a callback left under `key` because something worked; tell whether there was one."""
    sentence = st.session_state.pop(key, None)
    if sentence:
        st.success(plain(sentence), icon=":material/check:")
    return bool(sentence)


def contract(found: Contract) -> None:
    """Show the contract line under a picture: unit, denominator, coverage, window, what is in Other."""
    st.caption(plain(found.line()))
