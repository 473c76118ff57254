"""What an answer about one more channel holds."""

from dataclasses import dataclass

import pandas as pd

from core.contract import Contract
from core.engine import Answer
from core.figure import Figure, Grade
from core.numbers.effects import Effect
from core.numbers.proportions import Interval
from core.switching.question import ExtraChannelQuestion
from core.switching.source import Source
from core.switching.strength import Strength


@dataclass(frozen=True)
class Estimate:
    """One rung of the ladder: the method, what it found, and the figure to decide with (None where there is none)."""

    method: str
    grade: Grade
    effect: Effect
    figure: Figure | None


@dataclass(frozen=True)
class ExtraChannel:
    """What one more channel goes along with.

    `ladder`: raw first, then the regression, then the methods asked for; `published` stands beside them for the cost.
    `contrasts`: the doubly robust steps from k to k + 1 channels (see `sampled.DoublyRobust`). `covariates`: covariate,
    levels, folded (rare labels that share a level), why. `disagreements` and `notes` are sentences. `odds` and
    `odds_crude` are the odds ratio of being resolved with several channels against one, common to issue, segment and
    first channel, and thrown together; for that outcome only. The unit is the currency, CES points, or a share.
    """

    question: ExtraChannelQuestion
    ladder: tuple[Estimate, ...]
    published: Figure | None
    strength: Strength | None
    contrasts: pd.DataFrame
    covariates: pd.DataFrame
    disagreements: tuple[str, ...]
    notes: tuple[str, ...]
    odds: Interval | None
    odds_crude: float | None
    journeys: int
    journeys_counted: int
    unit: str
    source: Source
    contract: Contract
    answers: tuple[Answer, ...]

    def estimate(self, method: str) -> Estimate | None:
        """Return a rung by its method: raw, regression, doubly robust, within customers."""
        return next((one for one in self.ladder if one.method == method), None)

    def rows(self) -> pd.DataFrame:
        """Return the ladder: method, grade, value, low, high, unit, n, customers, haircut_share, why_not, notes."""
        columns = [
            "method",
            "grade",
            "value",
            "low",
            "high",
            "unit",
            "n",
            "customers",
            "haircut_share",
            "why_not",
            "notes",
        ]
        rows: list[tuple[object, ...]] = [
            (one.method, one.grade, one.effect.value, one.effect.low, one.effect.high, self.unit, one.effect.n,
             one.effect.clusters, None if one.figure is None else one.figure.haircut_share, one.effect.why_not,
             " ".join(one.effect.notes))
            for one in self.ladder
        ]  # fmt: skip
        if self.published is not None:
            one = self.published
            rows.append(
                ("published", one.grade, one.value, None, None, one.unit, None, None, one.haircut_share, "", one.method)
            )
        numbers = dict.fromkeys(("value", "low", "high", "haircut_share"), "float64")
        return pd.DataFrame(rows, columns=columns).astype(numbers)
