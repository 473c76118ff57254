"""From the gap to the backlog: targets, the actions they ask for, and sending them with owner and date."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import JourneyOfficeError
from core.facts.actions_sent import commitments, item_of
from core.improvement.items import items, save
from core.maturity.actions import ProposedAction, ordering_in_words
from core.maturity.standing import Standing
from core.text import counted
from core.wording import plain
from pages.parts import navigation, show
from pages.parts.access import author, may
from pages.parts.manage.workspace import workspace
from pages.parts.maturity import targets_form

FIRST = 3
SENT = "Send"


def first(found: Standing) -> None:
    """Show the first actions in a line each."""
    ready = [one for one in found.actions if one.ready][:FIRST]
    if not ready:
        st.markdown("Nothing is missing up to the targets." if not found.actions else "Everything waits for something.")
        return
    names = {one.code: one.name for one in found.round.model.capabilities}
    for number, one in enumerate(ready, 1):
        unlocks = f"; {counted(len(one.unlocks), 'more statement')} can follow" if one.unlocks else ""
        st.markdown(
            f"{number}. **{plain(one.statement.action)}** {plain(names[one.capability])}, {one.statement.effort} effort"
            f"{unlocks}"
        )


def all_of_them(found: Standing) -> None:
    """Show targets and gaps, every proposed action, and send the chosen ones to the backlog."""
    targets_form.edit(found)
    said = st.session_state.pop("actions_said", None)
    if said:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.success(plain(said), icon=":material/check:")
            if navigation.exists("backlog"):
                st.page_link(navigation.page("backlog"), label="Open the backlog", icon=":material/checklist:")
    show.failed("actions_failed")
    if not found.actions:
        st.caption("No action is proposed: every statement up to the targets is met.")
        return
    sent = {code: one.state for code, one in commitments(found.round.model, items(workspace())).items()}
    rows = pd.DataFrame([_row(one, found, sent) for one in found.actions])
    column = st.column_config
    config = {
        SENT: column.CheckboxColumn(width="small", help="Choose what goes to the backlog."),
        "Action": column.TextColumn(width="large", disabled=True),
        "Owner": column.TextColumn(max_chars=80, help="Edit it: who sees to it."),
        "Due": column.DateColumn(format="YYYY-MM-DD", help="Edit it: by when."),
        **{
            name: column.TextColumn(disabled=True)
            for name in ("Capability", "For stage", "Effort", "Waits for", "Backlog")
        },
        "Unlocks": show.editor_column("unlocks", disabled=True, width="small"),
    }
    if not may("write"):
        del config[SENT]
        show.table(rows, config | {"Unlocks": show.column("unlocks")}, show.Choice("actions_read", "Proposed actions"))
        st.caption(plain(ordering_in_words()))
        return
    key = f"actions_{found.round.round_id}_{hash(tuple(sorted(sent.items())))}"
    edited = st.data_editor(
        rows,
        hide_index=True,
        column_config=config,
        key=key,
        alt="Proposed actions",
        column_order=list(config),
        placeholder="",
    )
    chosen = [place for place in range(len(rows)) if bool(edited[SENT].iloc[place])]
    st.button(
        f"Send {len(chosen)} to the backlog" if chosen else "Send to the backlog",
        key="send_actions",
        type="primary",
        disabled=not chosen,
        on_click=_send,
        args=(found, edited, chosen),
        help="Each becomes an item with its owner and date; what is there already is left as it is.",
    )
    st.caption(plain(ordering_in_words()))


def _row(one: ProposedAction, found: Standing, sent: dict[str, str]) -> dict[str, object]:
    model = found.round.model
    waits = len(one.waits_for)
    return {
        SENT: False,
        "Action": one.statement.action,
        "Capability": model.capability(one.capability).name,
        "For stage": model.stages[one.stage].name,
        "Effort": one.statement.effort,
        "Unlocks": len(one.unlocks),
        "Waits for": counted(waits, "other") if waits else "can begin",
        "Owner": "",
        "Due": None,
        "Backlog": sent.get(one.statement.code, ""),
    }


def _send(found: Standing, edited: pd.DataFrame, chosen: list[int]) -> None:
    today, sent, there = datetime.now(UTC).date(), 0, 0
    present = {item.item_id for item in items(workspace())}
    try:
        for place in chosen:
            row = edited.iloc[place]
            item = item_of(found.round, found.actions[place], str(row["Owner"] or ""), _day(row["Due"]), today)
            if item.item_id in present:
                there += 1
                continue
            save(author(), item)
            sent += 1
    except JourneyOfficeError as error:
        st.session_state["actions_failed"] = str(error)
    already = f" {counted(there, 'was', 'were')} there already." if there else ""
    if sent or there:
        st.session_state["actions_said"] = f"Sent {counted(sent, 'action')} to the backlog.{already}"


def _day(due: Any) -> date | None:
    return None if due is None or pd.isna(due) else pd.Timestamp(due).date()
