"""How the times of a file are written: day or month first, the format, the zone."""

from dataclasses import replace
from functools import cache
from zoneinfo import available_timezones

import streamlit as st

from core.intake.draft import TimeColumn, column_of, read_day, time_columns
from core.intake.plan import Mapping
from core.intake.reading import Inspection
from core.intake.reading.times import NAMED
from core.wording import plain
from pages.parts.manage.asking import Asking

FORMATS = {
    "iso": "ISO 8601: 2026-03-04 17:05",
    "epoch_s": "Seconds since 1970",
    "epoch_ms": "Milliseconds since 1970",
    "excel_serial": "Excel serial number",
}
SPELLED = {
    "%Y": "YYYY",
    "%y": "YY",
    "%m": "MM",
    "%d": "DD",
    "%H": "HH",
    "%I": "HH",
    "%M": "MM",
    "%S": "SS",
    "%f": "ffffff",
    "%p": "AM/PM",
    "%b": "Jan",
    "%B": "January",
}
NO_PLACE = ("Etc/", "posix/", "right/", "SystemV/")


@cache
def zones() -> tuple[str, ...]:
    """Return the time zones to choose from, UTC first."""
    return ("UTC", *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(NO_PLACE)))


def spelled(declared: str) -> str:
    """Write a time format for people.

    >>> spelled("%d.%m.%Y %H:%M|iso")
    'DD.MM.YYYY HH:MM or ISO 8601: 2026-03-04 17:05'
    """
    words = []
    for one in declared.split("|"):
        text = FORMATS.get(one, one)
        for sign, meaning in SPELLED.items():
            text = text.replace(sign, meaning)
        words.append(text)
    return " or ".join(words)


def times(key: str, found: Inspection, mapping: Mapping, asking: Asking) -> Mapping:
    """Ask what is open about the times and return the mapping with the answers."""
    columns = time_columns(found, mapping.columns)
    month_first = _order(key, [one for one in columns.values() if one.orders], asking)
    dates = [one for name, one in columns.items() if name != "occurred_at"]
    if dates:
        mapping = replace(mapping, date_format=dates[0].settled(month_first))
    time = columns.get("occurred_at")
    if time is None:
        return mapping
    if time.needs_zone:
        zone = _asked_zone(key, time, asking)
        return replace(mapping, time_format=_format(key, found, time, month_first), zone=zone or mapping.zone)
    with st.grid(2, min_column_width=260, gap="medium"):
        format_now = _format(key, found, time, month_first)
        zone = _known_zone(key, time, mapping.zone)
    return replace(mapping, time_format=format_now, zone=zone)


def _order(key: str, open_columns: list[TimeColumn], asking: Asking) -> bool | None:
    if not open_columns:
        return None
    one = open_columns[0]
    words = {
        "day": f"Day first: {read_day(one.example, one.orders[0])}",
        "month": f"Month first: {read_day(one.example, one.orders[1])}",
    }
    with asking.card():
        answer = st.radio(
            f"Which day is “{plain(one.example)}” in the column “{plain(one.column)}”?",
            list(words),
            index=None,
            horizontal=True,
            format_func=lambda order: words[order],
            key=f"{key}order_{one.column}",
            persist_state="session",
            help="All dates seen so far could be read both ways.",
        )
    if answer is None:
        asking.unanswered(f"Say whether the day or the month comes first in “{one.column}”.")
        return None
    return bool(answer == "month")


def _asked_zone(key: str, time: TimeColumn, asking: Asking) -> str | None:
    with asking.card():
        zone = st.selectbox(
            f"In which time zone are the times in “{plain(time.column)}”?",
            zones(),
            None,
            key=f"{key}zone_{time.column}",
            persist_state="session",
            placeholder="Choose the zone in which the clock stood",
            width=460,
            help="Times with an offset of their own keep it; the others are local times in this zone.",
        )
    if zone is None:
        asking.unanswered(f"Choose the time zone of “{time.column}”.")
    return zone


def _known_zone(key: str, time: TimeColumn, known: str) -> str:
    options = list(dict.fromkeys((*zones(), known)))
    return str(
        st.selectbox(
            "Time zone",
            options,
            options.index(known),
            key=f"{key}zone_{time.column}",
            persist_state="session",
            help="Used only for times without an offset of their own.",
        )
    )


def _format(key: str, found: Inspection, time: TimeColumn, month_first: bool | None) -> str:
    proposed = time.settled(month_first)
    options = list(dict.fromkeys((proposed, *time.orders, *NAMED)))
    with st.container(gap="xxsmall"):
        chosen = st.selectbox(
            "Time format",
            options,
            0,
            format_func=spelled,
            accept_new_options=True,
            key=f"{key}format_{proposed}",
            persist_state="session",
            help="Choose one, or enter a pattern such as %d/%m/%Y %H:%M. Alternatives are joined with |.",
        )
        values = column_of(found, time.column).samples
        if values and (day := read_day(values[0], str(chosen))):
            st.caption(
                f"{plain(values[0])} is read as {day}."
                + ("" if month_first is not None or not time.orders else " Answer above first.")
            )
    return str(chosen)
