"""Journey types and touchpoints: measured once per dataset, data version and scope, scored once per content."""

from collections.abc import Mapping

from core.measured import journey_types as types
from core.measured import touchpoints as touches
from core.measured.journey_types import JourneyTypes
from core.measured.touchpoints import TouchpointBy, Touchpoints
from core.planning.judgements import Judgements
from core.priorities import journeys as journey_scores
from core.priorities import touchpoints as touchpoint_scores
from core.priorities.scoring import Scoring
from core.priorities.starting import Proposal, start_with
from core.priorities.subject import Subject
from core.scope import Scope
from pages.parts.by_locale import kept_by_locale
from pages.parts.office import office
from pages.parts.view import View


@kept_by_locale(max_entries=50, show_spinner="Measuring every journey type …")
def _types(dataset_id: str, data_version: int, scope: Scope) -> JourneyTypes:
    """Return every journey type of a scope, measured."""
    del data_version
    return types.journey_types(office().open(dataset_id), scope)


def journey_types(view: View) -> JourneyTypes:
    """Return every journey type of a view, measured."""
    return _types(view.dataset.dataset_id, view.dataset.data_version, view.scope)


@kept_by_locale(max_entries=50, show_spinner="Measuring every touchpoint …")
def _touchpoints(dataset_id: str, data_version: int, scope: Scope, by: TouchpointBy) -> Touchpoints:
    """Return every touchpoint of a scope, measured."""
    del data_version
    return touches.touchpoints(office().open(dataset_id), scope, by)


def touchpoints(view: View, by: TouchpointBy) -> Touchpoints:
    """Return every touchpoint of a view, measured."""
    return _touchpoints(view.dataset.dataset_id, view.dataset.data_version, view.scope, by)


@kept_by_locale(max_entries=50, show_spinner="Scoring, and drawing the parts from their ranges …")
def scored_types(
    content: str, _subjects: tuple[Subject, ...], _kept: Judgements, _narrowed: Mapping[str, tuple[str, str]]
) -> tuple[Scoring, Proposal]:
    """Return the journey types scored and what to start with, worked out once for the same content."""
    del content
    scoring = journey_scores.scored(_subjects, _kept.weights)
    return scoring, start_with(scoring, _kept.least_feasibility if scoring.on("feasibility") else 0.0, _narrowed)


@kept_by_locale(max_entries=50, show_spinner="Scoring, and drawing the parts from their ranges …")
def scored_touchpoints(content: str, _subjects: tuple[Subject, ...], _kept: Judgements) -> Scoring:
    """Return the touchpoints scored, worked out once for the same content."""
    del content
    return touchpoint_scores.scored(_subjects, _kept.weights)
