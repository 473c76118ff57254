"""Planted truth: over many drawn companies, how often does each estimate's interval hold what was put in?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from benchmarks.results import Figure
from core.numbers.cross_fitting import Observations, steps_up
from core.numbers.doubly_robust import average
from core.numbers.effects import Effect, NoEstimate
from core.numbers.factors import TREATMENT, Cells, design_of, moments_of
from core.numbers.least_squares import Fit, clustered, fit
from core.numbers.within import Rows, within_groups
from data.demo import Company
from data.demo.observed import Observed, observe
from data.demo.planted import Planted

TRUTH = Planted().cost_per_extra_channel_eur
SETS, JOURNEYS, LEAST, MOST = 200, 20_000, 0.92, 0.98
Estimator = Callable[[Observed], Effect]


def naive(seen: Observed) -> Effect:
    """The slope with nothing held fixed."""
    return regression(Observed({}, seen.channels, seen.cost, seen.customer))


def regression(seen: Observed) -> Effect:
    """Least squares with all of `codes` held fixed, errors by customer."""
    channels = seen.channels.astype(float)
    cells = Cells(seen.codes, channels, np.ones(len(channels)), seen.cost, seen.cost**2)
    design = design_of(cells)
    found = fit(moments_of(cells, design), TREATMENT)
    assert not isinstance(found, NoEstimate), found.why
    columns = _columns(seen, design)
    scores = np.bincount(
        seen.customer, (channels - columns @ found.of_treatment) * (seen.cost - columns @ found.of_outcome)
    )
    return _clustered(found, scores[np.unique(seen.customer)])


def doubly_robust(seen: Observed) -> Effect:
    """AIPW between neighbouring numbers of channels."""
    features = np.column_stack([codes.astype(float) for codes in seen.codes.values()])
    named = tuple(name != "month" for name in seen.codes)
    return average([
        one.contrast for one in steps_up(Observations(features, named, seen.channels, seen.cost, seen.customer), seed=1)
    ])  # fmt: skip


def within_customers(seen: Observed) -> Effect:
    """The same customer's journeys compared."""
    return within_groups(Rows(seen.codes, seen.channels.astype(float), seen.cost, seen.customer)).effect


ESTIMATORS: dict[str, Estimator] = {
    "naive": naive, "regression": regression, "doubly robust": doubly_robust, "within customers": within_customers,
}  # fmt: skip


@dataclass(frozen=True)
class Coverage:
    """Of `sets` drawn companies: the share whose interval holds the truth, and the estimates' mean distance from it."""

    sets: int
    share: float
    bias: float
    spread: float


def coverage(estimator: Estimator, seeds: Iterable[int], journeys: int) -> Coverage:
    """Return how an estimator does on the companies of these seeds."""
    found = [estimator(observe(Company(seed=seed, journeys=journeys))) for seed in seeds]
    held = [one.low is not None and one.high is not None and one.low <= TRUTH <= one.high for one in found]
    values = np.array([one.value for one in found], dtype=float)
    return Coverage(len(found), float(np.mean(held)), float(values.mean()) - TRUTH, float(values.std(ddof=1)))


def figures(sets: int = SETS, journeys: int = JOURNEYS) -> list[Figure]:
    """Measure every estimator; the naive one has to fail."""
    rows = []
    for name, estimator in ESTIMATORS.items():
        one = coverage(estimator, range(1, sets + 1), journeys)
        text = f"{one.share:.1%} (bias {one.bias:+.3f} EUR, spread {one.spread:.3f})"
        what = f"{name}: intervals that hold the planted {TRUTH:.2f} EUR, {sets} companies of {journeys:,} journeys"
        met = one.share < LEAST if name == "naive" else LEAST <= one.share <= MOST
        target = f"below {LEAST:.0%}: it must fail" if name == "naive" else f"{LEAST:.0%} to {MOST:.0%}"
        rows.append(Figure("P1", what, text, target, met))
    return rows


def _columns(seen: Observed, design: object) -> np.ndarray:
    columns = np.zeros((len(seen.cost), design.width))  # type: ignore[attr-defined]
    columns[:, 0], columns[:, TREATMENT] = 1.0, seen.channels
    for one in design.factors:  # type: ignore[attr-defined]
        place = one.columns_of(seen.codes[one.name])
        held = np.flatnonzero(place >= 0)
        columns[held, place[held] + design.places[one.name][0]] = 1.0  # type: ignore[attr-defined]
    return columns


def _clustered(found: Fit, scores: np.ndarray) -> Effect:
    return clustered(found, float(scores @ scores), len(scores))
