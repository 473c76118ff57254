"""The register of assumptions as a table that can be edited, and what can be done with many of them at once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.business_case.assumption import BOUNDS, DISTRIBUTIONS, Assumption
from core.business_case.case import Case
from core.business_case.evidence import lacking
from core.business_case.words import value_text
from core.errors import InvalidInputError
from core.figure import Figure
from core.scope import Scope
from core.wording import count, plain, significant
from pages.parts import show
from pages.parts.case import draft, measured
from pages.parts.case.draft import Draft
from pages.parts.case.written import scale_of
from pages.parts.show import unpacked

COLUMN = st.column_config
EDITED = {"Value": "value", "Low": "low", "High": "high"}
WORDS = {
    "Source": "source",
    "Owner": "owner",
    "Distribution": "distribution",
    "Input": "label",
    "Of whom": "population",
}


def shown(found: Draft, pull: Mapping[str, float], may_write: bool) -> None:
    """Show every input with its evidence; each cell that a person may change is a change of the copy."""
    case = found.case
    links = measured.links(Scope.from_query(unpacked(case.scope_query)))
    order = sorted(case.assumptions, key=lambda one: (-pull.get(one.code, 0.0), one.code))
    rows = pd.DataFrame([_row(one, pull, links) | {"Unit": _unit(one, case.currency)} for one in order])
    fixed = ["Unit", "Evidence", "Of the result", "As of", "Method", "n", "Data version", "Shown at"]
    percent_words = "Shares and rates are in percent."
    key = f"case_register_{found.case_id}_{found.revision}"
    st.data_editor(
        rows,
        key=key,
        alt="Assumption register",
        hide_index=True,
        num_rows="fixed",
        disabled=fixed if may_write else True,
        height=560,
        placeholder="",
        on_change=_edited,
        args=(found.case_id, key, tuple(one.code for one in order)),
        column_config={
            "Input": COLUMN.TextColumn(pinned=True, max_chars=160, width="medium"),
            "Value": show.editor_column("input_value", more=percent_words, format="%.6g"),
            "Low": show.editor_column("low", more=percent_words, format="%.6g"),
            "High": show.editor_column("high", more=percent_words, format="%.6g"),
            "Unit": COLUMN.TextColumn(width="medium"),
            "Distribution": COLUMN.SelectboxColumn(
                options=list(DISTRIBUTIONS), required=True, help="What a simulation draws from between low and high."
            ),
            "Evidence": COLUMN.TextColumn(help="Measured here, published by others, or assumed by somebody."),
            "Of the result": show.editor_bar("result_share", most=max(0.01, *pull.values(), 0.01)),
            "n": show.editor_column("n"),
            "Data version": show.editor_column("version", of="of the data"),
            "Source": COLUMN.TextColumn(max_chars=1000, width="medium"),
            "Owner": COLUMN.TextColumn(max_chars=80),
            "Of whom": COLUMN.TextColumn(
                max_chars=1000, help="The population that it is a share, a rate or a count of."
            ),
            "Shown at": COLUMN.LinkColumn(display_text="open", help="The page that shows the measured figure."),
        },
    )
    if may_write:
        _answer_for(found)


def _row(one: Assumption, pull: Mapping[str, float], links: Callable[[Figure], str | None]) -> dict[str, Any]:
    scale = scale_of(one)
    figure = one.figure
    return {
        "Input": one.label,
        "Value": one.value * scale,
        "Low": None if one.low is None else one.low * scale,
        "High": None if one.high is None else one.high * scale,
        "Unit": one.unit,
        "Distribution": one.distribution,
        "Evidence": one.evidence
        if figure is None or one.evidence == "measured"
        else f"assumed, measured {significant(figure.value, 4)}",
        "Of the result": pull.get(one.code, 0.0),
        "Source": one.source,
        "Owner": one.owner,
        "As of": one.as_of,
        "Of whom": one.population,
        "Method": figure.method if figure else "",
        "n": figure.n if figure else None,
        "Data version": figure.data_version if figure else None,
        "Shown at": None if figure is None else links(figure),
    }


def _unit(one: Assumption, currency: str) -> str:
    if scale_of(one) == 100:
        return f"% {one.unit}"
    of_money = one.quantity in ("money", "money effect") and one.unit != currency
    return f"{currency} {one.unit}" if of_money else one.unit


def _edited(case_id: str, key: str, codes: tuple[str, ...]) -> None:
    before, currency = draft.case_of(case_id).assumptions, draft.case_of(case_id).currency
    edits = {codes[int(row)]: dict(cells) for row, cells in st.session_state[key]["edited_rows"].items()}
    ranges = {one.code: (one.low, one.high) for one in before}
    draft.change(case_id, partial(with_edits, edits=edits, day=draft.today()))
    moved = [
        f"{one.label} is now {value_text(one, one.value, currency)}, outside of the range that it had; the range now "
        "reaches to it."
        for one in draft.case_of(case_id).assumptions
        if "Value" in edits.get(one.code, {}) and _outside(one.value, *ranges[one.code])
    ]
    if moved and draft.FAILED not in st.session_state:
        st.session_state[draft.SAID] = " ".join(moved)


def _outside(value: float, low: float | None, high: float | None) -> bool:
    return (low is not None and value < low) or (high is not None and value > high)


def with_edits(case: Case, edits: Mapping[str, Mapping[str, Any]], day: date) -> Case:
    """Return the case with cells of the register typed anew, by the code of their input; `day` is when."""
    for code, cells in edits.items():
        one = case.by_code[code]
        scale = scale_of(one)
        numbers = {EDITED[name]: cells[name] for name in cells if name in EDITED}
        if numbers.get("value", 0.0) is None:
            raise InvalidInputError(f"{one.label!r} needs a value. Type a number.")
        _check_typed(one, cells)
        scaled = {name: None if value is None else value / scale for name, value in numbers.items()}
        if "value" in scaled:
            one = replace(one.with_value(float(scaled.pop("value") or 0.0)), as_of=day)
        words = {WORDS[name]: cells[name] or "" for name in cells if name in WORDS}
        case = case.with_assumption(_ranged(one, scaled, words))
    return case


def _check_typed(one: Assumption, cells: Mapping[str, Any]) -> None:
    """Refuse a number that its quantity can't have, in the unit in which it was typed."""
    scale = scale_of(one)
    sign = " %" if scale == 100 else ""
    least, most = (end * scale for end in BOUNDS[one.quantity])
    for name in EDITED:
        typed = cells.get(name)
        if typed is not None and not least <= typed <= most:
            allowed = (
                f"{significant(least)}{sign} or more"
                if most > 1e14
                else f"{significant(least)} to {significant(most)}{sign}"
            )
            raise InvalidInputError(
                f"{name} of {one.label!r} was typed as {significant(typed)}{sign}. Allowed is {allowed}."
            )


