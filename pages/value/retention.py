"""What do extra channels do to retention? Curves, adjusted differences, money at risk, drivers, cohorts."""

from dataclasses import replace
from functools import partial
from typing import get_args

import streamlit as st

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate
from core.retention.adjusted import Adjusted
from core.retention.findings import adjusted_finding
from core.retention.question import HORIZONS, By, Definition, Population, RetentionQuestion
from core.wording import percent, plain, points
from pages.parts import cached_retention, page, show
from pages.parts.cached_retention import Standing
from pages.parts.fitting import when_fitted
from pages.parts.value import retention_cards as cards
from pages.parts.value import retention_questions as questions
from pages.parts.view import View

QUESTION = "What does it do to retention?"
WHO = {"customers": "Customers, each once", "journeys": "After each journey"}
LEFT = {"best": "As the data allows", "recorded": "Recorded leaving dates", "active": "Silence for some days"}
BY = {
    "everyone": "Everybody together",
    "channels": "Channels used",
    "switches": "Switches",
    "contacts": "Contacts",
    "repeat": "Came back on the issue",
    "resolution": "Resolved or not",
    "effort": "Effort score",
    "segment": "Segment",
    "issue": "Issue",
    "region": "Region",
}
EFFECT = "retention_per_extra_channel"
PLACE = (110, 1150, 1200, 1350, 1070, 1300)
DEFINITIONS = {
    "Retained": "still a customer so many days after the journey's end, by recorded leaving dates or by activity",
    "Kaplan-Meier": "customers whom the data follows for a shorter time count as far as they were followed",
    "Adjusted": "issue, segment, region, first channel and month held fixed; errors counted by customer",
    "Money at risk": "customers × value × adjusted effect × extra channels, with its interval",
    "Associated, not caused": "hard cases need more channels and lose more customers anyway; a part of that may remain",
}


def controls(view: View) -> RetentionQuestion:
    """Show the question's fields and return the question."""
    usual = cached_retention.usual(view)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        by = st.selectbox(
            "By",
            get_args(By),
            get_args(By).index("channels"),
            format_func=BY.__getitem__,
            key="retention_by",
            width=200,
            bind="query-params",
            help="The groups whose curves are compared.",
        )
        horizon = st.selectbox(
            "Horizon",
            HORIZONS,
            HORIZONS.index(180),
            format_func=lambda days: f"{days} days",
            key="horizon",
            width=120,
            bind="query-params",
            help="How long after the journey's end.",
        )
        who = st.selectbox(
            "Who is counted",
            get_args(Population),
            format_func=WHO.__getitem__,
            key="population",
            width=210,
            bind="query-params",
            help="Customers from their first journey in the period, or after each journey.",
        )
        left = st.selectbox(
            "How leaving is known",
            get_args(Definition),
            format_func=LEFT.__getitem__,
            key="left_by",
            width=220,
            bind="query-params",
            help="A leaving date in the data, or that nothing was heard.",
        )
        silent = 90
        if left != "recorded":
            silent = st.number_input(
                "Days of silence",
                1,
                1825,
                usual.inactive_days,
                key="silent",
                width=140,
                bind="query-params",
                help="Where leaving dates are missing: so many days without any contact are leaving.",
            )
        first = st.date_input(
            "Journeys ended from",
            usual.period_from,
            key="ended_from",
            format="YYYY-MM-DD",
            width=160,
            help="A rate needs a period: the days on which the journeys ended.",
        )
        last = st.date_input(
            "to", usual.period_to, key="ended_to", format="YYYY-MM-DD", width=140, help="Both ends count."
        )
    if first is None or last is None:
        raise InvalidInputError("A retention rate needs a period. Fill in both days.")
    return RetentionQuestion(first, last, who, by, int(horizon), left, int(silent))


def headline(found: Adjusted, overall: Estimate, risk: show.Number) -> list[show.Number]:
    """Write the headline numbers."""

    def difference(of: str, one: object, more: str) -> show.Number:
        estimate = getattr(one, "estimate", None)
        if not isinstance(estimate, Estimate) or estimate.value is None:
            return show.Number(EFFECT, "not available", getattr(one, "reason", more) or more, of=of)
        span = (
            ""
            if estimate.low is None or estimate.high is None
            else f"{points(estimate.low)} to {points(estimate.high)}"
        )
        return show.Number(EFFECT, points(estimate.value), more, note=span, of=of)

    span = "" if overall.low is None or overall.high is None else f"{percent(overall.low)} to {percent(overall.high)}"
    return [
        show.Number(
            "retention",
            percent(overall.value),
            "Of everybody counted.",
            note=span,
            of=f"{found.question.horizon_days} days",
        ),
        difference(
            "adjusted",
            found.adjusted,
            "With issue, segment, region, first channel and month held fixed; associated, not caused.",
        ),
        difference("raw", found.raw, "Nothing held fixed: hard cases need more channels and leave more."),
        risk,
    ]


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    question = controls(view)
    show_all = partial(answer, view, opening, question)
    when_fitted(questions.beginning(view, question), show_all, place=PLACE, keeps=(page.PROVENANCE,))


def answer(view: View, opening: page.Opening, question: RetentionQuestion, standing: Standing) -> None:
    """Show the page once it is known what it begins with."""
    found, everybody, risk = standing.found, standing.everybody, standing.risk
    by_journey = replace(question, population="journeys")
    # The page has a period of its own; the days of the filters play no part here.
    counted_of = replace(view.scope, period_from=question.period_from, period_to=question.period_to)
    opening.say(adjusted_finding(found), everybody.basis.journeys, replace(view, scope=counted_of))
    st.caption(
        plain(f"Counted: {everybody.basis.population}; {everybody.basis.definition_text}; {everybody.basis.coverage}.")
    )
    if risk is None:
        page.nothing_found()
        return
    overall = next(
        (one.share for one in everybody.rates if one.horizon_days == question.horizon_days),
        Estimate(None, None, None, 0),
    )
    show.numbers(headline(found, overall, cards.money_note(risk, view.dataset.currency)))
    with st.container(border=True):
        st.header("Who stays, and how long", anchor=False)
        curves = questions.staying(view, question)
        when_fitted(curves, partial(cards.curves, view), place=(1070,))
    with st.container(border=True):
        st.header("One more channel, from raw to adjusted", anchor=False)
        when_fitted(questions.models(view, by_journey), partial(cards.adjusted, view), place=(1120,))
    with st.container(border=True):
        st.header("Money at risk by journey type", anchor=False)
        cards.at_risk(view, by_journey)
        page.case_link(view.scope.issues, "retention_case")
    with st.container(border=True):
        st.header("What goes with leaving", anchor=False)
        when_fitted(questions.leaving(view, by_journey), partial(cards.drivers, view), place=(990,))
    with st.container(border=True):
        st.header("By month of the journeys' end", anchor=False)
        when_fitted(questions.by_month(view, question), partial(cards.cohorts, view), place=(1220,))
    drawn = curves.found()
    answers = {} if drawn is None else {"Curves": drawn.answer}
    page.provenance(view, answers | {"Differences": found.answer, "Money at risk": risk.answer}, DEFINITIONS)


main()
