"""What the page of objectives asks: scorecards of a scope and how each objective does, asked once per data version."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from core.glossary.governing import definitions, reports
from core.glossary.metric import Metric
from core.glossary.reported import Report
from core.objectives.objective import Objective
from core.objectives.progress import Progress, metrics_for, progress
from core.scope import Scope
from core.scorecard import scorecard as scorecards
from core.scorecard.period import PeriodKind
from pages.parts.cached import ENTRIES
from pages.parts.manage.workspace import workspace
from pages.parts.office import office
from pages.parts.view import View


def metrics() -> Mapping[str, Metric]:
    """Return the governed metrics by code."""
    return definitions(workspace())


def card(view: View, scope: Scope, kind: PeriodKind, found: Sequence[Metric] = ()) -> scorecards.Scorecard:
    """Return the scorecard of a scope of the view's dataset, by the definitions of now unless others are given."""
    dataset = view.dataset
    asked = (tuple(found) or tuple(metrics().values()), kind)
    return _card(dataset.dataset_id, dataset.data_version, scope, asked, reports(workspace(), dataset.dataset_id))


@st.cache_data(max_entries=ENTRIES, show_spinner="Reading the metrics …")
def _card(
    dataset_id: str,
    data_version: int,
    scope: Scope,
    asked: tuple[tuple[Metric, ...], PeriodKind],
    of_dataset: Mapping[str, Report],
) -> scorecards.Scorecard:
    del data_version
    found, kind = asked
    return scorecards.scorecard(office().open(dataset_id), scope, found, of_dataset, kind)


def progress_of(view: View, one: Objective, today: date) -> Progress:
    """Return how an objective of the view's dataset does."""
    by_code = metrics()
    read_with = card(view, one.scope, one.baseline.span.kind, metrics_for(one, by_code))
    return progress(one, read_with, by_code, today)
