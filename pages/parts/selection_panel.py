"""What is known of the journeys that were chosen, beside all journeys, and the way to each of them."""

import streamlit as st

from core.paths.behind import Behind
from core.paths.selection import AllJourneys, Selection
from core.wording import count, duration, money, number, percent, plain, points, signed
from pages.parts import access, cached, navigation, page, show
from pages.parts.view import View

ADDRESS = "journeys"


def empty(text: str) -> None:
    """Say how to choose something."""
    st.header("Nothing chosen", anchor=False)
    st.caption(text)


def panel(view: View, title: str, selection: Selection, journeys: int) -> None:
    """Show the chosen journeys: how many of `journeys`, and how they differ from all journeys in scope."""
    chosen, everything = cached.behind(view, selection), cached.behind(view, AllJourneys())
    st.header(plain(title), anchor=False)
    shares = f"{percent(chosen.journeys / journeys if journeys else None)} of {count(journeys)}"
    size = show.Number("journeys", count(chosen.journeys), note=shares)
    show.bare_numbers([size, *_numbers(chosen, everything, view.dataset.currency)])
    journeys_link(view, selection)


def _numbers(chosen: Behind, everything: Behind, currency: str) -> list[show.Number]:
    cost = _difference(chosen.mean_cost, everything.mean_cost)
    csat = _difference(chosen.mean_csat, everything.mean_csat)
    resolved = _difference(chosen.resolved_share, everything.resolved_share)
    return [
        show.Number(
            "resolution",
            percent(chosen.resolved_share),
            f"Of {count(chosen.resolved_known)} with a known outcome.",
            note=f"{points(resolved)} vs all" if resolved is not None else "",
        ),
        show.Number(
            "median_duration",
            duration(chosen.median_duration_seconds),
            note=f"all: {duration(everything.median_duration_seconds)}",
        ),
        show.Number(
            "mean_cost",
            money(chosen.mean_cost, currency),
            f"Of {count(chosen.cost_known)} journeys with known cost.",
            note=f"{signed(cost, 2)} vs all" if cost is not None else "",
        ),
        show.Number(
            "csat_mean",
            number(chosen.mean_csat, 2),
            f"Of {count(chosen.csat_answers)} journeys with an answer.",
            note=f"{signed(csat, 2)} vs all" if csat is not None else "",
        ),
    ]


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def journeys_link(view: View, selection: Selection) -> None:
    """Lead to the list of the chosen journeys, and offer all of them as a file, to those who may see customers."""
    if not access.may("see customers"):
        return
    seer = access.later()
    st.page_link(
        navigation.page(ADDRESS),
        label="See these journeys",
        icon=":material/format_list_bulleted:",
        query_params=page.link_query() | {"behind": show.packed(selection.to_query())},
        width="stretch",
        help="The list of the journeys behind this number, down to one customer's timeline.",
    )
    show.csv_button(
        "Journeys as CSV",
        lambda: cached.journeys_file(view, selection, seer),
        "journeys.csv",
        key=show.key_for("panel_csv", view, selection),
        help="All of these journeys, one row each, safe to open in a spreadsheet.",
    )
