"""Which figures move together? Two of them lag by lag, and all pairs of two channels."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from core.scorecard.course import ALL
from core.scorecard.period import PeriodKind
from core.scorecard.together import TogetherQuestion, pair
from core.scorecard.together_words import pair_finding
from pages.parts import cached, cached_scorecard, cached_together, page
from pages.parts.fitting import Fit, when_fitted
from pages.parts.understand import together_cards as cards
from pages.parts.view import View

QUESTION = "Which figures move together?"
EVERY = "All channels"
KINDS: dict[PeriodKind, str] = {"week": "Weeks", "month": "Months"}
DEFINITIONS = {
    "Figure": "a governed metric of the scorecard; on a channel: of the journeys that begin there",
    "Value of a period": "only of settled periods with 30 observations or more; a count is taken by day",
    "Changes": "each period less the one before, so that two figures that both drift are not taken for linked",
    "r": "Pearson's correlation, -1 to 1; its interval is Fisher's z on the independent pairs it is worth",
    "Lag": "how many periods later B is taken; at negative lags B comes first",
    "Beyond noise": "Holm's adjusted p of at most 0.05, over the pair's lags; in the list over all lags of all pairs",
    "Share a part": "the same journeys are counted in both, so they move together by arithmetic",
    "Associated, not caused": "something else may move both; a lag says what moved first and no more",
}


@dataclass(frozen=True)
class Asked:
    """What the controls hold."""

    a: str
    channel_a: str
    b: str
    channel_b: str
    kind: PeriodKind
    changes: bool


def controls(view: View) -> Asked:
    """Show the question's fields and return what they hold."""
    metrics = {one.code: one.name for one in cached_scorecard.metrics()}
    known = cached.choices(view.dataset.dataset_id, view.dataset.data_version)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        a, channel_a = _figure("a", metrics, known.channels, "csat")
        b, channel_b = _figure("b", metrics, known.channels, "volume")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = st.segmented_control(
            "Periods",
            list(KINDS),
            format_func=KINDS.__getitem__,
            default="week",
            required=True,
            key="together_by",
            bind="query-params",
            help="Whole weeks (Monday to Sunday) or calendar months.",
        )
        what = st.segmented_control(
            "Compared",
            ["Changes", "Levels"],
            default="Changes",
            required=True,
            key="together_what",
            bind="query-params",
            help="Changes from period to period, or levels. Levels that both drift look linked when they are not.",
        )
    return Asked(a, channel_a, b, channel_b, kind or "week", what != "Levels")


def _figure(side: str, metrics: dict[str, str], channels: tuple[str, ...], usual: str) -> tuple[str, str]:
    code = st.selectbox(
        f"Figure {side.upper()}",
        sorted(metrics, key=lambda one: one != usual),  # first, as an index of its own and a chosen row don't agree
        format_func=metrics.__getitem__,
        key=f"figure_{side}",
        width=210,
        bind="query-params",
        help="A metric of the scorecard.",
    )
    channel = st.selectbox(
        f"Channel {side.upper()}",
        [EVERY, *channels],
        key=f"channel_{side}",
        width=170,
        bind="query-params",
        help="The channel on which the journeys begin.",
    )
    return code, ALL if channel == EVERY else channel


def choose(row: Any) -> None:
    """Make a row of the list the chosen pair; for its callback, before the widgets are made."""
    for side in ("a", "b"):
        st.session_state[f"figure_{side}"] = row[f"{side}_code"]
        st.session_state[f"channel_{side}"] = row[f"{side}_channel"] or EVERY


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    asked = controls(view)
    channels = (asked.channel_a, asked.channel_b)
    if (asked.a, asked.channel_a) == (asked.b, asked.channel_b):
        with st.container(border=True):
            st.header("Choose two different figures", anchor=False)
            st.markdown("Both are the same now. Choose another metric or another channel for one of them.")
        return
    question = TogetherQuestion(asked.a, asked.channel_a, asked.b, asked.channel_b, asked.changes)
    about = (asked.kind, channels, asked.changes)
    fit = Fit("together", "Comparing all pairs …", view, cached_together.together_on, about)
    when_fitted(
        fit, partial(answer, view, opening, asked, question), place=(760, 230, 690, 800, 650), keeps=(page.PROVENANCE,)
    )


def answer(
    view: View, opening: page.Opening, asked: Asked, question: TogetherQuestion, known: cached_together.Together
) -> None:
    """Show the answer once all pairs are compared."""
    found, listed = known.found, known.links
    if listed is None:
        page.nothing_found()
        return
    link = pair(found, question)
    opening.say(pair_finding(link, asked.kind, changes=asked.changes, among=listed), found.journeys)
    cards.lags(view, found, question, link)
    cards.caution()
    cards.strongest(view, listed, question, asked.kind, choose)
    cards.over_time(view, found, question, link)
    page.provenance(view, found.answers, DEFINITIONS)


main()
