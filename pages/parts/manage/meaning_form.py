"""What the values mean: how times are written and in which zone, which outcomes are resolutions, what is kept private."""

from dataclasses import dataclass, replace
from zoneinfo import available_timezones

import streamlit as st

from core.intake.draft import TimeColumn, column_of, read_day, time_columns
from core.intake.dry_run import DryRun
from core.intake.plan import Mapping, Privacy
from core.intake.reading import Inspection
from core.intake.reading.proposing import propose_outcomes
from core.intake.reading.times import NAMED
from core.wording import plain
from pages.parts.manage.mapping_form import Columns
from pages.parts.manage.upload import Chosen

FORMATS = {
    "iso": "ISO 8601: 2026-03-04 17:05", "epoch_s": "Seconds since 1970", "epoch_ms": "Milliseconds since 1970", "excel_serial": "Excel serial number",
}  # fmt: skip
KINDS = ("customer", "account", "email", "phone", "login", "crm")
TEXTS = {"keep": "Keep as it is", "mask": "Mask e-mail addresses and numbers", "drop": "Leave out"}


@dataclass(frozen=True)
class Meaning:
    """The mapping with everything that was answered, the privacy, and the questions that are still open."""

    mapping: Mapping
    privacy: Privacy
    open: tuple[str, ...]


def zones() -> list[str]:
    """Return the time zones to choose from, UTC first."""
    return [
        "UTC",
        *sorted(
            zone
            for zone in available_timezones()
            if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV/"))
        ),
    ]


def values_mean(
    chosen: Chosen, found: Inspection, columns: Columns, checked: DryRun | None, usual: Privacy, source: str
) -> Meaning:
    """Show what is asked about the values and return the answers; `usual` is the privacy of a remembered mapping."""
    key = f"{chosen.key}{found.shape_key}_"
    mapping = replace(found.mapping, source=source.strip(), columns=columns.columns, fixed=columns.fixed)
    mapping, asked = _times(key, found, mapping)
    if "outcome" in mapping.columns:
        mapping = _outcomes(key, found, mapping, checked)
    with st.expander("More about this file", icon=":material/tune:", key=f"{key}more"):
        mapping = _more(key, found, mapping)
        privacy = _privacy(key, usual)
    return Meaning(mapping, privacy, asked)


def _times(key: str, found: Inspection, mapping: Mapping) -> tuple[Mapping, tuple[str, ...]]:
    times = time_columns(found, mapping.columns)
    asked: list[str] = []
    month_first = _order(key, [one for one in times.values() if one.orders], asked)
    dates = [one for name, one in times.items() if name != "occurred_at"]
    if dates:
        mapping = replace(mapping, date_format=dates[0].settled(month_first))
    time = times.get("occurred_at")
    if time is None:
        return mapping, tuple(asked)
    with st.grid(2, min_column_width=260, gap="medium"):
        mapping = replace(mapping, time_format=_format(key, found, time, month_first))
        zone = _zone(key, found, time, asked)
    return replace(mapping, zone=zone or mapping.zone), tuple(asked)


def _order(key: str, open_columns: list[TimeColumn], asked: list[str]) -> bool | None:
    if not open_columns:
        return None
    one = open_columns[0]
    words = {
        "day": f"Day first: {read_day(one.example, one.orders[0])}",
        "month": f"Month first: {read_day(one.example, one.orders[1])}",
    }
    answer = st.radio(f"What does “{plain(one.example)}” in the column “{plain(one.column)}” mean?", list(words), index=None, horizontal=True,
                      format_func=lambda order: words[order], key=f"{key}order_{one.column}", persist_state="session",
                      help="All dates seen so far could be read both ways. Only you can know; nothing is loaded before you answer.")  # fmt: skip
    if answer is None:
        asked.append(f"Say whether the day or the month comes first in {one.column!r}.")
        return None
    return bool(answer == "month")


def _format(key: str, found: Inspection, time: TimeColumn, month_first: bool | None) -> str:
    proposed = time.settled(month_first)
    options = list(dict.fromkeys((proposed, *time.orders, *NAMED)))
    with st.container(gap="xxsmall"):
        format_now = st.selectbox("Time format", options, 0, format_func=lambda one: FORMATS.get(one, one), accept_new_options=True,
                                  key=f"{key}format_{proposed}", persist_state="session",
                                  help="Choose one, or enter a pattern such as %d/%m/%Y %H:%M. Alternatives are joined with |.")  # fmt: skip
        values = column_of(found, time.column).samples
        if values and (day := read_day(values[0], str(format_now))):
            st.caption(f"{plain(values[0])} is read as {day}.")
    return str(format_now)


