"""The scorecard, asked once per dataset, data version, scope, definitions and reports."""

from collections.abc import Mapping, Sequence

from core.glossary.governing import definitions, reports
from core.glossary.metric import Metric
from core.glossary.reported import Report
from core.scope import Scope
from core.scorecard import scorecard as scorecards
from core.scorecard.changed import DIMENSIONS, Changed, Labels, labels
from core.scorecard.changed import changed as find_changed
from core.scorecard.counting import By, Counted, counted
from core.scorecard.line import Line, RuleSet
from core.scorecard.period import PeriodKind
from pages.parts.by_locale import kept_by_locale
from pages.parts.cached import ENTRIES
from pages.parts.manage.workspace import workspace
from pages.parts.office import office
from pages.parts.view import View


def metrics() -> tuple[Metric, ...]:
    """Return the governed metrics as they are defined now, in the order of the glossary."""
    return tuple(definitions(workspace()).values())


def scorecard(view: View, kind: PeriodKind, rules: RuleSet = "western electric") -> scorecards.Scorecard:
    """Return the scorecard of a view."""
    of_dataset = reports(workspace(), view.dataset.dataset_id)
    return _scorecard(
        view.dataset.dataset_id, view.dataset.data_version, view.scope, (metrics(), kind, rules), of_dataset
    )


def read_with(view: View, scope: Scope, found: Sequence[Metric], kind: PeriodKind) -> scorecards.Scorecard:
    """Return the scorecard of another scope of the view's dataset, by definitions given."""
    dataset, of_dataset = view.dataset, reports(workspace(), view.dataset.dataset_id)
    asked: tuple[tuple[Metric, ...], PeriodKind, RuleSet] = (tuple(found), kind, "western electric")
    return _scorecard(dataset.dataset_id, dataset.data_version, scope, asked, of_dataset)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Reading the metrics …")
def _scorecard(
    dataset_id: str,
    data_version: int,
    scope: Scope,
    asked: tuple[tuple[Metric, ...], PeriodKind, RuleSet],
    of_dataset: Mapping[str, Report],
) -> scorecards.Scorecard:
    del data_version
    found, kind, rules = asked
    return scorecards.scorecard(office().open(dataset_id), scope, found, of_dataset, kind, rules)


def by_group(view: View, kind: PeriodKind, by: By, metric: Metric) -> Counted:
    """Return the sums of a metric, and of those counted with it, by period and group."""
    alike = tuple(one for one in metrics() if one.sql == metric.sql)
    return _by_group(view.dataset.dataset_id, view.dataset.data_version, view.scope, alike, (kind, by))


@kept_by_locale(max_entries=ENTRIES, show_spinner="Looking for what changed …")
def _by_group(
    dataset_id: str, data_version: int, scope: Scope, found: tuple[Metric, ...], how: tuple[PeriodKind, By]
) -> Counted:
    del data_version
    return counted(office().open(dataset_id), scope, *how, found)


def changed(view: View, card: scorecards.Scorecard, line: Line) -> Changed | None:
    """Return what contributed to the change of a metric."""
    if not line.judged:
        return None
    names = _labels(view.dataset.dataset_id, view.dataset.data_version)
    return find_changed(line, [by_group(view, card.kind, by, line.metric) for by in DIMENSIONS], names)


@kept_by_locale(max_entries=ENTRIES, show_spinner=False)
def _labels(dataset_id: str, data_version: int) -> Labels:
    del data_version
    return labels(office().open(dataset_id))
