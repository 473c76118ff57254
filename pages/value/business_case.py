"""Does it pay? The case for fixing journeys: what is asked for, what comes back, what it rests on, who said yes."""

import streamlit as st

from core.business_case.findings import answer
from core.business_case.worked import Worked
from core.casebook.keeping import KeptCase, cases
from core.casebook.status import Status, statuses
from core.finding import Finding
from core.wording import count
from pages.parts import access, show
from pages.parts.case import (
    begin,
    cards,
    draft,
    files,
    known,
    lines,
    measured,
    register,
    scenarios,
    sign_off,
    sliders,
    terms_form,
    work,
)
from pages.parts.case.draft import Draft
from pages.parts.manage.workspace import workspace
from pages.parts.office import office

QUESTION = "Does it pay?"
PARTS = ("Result", "Assumptions", "Benefits and costs", "Uncertainty", "Scenarios", "Sign-off")


def overview(found: tuple[KeptCase, ...], known_statuses: dict[str, Status]) -> Finding:
    """Say how many cases there are and how many are signed."""
    if not found:
        return Finding("There is", "no business case yet.", "Begin one below, from a template or from a journey type.")
    signed = sum(one.in_force is not None for one in known_statuses.values())
    waiting = sum(one.state == "awaiting" for one in known_statuses.values())
    many = "1 case:" if len(found) == 1 else f"{count(len(found))} cases:"
    return Finding(many, f"{count(signed)} approved,", f"{count(waiting)} awaiting approval.")


def main() -> None:
    """Show the page."""
    title, sentence, badges = st.empty(), st.empty(), st.empty()
    title.title(QUESTION, anchor=False)
    show.failed(draft.FAILED)
    show.said(draft.SAID)
    found, known_statuses = cases(workspace()), statuses(workspace())
    may_write = access.may("write")
    opened = begin.choose(found)
    with st.expander("Business cases", expanded=not opened, key=f"case_list_{opened}", icon=":material/folder_open:"):
        chosen = begin.listed(found, known_statuses) if found else None
        if may_write:
            st.subheader("Begin a case", anchor=False)
            begin.form(draft.today())
    if chosen is None:
        sentence.markdown(overview(found, known_statuses).markdown())
        return
    one = draft.opened(chosen)
    about = known.known(one.case)
    sentence.markdown(answer(one.case, about.found, about.drawn).markdown())
    with badges.container(horizontal=True, gap="small"):
        work.badges(one, known_statuses[one.case_id])
    may_write = may_write and not chosen.archived
    work.bar(one, chosen, may_write)
    cards.headline(about)
    part = st.segmented_control(
        "Part",
        PARTS,
        default=PARTS[0],
        key="case_part",
        required=True,
        bind="query-params",
        label_visibility="collapsed",
        help="Which part of the case is shown.",
    )
    SHOWN[part or PARTS[0]](one, about, may_write)


def result_part(one: Draft, about: Worked, may_write: bool) -> None:
    """Show sliders beside the way to the result, then cash, evidence and doing nothing; anybody may try values."""
    del may_write
    left, right = st.columns([1, 2], gap="medium")
    with left, st.container(border=True):
        st.header("Move an input", anchor=False)
        sliders.shown(one, about.bars)
    with right, st.container(border=True, height="stretch"):
        st.header("Where the value comes from", anchor=False)
        cards.way(about)
    with st.grid(2, min_column_width=340, gap="medium"):
        with st.container(border=True, height="stretch"):
            st.header("Cash so far", anchor=False)
            cards.cash(about)
        with st.container(border=True, height="stretch"):
            st.header("If nothing is done", anchor=False)
            cards.nothing(about)
    with st.container(border=True):
        st.header("What the result rests on", anchor=False)
        cards.rests(about)
    with st.container(border=True):
        st.header("Cash flow", anchor=False)
        lines.cash(one, about)


def inputs_part(one: Draft, about: Worked, may_write: bool) -> None:
    """Show the register, what is measured, and the terms."""
    with st.container(border=True):
        st.header("Every assumption", anchor=False)
        register.shown(one, about.weights, may_write)
    with st.container(border=True):
        st.header("What the data say now", anchor=False)
        measured.shown(one, may_write)
    if may_write:
        with st.container(border=True, height="stretch"):
            st.header("Title and terms", anchor=False)
            terms_form.shown(one)


def lines_part(one: Draft, about: Worked, may_write: bool) -> None:
    """Show benefits, overlaps and costs."""
    with st.container(border=True):
        st.header("Benefits", anchor=False)
        lines.benefits(one, about, may_write)
    with st.container(border=True):
        st.header("Counted twice?", anchor=False)
        lines.overlaps(one, may_write)
    with st.container(border=True):
        st.header("Costs", anchor=False)
        lines.costs(one, about, may_write)


def doubt_part(one: Draft, about: Worked, may_write: bool) -> None:
    """Show the tornado, the simulation and the break-even values."""
    del may_write
    with st.grid(2, min_column_width=340, gap="medium"):
        with st.container(border=True, height="stretch"):
            st.header("One input at a time", anchor=False)
            cards.one_by_one(about)
        with st.container(border=True, height="stretch"):
            st.header("All inputs at once", anchor=False)
            cards.chances(about)
    with st.container(border=True):
        st.header("Each input", anchor=False)
        cards.by_input(one, about)


def scenarios_part(one: Draft, about: Worked, may_write: bool) -> None:
    """Show the scenarios, and other cases beside this one."""
    with st.container(border=True):
        st.header("Scenarios side by side", anchor=False)
        scenarios.shown(one, about, may_write)
    with st.container(border=True):
        st.header("Beside another case or version", anchor=False)
        work.beside(one, about)


def signing_part(one: Draft, about: Worked, may_write: bool) -> None:
    """Show what is missing, versions and decisions, files and comments."""
    del may_write
    with st.container(border=True):
        st.header("Approval", anchor=False)
        versions = {
            info.dataset_id: info.data_version for info in office().datasets() if info.dataset_id == one.case.dataset_id
        }
        sign_off.shown(one, versions)
    with st.container(border=True):
        st.header("To hand on", anchor=False)
        files.offered(one, about)
    with st.container(border=True):
        st.header("Comments", anchor=False)
        sign_off.talk(one.case_id)


SHOWN = {
    "Result": result_part,
    "Assumptions": inputs_part,
    "Benefits and costs": lines_part,
    "Uncertainty": doubt_part,
    "Scenarios": scenarios_part,
    "Sign-off": signing_part,
}

main()
