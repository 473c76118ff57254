"""What was measured of the journeys that a case is about: what it begins with, and what has changed since."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from core.business_case.case import Case
from core.business_case.renewing import Renewal, renewals, stale, take_over
from core.business_case.words import value_text
from core.datasets import DatasetInfo
from core.errors import JourneyOfficeError
from core.figure import Figure
from core.measured.journey_type import figures
from core.measured.results import JourneyTypeFigures
from core.scope import Scope
from core.wording import money, plain
from pages.parts import show
from pages.parts.by_locale import kept_by_locale
from pages.parts.case import draft
from pages.parts.case.draft import Draft
from pages.parts.office import office
from pages.parts.show import unpacked
from pages.parts.view import query_of

# The input of a case, and what is measured for it.
MEASURED: Mapping[str, str] = {
    "journeys_a_year": "journeys_a_year",
    "growth_rate": "volume_growth_a_year",
    "extra_channels_per_journey": "extra_channels_per_journey",
    "cost_of_extra_channel": "cost_of_extra_channel",
    "cost_per_journey": "cost_per_journey",
    "customers_a_year": "customers_a_year",
    "retention_lost_per_extra_channel": "retention_lost_per_extra_channel",
    "margin_per_customer": "value_per_customer",
}
# Taken over only by hand: the data may call it value and mean revenue.
BY_HAND = ("margin_per_customer",)
COLUMN = st.column_config


def by_input(found: JourneyTypeFigures) -> dict[str, Figure]:
    """Return the figures under the codes of a case's inputs; a change of retention is turned into customers lost."""
    figures_found = {code: found.figures[name] for code, name in MEASURED.items() if name in found.figures}
    lost = figures_found.get("retention_lost_per_extra_channel")
    if lost is not None:
        ends = (None if lost.high is None else -lost.high, None if lost.low is None else -lost.low)
        figures_found["retention_lost_per_extra_channel"] = replace(
            lost, value=-lost.value, low=ends[0], high=ends[1], label="Customers lost per extra channel"
        )
    return figures_found


def at_start(found: JourneyTypeFigures) -> dict[str, Figure]:
    """Return the figures that a new case takes over by itself."""
    return {code: figure for code, figure in by_input(found).items() if code not in BY_HAND}


def of_scope(data: DatasetInfo, scope: Scope) -> JourneyTypeFigures:
    """Return what is measured of the journey types of a scope."""
    return _figures(data.dataset_id, data.data_version, scope)


@kept_by_locale(max_entries=50, show_spinner="Measuring these journeys …")
def _figures(dataset_id: str, data_version: int, scope: Scope) -> JourneyTypeFigures:
    del data_version
    if len(scope.issues) == 1:  # an effect that one type is too small for is then told of the whole scope
        return figures(office().open(dataset_id), replace(scope, issues=()), scope.issues[0])
    return figures(office().open(dataset_id), scope)


def links(scope: Scope) -> Callable[[Figure], str | None]:
    """Return how a figure becomes a link to the page that shows it, with its dataset and the scope it was measured in.

    The datasets are looked up once, for all figures.
    """
    names = {one.dataset_id: one.name for one in office().datasets()}

    def link(figure: Figure) -> str | None:
        if figure.dataset_id not in names or not figure.address:
            return None
        page = figure.address.partition("?")[0].removeprefix("./")
        return f"/{page}?{urlencode(query_of(names[figure.dataset_id], scope), doseq=True)}"

    return link


def beside(case: Case) -> dict[str, Figure]:
    """Return what else is measured of the journeys of a case, for its story; nothing where its data are not here."""
    info = _info(case)
    if info is None:
        return {}
    try:
        return of_scope(info, Scope.from_query(unpacked(case.scope_query))).figures
    except JourneyOfficeError:
        return {}


def _info(case: Case) -> DatasetInfo | None:
    return next((one for one in office().datasets() if one.dataset_id == case.dataset_id), None)


def shown(found: Draft, may_write: bool) -> None:
    """Show each input that can be measured: as it is in the case and as it is in the data now."""
    case = found.case
    info = _info(case)
    if info is None:
        st.caption(
            "This case is on no dataset that is here."
            if case.dataset_id
            else "This case was begun without a journey type, so nothing in it is measured."
        )
        return
    try:
        now = of_scope(info, Scope.from_query(unpacked(case.scope_query)))
    except JourneyOfficeError as error:
        st.warning(plain(str(error)))
        return
    older = stale(case, {info.dataset_id: info.data_version})
    if older:
        st.warning(
            f"{len(older)} figures were measured on an older version of the data. The case has not moved; the table "
            "shows what would.",
            icon=":material/update:",
        )
    fresh = by_input(now)
    found_now = renewals(case, fresh)
    if not found_now:
        st.caption("Everything that can be measured is in the case as it is measured now.")
    else:
        _renewable(found, found_now, now, may_write)
    for code, name in MEASURED.items():
        if code in case.by_code and name in now.not_available:
            st.caption(plain(f"{case.by_code[code].label}: {now.not_available[name]}"))


def _renewable(found: Draft, renewable: tuple[Renewal, ...], now: JourneyTypeFigures, may_write: bool) -> None:
    rows = pd.DataFrame([_row(found.case, one, now) for one in renewable])
    choice = show.Choice(
        f"case_measured_{found.case_id}_{found.revision}", "Measured inputs", "multi-row" if may_write else None
    )
    config = {name: COLUMN.TextColumn() for name in rows.columns} | {
        "In the case": show.written("input_value", of="in the case"),
        "Measured now": show.written("input_value", of="measured now"),
        "Net present value": show.written("npv", of="change"),
    }
    chosen = show.table(rows, config, choice)
    if not may_write:
        return
    codes = [renewable[place].assumption.code for place in chosen]
    figures_now = {one.assumption.code: one.figure for one in renewable}
    st.button(
        f"Take over {len(codes)}" if codes else "Take over the chosen",
        key="case_take_over",
        disabled=not codes,
        on_click=draft.change,
        args=(found.case_id, partial(take_over, figures=figures_now, codes=codes)),
        help="Puts the measured value, interval and method in the place of what is there. Choose rows first.",
    )


def _row(case: Case, one: Renewal, now: JourneyTypeFigures) -> dict[str, str]:
    was, name = one.assumption, MEASURED[one.assumption.code]
    moved = one.npv_change
    return {
        "Input": was.label,
        "In the case": value_text(was, was.value, case.currency),
        "Evidence": "measured before" if was.evidence == "measured" else was.evidence,
        "Measured now": value_text(was, one.figure.value, case.currency),
        "Net present value": one.problem
        if moved is None
        else f"{'+' if moved > 0 else ''}{money(moved, case.currency)}",
        "Note": now.notes.get(name, ""),
    }
