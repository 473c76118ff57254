"""How does service stand, what needs a decision, and what changed since last time?"""

from functools import partial

import pandas as pd
import streamlit as st

from core.attention.visits import Visit, visited
from core.engine import Answer
from core.paths.findings import summary_finding
from core.paths.summary import Summary
from core.paths.variants import SMALL_SAMPLE
from core.wording import count, day, duration, money, number, percent, plain
from pages.parts import access, cached, page, show
from pages.parts.fitting import Fit, when_fitted
from pages.parts.manage.workspace import workspace
from pages.parts.start import board, decisions, first_run, service, ways
from pages.parts.view import View

QUESTION = "How does service stand, and what needs a decision?"
SYNTHETIC = "Synthetic demo data: made by a generator, no real customer is in it"
FOLDS = ("in_numbers", "where", "more_decisions", "more_news", page.PROVENANCE)
PLACE = (290, 470, 100, 220)
KINDS = {"office": "The office's own data", "ad-hoc": "Ad-hoc data"}
DEFINITIONS = {
    "Journey": (
        "all interactions of one customer about one issue, from first need to resolution, "
        "or until an inactivity window passes"
    ),
    "Resolved": "share of journeys whose last known outcome is a resolution, of those with a known outcome",
    "Cost per resolution": "total cost of journeys with known cost, divided by the resolved ones among them",
    "Repeat rate": "share of journeys after which the same customer came back on the same issue within 30 days",
    "Channels used": "distinct channels of a journey, on average",
}


def course(months: pd.DataFrame, column: str) -> tuple[float, ...]:
    """Return a month series without the months that are too small to show, or in which it isn't known."""
    return tuple(float(value) for value in months[months["journeys"] >= SMALL_SAMPLE][column].dropna())


def headline(found: Summary, currency: str) -> list[show.Number]:
    """Write the headline numbers, each with its denominator and its course by month."""

    def one(term: str, value: str, note: str, column: str, more: str = "") -> show.Number:
        return show.Number(term, value, more, course(found.months, column), note)

    customers = f"{count(found.interactions)} interactions of {count(found.customers)} customers."
    cost = money(found.cost_per_resolution, currency)
    used = number(found.mean_channels_used, 2)
    return [
        one("volume", count(found.journeys), f"{count(found.interactions)} interactions", "journeys", customers),
        one("resolution", percent(found.resolved_share), f"of {count(found.resolved_known)} known", "resolved_share"),
        one("cost_per_resolution", cost, f"cost known of {count(found.cost_known)}", "cost_per_resolution"),
        one("channels_used", used, "per journey", "mean_channels_used"),
        one("repeat_rate", percent(found.repeat_share), f"of {count(found.repeat_known)} known", "repeat_share"),
        one("csat_mean", number(found.mean_csat, 2), f"{count(found.csat_answers)} answers", "mean_csat"),
    ]


def about(view: View, found: Summary) -> None:
    """Say what data this is."""
    data = view.dataset
    facts = {
        "Dataset": data.name,
        "Kind": SYNTHETIC if data.synthetic else KINDS.get(data.kind, data.kind),
        show.name_of(
            "interactions"
        ): f"{count(data.interactions)} from {day(data.data_from)} to {day(data.data_until)}",
        show.name_of("journeys"): f"{count(data.journeys)} of {count(data.customers)} customers; "
        f"one ends after {data.window_days} days without contact",
        show.name_of("median_duration"): duration(found.median_duration_seconds),
        show.name_of("version", "of the data"): str(data.data_version),
    }
    st.subheader("What data is here", anchor=False)
    st.table({name: plain(value) for name, value in facts.items()}, border="horizontal", alt="What data is here")


def in_numbers(view: View) -> dict[str, Answer]:
    """Show the headline numbers of the whole scope, and what data this is; return the answers behind what is shown."""
    with show.folded("The whole period in numbers, and what data is here", key="in_numbers") as is_open:
        if not is_open:
            return {}
        found = cached.summary(view)
        show.numbers(headline(found, view.dataset.currency), columns=3)
        show.contract(found.contract)
        about(view, found)
        return {"Headline numbers by month": found.answer}


def main() -> None:
    """Show the page."""
    if not page.has_data():
        first_run.welcome(board.own_interactions())
        return
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    visit = visited(access.author(), board.today())
    since = visit.since(board.today())
    fit = Fit("front", "Reading how service stands …", view, board.front, (workspace().head(), since, board.known()))
    when_fitted(fit, partial(answer, view, opening, visit), place=PLACE, keeps=FOLDS)


def answer(view: View, opening: page.Opening, visit: Visit, front: board.Front) -> None:
    """Show how service stands, what needs a decision and what changed, once it is known."""
    stands = front.stands
    if not stands.card.journeys:
        opening.say(summary_finding(cached.summary(view), view.dataset.currency), 0)
        page.nothing_found()
        return
    opening.say(stands.finding, stands.card.journeys)
    if stands.lines:
        service.cards(stands.lines, view.dataset.currency, stands.card.kind)
    with st.grid(2, min_column_width=340, gap="small"):
        with st.container(border=True, height="stretch", key="decisions"):
            decisions.needed(front.waiting)
        with st.container(border=True, height="stretch", key="changes"):
            decisions.changes(visit.heading(), front.changed)
    ways.ways_on()
    first_run.steps(board.own_interactions(), hidden=visit.steps_hidden)
    answers = in_numbers(view)
    ways.where_is_what()
    answers |= {f"Scorecard: {name}": answer for name, answer in stands.card.answers.items()}
    page.provenance(view, answers, DEFINITIONS)


main()
