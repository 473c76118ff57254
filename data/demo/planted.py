"""The planted truth, all of it: what the analyses should find, and by how much the naive look is meant to mislead."""

from dataclasses import dataclass
from datetime import date

from core.errors import InvalidInputError


@dataclass(frozen=True)
class Planted:
    """The effects and faults put into the data.

    Money in EUR, shares and risks 0 to 1, CES in points of its 1-to-7 scale. An extra channel *causes*
    `cost_per_extra_channel_eur` and raises the chance to leave in the 180 days after the journey by
    `leave_risk_per_extra_channel` among customers whom nothing else makes leave (so that the effect on all is
    smaller by the share that leaves anyway: the truth file has the realised figure).
    """

    cost_per_extra_channel_eur: float = 7.90
    cost_per_repeat_eur: float = 1.20
    cost_per_severity_eur: float = 2.60
    leave_risk_per_extra_channel: float = 0.040
    leave_risk_unresolved: float = 0.05
    horizon_days: int = 180
    # confounding: chance of each of up to four further channels = floor + difficulty x issue + severity x segment mean
    switch_floor: float = 0.06
    switch_by_difficulty: float = 0.40
    switch_by_severity: float = 0.10
    # the change
    handover_before: float = 0.46
    handover_after: float = 0.27
    change_on: date = date(2025, 9, 1)
    # the broken step
    upload_share: float = 0.70
    upload_fails: float = 0.55
    # effort
    ces_per_extra_channel: float = -0.35
    ces_double_verify: float = -0.90
    # the drive for speed: from a day on, contacts on one channel are shorter, and their journeys please less
    drive_on: date = date(2026, 3, 1)
    drive_channel: str = "Phone"
    drive_handle_factor: float = 0.82
    drive_csat: float = -0.35
    # imperfections
    long_gap_share: float = 0.01
    region_missing: float = 0.008
    handle_missing: float = 0.015
    late_rows: float = 0.004


@dataclass(frozen=True)
class Company:
    """What to generate: the same seed and size give the same rows.

    >>> Company(journeys=1000).journeys
    1000
    """

    seed: int = 20260101
    journeys: int = 50_000
    planted: Planted = Planted()

    def __post_init__(self) -> None:
        if self.journeys < 1 or self.journeys > 1_000_000_000:
            raise InvalidInputError(f"journeys is {self.journeys}; it must be between 1 and 1,000,000,000.")
        if self.seed < 0:
            raise InvalidInputError(f"seed is {self.seed}; it must be 0 or more.")
