"""What one more unit of something goes along with: an estimate with its error, or a sentence on why there is none."""

import math
from dataclasses import dataclass

from scipy.special import stdtrit

FEW_CLUSTERS = 30


@dataclass(frozen=True)
class Effect:
    """A change of the outcome per unit of the treatment, in the outcome's unit, with its 95 % interval.

    `value`, `error` (standard error), `low` and `high` are None where there is no honest number; `why_not` then says
    why in a sentence. `n` are the observations, `clusters` the independent groups of them that the error rests on.
    `notes` are sentences that a reader of the number should know.
    """

    value: float | None
    error: float | None
    low: float | None
    high: float | None
    n: int
    clusters: int | None = None
    notes: tuple[str, ...] = ()
    why_not: str = ""

    @property
    def few_clusters(self) -> bool:
        """Whether so few groups carry the error that the interval is too narrow as a rule."""
        return self.clusters is not None and self.clusters < FEW_CLUSTERS


@dataclass(frozen=True)
class NoEstimate:
    """Why there is no estimate, as a finished sentence."""

    why: str

    def effect(self, n: int, clusters: int | None = None) -> Effect:
        """Return an effect without a number.

        >>> NoEstimate("All are alike.").effect(3).why_not
        'All are alike.'
        """
        return Effect(None, None, None, None, n, clusters, (), self.why)


def effect_of(
    value: float, error: float, freedom: float, n: int, clusters: int | None = None, notes: tuple[str, ...] = ()
) -> Effect:
    """Return an effect with Student's t interval at 95 %; below 30 clusters a note says what that means.

    No interval without a spread or without freedom: an interval of no width would claim a certainty nobody has.

    >>> found = effect_of(2.0, 0.5, freedom=10, n=12)
    >>> round(found.low, 3), round(found.high, 3)
    (0.886, 3.114)
    >>> effect_of(2.0, 0.5, freedom=4, n=12, clusters=5).few_clusters
    True
    """
    if not math.isfinite(value):
        return NoEstimate("The numbers are too large to be added up.").effect(n, clusters)
    if error <= 0 or not math.isfinite(error) or freedom < 1:
        reason = "There is no interval: the outcome follows from the rest without any spread, or too few carry it."
        return Effect(value, None, None, None, n, clusters, (*notes, reason))
    if clusters is not None and clusters < FEW_CLUSTERS:
        notes = (
            *notes,
            f"Only {clusters} independent groups carry this, not {FEW_CLUSTERS}: the interval is likely too narrow.",
        )
    reach = float(stdtrit(freedom, 0.975)) * error
    return Effect(value, error, value - reach, value + reach, n, clusters, notes)
