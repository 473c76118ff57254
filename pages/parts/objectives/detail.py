"""One objective: how it does, its picture and table, the five letters, and changing or closing it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from core.errors import ConflictError, JourneyOfficeError
from core.improvement.items import items
from core.objectives import keeping, tables
from core.objectives.findings import told
from core.objectives.objective import OUTCOMES, Objective, Terms
from core.objectives.progress import Progress
from core.objectives.smart import smart
from core.objectives.words import TYPED_IN, read, span, typed, written
from core.wording import count, day, plain
from pages.parts import access, editing, show
from pages.parts.manage.workspace import workspace
from pages.parts.objectives import charts, known
from pages.parts.view import View

COLUMN = st.column_config
FIELDS = ("target", "due_on", "owner")
SAID, FAILED = "objective_said", "objective_failed"


def shown(view: View, one: Objective, found: Progress, today: date) -> None:
    """Show an objective with all that is known of it."""
    st.subheader(plain(f"{one.counting.name}: {_target(one)} by {day(one.terms.due_on)}"), anchor=False)
    st.markdown(told(one, found).markdown())
    if one.closing is not None:
        ended = one.closing
        st.markdown(
            f"**Closed as {plain(ended.outcome)}** by {plain(ended.closed_by)} on {plain(day(ended.closed_at))}: "
            f"{plain(ended.comment)}"
        )
    _picture(view, one, found)
    if found.note:
        st.caption(plain(found.note))
    if found.guards:
        st.markdown("**What must not get worse meanwhile**")
        st.markdown("\n".join(f"- {plain(line)}" for line in tables.guard_lines(one, found)))
    _about(one)
    letters(one, today)
    if access.may("write") and one.closing is None:
        _revise(one)
        _close(one, found)


def letters(one: Objective, today: date) -> None:
    """Show the five verdicts, each with why."""
    said = [f"- **{each.name}**: {each.verdict}. {plain(each.sentence)}" for each in smart(one, known.metrics(), today)]
    st.markdown("\n".join(said))


def _target(one: Objective) -> str:
    return written(one.counting.unit, one.terms.target, one.baseline.currency)


def _picture(view: View, one: Objective, found: Progress) -> None:
    rows, unit, base = tables.course(one, found), one.counting.unit, one.baseline
    levels = pd.DataFrame(
        [
            ("target", one.terms.target, f"Target {_target(one)}"),
            ("baseline", base.value, f"Baseline {written(unit, base.value, base.currency)}"),
        ],
        columns=["name", "value", "words"],
    )
    key = show.key_for("objective_picture", view, one.objective_id, one.version, show.tone())
    about = (rows, tables.cone(one, found), levels, unit, show.colours())
    show.drawn(charts.course, *about, key=key, name=told(one, found).text())
    st.caption("Points with 95 % intervals; the shaded cone holds 80 of 100 readings if it goes on like this.")
    with show.folded("As a table", key=f"objective_rows_{one.objective_id}") as is_open:
        if not is_open:
            return
        shown_rows = rows.assign(n=[count(n) if n == n else "" for n in rows["n"]])  # noqa: PLR0124 - not a number
        config = {
            "period": COLUMN.TextColumn("Period"),
            "part": COLUMN.TextColumn("Part"),
            "shown": COLUMN.TextColumn("Value", alignment="right"),
            "interval": COLUMN.TextColumn(
                "Interval", alignment="right", help="95 % of a reading, 80 % of the forecast."
            ),
            "n": COLUMN.TextColumn("Observations", alignment="right"),
        }
        show.table(shown_rows, config, show.Choice(f"objective_table_{one.objective_id}", "Readings of the objective"))


def _about(one: Objective) -> None:
    base, unit = one.baseline, one.counting.unit
    bounds = span(unit, base.low, base.high, base.currency)
    linked = {item.item_id: item.title for item in items(workspace())}.get(one.why.item_id, "")
    st.markdown(
        f"**Why**: {plain(one.why.reason)}  \n"
        f"**Owner**: {plain(one.terms.owner)} · set by {plain(one.set_by)} on {plain(day(one.set_at))}  \n"
        f"**Baseline**, frozen: {plain(written(unit, base.value, base.currency))} in {plain(base.span.words())} "
        f"(95 % interval {plain(bounds)}, {count(base.n)} observations, data version {base.data_version}, definition "
        f"version {one.counting.metric_version})  \n"
        f"**Of**: {plain(one.scope.describe())}" + (f"  \n**Brought by**: {plain(linked)}" if linked else "")
    )
    for past in one.history:
        before = written(unit, past.before.target, base.currency)
        st.caption(
            plain(
                f"Until {day(past.changed_at)}: {before} by {day(past.before.due_on)}, owner {past.before.owner}. "
                f"Changed by {past.changed_by}: {past.reason}"
            )
        )


def _revise(one: Objective) -> None:
    name, unit = f"objective_{one.objective_id}", one.counting.unit
    values = {"target": typed(unit, one.terms.target), "due_on": one.terms.due_on, "owner": one.terms.owner}
    editing.start(name, one.version, values)
    with st.expander("Change target, date or owner", key=f"{name}_change"):
        editing.conflict(name, {field: str(value) for field, value in _typed(name, one).items()})
        with st.form(f"{name}_form", border=False):
            with st.container(horizontal=True):
                st.number_input(
                    _labelled("Target", one.counting.unit, one.baseline.currency),
                    key=editing.key(name, "target"),
                    width=180,
                    help="In the metric's unit.",
                )
                st.date_input(
                    "Due date",
                    key=editing.key(name, "due_on"),
                    format="YYYY-MM-DD",
                    width=160,
                    help="The day by which it is reached.",
                )
                st.text_input(
                    "Owner", key=editing.key(name, "owner"), max_chars=80, width=220, help="Who answers for it."
                )
            st.text_input(
                "Why it changes", key=f"{name}_why", max_chars=1000, help="Needed; it stays in the history for good."
            )
            st.form_submit_button(
                "Save the change",
                on_click=_revised,
                args=(name, one),
                help="The baseline stays as it is. Kept with your name and the time.",
            )


def _typed(name: str, one: Objective) -> dict[str, Any]:
    state = st.session_state
    found = {field: state.get(editing.key(name, field)) for field in FIELDS}
    return found | {"target": read(one.counting.unit, float(found["target"] or 0.0))}


def _revised(name: str, one: Objective) -> None:
    state = st.session_state
    why = str(state.get(f"{name}_why") or "")
    try:
        terms = Terms(**_typed(name, one))
        keeping.revise(access.author(), replace(one, version=editing.seen(name)), terms, why)
    except ConflictError as error:
        editing.refused(name, error)
    except JourneyOfficeError as error:
        state[FAILED] = str(error)
    else:
        editing.stop(name)
        state[SAID] = "Changed; what held before is in the history."


def _close(one: Objective, found: Progress) -> None:
    name = f"closing_{one.objective_id}"
    with st.expander("Close it", key=f"{name}_part"), st.form(f"{name}_form", border=False):
        st.selectbox("It ends as", OUTCOMES, key=f"{name}_outcome", width=200, help="A closed objective never changes.")
        st.text_area(
            "What was learned", key=f"{name}_comment", max_chars=1000, height=80, help="Needed: what worked, what not."
        )
        st.form_submit_button(
            "Close the objective",
            on_click=_closed,
            args=(name, one, found),
            help="Kept with the last settled reading, your name and the time.",
        )


def _closed(name: str, one: Objective, found: Progress) -> None:
    state = st.session_state
    with show.refused(FAILED):
        keeping.close(
            access.author(), one, state[f"{name}_outcome"], str(state.get(f"{name}_comment") or ""), found.latest
        )
        state[SAID] = f"Closed: {one.counting.name}"


def _labelled(label: str, unit: Any, currency: str) -> str:
    return f"{label}, {currency if unit == 'money' else TYPED_IN[unit]}"