def _ranged(one: Assumption, ends: dict[str, float | None], words: dict[str, str]) -> Assumption:
    """Return an input with other ends; a range on one that had none is triangular until somebody says otherwise."""
    if ends and "distribution" not in words:
        low, high = ends.get("low", one.low), ends.get("high", one.high)
        if low is not None and high is not None and one.distribution == "fixed":
            words = {**words, "distribution": "triangular"}
        if (low is None or high is None) and one.distribution != "fixed":
            words = {**words, "distribution": "fixed"}
    return replace(one, **ends, **words)  # type: ignore[arg-type]


def _answer_for(found: Draft) -> None:
    left = lacking(found.case)
    if not left:
        st.caption("Each input has a source and, where it is assumed, an owner.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Who answers for them",
            key="case_owner_of_all",
            max_chars=80,
            width=260,
            help="Goes to every input that lacks an owner, with a note that it is this person's judgement.",
        )
        st.button(
            f"Answer for {count(len(left))} inputs",
            key="case_answer_for_all",
            on_click=_answered,
            args=(found.case_id,),
            help="They lack a source or an owner. A case can't be frozen while somebody is missing.",
        )
    st.caption(plain("Lacking: " + ", ".join(one.label for one in left[:8]) + (" …" if len(left) > 8 else "")))


def _answered(case_id: str) -> None:
    owner = str(st.session_state.get("case_owner_of_all") or "").strip()
    draft.change(case_id, partial(_owned, owner=owner, day=draft.today()))


def _owned(case: Case, owner: str, day: date) -> Case:
    if not owner:
        raise InvalidInputError("Type the name of who answers for these inputs.")
    lacks = {one.code for one in lacking(case)}
    return replace(
        case,
        assumptions=tuple(
            replace(one, owner=one.owner or owner, source=one.source or f"Judgement of {owner}, {day}")
            if one.code in lacks
            else one
            for one in case.assumptions
        ),
    )
