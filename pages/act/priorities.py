"""Which journeys first? Every journey type and touchpoint scored from data and judgement, and two to start with."""

from dataclasses import replace
from functools import partial

import streamlit as st

from core.finding import Finding
from core.measured.journey_types import JourneyTypes
from core.measured.subjects import narrowed, touchpoints_as_subjects, types_as_subjects
from core.measured.touchpoints import TouchpointBy, Touchpoints
from core.planning.judgements import Judgements, judgements
from core.priorities import journeys, touchpoints
from core.priorities.scoring import Scoring
from core.priorities.starting import Proposal
from core.priorities.subject import Subject, judging
from core.wording import plain
from pages.parts import access, page, show
from pages.parts.fitting import Fit, when_fitted
from pages.parts.manage.workspace import workspace
from pages.parts.priorities import cards, known
from pages.parts.priorities import judging as judge
from pages.parts.view import View

QUESTION = "Which journeys first?"
PARTS = ("Journey types", "Touchpoints")
BYS: dict[TouchpointBy, str] = {"channel": "Channels", "touchpoint": "Channels and activities"}
DEFINITIONS = {
    "Avoidable cost": "the adjusted effect of one more channel x the extra channels of a year, less a haircut; at most",
    "Retention at risk": "customers x value x adjusted effect x extra channels in the period, less a haircut",
    "Effort and satisfaction gap": "how far the answers lie below the best, or below a target",
    "Score": "each part as its share of the largest, times its weight; a part that is missing is never 0",
    "Value, feasibility": "the weighted mean of the parts that count on either",
}


def judged(subjects: tuple[Subject, ...], kept: Judgements) -> tuple[Subject, ...]:
    """Return the subjects with what was judged of those that are there, and whether they exist."""
    ids = {one.subject_id for one in subjects}
    found = judging(subjects, {key: one for key, one in kept.judged.items() if key[0] in ids})
    return tuple(replace(one, existing=one.subject_id not in kept.planned) for one in found)


def finding(proposal: Proposal, scoring: Scoring) -> Finding:
    """Say what to start with."""
    if len(scoring.rows) == 1:
        one = scoring.rows[0].subject.name
        return Finding(f"{one} is", "the only journey type in this scope,", "so there is nothing to compare it with.")
    if not proposal.chosen:
        return Finding("", "Nothing can be proposed yet.", proposal.why[0])
    names = " and ".join(scoring.row(one).subject.name for one in proposal.chosen)
    doubt = "; the ranges don't tell the second from the next" if proposal.noise else ""
    return Finding("Start with", f"{names}{doubt}.", "")


def journey_part(view: View, opening: page.Opening, may_write: bool) -> None:
    """Show the journey types, once they are measured."""
    fit = Fit("journey_types", "Measuring every journey type …", view, known.journey_types, ())
    when_fitted(
        fit, partial(journey_types, view, opening, may_write), place=(300, 1010, 830, 990), keeps=(page.PROVENANCE,)
    )


def journey_types(view: View, opening: page.Opening, may_write: bool, found: JourneyTypes) -> None:
    """Show the proposal, scores by parts, value against feasibility, trust, judgements."""
    data = view.dataset
    kept = judgements(workspace(), "journey types", data.dataset_id)
    subjects = judged(types_as_subjects(found), kept)
    if not subjects:
        opening.say(Finding("No journey in this scope has", "a type,", "so there is nothing to rank."), found.journeys)
        return
    channels = narrowed(found)
    content = show.content_of(subjects, kept.weights, kept.least_feasibility, channels)
    scoring, proposal = known.scored_types(content, subjects, kept, channels)
    opening.say(finding(proposal, scoring), found.journeys)
    with st.container(border=True):
        st.header("Start with two", anchor=False)
        start(proposal, scoring)
        if proposal.chosen:
            page.case_link(proposal.chosen, "priorities_case")
    with st.container(border=True):
        st.header("The score and its parts", anchor=False)
        cards.by_parts(scoring, {row.name: row.parts for row in found.rows}, found.currency, "types")
    left, right = st.columns(2, gap="medium") if cards.can_be_drawn(scoring) else (st.container(), st.container())
    with left, st.container(border=True, height="stretch"):
        st.header("Value against feasibility", anchor=False)
        sizes = {row.name: float(row.journeys) for row in found.rows}
        cards.picture(scoring, proposal.chosen, sizes, "types")
    with right, st.container(border=True, height="stretch"):
        st.header("Can the order be trusted?", anchor=False)
        cards.trust(scoring, "types")
    if may_write:
        with st.container(border=True):
            st.header("What people judge", anchor=False)
            judge.shown(kept, subjects, journeys.CRITERIA)
    for note in found.notes:
        st.caption(plain(note))
    page.provenance(view, {f"Measured, {n}": answer for n, answer in enumerate(found.answers, 1)}, DEFINITIONS)