def _zone(key: str, found: Inspection, time: TimeColumn, asked: list[str]) -> str | None:
    options = zones()
    known = found.mapping.zone if found.remembered or not time.needs_zone else None
    if known is not None and known not in options:
        options.insert(0, known)
    with st.container(gap="xxsmall"):
        zone = st.selectbox("Time zone", options, options.index(known) if known else None, key=f"{key}zone_{time.column}_{time.needs_zone}",
                            persist_state="session", placeholder="Choose the zone of these times",
                            help="Times with an offset of their own keep it; the others are local times in this zone.")  # fmt: skip
        if time.needs_zone:
            st.caption("These times have no offset: say in which zone the clock stood.")
        if zone is None:
            asked.append(f"Choose the time zone of {time.column!r}.")
    return zone


def _outcomes(key: str, found: Inspection, mapping: Mapping, checked: DryRun | None) -> Mapping:
    column = mapping.columns["outcome"]
    seen = dict(checked.outcomes) if checked and checked.outcomes else dict(column_of(found, column).common)
    proposed = propose_outcomes(list(seen))
    if found.mapping.columns.get("outcome") == column:
        proposed = found.mapping.resolved_values, found.mapping.unresolved_values
    options = list(dict.fromkeys((*seen, *proposed[0], *proposed[1])))
    where = "the whole file" if checked and checked.outcomes else "the first records"
    picked = []
    with st.grid(2, min_column_width=260, gap="medium"):
        for name, label, usual in (
            ("resolved", "Outcomes that mean resolved", proposed[0]),
            ("unresolved", "Outcomes that mean not resolved", proposed[1]),
        ):
            picked.append(st.multiselect(label, options, list(usual), format_func=lambda one: f"{one} ({seen.get(one, 0):,})", accept_new_options=True,
                                         key=f"{key}{name}_{column}", persist_state="session", placeholder="None",
                                         help=f"Counts are those of {where}. An outcome in neither list counts as unknown."))  # fmt: skip
    return replace(mapping, resolved_values=tuple(picked[0]), unresolved_values=tuple(picked[1]))


def _more(key: str, found: Inspection, mapping: Mapping) -> Mapping:
    names = [column.name for column in found.columns]
    with st.grid(2, min_column_width=260, gap="medium"):
        kinds = list(dict.fromkeys((mapping.customer_kind, *KINDS)))
        kind = st.selectbox("Kind of customer id", kinds, 0, key=f"{key}kind", persist_state="session", accept_new_options=True,
                            help="Ids of one kind are the same customer in every file. Give ids of another system another kind.")  # fmt: skip
        parts = st.multiselect("Join to the activity", names, list(mapping.activity_parts), key=f"{key}parts", persist_state="session",
                               disabled="activity" not in mapping.columns, placeholder="None",
                               help="Further columns that make up the activity, joined with a plus sign.")  # fmt: skip
        nulls = st.multiselect("Values that mean nothing", list(mapping.null_values), list(mapping.null_values), accept_new_options=True,
                               key=f"{key}nulls", persist_state="session", format_func=lambda one: one or "(blank)",
                               help="A cell with one of these counts as not given.")  # fmt: skip
        ordering = st.segmented_control("Contacts at the same time", ["time", "file"], default=mapping.ordering, required=True, key=f"{key}ordering",
                                        format_func={"time": "By time", "file": "By the file's order"}.__getitem__, persist_state="session",
                                        help="By the file's order: a contact is never put before the one above it of the same case.")  # fmt: skip
        repeats = st.toggle("Load exact repeats", mapping.keep_repeats, key=f"{key}repeats", persist_state="session",
                            help="Off: a record that repeats another one of the file word for word counts as a duplicate.")  # fmt: skip
    return replace(mapping, customer_kind=str(kind).strip() or "customer", activity_parts=tuple(parts) if "activity" in mapping.columns else (),
                   null_values=tuple(nulls), ordering=ordering, keep_repeats=repeats)  # fmt: skip


def _privacy(key: str, usual: Privacy) -> Privacy:
    with st.grid(2, min_column_width=260, gap="medium"):
        pseudonymise = st.toggle("Pseudonymise customers and agents", usual.pseudonymise, key=f"{key}pseudonymise", persist_state="session",
                                 help="Ids, phone numbers, e-mail addresses and agents are replaced by keyed codes; the file itself is not kept.")  # fmt: skip
        text = st.selectbox("What was said", list(TEXTS), list(TEXTS).index(usual.text), format_func=TEXTS.__getitem__, key=f"{key}text",
                            persist_state="session", help="What happens to free text.")  # fmt: skip
    return Privacy(pseudonymise, text)  # type: ignore[arg-type]
