"""What the page of objectives asks: scorecards of a scope, and how each objective does."""

from collections.abc import Mapping
from datetime import date

from core.glossary.governing import definitions
from core.glossary.metric import Metric
from core.objectives.objective import Objective
from core.objectives.progress import Progress, metrics_for, progress
from core.scope import Scope
from core.scorecard.period import PeriodKind
from core.scorecard.scorecard import Scorecard
from pages.parts.cached_scorecard import read_with
from pages.parts.manage.workspace import workspace
from pages.parts.view import View


def metrics() -> Mapping[str, Metric]:
    """Return the governed metrics by code."""
    return definitions(workspace())


def card(view: View, scope: Scope, kind: PeriodKind) -> Scorecard:
    """Return the scorecard of a scope of the view's dataset, by the definitions of now."""
    return read_with(view, scope, tuple(metrics().values()), kind)


def progress_of(view: View, one: Objective, today: date) -> Progress:
    """Return how an objective of the view's dataset does, read by the definition that its baseline was counted by."""
    found = metrics()
    read = read_with(view, one.scope, metrics_for(one, found), one.baseline.span.kind)
    return progress(one, read, found, today)
