"""Editing limits and owners of checks; what a person typed stays, also when somebody else saved the same meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import ConflictError, InvalidInputError
from core.locales import current
from core.quality import Indicator
from core.text import counted
from core.wording import number, plain
from core.workspace import Document
from pages.parts import access

# What the person began from: by check, the version they saw and the limit and owner that stood there.
BASE, TURN, REFUSED = "limits_base", "limits_turn", "limits_refused"
FIELDS = ("Limit", "Owner")
Base = dict[str, tuple[int, float, str]]


def edit(shown: Sequence[Indicator], rows: pd.DataFrame, config: Mapping[str, Any]) -> None:
    """Show the table to edit, and save what was changed in it."""
    state = st.session_state
    kept = {one.code: (one.set_version, float(row["Limit"]), str(row["Owner"])) for one, row in _pairs(shown, rows)}
    base: Base = state.setdefault(BASE, kept)
    if set(base) != set(kept):
        base = state[BASE] = kept
    # what is typed belongs to a place in the table, so that the order must stay while somebody edits
    places = {one.code: place for place, one in enumerate(shown)}
    shown, rows = [shown[places[code]] for code in base], rows.iloc[[places[code] for code in base]]
    rows = rows.assign(Limit=[base[one.code][1] for one in shown], Owner=[base[one.code][2] for one in shown])
    edited = st.data_editor(
        rows,
        hide_index=True,
        column_config=dict(config),
        key=f"limits_{state.get(TURN, 0)}",
        alt="Checks with value, limit and owner",
        height=420,
        placeholder="",
    )
    changed = [(one, row) for one, row in _pairs(shown, edited) if _typed(row) != base[one.code][1:]]
    with st.container(horizontal=True, vertical_alignment="center"):
        save = st.button(
            "Save limits and owners",
            key="save_limits",
            disabled=not changed,
            help="They hold for every dataset of this office.",
        )
        if not save and not changed and base != kept:
            st.button(
                "Load what others saved",
                key="limits_fresh",
                on_click=_begin_anew,
                type="tertiary",
                help="Somebody changed limits since you opened this page.",
            )
    if save:
        _save(changed, base)
    _refusals()


def _pairs(shown: Sequence[Indicator], rows: pd.DataFrame) -> list[tuple[Indicator, "pd.Series[Any]"]]:
    return [(one, rows.iloc[place]) for place, one in enumerate(shown)]


def _typed(row: "pd.Series[Any]") -> tuple[Any, str]:
    return row["Limit"], str(row["Owner"] or "")


def _save(changed: Sequence[tuple[Indicator, "pd.Series[Any]"]], base: Base) -> None:
    """Save each changed check by itself; those that somebody else changed meanwhile stay as typed, and are told."""
    refused, saved = [], 0
    for one, row in changed:
        limit, owner = _typed(row)
        if not isinstance(limit, int | float):
            raise InvalidInputError(f"The limit of {one.label!r} is missing. Enter a percentage from 0 to 100.")
        try:
            share = round(float(limit) / 100, 6)
            found = access.door().set_threshold(one.code, share, owner, seen_version=base[one.code][0])
        except ConflictError as error:
            refused.append((one, limit, owner, error))
        else:
            base[one.code] = (found.version, float(limit), owner)
            saved += 1
    st.session_state[REFUSED] = refused
    if saved:
        st.toast(f"Saved {counted(saved, 'check')}.")
    if not refused:
        _begin_anew()
    st.rerun()


def _refusals() -> None:
    """Show theirs beside what was typed, and the two ways on."""
    refused = st.session_state.get(REFUSED) or []
    if not refused:
        return
    with st.container(border=True):
        st.markdown("**Two people edited this.** What you typed is still in the table.")
        for one, limit, owner, error in refused:
            theirs = error.present.body if isinstance(error.present, Document) else {}
            kept = _words(float(theirs.get("limit", 0)) * 100, theirs.get("owner"))
            st.markdown(
                f"- {plain(one.label)}: {plain(str(error))} Now kept: {plain(kept)}. "
                f"You typed: {plain(_words(limit, owner))}."
            )
        with st.container(horizontal=True):
            st.button(
                "Keep mine",
                key="limits_mine",
                on_click=_keep_mine,
                help="The table stays as it is; press Save once more to put it over what is kept now.",
            )
            st.button(
                "Take theirs",
                key="limits_theirs",
                on_click=_begin_anew,
                help="Shows what is kept now. What you typed is then gone.",
            )


def _words(limit: float, owner: object) -> str:
    return f"{current().in_percent(number(limit))}, owner {owner or 'nobody yet'}"


def _keep_mine() -> None:
    base: Base = st.session_state[BASE]
    for one, _, _, error in st.session_state.pop(REFUSED):
        version = error.present.version if isinstance(error.present, Document) else 0
        base[one.code] = (version, *base[one.code][1:])


def _begin_anew() -> None:
    for name in (BASE, REFUSED):
        st.session_state.pop(name, None)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
