"""What the front page shows, worked out once per data version, scope and state of what people wrote.

It is shared by everybody who reads in the same locale and never changed, so it is kept as it is and not copied; what a
role may not see is left out where it is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import streamlit as st

from core import locales
from core.attention import news
from core.attention.candidate import Candidate, in_order, raised
from core.attention.of_figures import of_age, of_conflicts, of_metrics, of_objectives, of_quality
from core.attention.of_writing import RoundState, of_backlog, of_cases, of_rounds
from core.attention.standing import cards, kind_for
from core.finding import Finding
from core.improvement.items import items
from core.intake.history import past_imports, reached_before
from core.maturity.rounds import progress, rounds
from core.objectives.keeping import objectives
from core.scorecard.conflicts import Case, cases, conflicts, rulings
from core.scorecard.findings import scorecard_finding
from core.scorecard.line import Line
from core.scorecard.scorecard import Scorecard
from core.workspace.audit import Head
from pages.parts import cached_quality, cached_scorecard, dataset_picker
from pages.parts.manage.workspace import workspace
from pages.parts.objectives.known import progress_of
from pages.parts.office import office
from pages.parts.view import View

KEPT = 100
Known = tuple[tuple[str, str, int], ...]  # datasets: their id, name and data version
_HASHED: dict[str | type[Any], Callable[[Any], Any]] = {
    View: lambda view: repr((view.dataset.dataset_id, view.dataset.data_version, view.scope)),
    Head: lambda head: head.hash,
}


@dataclass(frozen=True)
class Board:
    """How service stands in a view: the scorecard, its conflicts, its sentence, and the lines for the cards."""

    card: Scorecard
    conflicts: tuple[Case, ...]
    finding: Finding
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Front:
    """What the front page shows."""

    stands: Board
    waiting: tuple[Candidate, ...]
    changed: tuple[news.News, ...]


def front(view: View, head: Head, since: date, known: Known) -> Front:
    """Return what the front page shows; `head` is the last change of what people wrote."""
    stands = board(view, head)
    if not stands.card.journeys:
        return Front(stands, (), ())
    return Front(stands, waiting(view, head), changed(view, head, since, known))


def today() -> date:
    """Return the day, as the record of changes counts days."""
    return datetime.now(UTC).date()


def board(view: View, head: Head) -> Board:
    """Return how service stands; `head` is the last change of what people wrote."""
    return _board(view, head, today(), locales.current().code)


@st.cache_resource(max_entries=KEPT, show_spinner=False, hash_funcs=_HASHED)
def _board(view: View, head: Head, day: date, locale: str) -> Board:
    del head, locale  # sentences are written by locale, and definitions, reports and rulings may have changed with it
    first, last = view.scope.period_from or view.dataset.data_from, view.scope.period_to or view.dataset.data_until
    card = cached_scorecard.scorecard(view, kind_for(_day(first), _day(last)))
    found = cases(conflicts(card), rulings(workspace(), view.dataset.dataset_id), day)
    return Board(card, found, scorecard_finding(card, found), cards(card.lines))


def waiting(view: View, head: Head) -> tuple[Candidate, ...]:
    """Return everything that may need a decision, the most pressing first."""
    return _waiting(view, head, today(), locales.current().code)


@st.cache_resource(
    max_entries=KEPT,
    show_spinner="Looking for what needs a decision …",
    hash_funcs=_HASHED,
)
def _waiting(view: View, head: Head, day: date, locale: str) -> tuple[Candidate, ...]:
    del locale
    data, written, stands = view.dataset, workspace(), board(view, head)
    checked = cached_quality.measured(data)
    judged = sum(one.status != "not available" for one in checked.overall)
    aims = [one for one in objectives(written) if one.dataset_id == data.dataset_id and one.closing is None]
    states = [RoundState(one, now.answered, now.asked) for one in rounds(written) for now in [progress(written, one)]]
    return in_order(
        [
            *of_metrics(stands.card.lines, data.currency, stands.conflicts),
            *raised("conflict", of_conflicts(stands.conflicts, data.currency), "scorecard"),
            *raised("objective", of_objectives((one, progress_of(view, one, day)) for one in aims), "objectives"),
            *of_cases(written),
            *of_backlog(items(written), day),
            *of_quality(checked.warnings, judged),
            *([] if data.synthetic else of_age(data.name, _day(data.data_until), day)),
            *of_rounds(states, day),
        ]
    )


def known() -> Known:
    """Return the datasets of which imports are news."""
    return tuple((one.dataset_id, one.name, one.data_version) for one in dataset_picker.listed())


def changed(view: View, head: Head, since: date, known: Known) -> tuple[news.News, ...]:
    """Return what changed since a day, the last first."""
    return _changed(view, head, since, known, locales.current().code)


@st.cache_resource(
    max_entries=KEPT,
    show_spinner=False,
    hash_funcs=_HASHED,
)
def _changed(view: View, head: Head, since: date, known: Known, locale: str) -> tuple[news.News, ...]:
    del locale
    found = news.of_record(news.recorded_since(workspace(), since))
    for dataset_id, name, _ in known:
        found += news.of_imports(name, past_imports(office().open(dataset_id)), since)
    reached = reached_before(view.database, datetime.combine(since, time()))
    return news.newest_first([*found, *news.of_signals(board(view, head).card, reached)])


def own_interactions() -> int:
    """Return how many interactions are the office's own."""
    return sum(one.interactions for one in dataset_picker.listed() if not one.synthetic)


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
