"""Money at risk: customers x value x adjusted effect x extra channels. Numbers in, numbers out."""

import math
from dataclasses import dataclass

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate


@dataclass(frozen=True)
class AssumedValue:
    """What a customer is worth whose value is not known, in the dataset's currency: an assumption with an owner."""

    value: float
    owner: str
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        ends = (self.value if self.low is None else self.low, self.value if self.high is None else self.high)
        if not all(math.isfinite(each) and each >= 0 for each in (self.value, *ends)):
            raise InvalidInputError("A customer's assumed value is a number of 0 or more.")
        if not ends[0] <= self.value <= ends[1]:
            raise InvalidInputError(
                "The assumed value lies outside of its own range. Low is at most, high at least it."
            )
        if not self.owner.strip():
            raise InvalidInputError("An assumed value needs an owner: who answers for it?")


@dataclass(frozen=True)
class Exposure:
    """What an effect is multiplied with: `value_exposed` is the sum over journeys of value x extra channels (money),
    where the value is known; `extra_channels_unvalued` are those of customers whose value is not."""

    label: str
    journeys: int
    customers: int
    customers_valued: int
    extra_channels: int
    extra_channels_unvalued: int
    value_exposed: float

    @property
    def valued_share(self) -> float | None:
        """The share of extra channels whose customer's value is known; None without any."""
        return 1 - self.extra_channels_unvalued / self.extra_channels if self.extra_channels else None


@dataclass(frozen=True)
class MoneyAtRisk:
    """Money that goes with extra channels through leaving. Positive is lost. `assumed`: an assumed value is in it.

    `after_haircut` is the value less the haircut of the effect's grade; a loss below nothing is not cut.
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    after_haircut: float | None
    assumed: bool
    exposure: Exposure


def money_at_risk(
    exposure: Exposure, effect: Estimate, haircut_share: float, assumed: AssumedValue | None = None
) -> MoneyAtRisk:
    """Return the money at risk with its interval.

    `effect` is the difference in the share retained per extra channel (negative: more leave). The interval joins that
    of the effect and the range of the assumed value, taken as independent (method of variance estimates recovery: Zou,
    Donner 2008, Statistics in Medicine 27:1693-1702). None where no value is known or the effect is not available.

    By hand: 100 journeys with an extra channel each of customers worth 200, 3 points lost: 100 x 200 x 0.03 = 600.

    >>> exposure = Exposure("Billing", 100, 100, 100, 100, 0, 20_000.0)
    >>> found = money_at_risk(exposure, Estimate(-0.03, -0.04, -0.02, 900), 0.35)
    >>> [round(each, 2) for each in (found.value, found.low, found.high, found.after_haircut)]
    [600.0, 400.0, 800.0, 390.0]
    """
    filled = assumed is not None and exposure.extra_channels_unvalued > 0
    if effect.value is None or (exposure.customers_valued == 0 and not filled):
        return MoneyAtRisk(exposure.label, None, None, None, None, False, exposure)
    unvalued = exposure.extra_channels_unvalued if filled else 0
    worth = exposure.value_exposed + (unvalued * assumed.value if assumed else 0.0)
    value = -effect.value * worth
    low = high = None
    if effect.low is not None and effect.high is not None:
        down, up = (effect.high - effect.value) * worth, (effect.value - effect.low) * worth
        less, more = _value_range(assumed, unvalued, -effect.value)
        low, high = value - math.hypot(down, less), value + math.hypot(up, more)
    after = value * (1 - haircut_share) if value > 0 else value
    return MoneyAtRisk(exposure.label, value, low, high, after, filled, exposure)


def _value_range(assumed: AssumedValue | None, unvalued: int, lost: float) -> tuple[float, float]:
    """Return how far the money may fall and rise because of the assumed value alone."""
    if assumed is None or not unvalued:
        return 0.0, 0.0
    falls = assumed.value - (assumed.value if assumed.low is None else assumed.low)
    rises = (assumed.value if assumed.high is None else assumed.high) - assumed.value
    ends = (unvalued * lost * falls, unvalued * lost * rises)
    return (ends[0], ends[1]) if lost >= 0 else (-ends[1], -ends[0])
