"""The estimate of one initiative: every number with its range and evidence, and what belongs to it in words."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from core.casebook.keeping import cases
from core.errors import InvalidInputError, JourneyOfficeError
from core.planning.estimates import EVIDENCES, KeptEstimate, save
from core.planning.inputs import FIELDS
from core.planning.joining import Joined
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from core.wording import plain
from pages.parts import navigation
from pages.parts.access import author
from pages.parts.manage.workspace import workspace
from pages.parts.plan import quadrants
from pages.parts.plan.known import FAILED, SAID, Seen

COLUMN = st.column_config
LEVERS = ("not given", "cost", "revenue", "risk")
BASES = {"a_year": "a year", "npv": "net present value"}


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
            "Value": COLUMN.NumberColumn(format="%.6g"),
            "Low": COLUMN.NumberColumn(format="%.6g", help="The least it may be; empty without a range."),
            "High": COLUMN.NumberColumn(format="%.6g", help="The most it may be; empty without a range."),
            "Unit": COLUMN.TextColumn(),
            "Evidence": COLUMN.SelectboxColumn(options=list(EVIDENCES), help="Measured, published or assumed."),
        },
    )
    if may_write:
        _words(of, stored, key)
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
                args=(key, kept),
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


def _words(of: Seen, one: Initiative, key: str) -> None:
    known_cases = {kept.case_id: kept.case.title for kept in cases(workspace()) if not kept.archived}
    titles = {other: title for other, title in of.titles.items() if other != one.initiative_id}
    teams = ", ".join(f"{team}: {months:g}" for team, months in one.effort_by_team)
    criteria = dict(one.criteria)
    with st.container(horizontal=True):
        st.selectbox(
            "Lever",
            LEVERS,
            LEVERS.index(one.lever or "not given"),
            key=f"{key}_lever",
            width=140,
            help="What it moves.",
        )
        st.text_input(
            "Currency", one.money.currency, key=f"{key}_currency", max_chars=3, width=100, help="Of its money, as EUR."
        )
        st.selectbox(
            "Value is",
            list(BASES),
            list(BASES).index(one.money.value_basis),
            key=f"{key}_basis",
            format_func=BASES.__getitem__,
            width=170,
            help="What the value is of.",
        )
        choices = ["", *known_cases]
        st.selectbox(
            "Business case",
            choices,
            choices.index(one.money.value_case) if one.money.value_case in choices else 0,
            key=f"{key}_case",
            format_func=lambda case_id: known_cases.get(case_id, "none"),
            width=240,
            help="Value and cost then come from this case; leave them empty here.",
        )
        st.number_input(
            "Departments",
            1,
            100,
            one.departments,
            key=f"{key}_departments",
            width=140,
            help="How many must work together.",
        )
        st.date_input(
            "Deadline",
            one.deadline,
            key=f"{key}_deadline",
            format="YYYY-MM-DD",
            width=160,
            help="By when it must be done.",
        )
    with st.container(horizontal=True):
        st.text_input(
            "Effort by team, person-months",
            teams,
            key=f"{key}_teams",
            max_chars=400,
            width=320,
            help="As in: IT: 2, Service: 1.5. The teams add up to the effort, or stand for it.",
        )
        st.multiselect(
            "Builds on",
            list(titles),
            [i for i in one.depends_on if i in titles],
            key=f"{key}_depends_on",
            format_func=titles.__getitem__,
            width=320,
            help="What must be done before.",
        )
        st.text_input(
            "Segment", one.segment, key=f"{key}_segment", max_chars=200, width=200, help="Whose journeys it is about."
        )
    with st.container(horizontal=True):
        for name, _ in of.setup.weights:
            score = criteria.get(name)
            st.number_input(
                f"{name.capitalize()}, 1 to 5",
                1.0,
                5.0,
                float(score.value) if score else None,
                0.5,
                key=f"{key}_criterion_{name}",
                width=200,
                help="The score for this criterion of the weighted score.",
            )
    st.text_area(
        "Expected outcome",
        one.expected_outcome,
        key=f"{key}_outcome",
        max_chars=4000,
        height=80,
        help="What will be different, and how it will be seen.",
    )


def _saved(key: str, kept: KeptEstimate) -> None:
    try:
        save(author(), _typed(key, kept), str(st.session_state.get(f"{key}_reason") or ""))
    except JourneyOfficeError as error:
        st.session_state[FAILED] = str(error)
    else:
        st.session_state["plan_revision"] = st.session_state.get("plan_revision", 0) + 1
        st.session_state[SAID] = "The estimate is kept."


def _typed(key: str, kept: KeptEstimate) -> KeptEstimate:
    state, one = st.session_state, kept.initiative
    evidence = dict(kept.evidence)
    money = replace(
        one.money,
        currency=str(state[f"{key}_currency"] or "").strip().upper(),
        value_basis=state[f"{key}_basis"],
        value_case=state[f"{key}_case"] or None,
    )
    chosen = {
        name: state[f"{key}_{name}"]
        for name in ("lever", "departments", "deadline", "depends_on", "segment", "outcome")
    }
    scores = {
        str(name).rpartition("_criterion_")[2]: value
        for name, value in state.items()
        if str(name).startswith(f"{key}_criterion_") and value is not None
    }
    before = dict(one.criteria)
    one = replace(
        one,
        lever=None if chosen["lever"] == "not given" else chosen["lever"],
        departments=chosen["departments"],
        deadline=chosen["deadline"],
        depends_on=tuple(chosen["depends_on"]),
        segment=chosen["segment"] or "",
        expected_outcome=chosen["outcome"] or "",
        money=money,
        effort_by_team=_teams(str(state[f"{key}_teams"] or "")),
        criteria=tuple(
            (str(name), before[name] if name in before and before[name].value == value else Estimate(value))
            for name, value in scores.items()
        ),
        effort=None,
    )
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


def _teams(text: str) -> tuple[tuple[str, float], ...]:
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        team, colon, months = part.rpartition(":")
        try:
            found.append((team.strip(), float(months)))
        except ValueError:
            colon = ""
        if not colon:
            raise InvalidInputError(f"{part!r} is no team with its person-months. Write as in: IT: 2, Service: 1.5.")
    return tuple(found)
