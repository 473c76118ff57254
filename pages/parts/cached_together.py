"""The course of figures and their links, asked once per dataset, data version, scope, definitions and channels."""

from dataclasses import dataclass

from core.engine import Answer
from core.glossary.governing import reports
from core.glossary.metric import Metric
from core.scope import Scope
from core.scorecard import course, together
from core.scorecard.counting import Counted, counted
from core.scorecard.period import PeriodKind
from core.scorecard.scorecard import Scorecard
from pages.parts import cached_scorecard
from pages.parts.by_locale import kept_by_locale
from pages.parts.cached import ENTRIES
from pages.parts.manage.workspace import workspace
from pages.parts.office import office
from pages.parts.view import View

Asked = tuple[object, ...]


@dataclass(frozen=True)
class Together:
    """What the page on figures that move together shows; `links` is None where there is no journey."""

    found: course.Courses
    links: together.Links | None


def courses(view: View, kind: PeriodKind, channels: tuple[str, str]) -> course.Courses:
    """Return the course of every metric, of all journeys and of those that begin on the channels."""
    card, metrics = cached_scorecard.scorecard(view, kind), cached_scorecard.metrics()
    by_channel = _by_channel(view.dataset.dataset_id, view.dataset.data_version, view.scope, kind, metrics)
    return _courses(_asked(view, kind), tuple(sorted(set(channels))), card, by_channel, channel_names(view))


def links(view: View, found: course.Courses, channels: tuple[str, str], *, changes: bool) -> together.Links:
    """Return all pairs of two channels, from their courses."""
    return _links(_asked(view, found.kind), channels, changes, found)


def together_on(view: View, kind: PeriodKind, channels: tuple[str, str], changes: bool) -> Together:
    """Return the courses of the figures and all pairs of two channels."""
    found = courses(view, kind, channels)
    return Together(found, links(view, found, channels, changes=changes) if found.journeys else None)


def channel_names(view: View) -> Answer:
    """Return the channels of a dataset with their codes."""
    return _channel_names(view.dataset.dataset_id, view.dataset.data_version)


def _asked(view: View, kind: PeriodKind) -> Asked:
    """Return all on which courses depend: what is cached with a name that begins with _ is not compared."""
    dataset = view.dataset
    reported = tuple(reports(workspace(), dataset.dataset_id).values())
    return dataset.dataset_id, dataset.data_version, view.scope, kind, cached_scorecard.metrics(), reported


@kept_by_locale(max_entries=ENTRIES, show_spinner=False)
def _channel_names(dataset_id: str, data_version: int) -> Answer:
    del data_version
    return course.channel_names(office().open(dataset_id))


@kept_by_locale(max_entries=ENTRIES, show_spinner="Counting by channel …")
def _by_channel(
    dataset_id: str, data_version: int, scope: Scope, kind: PeriodKind, metrics: tuple[Metric, ...]
) -> Counted:
    del data_version
    return counted(office().open(dataset_id), scope, kind, "first_channel", metrics)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Reading figures by channel …")
def _courses(
    asked: Asked, channels: tuple[str, ...], _card: Scorecard, _by_channel: Counted, _names: Answer
) -> course.Courses:
    del asked
    return course.courses(_card, _by_channel, _names, channels)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Comparing all pairs …")
def _links(asked: Asked, channels: tuple[str, str], changes: bool, _found: course.Courses) -> together.Links:
    del asked
    return together.links(_found, *channels, changes=changes)
