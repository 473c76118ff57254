"""Effort against impact: the picture, the quick wins, and a table in which they are moved, with a reason."""

import pandas as pd
import streamlit as st

from core.errors import JourneyOfficeError
from core.planning.estimates import changes, estimates
from core.planning.quick_wins import Cut, Picture, moved, quick_wins
from core.wording import day, plain
from pages.parts import show
from pages.parts.access import author
from pages.parts.manage.workspace import workspace
from pages.parts.plan import charts
from pages.parts.plan.known import FAILED, SAID, Seen

COLUMN = st.column_config


def shown(of: Seen, may_write: bool) -> None:
    """Show the picture, and let a person move initiatives in a table."""
    found = quick_wins(of.initiatives)
    wins = [one.title for one in found.of("quick win")]
    st.markdown(f"**{plain('Quick wins: ' + ', '.join(wins) + '.')}**" if wins else "No quick win is placed yet.")
    if len(found.of(None)) < len(found.placed):
        rows = pd.DataFrame(
            [
                (one.title, str(number), one.effort.value, one.impact.value, 1.0, one.quadrant == "quick win")
                for number, one in enumerate(found.placed, 1)
                if one.quadrant and one.effort and one.impact
            ],
            columns=["label", "mark", "x", "y", "size", "chosen"],
        )
        cuts = None if found.effort_cut is None or found.impact_cut is None else (found.effort_cut, found.impact_cut)
        show.drawn(charts.scatter, rows, (show.name_of("effort"), show.name_of("impact")), show.colours(), cuts,
                   key="plan_quadrants", name="Effort against impact")  # fmt: skip
    st.caption(plain(found.rule))
    _table(found, may_write)


def _table(found: Picture, may_write: bool) -> None:
    rows = pd.DataFrame(
        [
            (
                number,
                one.title,
                one.effort.value if one.effort else None,
                one.impact.value if one.impact else None,
                one.quadrant or "not placed: " + ", ".join(one.missing),
            )
            for number, one in enumerate(found.placed, 1)
        ],
        columns=["No.", "Initiative", "Effort, person-months", "Impact", "Place"],
    )
    ids = tuple(one.initiative_id for one in found.placed)
    key = f"plan_moves_{st.session_state.get('plan_revision', 0)}_{show.content_of(ids)[:12]}"  # of these rows only
    config = {
        "No.": show.editor_column("place", pinned=True, width="small", disabled=True),
        "Initiative": COLUMN.TextColumn(pinned=True, width="large", disabled=True),
        "Effort, person-months": show.editor_column("effort", min_value=0.0, format="%.4g"),
        "Impact": show.editor_column("impact", min_value=0.0, format="%.4g"),
        "Place": COLUMN.TextColumn(disabled=True),
    }
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        num_rows="fixed",
        column_config=config,
        placeholder="",
        disabled=not may_write,
        alt="Effort and impact of each initiative",
    )
    if may_write:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Why it moves", key="plan_move_reason", max_chars=400, width=420, help="Kept with the change."
            )
            st.button(
                "Move them",
                key="plan_move",
                type="primary",
                on_click=_moved,
                args=(key, ids),
                help="Keeps the efforts and impacts typed in the table, with this reason.",
            )


def _moved(key: str, ids: tuple[str, ...]) -> None:
    edits = st.session_state[key]["edited_rows"]
    reason = str(st.session_state.get("plan_move_reason") or "")
    kept = estimates(workspace())
    done = 0
    try:
        for row, cells in edits.items():
            one = kept.get(ids[int(row)])
            if one is None:
                st.session_state[FAILED] = "One of them is not estimated yet. Choose it under Estimates first."
                return
            moved(author(), one, Cut(cells.get("Effort, person-months"), cells.get("Impact")), reason)
            done += 1
    except JourneyOfficeError as error:
        st.session_state[FAILED] = str(error)
        return
    if done:
        st.session_state["plan_revision"] = st.session_state.get("plan_revision", 0) + 1
        st.session_state[SAID] = "Moved, and kept with the reason."


def history(initiative_id: str) -> None:
    """Show what was changed of one estimate, by whom and why."""
    found = changes(workspace(), initiative_id, 20)
    if not found:
        st.caption("Nothing was estimated yet.")
        return
    rows = pd.DataFrame(
        [
            (
                day(one.at),
                one.who,
                one.reason or one.did,
                "; ".join(f"{path}: {was or 'nothing'} → {now or 'nothing'}" for path, was, now in one.fields[:6]),
            )
            for one in found
        ],
        columns=["On", "By", "Why", "What"],
    )
    config = {name: COLUMN.TextColumn() for name in rows.columns} | {"What": COLUMN.TextColumn(width="large")}
    show.table(rows, config, show.Choice(f"plan_history_{initiative_id}", "Changes of this estimate"), height=200)
