"""The targets of a model: a stage for each capability and a day, to edit; with the gap to where the group is."""

from typing import Any

import pandas as pd
import streamlit as st

from core.errors import ConflictError, JourneyOfficeError
from core.maturity.gap import CapabilityGap
from core.maturity.standing import Standing
from core.maturity.targets import Targets, save
from core.text import counted
from core.wording import day, percent, plain
from pages.parts import editing, show
from pages.parts.access import author, may

NONE = "no target"


def edit(found: Standing) -> None:
    """Show gaps, what the next stages need, and the form of the targets."""
    if found.gaps:
        rows = pd.DataFrame([_gap(one, found) for one in found.gaps])
        by = f", by {day(found.targets.by)}" if found.targets.by else ""
        show.table(rows, {name: st.column_config.Column() for name in rows.columns}, show.Choice("gaps", f"Gaps{by}"))
        _needed(found)
    if not may("write"):
        return
    with st.expander("Set the targets", icon=":material/flag:", key="targets_open", expanded=not found.gaps):
        _form(found)


def _gap(one: CapabilityGap, found: Standing) -> dict[str, object]:
    stages = found.results.stages
    return {
        "Capability": one.name,
        "Reached": "not available" if one.staged is None else stages[one.staged - 1],
        "Target": stages[one.target - 1],
        "Gap": "not available" if one.gap is None else "reached" if one.gap <= 0 else counted(one.gap, "stage"),
        "Next stage": one.next_stage or "none",
        "Needs": counted(len(one.needed), "statement") if one.needed else "nothing more",
    }


def _needed(found: Standing) -> None:
    with st.expander("What the next stages need", icon=":material/stairs:", key="needed_open"):
        for one in found.gaps:
            if not one.needed:
                continue
            st.markdown(f"**{plain(one.name)}**, to reach {plain(one.next_stage)}:")
            lines = [
                f"- {plain(n.text)} ({plain(percent(n.yes_share, 0))} of {n.known} who know say yes)"
                for n in one.needed
            ]
            st.markdown("\n".join(lines))


def _form(found: Standing) -> None:
    model = found.round.model
    name = f"targets_{model.code}"
    stages = [NONE, *(stage.name for stage in model.stages)]
    values: dict[str, Any] = {one.code: stages[found.targets.stages.get(one.code, 0)] for one in model.capabilities}
    editing.start(name, found.targets.version, values | {"by": found.targets.by})
    typed = {one.code: str(st.session_state.get(editing.key(name, one.code)) or "") for one in model.capabilities}
    editing.conflict(name, typed)
    with st.form(f"{name}_form", border=False):
        with st.grid(3, min_column_width=220, gap="small"):
            for one in model.capabilities:
                st.selectbox(plain(one.name), stages, key=editing.key(name, one.code), help="The stage to reach.")
            st.date_input(
                "By", key=editing.key(name, "by"), format="YYYY-MM-DD", help="The day by which it is reached."
            )
        st.form_submit_button(
            "Save the targets",
            on_click=_save,
            args=(name, found, stages),
            help="They hold for the model, in this and in later rounds.",
        )
    show.failed(f"{name}_failed")


def _save(name: str, found: Standing, stages: list[str]) -> None:
    state, model = st.session_state, found.round.model
    wanted = {one.code: stages.index(state[editing.key(name, one.code)]) for one in model.capabilities}
    kept = {code: stage for code, stage in wanted.items() if stage}
    try:
        save(author(), model, Targets(kept, state[editing.key(name, "by")], editing.seen(name)))
    except ConflictError as error:
        editing.refused(name, error)
    except JourneyOfficeError as error:
        state[f"{name}_failed"] = str(error)
    else:
        editing.stop(name)