def start(proposal: Proposal, scoring: Scoring) -> None:
    """Show why these two, what would change the choice, and to which channels the work may be narrowed."""
    st.markdown(plain(" ".join(proposal.why)))
    if proposal.tied:
        st.markdown("**A tie:** the second and the next have equal values.")
    for sentence in proposal.would_change:
        st.markdown(f"- {plain(sentence)}")
    for one, channels in proposal.narrowed.items():
        st.caption(plain(f"{one} may be narrowed to {' and '.join(channels)}: most of its switches touch one of them."))
    for note in [note for note in proposal.notes if note not in scoring.notes]:
        st.caption(plain(note))


def touchpoint_part(view: View, opening: page.Opening, may_write: bool) -> None:
    """Show the touchpoints, once they are measured."""
    by = st.segmented_control(
        "By",
        list(BYS),
        default="channel",
        required=True,
        key="touch_by",
        format_func=BYS.__getitem__,
        bind="query-params",
        help="What a touchpoint is.",
    )
    about = (by or "channel",)
    fit = Fit("touchpoints", "Measuring every touchpoint …", view, known.touchpoints, about)
    show_all = partial(measured_touchpoints, view, opening, may_write)
    when_fitted(fit, show_all, place=(950, 640, 810), keeps=(page.PROVENANCE,))


def measured_touchpoints(view: View, opening: page.Opening, may_write: bool, found: Touchpoints) -> None:
    """Show scores by parts, trust, judgements."""
    data = view.dataset
    kept = judgements(workspace(), "touchpoints", data.dataset_id)
    subjects = judged(touchpoints_as_subjects(found), kept)
    if not subjects:
        opening.say(Finding("No contact in this scope has", "a touchpoint,", "so there is nothing to rank."), None)
        return
    scoring = known.scored_touchpoints(show.content_of(subjects, kept.weights), subjects, kept)
    first = [row.subject.name for row in scoring.rows if row.rank == 1]
    opening.say(
        Finding("By volume and retention,", f"{' and '.join(first) or 'nothing'} comes first.", scoring.sentence), None
    )
    with st.container(border=True):
        st.header("The score and its parts", anchor=False)
        cards.by_parts(scoring, {row.name: row.parts for row in found.rows}, found.currency, "touch")
    with st.container(border=True):
        st.header("Can the order be trusted?", anchor=False)
        cards.trust(scoring, "touch")
    if may_write:
        with st.container(border=True):
            st.header("What people judge", anchor=False)
            judge.shown(kept, subjects, touchpoints.CRITERIA)
    for note in found.notes:
        st.caption(plain(note))
    page.provenance(view, {f"Measured, {n}": answer for n, answer in enumerate(found.answers, 1)}, DEFINITIONS)


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    show.failed(judge.FAILED)
    show.said(judge.SAID)
    may_write = access.may("write")
    part = st.segmented_control(
        "Of",
        PARTS,
        default=PARTS[0],
        required=True,
        key="priority_part",
        bind="query-params",
        label_visibility="collapsed",
        help="What is put in order.",
    )
    if part == "Touchpoints":
        touchpoint_part(view, opening, may_write)
    else:
        journey_part(view, opening, may_write)


main()
