"""The questions of the page on retention, asked once per dataset, data version, scope and question; counts only."""

from dataclasses import dataclass, replace

from core.retention import adjusted as like
from core.retention import at_risk as risks
from core.retention import cohorts as months
from core.retention import curves as staying
from core.retention import drivers as leaving
from core.retention import hazard
from core.retention.basis import usual_question
from core.retention.calculate import AssumedValue
from core.retention.question import RetentionQuestion
from core.retention.single_journeys import ALSO
from core.scope import Scope
from pages.parts.by_locale import kept_by_locale
from pages.parts.office import office
from pages.parts.view import View

ENTRIES = 100
Models = tuple[like.Adjusted, hazard.Speed]


@kept_by_locale(max_entries=ENTRIES, show_spinner=False)
def _usual(dataset_id: str, data_version: int) -> RetentionQuestion:
    del data_version
    return usual_question(office().open(dataset_id))


def usual(view: View) -> RetentionQuestion:
    """Return the question that is asked until somebody chooses: all days of the data."""
    return _usual(view.dataset.dataset_id, view.dataset.data_version)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Following the customers …")
def _retention(dataset_id: str, data_version: int, scope: Scope, question: RetentionQuestion) -> staying.Retention:
    del data_version
    return staying.retention(office().open(dataset_id), scope, question)


def retention(view: View, question: RetentionQuestion) -> staying.Retention:
    """Return who stays, by group."""
    return _retention(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Comparing like with like …")
def _adjusted(
    dataset_id: str, data_version: int, scope: Scope, question: RetentionQuestion, further: bool
) -> like.Adjusted:
    del data_version
    return like.adjusted(office().open(dataset_id), scope, question, ALSO if further else None)


def adjusted(view: View, question: RetentionQuestion, *, further: bool = False) -> like.Adjusted:
    """Return the difference in retention per extra channel; `further` adds the estimates from single journeys."""
    return _adjusted(view.dataset.dataset_id, view.dataset.data_version, view.scope, question, further)


@kept_by_locale(max_entries=ENTRIES, show_spinner=False)
def _speed(dataset_id: str, data_version: int, scope: Scope, question: RetentionQuestion) -> hazard.Speed:
    del data_version
    return hazard.speed_of_leaving(office().open(dataset_id), scope, question)


def speed(view: View, question: RetentionQuestion) -> hazard.Speed:
    """Return how much faster customers leave per extra channel."""
    return _speed(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)


def models(view: View, question: RetentionQuestion) -> Models:
    """Return all about an extra channel that fits models: the difference by every method, and the speed."""
    return adjusted(view, question, further=True), speed(view, question)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Adding up what is at risk …")
def _at_risk(
    dataset_id: str, data_version: int, scope: Scope, question: RetentionQuestion, assumed: AssumedValue | None
) -> risks.AtRisk:
    known = _adjusted(dataset_id, data_version, scope, question, False)
    return risks.at_risk(office().open(dataset_id), scope, question, assumed, known)


def at_risk(view: View, question: RetentionQuestion, assumed: AssumedValue | None) -> risks.AtRisk:
    """Return the money at risk."""
    return _at_risk(view.dataset.dataset_id, view.dataset.data_version, view.scope, question, assumed)


@dataclass(frozen=True)
class Standing:
    """What the page on retention begins with; `risk` is None where no journey is counted."""

    found: like.Adjusted
    everybody: staying.Retention
    risk: risks.AtRisk | None


def standing(view: View, question: RetentionQuestion) -> Standing:
    """Return what the page on retention begins with."""
    by_journey = replace(question, population="journeys")
    found, everybody = adjusted(view, by_journey), retention(view, replace(question, by="everyone"))
    return Standing(found, everybody, at_risk(view, by_journey, None) if everybody.basis.journeys else None)


@kept_by_locale(max_entries=ENTRIES, show_spinner=False)
def _drivers(dataset_id: str, data_version: int, scope: Scope, question: RetentionQuestion) -> leaving.Drivers:
    del data_version
    return leaving.drivers(office().open(dataset_id), scope, question)


def drivers(view: View, question: RetentionQuestion) -> leaving.Drivers:
    """Return what goes with leaving."""
    return _drivers(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)


@kept_by_locale(max_entries=ENTRIES, show_spinner="Following the cohorts …")
def _cohorts(dataset_id: str, data_version: int, scope: Scope, question: RetentionQuestion) -> months.Cohorts:
    del data_version
    return months.cohorts(office().open(dataset_id), scope, question)


def cohorts(view: View, question: RetentionQuestion) -> months.Cohorts:
    """Return retention by month of the journeys' end."""
    return _cohorts(view.dataset.dataset_id, view.dataset.data_version, view.scope, question)
