"""Which of two series moves first: their correlation at each lag."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from core.errors import InvalidInputError
from core.numbers.holm import holm
from core.numbers.proportions import normal_quantile

LEAST_PAIRS = 12
Series = Sequence[float | None]
Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class LaggedCorrelation:
    """The correlation of a with b `lag` periods later, -1 to 1, with its interval.

    `n` are the pairs, `n_effective` as many independent ones as say the same. `p` is two-sided for this lag alone,
    `p_adjusted` Holm's over all lags. All but `lag` and `n` are None where there are fewer than 12 pairs, where a
    series doesn't vary, or where the pairs are worth three independent ones or fewer.
    """

    lag: int
    r: float | None
    low: float | None
    high: float | None
    p: float | None
    n: int
    n_effective: float | None = None
    p_adjusted: float | None = None


def lagged_correlations(
    a: Series, b: Series, most_lag: int, *, differences: bool = True, confidence: float = 0.95
) -> tuple[LaggedCorrelation, ...]:
    """Return the correlation of two equally spaced series at each lag from -most_lag to most_lag.

    A positive lag: a leads b. None is a period without a value. By default the periods' changes are compared, not
    their levels, so that two series that both rise are not taken for linked. The interval and p are Fisher's z, with
    the number of pairs cut for what each series repeats of itself (never raised). Raises InvalidInputError where the
    series are of unlike length. Sources: Fisher (1921), Metron 1:3-32; Bartlett (1935), JRSS 98:536-543; Quenouille
    (1952), Associated Measurements; as Pyper and Peterman (1998), Canadian Journal of Fisheries and Aquatic Sciences
    55:2127-2140.

    By hand: b repeats a two periods later, so the correlation at lag 2 is 1, of the 14 pairs that 17 periods leave.

    >>> a = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2]
    >>> found = lagged_correlations(a, [0, 0, *a[:-2]], 2)
    >>> [(each.lag, round(each.r, 2), each.n) for each in found]
    [(-2, -0.35, 14), (-1, 0.26, 15), (0, 0.02, 16), (1, -0.53, 15), (2, 1.0, 14)]
    """
    return lagged_lists([(a, b)], most_lag, differences=differences, confidence=confidence)[0]


def lagged_lists(
    pairs: Sequence[tuple[Series, Series]], most_lag: int, *, differences: bool = True, confidence: float = 0.95
) -> tuple[tuple[LaggedCorrelation, ...], ...]:
    """Return `lagged_correlations` of many pairs, all of the same periods; p is adjusted over all lags of all pairs.

    >>> a = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2]
    >>> first, second = lagged_lists([(a, a[::-1]), (a, [0, 0, *a[:-2]])], 2)
    >>> len(first), round(second[-1].r, 2)
    (5, 1.0)
    """
    if most_lag < 0:
        raise InvalidInputError(f"A largest lag of {most_lag} is not possible. Choose 0 or more periods.")
    places: dict[tuple[float | None, ...], int] = {}
    both = [[places.setdefault(tuple(one), len(places)) for one in pair] for pair in pairs]
    if not both:
        return ()
    rows = np.array(both)
    known = _known(list(places))
    if differences:
        known = np.diff(known)
    repeats = _repeats(known)
    lags = range(-most_lag, most_lag + 1)
    found = [_at(lag, known[rows[:, 0]], known[rows[:, 1]]) for lag in lags]
    r, n = np.stack([r for r, _ in found], axis=1), np.stack([n for _, n in found], axis=1)
    return _listed(lags, r, n, _effective(repeats[rows[:, 0]] * repeats[rows[:, 1]], n), confidence)


def _known(many: Sequence[Series]) -> Floats:
    """Return the series as rows, with NaN for None."""
    if len({len(one) for one in many}) > 1:
        raise InvalidInputError("The two series must have the same periods. Fill what is missing with None.")
    if not all(value is None or math.isfinite(value) for one in many for value in one):
        raise InvalidInputError("A value is not a finite number. Pass None for what is not known.")
    return np.array([[math.nan if value is None else value for value in one] for one in many], dtype=np.float64)


def _at(lag: int, a: Floats, b: Floats) -> tuple[Floats, Counts]:
    """Return the correlation of each row of a with that of b `lag` later, NaN where there is none, and the pairs."""
    x, y, paired = _paired(a, b, lag)
    n = paired.sum(axis=1)
    x, y = _centred(x, n), _centred(y, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        r = np.clip((x * y).sum(axis=1) / np.sqrt((x * x).sum(axis=1) * (y * y).sum(axis=1)), -1.0, 1.0)
    varies = _varies(x, a) & _varies(y, b)
    return np.where(varies & (n >= LEAST_PAIRS), r, math.nan), n


def _paired(a: Floats, b: Floats, lag: int) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return a and b `lag` later, NaN where one of both is not known, and where both are."""
    size = max(0, a.shape[1] - abs(lag))
    x, y = a[:, max(0, -lag) :][:, :size], b[:, max(0, lag) :][:, :size]
    paired = ~(np.isnan(x) | np.isnan(y))
    return np.where(paired, x, math.nan), np.where(paired, y, math.nan), paired


