"""What needs a decision, and what changed, each line with its link. What a role may not see is left out."""

from collections.abc import Sequence

import streamlit as st

from core.attention.candidate import Candidate, first_ones
from core.attention.news import News
from core.wording import count, day, plain
from pages.parts import navigation, page, show

MOST_NEWS = 5
MOST_OF_ALL = 50


def visible(address: str) -> bool:
    """Tell whether the person may see what a page shows."""
    return address not in navigation.BY_ADDRESS or navigation.exists(address)


def needed(found: Sequence[Candidate]) -> None:
    """Show the three most pressing decisions; the rest folds."""
    first, rest = first_ones(one for one in found if visible(one.address))
    st.header("Needs a decision", anchor=False)
    if not first:
        st.markdown("**Nothing needs a decision.** Every target that is set holds, nothing is overdue.")
    for number, one in enumerate(first, 1):
        _candidate(one, f"{number}. ", f"decide_{number}")
    if rest:
        with show.folded(f"And {count(len(rest))} more", key="more_decisions") as is_open:
            for number, one in enumerate(rest[:MOST_OF_ALL] if is_open else [], len(first) + 1):
                _candidate(one, f"{number}. ", f"decide_{number}")


def _candidate(one: Candidate, number: str, key: str) -> None:
    since = f" Since {day(one.since)}." if one.since else ""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=key):
        with st.container(gap="xxsmall", width="stretch"):
            st.markdown(f"**{plain(number + one.sentence)}**")
            st.caption(plain(f"{one.why_now}{since}"))
        _link(one.address, one.query)


def changes(heading: str, found: Sequence[News]) -> None:
    """Show what changed, the last first; what is older folds."""
    shown = [one for one in found if visible(one.address)]
    st.header(heading, anchor=False)
    if not shown:
        st.markdown("Nothing changed.")
    for one in shown[:MOST_NEWS]:
        _news(one)
    if shown[MOST_NEWS:]:
        with show.folded(f"And {count(len(shown[MOST_NEWS:]))} more", key="more_news") as is_open:
            for one in shown[MOST_NEWS:MOST_OF_ALL] if is_open else []:
                _news(one)


def _news(one: News) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        with st.container(gap=None, width="stretch"):
            st.markdown(plain(one.what))
            st.caption(plain(", ".join(part for part in (one.who, day(one.at)) if part)))
        _link(one.address, one.query)


def _link(address: str, query: Sequence[tuple[str, str]]) -> None:
    if navigation.exists(address):
        st.page_link(
            navigation.page(address),
            label=navigation.BY_ADDRESS[address].title,
            icon=":material/arrow_forward:",
            query_params={**page.link_query(), **dict(query)},
        )
