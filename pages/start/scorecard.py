"""How does service stand? Every governed figure, operational beside experience, with noise told from news."""

from datetime import UTC, datetime

import streamlit as st

from core.export.csv import frame_csv
from core.scorecard.conflicts import cases, conflicts, rulings
from core.scorecard.findings import scorecard_finding
from core.scorecard.line import Line, RuleSet
from core.scorecard.period import PeriodKind
from core.scorecard.scorecard import Scorecard
from core.wording import percent
from pages.parts import cached_scorecard, page, show
from pages.parts.manage.workspace import workspace
from pages.parts.scorecard import conflicts as conflict_cards
from pages.parts.scorecard import detail, table, wall
from pages.parts.view import View

QUESTION = "How does service stand?"
PERIODS: dict[PeriodKind, str] = {"month": "Months", "week": "Weeks"}
RULES: dict[RuleSet, str] = {"western electric": "Western Electric", "nelson": "Nelson"}
TOO_LITTLE = (
    "No whole period of this scope can be judged: it is too short, not settled yet, or rests on fewer than 30 "
    "observations. Choose weeks or more days, or take a filter off."
)
DEFINITIONS = {
    "Settled": "a period is judged once 19 of 20 journeys that started in it have had the time to end, and what is "
    "counted after a journey's end (30 days for repeats, the horizon for retention) has passed",
    "Ordinary range": "centre ± 3 sigma; sigma is the sampling error widened by what varies from period to period "
    "anyway (Laney's chart)",
    "Moved": "the mean of the recent periods lies outside of what the periods before would lead one to expect (5 %, "
    "adjusted for all figures by Holm's method)",
    "To target": "met or missed when the whole 95 % interval lies on one side; else too close to call",
    "Interval": "Wilson for shares, Student's t for means and NPS, Fieller for ratios of contacts (journeys as the "
    "sample), exact Poisson for counts",
}


def controls() -> tuple[PeriodKind, RuleSet]:
    """Show how the figures are laid out in time and which control rules are used."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Periods", list(PERIODS), format_func=PERIODS.__getitem__, default="month", required=True, key="periods_by",
            bind="query-params", help="Whole calendar months, or weeks from Monday to Sunday.",
        )  # fmt: skip
        rules = st.segmented_control(
            "Control rules", list(RULES), format_func=RULES.__getitem__, default="western electric", required=True,
            key="rules", bind="query-params", help="Which patterns on a control chart count as a signal.",
        )  # fmt: skip
    return kind or "month", rules or "western electric"


def walls(view: View, card: Scorecard) -> None:
    """Show the control charts of both sides beside each other."""
    operational, experience = (
        [line for line in card.lines if line.metric.side == side] for side in ("operational", "experience")
    )
    columns = st.columns(2, border=True)
    for column, title, lines in zip(columns, ("Operational", "Experience"), (operational, experience), strict=True):
        with column:
            st.header(title, anchor=False)
            name = f"{title} figures as control charts, one strip each; the table below holds the same."
            key = show.key_for(f"wall_{title}", view, card.kind)
            show.drawn(wall.wall, lines, view.dataset.currency, show.colours(), key=key, name=name)


def lines_in_table(view: View, card: Scorecard) -> Line | None:
    """Show the table, operational figures first, and its file; returns the chosen line."""
    lines = sorted(card.lines, key=lambda line: line.metric.side != "operational")
    st.header("Every figure, who answers for it, and how fresh it is", anchor=False)
    picked = table.chosen(lines, view.dataset.currency)
    st.caption("Choose a row to see its control chart, what changed and its definition.")
    rows = table.rows_of(lines, view.dataset.currency).drop(columns="Course")
    show.csv_button(
        "Scorecard as CSV", lambda: frame_csv(rows), "scorecard.csv", key="scorecard_csv",
        help="Every figure of this table as a file.",
    )  # fmt: skip
    return picked


def main() -> None:
    """Show the page."""
    view = page.view_or_guide(QUESTION)
    opening = page.opening(QUESTION, view)
    kind, rules = controls()
    card = cached_scorecard.scorecard(view, kind, rules)
    today = datetime.now(UTC).date()
    found = cases(conflicts(card), rulings(workspace(), view.dataset.dataset_id), today)
    opening.say(scorecard_finding(card, found), card.journeys)
    if all(line.why_not for line in card.lines):
        if card.journeys:
            page.nothing_found("Too little to judge", TOO_LITTLE)
        else:
            page.nothing_found()
        return
    with st.container(border=True):
        conflict_cards.conflicts(view, found, today)
    walls(view, card)
    st.caption(
        f"Band: ±3 sigma around the centre; no band where there are too few periods or nothing varies. Large orange "
        f"points break a control rule. Up is more, not better; {percent(0.95, 0)} of journeys have had the time to end "
        "in every period shown."
    )
    with st.container(border=True):
        picked = lines_in_table(view, card)
    if picked is not None:
        with st.container(border=True):
            detail.detail(view, card, picked)
    page.provenance(view, card.answers, DEFINITIONS)


main()
