"""What belongs to an estimate in words and choices: lever, money, case, teams, criteria, what it builds on."""

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from core.casebook.keeping import cases
from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from pages.parts.manage.workspace import workspace
from pages.parts.plan.known import Seen

LEVERS = ("not given", "cost", "revenue", "risk")
BASES = {"a_year": "a year", "npv": "net present value"}


def fields(of: Seen, one: Initiative, key: str) -> None:
    """Show the fields."""
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


def typed(key: str, one: Initiative, shown: Collection[str]) -> Initiative:
    """Return the initiative with what its fields hold, without its numbers; `shown` are the ids that could be chosen.

    What it builds on and could not be chosen, as it is done, stays.
    """
    state = st.session_state
    money = replace(
        one.money,
        currency=str(state[f"{key}_currency"] or "").strip().upper(),
        value_basis=state[f"{key}_basis"],
        value_case=state[f"{key}_case"] or None,
    )
    lever = state[f"{key}_lever"]
    scores = {
        str(name).rpartition("_criterion_")[2]: value
        for name, value in state.items()
        if str(name).startswith(f"{key}_criterion_") and value is not None
    }
    before = dict(one.criteria)
    hidden = [each for each in one.depends_on if each not in shown]
    return replace(
        one,
        lever=None if lever == LEVERS[0] else lever,
        departments=state[f"{key}_departments"],
        deadline=state[f"{key}_deadline"],
        depends_on=(*state[f"{key}_depends_on"], *hidden),
        segment=state[f"{key}_segment"] or "",
        expected_outcome=state[f"{key}_outcome"] or "",
        money=money,
        effort_by_team=_teams(str(state[f"{key}_teams"] or "")),
        criteria=tuple(
            (name, before[name] if name in before and before[name].value == value else Estimate(value))
            for name, value in scores.items()
        ),
        effort=None,
    )


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
