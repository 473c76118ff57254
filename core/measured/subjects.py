"""What is measured, handed on to be ranked: journey types and touchpoints as subjects with parts."""

from core.measured.journey_types import JourneyTypes
from core.measured.touchpoints import Touchpoints
from core.priorities.journeys import MEASURED
from core.priorities.subject import Subject
from core.priorities.touchpoints import CRITERIA


def types_as_subjects(found: JourneyTypes) -> tuple[Subject, ...]:
    """Return the journey types with the parts that they are ranked by, after haircuts; all exist already.

    Journeys without a type are none that could be started with, so they are left out. A part that is not available is
    missing.
    """
    return tuple(
        Subject(row.name, row.name, {each.code: row.parts[each.code].estimate() for each in MEASURED})
        for row in found.rows
        if row.given
    )


def touchpoints_as_subjects(found: Touchpoints) -> tuple[Subject, ...]:
    """Return the touchpoints with the parts that they are ranked by, after haircuts."""
    measured = [each.code for each in CRITERIA if not each.judged]
    return tuple(
        Subject(row.name, row.name, {code: row.parts[code].estimate() for code in measured})
        for row in found.rows
        if row.given
    )


def narrowed(found: JourneyTypes) -> dict[str, tuple[str, str]]:
    """Return the two channels that most of each type's switches touch, by its name."""
    return {row.name: row.two_channels.channels for row in found.rows if row.given and row.two_channels is not None}
