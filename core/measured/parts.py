"""One thing measured of many alike (journey types, touchpoints): a value with its interval, or why there is none."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate as Counted
from core.numbers.proportions import Interval
from core.priorities.estimate import Estimate

PARTS: Mapping[str, str] = {
    "journeys_a_year": "Journeys a year",
    "share_of_all": "Share of all journeys",
    "extra_channels_per_journey": "Channels beyond the first per journey",
    "extra_channels_a_year": "Channels beyond the first a year",
    "avoidable_cost_a_year": "Avoidable cost a year, at most",
    "repeats_a_year": "Journeys that come back within 30 days, a year",
    "repeat_cost_a_year": "Cost of those that come back, a year",
    "switches_a_year": "Switches between channels a year",
    "switch_cost_a_year": "Cost of journeys with a switch beyond those without, a year",
    "retention_at_risk": "Money at risk through extra channels in the period",
    "mean_ces": "Mean CES",
    "effort_gap": "CES below the best or the target",
    "mean_csat": "Mean CSAT",
    "satisfaction_gap": "CSAT below the best or the target",
    "resolved_share": "Share of journeys resolved",
    "growth_a_year": "Growth of the number of journeys a year",
    "contacts_a_year": "Contacts a year",
    "journeys_touching_a_year": "Journeys that touch it a year",
    "cost_per_contact": "Cost per contact",
    "cost_a_year": "Cost of contacts a year",
    "retention_lost": "Share of customers lost more than without it; associated, not caused",
}


@dataclass(frozen=True)
class MeasuredPart:
    """One part by its code (of `PARTS`), in `unit`; without a value, `note` says why.

    `low` and `high` bound the 95 % interval, None where there is none; `n` are the observations. `haircut_share` is to
    be taken off a positive value. `own_low` and `own_high` bound what is this one's own to err in: without the error of
    an effect that all have in common. They are before the haircut, and what a ranking is put to the test with.
    """

    code: str
    unit: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    note: str = ""
    haircut_share: float = 0.0
    own_low: float | None = None
    own_high: float | None = None

    def __post_init__(self) -> None:
        if self.code not in PARTS:
            raise InvalidInputError(f"{self.code!r} is not measured. Choose of {', '.join(PARTS)}.")
        if self.value is None and not self.note:
            raise InvalidInputError(f"{self.code!r} is not available. Say why in a sentence.")

    @staticmethod
    def of(code: str, unit: str, found: Counted | Interval, note: str = "") -> "MeasuredPart":
        """Return a part whose interval is all its own.

        >>> MeasuredPart.of("mean_ces", "points", Interval(5.0, 4.5, 5.5, 40)).own_low
        4.5
        """
        return MeasuredPart(
            code, unit, found.value, found.low, found.high, found.n, note, own_low=found.low, own_high=found.high
        )

    @staticmethod
    def unknown(code: str, unit: str, why: str, n: int | None = None) -> "MeasuredPart":
        """Return a part that is not available, and why."""
        return MeasuredPart(code, unit, None, n=n, note=why)

    @property
    def label(self) -> str:
        """What it is, in words."""
        return PARTS[self.code]

    @property
    def after_haircut(self) -> float | None:
        """The value that a decision should count on; a value below 0 is not cut.

        >>> MeasuredPart("retention_at_risk", "EUR", 100.0, haircut_share=0.2).after_haircut
        80.0
        """
        return None if self.value is None else _cut(self.value, self.haircut_share)

    def estimate(self) -> Estimate | None:
        """Return it as a part of a score: after the haircut, with its own range; None when it is not available.

        >>> MeasuredPart("repeats_a_year", "journeys", 10.0, own_low=8.0, own_high=13.0, haircut_share=0.5).estimate()
        Estimate(value=5.0, low=4.0, high=6.5)
        """
        if self.value is None:
            return None
        if self.own_low is None or self.own_high is None:
            return Estimate(_cut(self.value, self.haircut_share))
        low, high = (_cut(end, self.haircut_share) for end in (self.own_low, self.own_high))
        return Estimate(_cut(self.value, self.haircut_share), low, high)


def times(part: MeasuredPart, factor: float) -> MeasuredPart:
    """Return a part times a constant of 0 or more, as from a period to a year; a missing one stays missing."""
    value, low, high, own_low, own_high = (
        None if each is None else each * factor
        for each in (part.value, part.low, part.high, part.own_low, part.own_high)
    )
    return replace(part, value=value, low=low, high=high, own_low=own_low, own_high=own_high)


def product(a: Counted | Interval, b: Counted | Interval) -> Counted:
    """Return the product of two independent numbers above 0, with the interval that joins theirs.

    Each end lies as far from the product as the two ends' own distances, taken together as in a right triangle (method
    of variance estimates recovery: Zou, Donner 2008, Statistics in Medicine 27:1693-1702, to first order). A number
    without an interval counts as certain.

    By hand: 10 (7 to 13) times 2 (1.6 to 2.4): 3 x 2 = 6 and 0.4 x 10 = 4 make 7.21 either way.

    >>> found = product(Interval(10, 7, 13, 50), Interval(2, 1.6, 2.4, 40))
    >>> found.value, round(found.low, 2), round(found.high, 2), found.n
    (20, 12.79, 27.21, 40)
    """
    n = min(a.n, b.n)
    if a.value is None or b.value is None:
        return Counted(None, None, None, n)
    value = a.value * b.value
    if a.low is None and b.low is None:
        return Counted(value, None, None, n)
    (a_down, a_up), (b_down, b_up) = _distances(a), _distances(b)
    down, up = math.hypot(a_down * b.value, b_down * a.value), math.hypot(a_up * b.value, b_up * a.value)
    return Counted(value, max(0.0, value - down), value + up, n)


def _distances(one: Counted | Interval) -> tuple[float, float]:
    if one.value is None or one.low is None or one.high is None:
        return 0.0, 0.0
    return one.value - one.low, one.high - one.value


def _cut(value: float, haircut_share: float) -> float:
    return value * (1 - haircut_share) if value > 0 else value
