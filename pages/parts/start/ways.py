"""Where to go from the front page: the usual next things, and which question each page answers."""

from itertools import groupby

import streamlit as st

from core.wording import plain
from pages.parts import access, navigation, page, show
from pages.parts.entries import ENTRIES

WAYS = (
    ("import", "Analyse a file", "Drop an export, check how it is read, and look at it by itself."),
    ("paths", "See the paths", "Where journeys start, where they go and where they end."),
    ("business_case", "Open the business cases", "What is asked for, what comes back, and who said yes."),
    ("quality", "Check the data", "Completeness, gaps and unknown values, before you trust a number."),
)
MOST_WAYS = 3


def ways_on() -> None:
    """Point to what most people do next; who may import sees first where to drop a file."""
    with st.container(key="screen_only_ways"), st.grid(MOST_WAYS, min_column_width=220, gap="small"):
        for address, title, text in [way for way in WAYS if navigation.exists(way[0])][:MOST_WAYS]:
            with st.container(border=True, height="stretch", gap="xxsmall"):
                st.page_link(
                    navigation.page(address),
                    label=f"**{title}**",
                    icon=":material/arrow_forward:",
                    query_params=page.link_query(),
                    width="stretch",
                )
                st.caption(text)


def where_is_what() -> None:
    """Show each page that the person may see with what it answers, by section."""
    person = access.person()
    shown = tuple(entry.address for entry in ENTRIES if entry.address and navigation.is_open(entry, person))
    with (
        st.container(key="screen_only_where"),
        show.folded("Where is what: the question of each page", key="where") as is_open,
    ):
        if is_open:
            _where_is_what(shown, page.link_query())


def _where_is_what(addresses: tuple[str, ...], query: dict[str, str | list[str]]) -> None:
    shown = [navigation.BY_ADDRESS[address] for address in addresses]
    sections = [(name, list(entries)) for name, entries in groupby(shown, key=lambda entry: entry.section)]
    with st.grid(len(sections), min_column_width=160, gap="small"):
        for name, entries in sections:
            with st.container(gap="xxsmall"):
                st.subheader(name, anchor=False)
                for entry in entries:
                    st.page_link(
                        navigation.page(entry.address),
                        label=entry.title,
                        icon=f":material/{entry.icon}:",
                        query_params=query,
                    )
                    st.caption(plain(entry.help))