def _centred(values: Floats, n: Counts) -> Floats:
    """Return rows less their mean; 0 where a value is not known."""
    mean = np.nansum(values, axis=1) / np.maximum(n, 1)
    centred: Floats = np.nan_to_num(values - mean[:, None])
    return centred


def _varies(centred: Floats, series: Floats) -> NDArray[np.bool_]:
    """Tell which rows vary by more than rounding."""
    size = np.nan_to_num(np.abs(series)).max(axis=1, initial=0.0)
    return np.ptp(centred, axis=1) > 1e-12 * size if centred.shape[1] else np.zeros(len(centred), dtype=bool)


def _effective(repeats: Floats, n: Counts) -> Floats:
    """Return how many independent pairs n are worth: 1 / n* = 1 / n + 2 / n sum of (n - j) / n r_a(j) r_b(j)."""
    j = np.arange(1, repeats.shape[1] + 1)
    pairs = np.maximum(n, 1)[:, :, None]
    summed = np.where(j <= pairs // 5, (pairs - j) / pairs * repeats[:, None, :], 0.0).sum(axis=2)
    worth: Floats = n / np.maximum(1.0, 1 + 2 * summed)
    return worth


def _repeats(series: Floats) -> Floats:
    """Return the autocorrelation of each row at the lags of a fifth of its length; 0 of one that doesn't vary."""
    n = (~np.isnan(series)).sum(axis=1)
    flat = _centred(series, n)
    centred = np.where(np.isnan(series), math.nan, flat)
    found: Floats = np.zeros((len(series), series.shape[1] // 5))
    for place in range(found.shape[1]):
        x, y, paired = _paired(centred, centred, place + 1)
        found[:, place] = np.nansum(x * y, axis=1) / np.maximum(paired.sum(axis=1), 1)
    varies = _varies(flat, series)
    found[varies] /= ((flat * flat).sum(axis=1) / np.maximum(n, 1))[varies, None]
    found[~varies] = 0.0
    return found


def _listed(
    lags: range, r: Floats, n: Counts, effective: Floats, confidence: float
) -> tuple[tuple[LaggedCorrelation, ...], ...]:
    """Return the correlations of each pair with interval and p-values by Fisher's z."""
    told = ~np.isnan(r) & (effective > 3)
    error = 1 / np.sqrt(np.where(told, effective, 4.0) - 3)
    z = np.arctanh(np.clip(np.where(told, r, 0.0), -1 + 1e-12, 1 - 1e-12))
    reach = normal_quantile(confidence) * error
    p = 2 * ndtr(-np.abs(z) / error)
    adjusted = np.ones_like(p)
    adjusted[told] = holm(p[told].tolist())
    columns = (r, np.tanh(z - reach), np.tanh(z + reach), p, n, effective, adjusted)
    by_pair = zip(told.tolist(), *(one.tolist() for one in columns), strict=True)
    return tuple(
        tuple(
            LaggedCorrelation(lag, *row) if known else LaggedCorrelation(lag, None, None, None, None, row[4])
            for lag, known, *row in zip(lags, *pair, strict=True)
        )
        for pair in by_pair
    )
