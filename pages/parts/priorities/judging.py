"""What people judge, and the weights: two tables that can be edited, kept with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import InvalidInputError
from core.planning.judgements import Judgements, save
from core.priorities.estimate import Estimate
from core.priorities.subject import Criterion, Subject
from pages.parts import show
from pages.parts.access import author

COLUMN = st.column_config
FAILED, SAID = "priority_failed", "priority_said"
PLANNED = "Exists already"
EXISTS = "One of the two to start with has to exist already."


def shown(kept: Judgements, subjects: Sequence[Subject], criteria: Sequence[Criterion]) -> None:
    """Show the tables and the form."""
    judged, types = [one for one in criteria if one.judged], kept.of == "journey types"
    key = f"judge_{kept.of}_{kept.dataset_id}_{kept.version}"
    rows = pd.DataFrame([_row(kept, one, judged) for one in subjects])
    names = tuple(one.subject_id for one in subjects)
    table = f"{key}_judged_{show.content_of(names)[:12]}"  # what is typed belongs to a place, so to these rows only
    st.caption(
        "From 1 (speaks against) to 5 (speaks for); of the regulatory load 5 is a heavy one. Empty is not judged."
    )
    st.data_editor(
        rows,
        key=table,
        hide_index=True,
        num_rows="fixed",
        placeholder="",
        alt="What is judged",
        column_config={
            "Name": COLUMN.TextColumn(pinned=True, disabled=True, width="medium"),
            **{
                one.label: show.editor_column("judgement", of=one.label, min_value=1, max_value=5, step=0.5)
                for one in judged
            },
            **({PLANNED: COLUMN.CheckboxColumn(help=EXISTS)} if types else {}),
        },
    )
    st.markdown("**Weights**")
    weights = pd.DataFrame(
        [(one.label, one.axis, kept.weights.get(one.code, one.weight)) for one in criteria],
        columns=["Part", "Counts on", "Weight"],
    )
    st.data_editor(
        weights,
        key=f"{key}_weights",
        hide_index=True,
        num_rows="fixed",
        disabled=["Part", "Counts on"],
        alt="Weights of the parts",
        column_config={"Weight": show.editor_column("weight", more="0 leaves a part out.", min_value=0.0)},
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if types:
            st.number_input(
                "Least feasibility, %",
                0.0,
                100.0,
                kept.least_feasibility * 100,
                key=f"{key}_least",
                width=180,
                help="Below it nothing is proposed to start with; 50 is 3 of 5 on average.",
            )
        st.text_input("Why", key=f"{key}_reason", max_chars=400, width=360, help="Kept with the change.")
        st.button(
            "Keep the judgements",
            key=f"{key}_keep",
            type="primary",
            on_click=_kept,
            args=((key, table), kept, names, tuple(criteria)),
            help="For everybody; kept with your name, the time and the reason.",
        )


def _row(kept: Judgements, one: Subject, judged: Sequence[Criterion]) -> dict[str, Any]:
    scores = {each.label: kept.judged.get((one.subject_id, each.code)) for each in judged}
    return {
        "Name": one.name,
        **{label: None if score is None else float(score.value) for label, score in scores.items()},
        **({PLANNED: one.subject_id not in kept.planned} if kept.of == "journey types" else {}),
    }


def _kept(keys: tuple[str, str], kept: Judgements, names: tuple[str, ...], criteria: tuple[Criterion, ...]) -> None:
    state: Any = st.session_state
    key, table = keys
    with show.refused(FAILED):
        reason = str(state[f"{key}_reason"] or "")
        if not reason.strip():
            raise InvalidInputError("Say why, so that others can follow the judgement.")
        changed = _with_edits(kept, (state[table], state[f"{key}_weights"]), names, criteria)
        least = state.get(f"{key}_least", kept.least_feasibility * 100) / 100
        save(author(), replace(changed, least_feasibility=least, reason=reason))
        state[SAID] = "The judgements are kept."


def _with_edits(
    kept: Judgements,
    edits: tuple[Mapping[str, Any], Mapping[str, Any]],
    names: tuple[str, ...],
    criteria: tuple[Criterion, ...],
) -> Judgements:
    by_label = {one.label: one.code for one in criteria}
    judged, planned, weights = dict(kept.judged), set(kept.planned), dict(kept.weights)
    for place, cells in edits[0]["edited_rows"].items():
        name = names[int(place)]
        for label, value in cells.items():
            if label == PLANNED:
                (planned.discard if value else planned.add)(name)
            elif value is None:
                judged.pop((name, by_label[label]), None)
            else:
                judged[name, by_label[label]] = Estimate(float(value))
    for place, cells in edits[1]["edited_rows"].items():
        weights[criteria[int(place)].code] = float(cells["Weight"] or 0.0)
    return replace(kept, judged=judged, planned=tuple(sorted(planned)), weights=weights)
