"""The estimate of one initiative: every number with its range and evidence, and what belongs to it in words."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import InvalidInputError
from core.planning.estimates import EVIDENCES, KeptEstimate, save
from core.planning.inputs import FIELDS
from core.planning.joining import Joined
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from core.wording import plain
from pages.parts import navigation, show
from pages.parts.access import author
from pages.parts.plan import estimate_words, quadrants
from pages.parts.plan.known import FAILED, SAID, Seen

COLUMN = st.column_config


def shown(of: Seen, one: Joined, may_write: bool) -> None:
    """Show the estimate of one initiative, and let a person change it with a reason."""
    st.subheader(plain(one.initiative.title), anchor=False)
    for sentence in (*one.notes, *one.unmet):
        st.caption(plain(sentence))
    with st.container(horizontal=True):
        if one.value_from:
            st.caption(plain(f"Value: {one.value_from}."))
        if one.initiative.money.value_case:
            query = {"case": one.initiative.money.value_case}
            st.page_link(navigation.page("business_case"), label="Open its business case", query_params=query)
        if one.item is not None:
            query = {"item": one.item.item_id}
            st.page_link(navigation.page("backlog"), label="Open it in the backlog", query_params=query)
    kept, revision = one.estimate, st.session_state.get("plan_revision", 0)
    key = f"plan_estimate_{kept.item_id}_{kept.version}_{revision}"
    stored = kept.initiative
    rows = pd.DataFrame([_row(kept, code) for code in FIELDS])
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        num_rows="fixed",
        placeholder="",
        disabled=["Input", "Unit"] if may_write else True,
        height=480,
        alt="Numbers of this estimate",
        column_config={
            "Input": COLUMN.TextColumn(pinned=True),
            "Value": show.editor_column("input_value", format="%.6g"),
            "Low": show.editor_column("low", format="%.6g"),
            "High": show.editor_column("high", format="%.6g"),
            "Unit": COLUMN.TextColumn(),
            "Evidence": COLUMN.SelectboxColumn(options=list(EVIDENCES), help="Measured, published or assumed."),
        },
    )
    if may_write:
        estimate_words.fields(of, stored, key)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Who estimates",
                kept.owner,
                key=f"{key}_owner",
                max_chars=80,
                width=200,
                help="Who answers for the numbers.",
            )
            st.text_input(
                "Why a number changes",
                key=f"{key}_reason",
                max_chars=400,
                width=380,
                help="Needed once there is an estimate; kept with it.",
            )
            st.button(
                "Save the estimate",
                key=f"{key}_save",
                type="primary",
                on_click=_saved,
                args=(key, kept, tuple(of.titles)),
                help="Kept with your name, the time and the reason.",
            )
    with st.expander("What was changed, and why", key=f"plan_history_of_{kept.item_id}", icon=":material/history:"):
        quadrants.history(kept.item_id)


def _row(kept: KeptEstimate, code: str) -> dict[str, Any]:
    field = FIELDS[code]
    one = field.of(kept.initiative)
    return {
        "Input": field.label,
        "Value": one.value if one else None,
        "Low": one.low if one else None,
        "High": one.high if one else None,
        "Unit": field.unit,
        "Evidence": kept.evidence_of(code),
    }


def _saved(key: str, kept: KeptEstimate, shown_ids: tuple[str, ...]) -> None:
    with show.refused(FAILED):
        save(author(), _typed(key, kept, shown_ids), str(st.session_state.get(f"{key}_reason") or ""))
        st.session_state["plan_revision"] = st.session_state.get("plan_revision", 0) + 1
        st.session_state[SAID] = "The estimate is kept."


def _typed(key: str, kept: KeptEstimate, shown_ids: tuple[str, ...]) -> KeptEstimate:
    state, evidence = st.session_state, dict(kept.evidence)
    one = estimate_words.typed(key, kept.initiative, shown_ids)
    one = _with_numbers(one, kept, state[key]["edited_rows"], evidence)
    return replace(kept, initiative=one, evidence=evidence, owner=str(state[f"{key}_owner"] or ""))


def _with_numbers(
    one: Initiative, kept: KeptEstimate, edits: dict[int, dict[str, Any]], evidence: dict[str, Any]
) -> Initiative:
    for place, code in enumerate(FIELDS):
        cells = edits.get(place, {})
        before = FIELDS[code].of(kept.initiative)
        value, low, high = (cells.get(name, getattr(before, name.lower(), None)) for name in ("Value", "Low", "High"))
        if value is None and (low is not None or high is not None):
            raise InvalidInputError(f"{FIELDS[code].label} has a range and no value. Type the value, too.")
        one = FIELDS[code].put(one, None if value is None else Estimate(value, low, high))
        if cells.get("Evidence"):
            evidence[code] = cells["Evidence"]
    return one
