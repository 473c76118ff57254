"""The plans and the form of one: budget, teams, must-haves, what is ruled out or excludes each other, least shares."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import JourneyOfficeError
from core.planning.plan import Plan, plans, remove, save
from pages.parts import dataset_picker
from pages.parts.access import author
from pages.parts.manage.workspace import workspace
from pages.parts.plan.known import FAILED, SAID, Seen

COLUMN = st.column_config
LEVERS = ("cost", "revenue", "risk")
NEW = "A new plan"


def today() -> date:
    """Return the day, in UTC."""
    return datetime.now(UTC).date()


def chosen(of: Seen, may_write: bool) -> Plan | None:
    """Show the plans and the form, and return the plan that is chosen, as it is kept."""
    kept = {one.name: one for one in plans(workspace())}
    names = [*kept, *([NEW] if may_write else [])]
    if not names:
        st.caption("No plan is kept yet. Somebody who may write makes one.")
        return None
    name = st.selectbox(
        "Plan", names, key="plan_name", width=320, help="The limits that a set of initiatives keeps to."
    )
    plan = kept.get(name or "")
    if may_write:
        with st.expander(
            "What the plan keeps to", expanded=plan is None, key=f"plan_form_{name}", icon=":material/rule:"
        ):
            _form(of, plan)
    return plan


def _form(of: Seen, plan: Plan | None) -> None:
    key = f"plan_{plan.name if plan else 'new'}_{plan.version if plan else 0}"
    dataset = dataset_picker.current()
    start = plan.start_on if plan else date(today().year + 1, 1, 1)
    with st.form(f"{key}_form", border=False):
        with st.container(horizontal=True):
            if plan is None:
                st.text_input("Name", key=f"{key}_name", max_chars=80, width=220, help="As in: 2027.")
            st.number_input(
                "Budget",
                0.0,
                None,
                plan.budget if plan else None,
                key=f"{key}_budget",
                width=170,
                help="Empty: no limit.",
            )
            st.text_input(
                "Currency",
                plan.currency if plan else (dataset.currency if dataset else "EUR"),
                key=f"{key}_currency",
                max_chars=3,
                width=100,
                help="Of the budget; initiatives in another one can't be chosen.",
            )
            st.date_input(
                "Starts on",
                start,
                key=f"{key}_start",
                format="YYYY-MM-DD",
                width=160,
                help="The first day of quarter 1.",
            )
            st.number_input(
                "Quarters",
                1,
                40,
                plan.quarters if plan else 4,
                key=f"{key}_quarters",
                width=120,
                help="Over which work is planned.",
            )
            st.number_input(
                "Years of value",
                1,
                10,
                plan.value_years if plan else 3,
                key=f"{key}_years",
                width=130,
                help="For how long a yearly value counts where nothing is timed.",
            )
        st.markdown("**Teams**")
        teams = pd.DataFrame(
            [(team, months[0] if months else 0.0) for team, months in (plan.capacity.items() if plan else ())],
            columns=["Team", "Person-months a quarter"],
        ).astype({"Team": "str", "Person-months a quarter": "float64"})
        st.data_editor(
            teams,
            key=f"{key}_teams",
            num_rows="dynamic",
            hide_index=True,
            placeholder="",
            alt="Teams and their capacity",
            column_config={
                "Team": COLUMN.TextColumn(max_chars=80, required=True),
                "Person-months a quarter": COLUMN.NumberColumn(min_value=0.0, required=True),
            },
        )
        with st.container(horizontal=True):
            for field, label, kept, meaning in (
                ("must", "Must be in", plan.must_haves if plan else (), "Chosen whatever they are worth."),
                ("never", "Ruled out", plan.ruled_out if plan else (), "Never chosen."),
                (
                    "one_of",
                    "At most one of",
                    plan.exclusions[0] if plan and plan.exclusions else (),
                    "They exclude each other.",
                ),
            ):
                st.multiselect(
                    label,
                    list(of.titles),
                    [one for one in kept if one in of.titles],
                    key=f"{key}_{field}",
                    format_func=of.titles.__getitem__,
                    width=280,
                    help=meaning,
                )
        with st.container(horizontal=True):
            for lever in LEVERS:
                share = plan.least_share.get(lever, 0.0) if plan else 0.0
                st.number_input(
                    f"At least from {lever}, %",
                    0.0,
                    100.0,
                    share * 100,
                    key=f"{key}_share_{lever}",
                    width=190,
                    help="Of the value of the set.",
                )
        st.form_submit_button(
            "Keep the plan", type="primary", on_click=_kept, args=(key, plan, teams), help="Kept under its name."
        )
    if plan is not None:
        st.button(
            "Remove this plan",
            key=f"{key}_remove",
            type="tertiary",
            icon=":material/delete:",
            on_click=_removed,
            args=(plan,),
            help="Decisions that were logged on it stay.",
        )


def _kept(key: str, plan: Plan | None, teams: pd.DataFrame) -> None:
    state: Any = st.session_state
    quarters = int(state[f"{key}_quarters"])
    shares = {lever: state[f"{key}_share_{lever}"] / 100 for lever in LEVERS if state[f"{key}_share_{lever}"] > 0}
    group = tuple(state[f"{key}_one_of"])
    try:
        capacity = {team: (months,) * quarters for team, months in _teams(teams, state[f"{key}_teams"]).items()}
        made = Plan(
            name=plan.name if plan else str(state[f"{key}_name"] or ""),
            currency=str(state[f"{key}_currency"]).strip().upper(),
            start_on=state[f"{key}_start"],
            quarters=quarters,
            budget=state[f"{key}_budget"],
            capacity=capacity,
            exclusions=(group,) if len(group) > 1 else (),
            must_haves=tuple(state[f"{key}_must"]),
            ruled_out=tuple(state[f"{key}_never"]),
            least_share=shares,
            value_years=int(state[f"{key}_years"]),
            version=plan.version if plan else 0,
        )
        kept = save(author(), made)
    except JourneyOfficeError as error:
        state[FAILED] = str(error)
    else:
        state[SAID] = f"The plan {kept.name} is kept."
        state["plan_name"] = kept.name


def _teams(before: pd.DataFrame, edits: dict[str, Any]) -> dict[str, float]:
    """Return the teams as the table has them after its edits."""
    rows = [dict(row) for row in before.to_dict("records")]
    for place, cells in edits["edited_rows"].items():
        rows[int(place)].update(cells)
    rows = [row for place, row in enumerate(rows) if place not in edits["deleted_rows"]] + list(edits["added_rows"])
    return {
        str(row["Team"]).strip(): float(row["Person-months a quarter"])
        for row in rows
        if row.get("Team") and row.get("Person-months a quarter") is not None
    }


def _removed(plan: Plan) -> None:
    try:
        remove(author(), plan)
    except JourneyOfficeError as error:
        st.session_state[FAILED] = str(error)
    else:
        st.session_state[SAID] = f"The plan {plan.name} is removed."
