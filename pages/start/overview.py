"""What is here? The data, its headline numbers and three ways on."""

import pandas as pd
import streamlit as st

from core.paths.findings import summary_finding
from core.paths.summary import Summary
from core.paths.variants import SMALL_SAMPLE
from core.wording import count, day, duration, money, number, percent, plain
from pages.parts import cached, navigation, page, show
from pages.parts.view import View

QUESTION = "What do our customers go through?"
SYNTHETIC = "Synthetic demo data: made by a generator, no real customer is in it"
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


def ways_on() -> None:
    """Point to what most people do next."""
    ways = (
        ("paths", "See the paths", "Where journeys start, where they go and where they end."),
        ("import", "Add your own data", "Upload an export, check the mapping and see what was rejected."),
        ("quality", "Check the data", "Completeness, gaps and unknown values, before you trust a number."),
        ("journeys", "Read single journeys", "The list behind the numbers, down to one customer's timeline."),
    )
    with st.grid(3, min_column_width=220, gap="small"):
        for address, title, text in [way for way in ways if navigation.exists(way[0])][:3]:
            with st.container(border=True, height="stretch"):
                st.page_link(
                    navigation.page(address),
                    label=f"**{title}**",
                    icon=":material/arrow_forward:",
                    query_params=page.link_query(),
                    width="stretch",
                )
                st.caption(text)


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
    st.header("What data is here", anchor=False)
    st.table({name: plain(value) for name, value in facts.items()}, border="horizontal", alt="What data is here")


def empty() -> None:
    """Guide somebody who has no data yet."""
    st.title("Welcome to Journey Office", anchor=False)
    st.markdown(
        "Follow one thread **from the raw interaction log to a decision the CFO signs**. "
        "It starts with data: there is none here yet."
    )
    page.guide_to_data()


def main() -> None:
    """Show the page."""
    if not page.has_data():
        empty()
        return
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    found = cached.summary(view)
    opening.say(summary_finding(found, view.dataset.currency), found.journeys)
    if not found.journeys:
        page.nothing_found()
        return
    show.numbers(headline(found, view.dataset.currency), columns=3)
    show.contract(found.contract)
    ways_on()
    with st.container(border=True):
        about(view, found)
    page.provenance(view, {"Headline numbers by month": found.answer}, DEFINITIONS)


main()
