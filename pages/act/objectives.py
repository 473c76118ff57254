"""Are we getting where we said? Objectives with a frozen baseline, their forecast, and a published before and after."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from core.objectives.findings import overall
from core.objectives.keeping import objectives
from core.objectives.objective import Objective
from core.objectives.progress import ORDER, Progress
from core.objectives.words import written
from core.wording import NOT_AVAILABLE, count, day, percent, plain
from pages.parts import access, page, show
from pages.parts.manage.workspace import workspace
from pages.parts.objectives import detail, known, publishing_card, setting_form
from pages.parts.one_of import one_of
from pages.parts.view import View

QUESTION = "Are we getting where we said?"
DEFINITIONS = {
    "Baseline": "where the metric stood when the objective was set, frozen with its interval, data version and "
    "definition; importing data again does not move it",
    "Share of the way": "how far the last settled reading has come from the baseline to the target",
    "Forecast": "a line through the baseline and all readings since, weighed by their errors, to the last period "
    "before the due date",
    "On track": "the chance of the target or better is 70 % or more; below 30 % it is off track, between them at risk",
    "Reached": "the last reading's whole interval is at the target or better, or two readings in a row are",
    "Settled": "journeys of the period have had the time to end, so that data to come hardly change it",
}


def headline(found: Sequence[Progress]) -> None:
    """Show how many open objectives there are of each status."""
    statuses = [one.status for one in found]
    groups = [
        ("objectives_on_track", ("on track", "reached")),
        ("objectives_at_risk", ("at risk",)),
        ("objectives_off_track", ("off track",)),
        ("objectives_too_early", ("too early", "not available")),
    ]
    show.numbers([show.Number(term, count(sum(one in group for one in statuses))) for term, group in groups])


def listed(found: Mapping[str, tuple[Objective, Progress]]) -> str | None:
    """Show the objectives, those that need somebody first, and return the id of the chosen one."""
    rows = pd.DataFrame([_row(*each) for each in found.values()])
    config = {name: st.column_config.TextColumn() for name in rows.columns} | {
        "Latest": show.written("objective_latest"),
        "Target": show.written("objective_target"),
        "Chance": show.written("objective_chance"),
        "Of the way": show.written("objective_way"),
        "Baseline": show.written("objective_baseline"),
    }
    place = one_of("objective", "Objectives", rows, list(found), config)
    return None if place is None else list(found)[place]


def _row(one: Objective, found: Progress) -> dict[str, str]:
    unit, currency = one.counting.unit, one.baseline.currency
    chance = NOT_AVAILABLE if found.forecast is None else percent(found.forecast.chance, 0)
    return {
        "Objective": one.counting.name,
        "Status": found.status if one.closing is None else f"closed: {one.closing.outcome}",
        "Latest": NOT_AVAILABLE if found.latest is None else written(unit, found.latest.value, currency),
        "Target": written(unit, one.terms.target, currency),
        "Due": day(one.terms.due_on),
        "Chance": chance,
        "Of the way": percent(found.way_share, 0),
        "Got worse": ", ".join(found.suffered) or "nothing",
        "Owner": one.terms.owner,
        "Baseline": written(unit, one.baseline.value, currency),
        "Of": one.scope.describe(),
    }


def _known(view: View, today: date) -> dict[str, tuple[Objective, Progress]]:
    of_dataset = [one for one in objectives(workspace()) if one.dataset_id == view.dataset.dataset_id]
    found = [(one, known.progress_of(view, one, today)) for one in of_dataset]
    found.sort(key=lambda each: (each[0].closing is not None, ORDER.index(each[1].status), each[0].terms.due_on))
    return {one.objective_id: (one, progress) for one, progress in found}


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    today = datetime.now(UTC).date()
    opening = page.opening(QUESTION, view)
    found = _known(view, today)
    still = [progress for one, progress in found.values() if one.closing is None]
    opening.say(overall([one.status for one in still]), None)
    show.said(detail.SAID)
    show.failed(detail.FAILED)
    if found:
        headline(still)
        with st.container(border=True):
            st.header("Objectives", anchor=False)
            chosen = listed(found)
            if chosen is None:
                st.caption("Choose one to see its readings, its forecast and what suffers beside it.")
            else:
                detail.shown(view, *found[chosen], today)
    _set_one(view, today, first=not found)
    with st.container(border=True):
        st.header("Before and after", anchor=False)
        publishing_card.shown(view)
    with st.container(border=True):
        st.header("Published", anchor=False)
        publishing_card.earlier_ones(view)
    card = known.card(view, view.scope, "month")
    page.provenance(view, {plain(name): answer for name, answer in card.answers.items()}, DEFINITIONS)


def _set_one(view: View, today: date, *, first: bool) -> None:
    if not access.may("write"):
        if first:
            st.caption("No objective is set for this dataset yet. An editor can set one here.")
        return
    with st.container(border=True):
        st.header("Set an objective", anchor=False)
        if first:
            st.markdown(
                "An objective says **which metric shall reach what by when, and who answers for it**. Its baseline is "
                "frozen today, so that nobody argues later about where you started."
            )
        setting_form.shown(view, today)


main()
