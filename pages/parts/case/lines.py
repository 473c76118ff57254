"""The lines of a case: the benefits and the costs as a CFO reads them, what is added or taken away, and overlaps."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from core.business_case import editing, table
from core.business_case.case import Case
from core.business_case.catalogue import lines as catalogue
from core.business_case.catalogue import with_line
from core.business_case.lines import BenefitLine, Overlap
from core.business_case.overlaps import overlapping, question
from core.business_case.worked import Worked
from core.wording import percent, plain
from pages.parts import show
from pages.parts.access import person
from pages.parts.case import draft
from pages.parts.case.draft import Draft

COLUMN = st.column_config
RISKS = {
    "range": "A range, drawn in the simulation",
    "haircut": "A fixed haircut; the simulation holds its inputs still",
}


def benefits(found: Draft, about: Worked, may_write: bool) -> None:
    """Show each benefit's table, and let a person set how its doubt is counted, or take it away."""
    for one in found.case.benefits:
        with st.expander(plain(one.label), key=f"case_line_{one.code}", expanded=one == found.case.benefits[0]):
            _table(found, table.benefit_rows(found.case, about.found, one.code), one.label)
            if may_write:
                _doubt(found, one)
                _take_away(found, one.code, one.label)
    if may_write:
        _add(found, "benefits", {one.code for one in found.case.benefits})


def costs(found: Draft, about: Worked, may_write: bool) -> None:
    """Show the costs, and let a person add or take away."""
    _table(found, table.cost_rows(found.case, about.found), "Costs")
    if may_write:
        with st.popover(
            "Take a cost away", icon=":material/remove:", key="case_less_costs", help="Choose the cost that goes."
        ):
            for one in found.case.costs:
                _take_away(found, one.code, one.label)
        _add(found, "costs", {one.code for one in found.case.costs})


def cash(found: Draft, about: Worked) -> None:
    """Show the cash flow by year."""
    _table(found, table.cash_rows(found.case, about.found), "Cash flow")


def overlaps(found: Draft, may_write: bool) -> None:
    """Ask about each pair of benefits that may count the same, and show what was answered."""
    pairs = overlapping(found.case)
    if not pairs:
        st.caption("No two benefits save the same thing in the same journeys.")
    answers = {frozenset((one.first, one.second)): one for one in found.case.overlaps}
    for one, other in pairs:
        answer = answers.get(frozenset((one.code, other.code)))
        if answer is None:
            st.warning(plain(question(one, other)), icon=":material/help:")
        else:
            labels = {one.code: one.label, other.code: other.label}
            st.markdown(
                plain(
                    f"{percent(answer.share, 0)} of {labels[answer.second]!r} is already in {labels[answer.first]!r}: "
                    f"{answer.reason} ({answer.answered_by})"
                )
            )
        if may_write:
            _answer(found, (one, other), answer)


def _answer(found: Draft, pair: tuple[BenefitLine, BenefitLine], answer: Overlap | None) -> None:
    first, second = (answer.first, answer.second) if answer else (pair[0].code, pair[1].code)
    key = f"case_overlap_{found.case_id}_{found.revision}_{first}_{second}"
    with st.form(key, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            "Share of the second in the first, %",
            0.0,
            100.0,
            answer.share * 100 if answer else 0.0,
            key=f"{key}_share",
            width=240,
            help="0 when they save different contacts, 100 when the second is wholly in the first.",
        )
        reason = answer.reason if answer else ""
        st.text_input("Why", reason, key=f"{key}_reason", max_chars=400, width=320, help="How you know.")
        st.form_submit_button(
            "Answer anew" if answer else "Answer",
            on_click=_answered,
            args=(found.case_id, first, second, key),
            help="Takes this share off the second benefit.",
        )


def _answered(case_id: str, first: str, second: str, key: str) -> None:
    share, reason = st.session_state[f"{key}_share"] / 100, str(st.session_state[f"{key}_reason"])
    name = person().name
    draft.change(case_id, lambda case: editing.with_overlap(case, Overlap(first, second, share, reason, name)))


def _doubt(found: Draft, one: BenefitLine) -> None:
    key = f"case_risk_{found.case_id}_{one.code}"
    st.session_state[key] = one.risk
    st.segmented_control(
        "How its doubt is counted",
        list(RISKS),
        key=key,
        required=True,
        format_func=RISKS.__getitem__,
        on_change=_set_risk,
        args=(found.case_id, one.code, key),
        help="Once, never twice: a fixed haircut, or a range around it. The headline is the same either way.",
    )


def _set_risk(case_id: str, code: str, key: str) -> None:
    draft.change(case_id, partial(editing.with_risk, code=code, risk=st.session_state[key]))


def _take_away(found: Draft, code: str, label: str) -> None:
    st.button(
        f"Take away: {plain(label)}",
        key=f"case_less_{code}",
        icon=":material/remove:",
        type="tertiary",
        on_click=draft.change,
        args=(found.case_id, partial(editing.without_line, code=code)),
        help="Takes the line out, with inputs that only it uses. Undo brings it back.",
    )


def _add(found: Draft, kind: str, there: set[str]) -> None:
    choices = {code: label for code, label in catalogue(kind).items() if code not in there}
    if not choices:
        return
    key = f"case_more_{kind}"
    st.selectbox(
        "Add a benefit" if kind == "benefits" else "Add a cost",
        list(choices),
        index=None,
        key=key,
        width=340,
        placeholder="Choose a line",
        format_func=choices.__getitem__,
        on_change=_added,
        args=(found.case_id, key),
        help="It starts from values to replace; the register shows which ones nobody answers for yet.",
    )


def _added(case_id: str, key: str) -> None:
    code = st.session_state[key]
    st.session_state[key] = None
    if code is not None:
        draft.change(case_id, partial(_with_line, code=code))


def _with_line(case: Case, code: str) -> Case:
    return with_line(case, code, draft.today())


def _table(found: Draft, rows: Sequence[table.Row], name: str) -> None:
    heads = table.columns(found.case)
    shown = pd.DataFrame(
        [(one.reference, one.metric, one.formula, *one.cells) for one in rows],
        columns=["Ref.", "Metric", "Formula or unit", *heads],
    )
    shown = shown.drop(columns=[name for name in shown.columns[:3] if not any(shown[name])])
    config = {
        "Ref.": COLUMN.TextColumn(width="small", pinned=True),
        "Metric": COLUMN.TextColumn(width="medium", pinned=True),
        "Formula or unit": COLUMN.TextColumn(width="medium"),
        **{head: COLUMN.TextColumn(alignment="right") for head in heads},
    }
    show.table(shown, config, show.Choice(f"case_table_{name}_{found.revision}", name), height="content")
