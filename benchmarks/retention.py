"""Planted truth: how often intervals of retention cover what was planted, over many companies, and the naive bias."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from benchmarks.company import ROWS_PER_JOURNEY
from benchmarks.planted import planted_data
from benchmarks.results import Figure
from core.numbers.held_fixed import Difference
from core.retention.adjusted import adjusted
from core.retention.basis import usual_question
from core.retention.question import POPULATIONS, Population
from core.scope import Scope
from data.demo import Company

COMPANIES = 200
JOURNEYS = 12_000
INTERACTIONS = round(COMPANIES * JOURNEYS * ROWS_PER_JOURNEY)


@dataclass(frozen=True)
class Trial:
    """What one company gave: the true effect and, adjusted and raw, estimate, low and high."""

    true: float
    adjusted: tuple[float, float, float]
    raw: tuple[float, float, float]

    def covered(self, which: str) -> bool:
        """Tell whether the interval holds the true effect."""
        _, low, high = getattr(self, which)
        return bool(low <= self.true <= high)


def trial(seed: int, journeys: int, populations: tuple[Population, ...] = ("journeys",)) -> dict[str, Trial]:
    """Draw a company and ask the app's own analysis for the effect of an extra channel."""
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        data = planted_data(Path(folder), Company(seed=seed, journeys=journeys))
        try:
            found = {}
            for population in populations:
                question = replace(usual_question(data.database), population=population)
                answer = adjusted(data.database, Scope(), question)
                true = data.true_effect if population == "journeys" else data.true_effect_once
                found[population] = Trial(true, _of(answer.adjusted), _of(answer.raw))
            return found
        finally:
            data.database.close()


def _of(one: object) -> tuple[float, float, float]:
    assert isinstance(one, Difference)
    estimate = one.estimate
    assert estimate.value is not None
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.value, estimate.low, estimate.high


def figures(companies: int = COMPANIES, journeys: int = JOURNEYS) -> list[Figure]:
    """Return coverage of the adjusted interval, its bias, and the naive estimate's, over so many companies."""
    populations: tuple[Population, ...] = ("journeys", "customers")
    trials = [trial(seed, journeys, populations) for seed in range(1, companies + 1)]
    found = []
    for population in populations:
        mine = [each[population] for each in trials]
        covered = fmean(each.covered("adjusted") for each in mine)
        found += [
            Figure(
                "P1", f"{companies} companies of {journeys:,} journeys, {population}: adjusted intervals that cover",
                f"{covered:.1%}", "92 to 98 %", 0.92 <= covered <= 0.98,
            ),
            Figure("P1", f"… mean error of the adjusted difference ({population})", _points(mine, "adjusted")),
            Figure("P1", f"… mean error of the raw difference ({population})", _points(mine, "raw")),
            Figure(
                "P1", f"… raw intervals that cover the truth ({population})",
                f"{fmean(each.covered('raw') for each in mine):.1%}", "under 92 %",
                fmean(each.covered("raw") for each in mine) < 0.92,
            ),
        ]  # fmt: skip
    assert set(populations) == set(POPULATIONS)
    return found


def _points(trials: list[Trial], which: str) -> str:
    errors = [getattr(each, which)[0] - each.true for each in trials]
    mean = fmean(errors)
    spread = (sum((each - mean) ** 2 for each in errors) / (len(errors) - 1)) ** 0.5
    true = fmean(each.true for each in trials)
    return f"{100 * mean:+.2f} points (one company: ± {100 * spread:.2f}); true {100 * true:.2f}"
