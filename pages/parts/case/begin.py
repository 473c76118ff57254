"""The cases there are, and the form of a new one: from a template, on the numbers of a journey type or without."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import streamlit as st

from core.business_case.catalogue import Start, start, templates
from core.business_case.result import result
from core.casebook.keeping import KeptCase, new_id, save
from core.casebook.status import Status
from core.wording import day, money, money_digits, plain
from pages.parts import access, cached, dataset_picker, show
from pages.parts.case import draft, measured
from pages.parts.one_of import one_of
from pages.parts.show import packed
from pages.parts.view import View, current_scope

COLUMN = st.column_config
CHOSEN, VISITED = "case_chosen", "case_visited"
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CAD", "AUD", "INR")


def listed(found: tuple[KeptCase, ...], known: Mapping[str, Status]) -> KeptCase | None:
    """Show every case and return the chosen one."""
    values = [_npv(one.case_id, one.version, one.changed_at, one) for one in found]
    digits = money_digits(values)
    rows = pd.DataFrame(
        [
            _row(one, known[one.case_id], money(npv, one.case.currency, digits))
            for one, npv in zip(found, values, strict=True)
        ]
    )
    config = {name: COLUMN.TextColumn() for name in rows.columns} | {
        "Case": COLUMN.TextColumn(width="large"),
        "Net present value": show.written("npv"),
    }
    place = one_of("case", "Business cases", rows, [one.case_id for one in found], config)
    return None if place is None else found[place]


def choose(found: tuple[KeptCase, ...]) -> bool:
    """Choose the case that was just begun, or on the first visit the newest; tell whether one is chosen."""
    if CHOSEN in st.session_state:
        st.query_params["case"] = st.session_state.pop(CHOSEN)
    elif "journey_type" in st.query_params:  # somebody is about to begin a case
        st.query_params.pop("case", None)
    elif found and not found[0].archived and "case" not in st.query_params and not st.session_state.get(VISITED):
        st.query_params["case"] = found[0].case_id
    st.session_state[VISITED] = True
    return st.query_params.get("case") in {one.case_id for one in found}


@st.cache_data(max_entries=500, show_spinner=False)
def _npv(case_id: str, version: int, changed_at: datetime, _kept: KeptCase) -> float:
    """Return the net present value of a kept case, worked out once for each of its versions."""
    del case_id, version, changed_at
    return result(_kept.case).npv


def _row(one: KeptCase, status: Status, npv: str) -> dict[str, str]:
    return {
        "Case": one.case.title,
        "State": "archived" if one.archived else status.sentence(),
        "Net present value": npv,
        "Owner": one.case.owner or "nobody yet",
        "Changed": f"{day(one.changed_at)}, {one.changed_by}",
    }


def form(today: date) -> None:
    """Show the form of a new case."""
    offered = templates()
    dataset = dataset_picker.current()
    view = View(dataset, current_scope()) if dataset is not None and dataset.journeys else None
    types = cached.choices(view.dataset.dataset_id, view.dataset.data_version).issues if view else ()
    asked = [one for one in st.query_params.get_all("journey_type") if one in types]
    if asked:
        st.session_state.setdefault("case_new_types", asked)
    st.selectbox(
        "Start from",
        range(len(offered)),
        key="case_new_template",
        format_func=lambda place: offered[place].name,
        help="Which people, tools and benefits it begins with; all of it can be changed.",
    )
    st.caption(plain(offered[st.session_state["case_new_template"]].meaning))
    if types:
        st.multiselect(
            "On the numbers of",
            types,
            key="case_new_types",
            placeholder="No journey type: benchmarks and assumptions",
            help="Volume, channels, costs and effects are taken from the chosen dataset, with their evidence.",
        )
    usual = view.dataset.currency if view else "USD"
    currencies = list(dict.fromkeys((usual, *CURRENCIES)))
    measured_on = bool(types and st.session_state["case_new_types"])
    if measured_on:
        st.session_state["case_new_currency"] = usual
    with st.container(horizontal=True):
        st.text_input("Title", key="case_new_title", max_chars=160, width=320, help="What will be fixed.")
        st.selectbox(
            "Currency",
            currencies,
            key="case_new_currency",
            width=110,
            disabled=measured_on,
            help="That of every amount in the case; that of the data where it is measured.",
        )
        st.number_input(
            "Price of one US dollar",
            0.0001,
            100000.0,
            None,
            key="case_new_dollar",
            width=190,
            format="%.4f",
            disabled=st.session_state["case_new_currency"] == "USD",
            help="In the case's currency: the benchmarks are in US dollars and are converted with it.",
        )
        st.text_input("Owner", key="case_new_owner", max_chars=80, width=200, help="Who answers for the case.")
        st.date_input(
            "Starts on",
            date(today.year + 1, 1, 1),
            key="case_new_start",
            format="YYYY-MM-DD",
            width=160,
            help="The day on which the first money is paid.",
        )
    st.button(
        "Begin the case",
        key="case_new_begin",
        type="primary",
        on_click=_begun,
        args=(view, today),
        help="Makes a draft that you can change; nothing is decided by it.",
    )


def _begun(view: View | None, today: date) -> None:
    state = st.session_state
    types = tuple(state.get("case_new_types") or ())
    scope = None if view is None or not types else replace(view.scope, issues=types)
    with show.refused(draft.FAILED):
        found = measured.of_scope(view.dataset, scope) if view is not None and scope is not None else None
        begun = start(
            Start(
                template=templates()[state["case_new_template"]].code,
                title=str(state["case_new_title"] or "").strip() or (f"Fix {' and '.join(types)}" if types else ""),
                currency=state["case_new_currency"],
                start_on=state["case_new_start"],
                today=today,
                dollar_price=state["case_new_dollar"],
                owner=str(state["case_new_owner"] or "").strip(),
                journey_types=types,
                dataset_id=found.dataset_id if found else "",
                scope_query=packed(scope.to_query()) if scope else "",
            ),
            measured.at_start(found) if found else {},
        )
        kept = save(access.author(), new_id(), begun, 0)
        state[CHOSEN] = kept.case_id
        st.query_params.pop("journey_type", None)
