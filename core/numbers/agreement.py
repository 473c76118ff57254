"""Krippendorff's alpha: how far raters agree beyond what chance would give, with an interval."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from core.errors import InvalidInputError

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Reliability = Literal["not reliable", "tentative", "reliable"]
LEVELS: tuple[Level, ...] = get_args(Level)
MOST_VALUES = 2000
_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """Alpha with its interval, and what both rest on.

    `value` is 1 for perfect agreement, 0 for what chance would give, below 0 for systematic disagreement; None where it
    is undefined, and `why_not` then says why. `low` and `high` are None where there is no honest interval.
    `units` are the units with two ratings or more, `units_left_out` the others. `raters` gave at least one of the
    `pairable` ratings, which are those within `units`. `draws` is the number of bootstrap draws behind the interval;
    `draws_left_out` had no variation, so that alpha was undefined in them.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    units_left_out: int
    raters: int
    pairable: int
    draws: int = 0
    draws_left_out: int = 0
    why_not: str = ""


def krippendorff_alpha(
    ratings: Sequence[Sequence[float | None]],
    level: Level,
    confidence: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> Agreement:
    """Return Krippendorff's alpha of `ratings`, one row a rater, one column a unit, None where a rating is missing.

    Alpha is 1 - observed / expected disagreement, from the coincidence matrix. Source: Krippendorff (2011), Computing
    Krippendorff's Alpha-Reliability. The interval is the percentile bootstrap over units of Zapf, Castell, Morawietz
    and Karch (2016), BMC Medical Research Methodology 16:93; each draw counts its own expected disagreement. There is
    no interval from one unit, with `draws` 0, or when more draws are left out than lie in both tails of the interval.
    Raters who agree on everything get an interval of no width: the bootstrap can't see what did not happen.

    By hand: two raters on units (0, 0), (0, 1), (1, 1) give 2 of 6 coincidences that differ and, with three 0 and three
    1 among six values, 2 x 3 x 3 / 5 = 3.6 expected. So alpha is 1 - 2 / 3.6.

    >>> found = krippendorff_alpha([[0, 0, 1], [0, 1, 1]], "nominal")
    >>> round(found.value, 4), found.units, found.raters, found.pairable
    (0.4444, 3, 2, 6)
    >>> krippendorff_alpha([[0, None], [None, 1]], "nominal").why_not
    'No unit has two ratings that could be compared.'
    """
    _check(ratings, level, confidence, draws)
    table, values, raters = _counts(ratings)
    used = table[table.sum(axis=1) >= 2]
    used, values = used[:, used.sum(axis=0) > 0], values[used.sum(axis=0) > 0]
    found = Agreement(None, None, None, len(used), len(table) - len(used), raters, int(used.sum()))
    if not len(used):
        return replace(found, why_not="No unit has two ratings that could be compared.")
    if len(values) < 2:
        return replace(found, why_not="All ratings are the same, so agreement can't be told from chance.")
    if len(values) > MOST_VALUES:
        raise InvalidInputError(f"There are {len(values)} different ratings, of at most {MOST_VALUES}. Round them.")
    used = used[np.lexsort(used.T)]  # so that the draws, too, don't depend on the order of the units
    value = float(_alphas(np.ones((1, len(used))), used, values, level)[0])
    found = replace(found, value=value)
    return _with_interval(found, used, values, level, (confidence, draws, seed)) if len(used) > 1 and draws else found


def reliability(value: float | None) -> Reliability | None:
    """Return what an alpha allows: conclusions, tentative conclusions, or none; None where alpha is unknown.

    Cut-offs 0.800 and 0.667: Krippendorff (2004), Content Analysis, 2nd edition, page 241.

    >>> reliability(0.8), reliability(0.7), reliability(0.4), reliability(None)
    ('reliable', 'tentative', 'not reliable', None)
    """
    if value is None:
        return None
    if value >= 0.8:
        return "reliable"
    return "tentative" if value >= 0.667 else "not reliable"


def _check(ratings: Sequence[Sequence[float | None]], level: Level, confidence: float, draws: int) -> None:
    if level not in LEVELS:
        raise InvalidInputError(f"There is no level of measurement “{level}”. Choose one of {', '.join(LEVELS)}.")
    if not ratings or not ratings[0]:
        raise InvalidInputError("There are no ratings. Give one row a rater and one column a unit.")
    if len({len(row) for row in ratings}) > 1:
        raise InvalidInputError("Every rater needs a place for every unit. Write None where a rating is missing.")
    known = [value for row in ratings for value in row if value is not None]
    if not all(math.isfinite(value) for value in known):
        raise InvalidInputError("A rating is not a finite number. Write None where a rating is missing.")
    if level == "ratio" and any(value < 0 for value in known):
        raise InvalidInputError("A ratio scale starts at 0, but a rating is negative. Use the interval level.")
    if not 0 < confidence < 1:
        raise InvalidInputError(f"A confidence of {confidence} is not possible. Choose one between 0 and 1, as 0.95.")
    if draws < 0:
        raise InvalidInputError(f"{draws} draws are not possible. Choose 0 for no interval, or 2,000.")


def _counts(ratings: Sequence[Sequence[float | None]]) -> tuple[_Floats, _Floats, int]:
    """Return how often each unit got each value (units x values), the sorted values, and the raters that count."""
    grid = np.array([[math.nan if value is None else value for value in row] for row in ratings], dtype=np.float64)
    known = ~np.isnan(grid)
    values, places = np.unique(grid[known], return_inverse=True)
    table = np.zeros((grid.shape[1], len(values)))
    np.add.at(table, (np.nonzero(known)[1], places), 1)
    raters = int((known & (known.sum(axis=0) >= 2)).any(axis=1).sum())
    return table, values, raters


def _alphas(weights: _Floats, table: _Floats, values: _Floats, level: Level) -> _Floats:
    """Return alpha for each row of `weights` (draws x units: how often each unit counts); NaN where undefined."""
    margins = weights @ table
    n = margins.sum(axis=1)
    sizes = table.sum(axis=1)
    if level == "ordinal":
        # The ordinal difference of two values is the difference of their mid-ranks, which each draw has of its own.
        ranks = np.cumsum(margins, axis=1) - margins / 2
        within = sizes * (ranks**2 @ table.T) - (ranks @ table.T) ** 2
        observed = 2 * (weights * within / (sizes - 1)).sum(axis=1)
        expected = 2 * (n * (margins * ranks**2).sum(axis=1) - (margins * ranks).sum(axis=1) ** 2)
    else:
        apart = _differences(values, level)
        within = ((table @ apart) * table).sum(axis=1) / (sizes - 1)
        observed = weights @ within
        expected = ((margins @ apart) * margins).sum(axis=1)
    varied = (margins > 0).sum(axis=1) > 1
    alphas = np.full(len(weights), math.nan)
    alphas[varied] = 1 - (n[varied] - 1) * observed[varied] / expected[varied]
    return alphas


def _differences(values: _Floats, level: Level) -> _Floats:
    """Return the squared difference of each two values."""
    a, b = np.meshgrid(values, values)
    if level == "nominal":
        return np.asarray(a != b, dtype=np.float64)
    if level == "interval":
        return np.asarray((a - b) ** 2, dtype=np.float64)
    share: _Floats = (a - b) / np.where(a + b > 0, a + b, 1.0)
    return share * share


def _with_interval(
    found: Agreement, table: _Floats, values: _Floats, level: Level, how: tuple[float, int, int]
) -> Agreement:
    confidence, draws, seed = how
    units = len(table)
    weights = np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), size=draws).astype(np.float64)
    alphas = _alphas(weights, table, values, level)
    kept = alphas[~np.isnan(alphas)]
    counted = replace(found, draws=len(kept), draws_left_out=draws - len(kept))
    if (draws - len(kept)) > (1 - confidence) * draws:
        return counted
    low, high = np.quantile(kept, [(1 - confidence) / 2, (1 + confidence) / 2])
    return replace(counted, low=float(low), high=float(high))
