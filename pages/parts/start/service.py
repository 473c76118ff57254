"""How service stands, as cards: operational metrics beside those of the customers' experience."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from core.attention.words import MOVEMENTS, evidence, standing_words
from core.glossary.words import written
from core.scorecard.line import Line, Movement
from core.scorecard.period import PeriodKind
from core.text import capital
from core.wording import plain
from pages.parts import navigation, page, show

COLOURS: dict[Movement, Literal["blue", "green", "orange", "gray"]] = {
    "better": "green",
    "worse": "orange",
    "moved": "blue",
    "steady": "gray",
    "not known": "gray",
}
COURSE = 12
CARD_WIDTH = 120  # six in a row on a small laptop, two on a phone
PERIODS: dict[PeriodKind, dict[str, str]] = {"month": {}, "week": {"periods_by": "Weeks"}}  # as the scorecard reads it


def cards(lines: Sequence[Line], currency: str, kind: PeriodKind) -> None:
    """Show each metric as a card that leads to its place on the scorecard."""
    with st.grid(len(lines), min_column_width=CARD_WIDTH, gap="small"):
        for line in lines:
            with st.container(border=True, height="stretch", gap="xxsmall", key=f"front_{line.metric.code}"):
                _card(line, currency, kind)
    st.caption("Better and worse are said only of a move beyond noise: the recent periods against those before.")


def _card(line: Line, currency: str, kind: PeriodKind) -> None:
    metric, latest = line.metric, line.latest
    values = [one.estimate.value for one in line.judged[-COURSE:] if one.estimate.value is not None]
    st.caption(f"**{plain(metric.name)}**")
    value = written(metric.unit, latest.estimate.value if latest else None, currency)
    moved, colour = MOVEMENTS[line.movement], COLOURS[line.movement]
    show.unlabelled(show.Number(metric.code, value, course=tuple(values), note=moved, note_colour=colour))
    said = (f"{metric.side.capitalize()}; {standing_words(line, currency)}", *evidence(line, currency))
    st.caption("  \n".join(map(plain, said)))
    if navigation.exists("scorecard"):
        st.page_link(
            navigation.page("scorecard"),
            label="Details",
            icon=":material/arrow_forward:",
            help=plain(f"{metric.meaning} {capital(metric.formula)}. Owner: {metric.owner}."),
            query_params={**page.link_query(), "metric": metric.code, **PERIODS[kind]},
        )
