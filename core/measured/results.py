"""What is measured of a journey type: figures by their codes, and sentences where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.engine import Answer
from core.errors import InvalidInputError
from core.figure import Figure
from core.scope import Scope

LABELS: Mapping[str, str] = {
    "journeys_a_year": "Journeys a year",
    "volume_growth_a_year": "Growth of the number of journeys a year",
    "customers_a_year": "Customers with such a journey a year",
    "value_per_customer": "Value of a customer a year",
    "resolved_share": "Share of journeys resolved",
    "repeat_share": "Share that comes back within 30 days",
    "contacts_per_journey": "Contacts per journey",
    "handle_hours_per_contact": "Handle time per contact",
    "channels_per_journey": "Channels used per journey",
    "several_channels_share": "Share of journeys with two channels or more",
    "extra_channels_per_journey": "Channels beyond the first per journey",
    "cost_per_journey": "Cost per journey",
    "cost_per_resolution": "Cost per resolution",
    "cost_of_extra_channel": "Cost that goes along with one more channel",
    "retention_lost_per_extra_channel": "Change of retention that goes along with one more channel",
}


@dataclass(frozen=True)
class Measured:
    """One thing that a case may rest on, by its code (one of `LABELS`).

    Without a `figure`, `note` says why there is none. With one, it says what a reader should know of it, such as that
    it is about all journey types; it is often empty.
    """

    code: str
    figure: Figure | None
    note: str = ""

    def __post_init__(self) -> None:
        if self.code not in LABELS:
            raise InvalidInputError(f"{self.code!r} is not measured. Choose of {', '.join(LABELS)}.")
        if self.figure is None and not self.note:
            raise InvalidInputError(f"{self.code!r} is not available. Say why in a sentence.")

    @property
    def label(self) -> str:
        """What it is, in words.

        >>> Measured("cost_per_journey", None, "No cost is known.").label
        'Cost per journey'
        """
        return LABELS[self.code]


@dataclass(frozen=True)
class JourneyTypeFigures:
    """What is measured of the journeys of one type in a scope (`issue` None: of every type).

    `measured` has each code of `LABELS` once, in that order. `scope` is narrowed to the type. `period_from` and
    `period_to` (both included) are the days of the scope that the data cover; None without any. All of it was read from
    one `data_version`.
    """

    issue: str | None
    scope: Scope
    journeys: int
    period_from: date | None
    period_to: date | None
    currency: str
    dataset_id: str
    data_version: int
    measured: tuple[Measured, ...]
    answers: tuple[Answer, ...]

    def __post_init__(self) -> None:
        if [one.code for one in self.measured] != list(LABELS):
            raise InvalidInputError("The figures of a journey type need each code once, in the order of `LABELS`.")

    @property
    def figures(self) -> dict[str, Figure]:
        """The figures that there are, by their codes."""
        return {one.code: one.figure for one in self.measured if one.figure is not None}

    @property
    def not_available(self) -> dict[str, str]:
        """Why there is no figure, by the code, as a sentence."""
        return {one.code: one.note for one in self.measured if one.figure is None}

    @property
    def notes(self) -> dict[str, str]:
        """What a reader should know of the figures that there are, by their codes."""
        return {one.code: one.note for one in self.measured if one.figure is not None and one.note}
