"""Odds ratios: crude, and common to several strata, where the mix of strata would mislead."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.numbers.effects import NoEstimate
from core.numbers.proportions import Interval, normal_quantile


@dataclass(frozen=True)
class Table:
    """Counts of one stratum: with and without the outcome, among the treated and the others."""

    treated_yes: float
    treated_no: float
    other_yes: float
    other_no: float

    @property
    def n(self) -> float:
        """All of them."""
        return self.treated_yes + self.treated_no + self.other_yes + self.other_no


def crude_odds_ratio(strata: Sequence[Table]) -> float | None:
    """Return the odds ratio when strata are thrown together; None where a count is 0.

    >>> crude_odds_ratio([Table(10, 5, 4, 8)])
    4.0
    """
    whole = [
        sum(getattr(one, name) for one in strata) for name in ("treated_yes", "treated_no", "other_yes", "other_no")
    ]
    return None if min(whole) <= 0 else whole[0] * whole[3] / (whole[1] * whole[2])


def common_odds_ratio(strata: Sequence[Table]) -> Interval | NoEstimate:
    """Return the odds ratio within strata, common to all, by Mantel and Haenszel, with its 95 % interval.

    Strata with one side only say nothing and are passed over; `n` counts those that speak. Sources: Mantel and Haenszel
    (1959), JNCI 22:719-748; variance: Robins, Breslow and Greenland (1986), Biometrics 42:311-323. Admissions at
    Berkeley in 1973 (Bickel, Hammel and O'Connell 1975): crude 1.84 for men, common to the departments .905.

    >>> found = common_odds_ratio([Table(10, 5, 4, 8), Table(20, 10, 8, 16)])
    >>> round(found.value, 3), found.n
    (4.0, 81)
    """
    speaking = [
        one for one in strata
        if one.treated_yes + one.treated_no > 0 and one.other_yes + one.other_no > 0
        and one.treated_yes + one.other_yes > 0 and one.treated_no + one.other_no > 0
    ]  # fmt: skip
    up = [one.treated_yes * one.other_no / one.n for one in speaking]
    down = [one.treated_no * one.other_yes / one.n for one in speaking]
    if not speaking or sum(up) <= 0 or sum(down) <= 0:
        return NoEstimate("Within the groups held fixed one side always, or never, has the outcome: there are no odds.")
    agree = [(one.treated_yes + one.other_no) / one.n for one in speaking]
    first = sum(p * r for p, r in zip(agree, up, strict=True)) / (2 * sum(up) ** 2)
    cross = sum(p * s + (1 - p) * r for p, r, s in zip(agree, up, down, strict=True)) / (2 * sum(up) * sum(down))
    last = sum((1 - p) * s for p, s in zip(agree, down, strict=True)) / (2 * sum(down) ** 2)
    reach = math.exp(normal_quantile(0.95) * math.sqrt(first + cross + last))
    ratio = sum(up) / sum(down)
    return Interval(ratio, ratio / reach, ratio * reach, round(sum(one.n for one in speaking)))
