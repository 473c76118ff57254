"""What does switching channels cost? Raw, adjusted and published; where it happens; what less would save."""

from functools import partial

import streamlit as st

from core.engine import Answer
from core.switching.by_channels import ChannelCosts
from core.switching.calculate import Move
from core.switching.findings import extra_channel_finding, matrix_finding, what_if_finding
from core.switching.results import ExtraChannel
from core.switching.what_if import what_if_of
from core.text import counted
from core.wording import count, money, money_range, percent
from pages.parts import page, show
from pages.parts.cached import Switching
from pages.parts.fitting import when_fitted
from pages.parts.value import switching_cards as cards
from pages.parts.view import View

QUESTION = "What does switching channels cost?"
EFFECT = "cost_per_extra_channel"
PLACE = (110, 770, 810, 1300, 400, 940, 900)
DEFINITIONS = {
    "Channel used": "a distinct channel of a journey; an extra channel is one more than it would have taken",
    "Raw": "more channels against fewer, nothing held fixed: hard cases need more channels and cost more",
    "Adjusted": "issue, region, segment, first channel and month held fixed; errors counted by customer",
    "Doubly robust": "a model of the cost and one of the channels, each fitted on other customers than it is used on",
    "Within customers": "one customer's journeys compared with each other: what is lasting about a customer is fixed",
    "Associated, not caused": "what no column shows may differ; the last card says how strong it would have to be",
    "Added cost of a switch": "of the journeys that make it, beyond the same issue solved in its first channel",
}


def headline(found: ExtraChannel, avoidable: str, note: str) -> list[show.Number]:
    """Write the headline numbers: adjusted, raw, published, and what all switches cost."""

    def one(method: str, of: str, more: str) -> show.Number:
        rung = found.estimate(method)
        if rung is None or rung.effect.value is None:
            return show.Number(EFFECT, "not available", more if rung is None else rung.effect.why_not, of=of)
        low, high = rung.effect.low, rung.effect.high
        span = "" if low is None or high is None else money_range(low, high, found.unit)
        return show.Number(EFFECT, money(rung.effect.value, found.unit), more, note=span, of=of)

    published = found.published
    benchmark = "not available" if published is None else money(published.value, published.unit)
    return [
        one(
            "regression",
            "adjusted",
            "With issue, region, segment, first channel and month held fixed.",
        ),
        one("raw", "raw", "Nothing held fixed: this also counts that hard cases need more channels."),
        show.Number(
            EFFECT,
            benchmark,
            "" if published is None else published.method,
            note="a benchmark, not yours",
            note_colour="gray",
            of="published",
        ),
        show.Number(
            "avoidable_cost",
            avoidable,
            note=note,
            note_colour="gray",
        ),
    ]


def what_if(costs: ChannelCosts, effect: ExtraChannel) -> None:
    """Let a person move a share of journeys to fewer channels, and say what it saves."""
    st.caption("Uses the adjusted effect of this scope, with its interval, and takes the haircut off that it carries.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        many = st.number_input(
            "From so many channels",
            2,
            12,
            3,
            key="move_from",
            width=190,
            bind="query-params",
            help="Journeys that used exactly this many channels.",
        )
        few = st.number_input(
            "To so many",
            1,
            int(many) - 1,
            1,
            key=f"move_to_{many}",
            width=150,
            persist_state="session",
            help="How many channels they would use instead.",
        )
        share = st.slider(
            "Share of them moved",
            0,
            100,
            25,
            format="%d%%",
            key="move_share",
            width=280,
            bind="query-params",
            help="What part of these journeys is changed.",
        )
    found = what_if_of(costs, effect, Move(int(many), int(few), share / 100))
    st.markdown(what_if_finding(found).markdown())
    if found.saving is None:
        return
    one = found.saving
    span = "" if one.low is None or one.high is None else money_range(one.low, one.high, one.figure.unit)
    show.numbers(
        [
            show.Number(
                "journeys_moved",
                count(found.journeys * share / 100),
                f"{percent(share / 100, 0)} of {count(found.journeys)}.",
            ),
            show.Number(
                "saving",
                money(one.value, one.figure.unit),
                note=span,
            ),
            show.Number(
                "counted_on",
                money(one.counted_on, one.figure.unit),
                f"{percent(one.haircut_share, 0)} taken off, because it is associated and not proven.",
            ),
        ],
        columns=3,
    )


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    when_fitted(cards.beginning(view), partial(answer, view, opening), place=PLACE, keeps=(page.PROVENANCE,))


def answer(view: View, opening: page.Opening, found: Switching) -> None:
    """Show the page once it is known what it begins with."""
    quick, matrix = found.quick, found.matrix
    opening.say(extra_channel_finding(quick), quick.journeys)
    if not quick.journeys:
        page.nothing_found()
        return
    total = matrix.avoidable
    avoidable = "not available" if total is None else money(total.value, total.unit)
    switched = f"{counted(matrix.journeys_switched, 'journey')} with a switch"
    show.numbers(headline(quick, avoidable, switched))
    with st.container(border=True):
        st.header("From raw to adjusted", anchor=False)
        when_fitted(cards.models(view), partial(cards.ladder, view), place=(690,))
    with st.container(border=True):
        st.header("By channels used", anchor=False)
        when_fitted(cards.costs(view, "by_channels"), partial(cards.by_channels, view), place=(730,))
    with st.container(border=True):
        st.header("From which channel to which", anchor=False)
        st.markdown(matrix_finding(matrix).markdown())
        cards.matrix(view, matrix)
    with st.container(border=True):
        st.header("What if journeys needed fewer channels?", anchor=False)
        when_fitted(cards.costs(view, "what_if"), lambda costs: what_if(costs, quick), place=(300,))
        page.case_link(view.scope.issues, "switching_case")
    with st.container(border=True):
        st.header("Cost against effort, by channel", anchor=False)
        when_fitted(cards.weighing(view), partial(cards.trade_off, view), place=(850,))
    cards.unseen(quick)
    page.provenance(view, answers_behind(view, found), DEFINITIONS)


def answers_behind(view: View, found: Switching) -> dict[str, Answer]:
    """Return the answers behind what is shown already."""
    full = cards.models(view).found() or found.quick
    costs, weighed = cards.costs(view, "by_channels").found(), cards.weighing(view).found()
    answers = {} if costs is None else {"Channels used": costs.answer}
    answers |= {"Switches": found.matrix.answer}
    answers |= {f"Extra channel, {number}": answer for number, answer in enumerate(full.answers, 1)}
    weighed_by = () if weighed is None else weighed.answers
    return answers | {f"Trade-off, {number}": answer for number, answer in enumerate(weighed_by, 1)}


main()
