"""What comes first? Initiatives under several methods, how far an order can be trusted, and the best plan."""

import streamlit as st

from core.errors import InvalidInputError
from core.finding import Finding
from core.planning.example import load_example, remove_example
from core.planning.joining import examples
from core.planning.scores import Scores
from core.planning.scoring import setup
from core.wording import count, plain
from pages.parts import access, navigation, show
from pages.parts.access import author
from pages.parts.manage.workspace import workspace
from pages.parts.plan import estimating, known, portfolio, quadrants, ranking, scoring_form
from pages.parts.plan.known import FAILED, SAID, Seen

QUESTION = "What comes first?"
PARTS = ("Ranking", "Effort and impact", "Plan", "How we score")


def finding(of: Seen, scored: Scores | None) -> Finding:
    """Say what comes first by the office's method, and how many can't be ranked."""
    if not of.found:
        return Finding("There is", "no initiative yet.", "Add items to the backlog, or load the example.")
    method = of.setup.chosen()
    if scored is None or method.code in scored.refused:
        return Finding(
            f"By {method.name}", "nothing can be ranked yet.", "Estimate what it needs, or choose another method."
        )
    placed = [(one.rank, code) for code, one in scored.by_method[method.code].items() if one.rank is not None]
    lacking = len(of.found) - len(placed)
    lacks = f"{count(lacking)} of {count(len(of.found))} lack an input." if lacking else ""
    if not placed:
        return Finding(f"By {method.name}", "nothing can be ranked yet.", lacks)
    first = [of.titles[code] for rank, code in sorted(placed) if rank == 1]
    both = f"{' and '.join(first)} {'tie for the first place.' if len(first) > 1 else 'comes first.'}"
    return Finding(f"By {method.name},", both, lacks)


def main() -> None:
    """Show the page."""
    st.title(QUESTION, anchor=False)
    sentence = st.empty()
    show.failed(FAILED)
    show.said(SAID)
    may_write = access.may("write")
    of = known.seen(setup(workspace()))
    scored = None
    if of.found:
        try:
            scored = known.all_scores(of)
        except InvalidInputError as error:
            st.caption(plain(str(error)))
    sentence.markdown(finding(of, scored).markdown())
    example(bool(of.found), may_write)
    if scored is None:
        return
    part = st.segmented_control(
        "Part",
        PARTS,
        default=PARTS[0],
        key="plan_part",
        required=True,
        bind="query-params",
        label_visibility="collapsed",
        help="Which part is shown.",
    )
    if part == "Effort and impact":
        with st.container(border=True):
            st.header("Effort against impact", anchor=False)
            quadrants.shown(of, may_write)
    elif part == "Plan":
        with st.container(border=True):
            st.header("The best plan", anchor=False)
            portfolio.shown(of, may_write)
    elif part == "How we score":
        with st.container(border=True):
            st.header("How the office scores", anchor=False)
            scoring_form.shown(of.setup, may_write)
    else:
        ranks(of, scored, may_write)


def ranks(of: Seen, scored: Scores, may_write: bool) -> None:
    """Show methods side by side, the estimate of the chosen initiative, trust and disagreement."""
    with st.container(border=True):
        st.header("Methods side by side", anchor=False)
        ranking.side_by_side(of, scored)
    chosen = next((one for one in of.found if one.initiative.initiative_id == st.query_params.get("initiative")), None)
    if chosen is not None:
        with st.container(border=True):
            st.header("The estimate", anchor=False)
            estimating.shown(of, chosen, may_write)
    with st.container(border=True):
        st.header("Can the order be trusted?", anchor=False)
        usable = {one.code: one for one in scored.methods if one.code not in scored.refused}
        lead = of.setup.chosen().code
        code = st.segmented_control(
            "By",
            list(usable),
            default=lead if lead in usable else next(iter(usable)),
            key="plan_by",
            required=True,
            format_func=lambda code: usable[code].name,
            help="Which method's order is looked at.",
        )
        ranking.trust(of, usable[code or lead])
    with st.container(border=True):
        st.header("Where methods disagree", anchor=False)
        ranking.apart(of, scored)


def example(any_found: bool, may_write: bool) -> None:
    """Say whether the example is shown, and offer to load or remove it."""
    there = examples(workspace())
    if there.count:
        st.caption(plain(there.sentence()))
        if may_write:
            st.button(
                "Remove the example",
                key="plan_less_example",
                type="tertiary",
                on_click=_run,
                args=(remove_example,),
                help="Takes all examples away.",
            )
    elif may_write and not any_found:
        with st.container(horizontal=True):
            st.button(
                "Load an example",
                key="plan_example",
                on_click=_run,
                args=(load_example,),
                help="Twelve made-up initiatives, marked as such.",
            )
            st.page_link(navigation.page("backlog"), label="Backlog", icon=":material/checklist:")


def _run(change: object) -> None:
    assert callable(change)
    with show.refused(FAILED):
        change(author())


main()
