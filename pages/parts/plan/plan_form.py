"""The plans and the form of one: budget, teams, must-haves, what is ruled out or excludes each other, least shares."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import InvalidInputError
from core.planning.plan import Plan, plans, remove, save
from pages.parts import dataset_picker, editing, show
from pages.parts.access import author
from pages.parts.manage.workspace import workspace
from pages.parts.plan.known import FAILED, SAID, Seen

COLUMN = st.column_config
LEVERS = ("cost", "revenue", "risk")
NEW = "A new plan"
QUARTERS = 4


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
                float(plan.budget) if plan and plan.budget is not None else None,
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
            st.text_input(
                "Ramp, % by quarter",
                ", ".join(f"{share * 100:g}" for share in (plan.ramp if plan else (1.0,))),
                key=f"{key}_ramp",
                max_chars=120,
                width=190,
                help="Of the value, in the quarters after the work; the last one holds. As in: 25, 50, 100.",
            )
        st.markdown("**Teams**")
        heads = tuple(f"Q{number}" for number in range(1, (plan.quarters if plan else QUARTERS) + 1))
        teams = pd.DataFrame(
            [(team, *months) for team, months in (plan.capacity.items() if plan else ())], columns=["Team", *heads]
        ).astype({"Team": "str", **dict.fromkeys(heads, "float64")})
        st.data_editor(
            teams,
            key=f"{key}_teams",
            num_rows="dynamic",
            hide_index=True,
            placeholder="",
            alt="Teams and their person-months in each quarter",
            column_config={
                "Team": COLUMN.TextColumn(max_chars=80, required=True, pinned=True, width="medium"),
                **{head: show.editor_column("person_months", of=head, min_value=0.0) for head in heads},
            },
        )
        st.caption(
            "Person-months in each quarter; an empty one is as the quarter before it. Without a team none binds."
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
    with show.refused(FAILED):
        capacity = _teams(teams, state[f"{key}_teams"], quarters)
        made = Plan(
            name=plan.name if plan else str(state[f"{key}_name"] or ""),
            currency=str(state[f"{key}_currency"]).strip().upper(),
            start_on=state[f"{key}_start"],
            quarters=quarters,
            budget=state[f"{key}_budget"],
            capacity=capacity,
            exclusions=((group,) if len(group) > 1 else ()) + (plan.exclusions[1:] if plan else ()),
            must_haves=tuple(state[f"{key}_must"]),
            ruled_out=tuple(state[f"{key}_never"]),
            least_share=shares,
            value_years=int(state[f"{key}_years"]),
            ramp=_ramp(str(state[f"{key}_ramp"] or "100")),
            version=plan.version if plan else 0,
        )
        kept = save(author(), made)
        state[SAID] = f"The plan {kept.name} is kept."
        state["plan_name"] = kept.name


def _teams(before: pd.DataFrame, edits: dict[str, Any], quarters: int) -> dict[str, tuple[float, ...]]:
    """Return the teams as the table has them after its edits; an empty quarter is as the one before."""
    rows = editing.rows_after(before, edits)
    found = {}
    for row in rows:
        team = str(row.get("Team") or "").strip()
        if not team and any(value is not None and not pd.isna(value) for value in row.values()):
            raise InvalidInputError("A row of person-months has no team. Type its name, or delete the row.")
        if team:
            months: list[float] = []
            for number in range(1, quarters + 1):
                typed = row.get(f"Q{number}")
                known = typed is not None and not pd.isna(typed)
                if not known and not months:
                    raise InvalidInputError(
                        f"How many person-months does {team} have in Q1? Type them, or delete the row."
                    )
                months.append(float(typed) if known and typed is not None else months[-1])
            found[team] = tuple(months)
    return found


def _ramp(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) / 100 for part in text.replace("%", "").split(",") if part.strip())
    except ValueError:
        raise InvalidInputError(f"{text!r} is no ramp. Write percentages, as in: 25, 50, 75, 100.") from None


def _removed(plan: Plan) -> None:
    with show.refused(FAILED):
        remove(author(), plan)
        st.session_state[SAID] = f"The plan {plan.name} is removed."
