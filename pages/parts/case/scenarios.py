"""Scenarios side by side: everything at worst, as assumed, at best, and those that somebody named."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from core.business_case import editing
from core.business_case.case import Case, Scenario
from core.business_case.findings import scenarios_finding
from core.business_case.result import Result
from core.business_case.words import payback_text, rate, rate_text
from core.business_case.worked import Worked
from core.errors import InvalidInputError
from core.wording import money, money_digits, number
from pages.parts import show
from pages.parts.case import draft
from pages.parts.case.draft import Draft
from pages.parts.case.written import scale_of

COLUMN = st.column_config


def shown(found: Draft, about: Worked, may_write: bool) -> None:
    """Show the scenarios in columns, and the form of a named one."""
    st.markdown(scenarios_finding(found.case, dict(about.scenarios)).markdown())
    every = {"Base": about.found, **dict(about.scenarios)}
    side_by_side(
        {name: (one, found.case.currency) for name, one in every.items()},
        f"case_scenarios_{found.case_id}_{found.revision}",
    )
    st.caption("Everything at its worst or best end at once is less likely than either end of the simulation.")
    if may_write:
        _form(found)


def side_by_side(results: Mapping[str, tuple[Result, str]], key: str) -> None:
    """Show what several cases or scenarios come to, one a column; each result with its currency."""
    amounts = [amount for one, _ in results.values() for amount in _amounts(one)]
    digits = money_digits(amounts)
    columns = {name: _figures(*one, digits) for name, one in results.items()}
    rows = pd.DataFrame({"Metric": list(next(iter(columns.values())))})
    for name, figures in columns.items():
        rows[name] = list(figures.values())
    config = {"Metric": COLUMN.TextColumn(pinned=True, width="medium")}
    config |= {name: COLUMN.TextColumn(alignment="right") for name in results}
    show.table(rows, config, show.Choice(key, "Scenarios side by side"))


def _amounts(one: Result) -> tuple[float, ...]:
    return one.npv, one.benefits_value, one.costs_value, one.most_tied_up


def _figures(one: Result, currency: str, digits: int | None) -> dict[str, str]:
    return {
        show.name_of("npv"): money(one.npv, currency, digits),
        show.name_of("rate_of_return"): rate_text(one),
        show.name_of("payback"): payback_text(one.payback_years),
        show.name_of("payback", "discounted"): payback_text(one.discounted_payback_years),
        show.name_of("roi"): rate(one.return_on_investment),
        show.name_of("benefit_cost_ratio"): number(one.benefit_cost_ratio, 2),
        show.name_of("present_value", "benefits"): money(one.benefits_value, currency, digits),
        show.name_of("present_value", "costs"): money(one.costs_value, currency, digits),
        show.name_of("most_tied_up"): money(one.most_tied_up, currency, digits),
    }


def _form(found: Draft) -> None:
    case, key = found.case, f"case_scenario_{found.case_id}"
    with st.popover("Name a scenario", icon=":material/add:", key=f"{key}_pop", help="Other values for some inputs."):
        st.text_input("Name", key=f"{key}_name", max_chars=80, help="As in: volume stays flat.")
        codes = st.multiselect(
            "Inputs that differ",
            list(case.by_code),
            key=f"{key}_codes",
            format_func=lambda code: case.by_code[code].label,
            help="All others stay as assumed.",
        )
        for code in codes:
            one = case.by_code[code]
            scale = scale_of(one)
            st.number_input(
                f"{one.label}{', %' if scale == 100 else ''}",
                value=one.value * scale,
                key=f"{key}_{code}",
                help=one.unit,
            )
        st.button(
            "Keep it",
            key=f"{key}_keep",
            on_click=_kept,
            args=(found.case_id, key, tuple(codes)),
            type="primary",
            help="Adds it to this case; save to keep it.",
        )
    for kept in case.scenarios:
        st.button(
            f"Take away: {kept.name}",
            key=f"{key}_less_{kept.name}",
            type="tertiary",
            icon=":material/remove:",
            on_click=draft.change,
            args=(found.case_id, partial(editing.without_scenario, name=kept.name)),
            help="Takes the scenario out of this case.",
        )


def _kept(case_id: str, key: str, codes: tuple[str, ...]) -> None:
    name = str(st.session_state.get(f"{key}_name") or "").strip()
    values = {code: float(st.session_state[f"{key}_{code}"]) for code in codes}
    draft.change(case_id, partial(_with_scenario, name=name, values=values))


def _with_scenario(case: Case, name: str, values: dict[str, float]) -> Case:
    if not values:
        raise InvalidInputError("A scenario changes at least one input. Choose which, and to what.")
    scaled = {code: value / scale_of(case.by_code[code]) for code, value in values.items()}
    return editing.with_scenario(case, Scenario(name, scaled))
