"""Which of two series moves first: their correlation at each lag."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from core.errors import InvalidInputError
from core.numbers.holm import holm
from core.numbers.proportions import normal_quantile

LEAST_PAIRS = 12
Series = Sequence[float | None]
Floats = NDArray[np.float64]


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
    if len(a) != len(b):
        raise InvalidInputError("The two series must have the same periods. Fill what is missing with None.")
    if most_lag < 0:
        raise InvalidInputError(f"A largest lag of {most_lag} is not possible. Choose 0 or more periods.")
    first, second = (np.diff(_array(series)) if differences else _array(series) for series in (a, b))
    repeated = [_repeats(first, j) * _repeats(second, j) for j in range(1, len(first) // 5 + 1)]
    found = [_at(lag, (first, second), repeated, confidence) for lag in range(-most_lag, most_lag + 1)]
    adjusted = iter(holm([each.p for each in found if each.p is not None]))
    return tuple(replace(each, p_adjusted=next(adjusted)) if each.p is not None else each for each in found)


def _array(series: Series) -> Floats:
    """Return the series with NaN for None."""
    if not all(value is None or math.isfinite(value) for value in series):
        raise InvalidInputError("A value is not a finite number. Pass None for what is not known.")
    return np.array([math.nan if value is None else value for value in series], dtype=np.float64)


def _at(lag: int, both: tuple[Floats, Floats], repeated: Sequence[float], confidence: float) -> LaggedCorrelation:
    x, y = _shifted(*both, lag)
    n = len(x)
    r = _correlation(x, y) if n >= LEAST_PAIRS else None
    effective = _effective(repeated, n) if r is not None else 0.0
    if r is None or effective <= 3:
        return LaggedCorrelation(lag, None, None, None, None, n)
    z, error = math.atanh(max(-1 + 1e-12, min(1 - 1e-12, r))), 1 / math.sqrt(effective - 3)
    reach = normal_quantile(confidence) * error
    p = 2 * NormalDist().cdf(-abs(z) / error)
    return LaggedCorrelation(lag, r, math.tanh(z - reach), math.tanh(z + reach), p, n, effective)


def _shifted(a: Floats, b: Floats, lag: int) -> tuple[Floats, Floats]:
    """Return the pairs of a and b `lag` later of which both are known."""
    size = max(0, len(a) - abs(lag))
    x, y = a[max(0, -lag) :][:size], b[max(0, lag) :][:size]
    known = ~(np.isnan(x) | np.isnan(y))
    return x[known], y[known]


def _correlation(x: Floats, y: Floats) -> float | None:
    if np.ptp(x) <= 1e-12 * np.abs(x).max() or np.ptp(y) <= 1e-12 * np.abs(y).max():
        return None
    return float(np.clip(np.corrcoef(x, y)[0, 1], -1.0, 1.0))


def _effective(repeated: Sequence[float], n: int) -> float:
    """Return how many independent pairs n are worth: 1 / n* = 1 / n + 2 / n sum of (n - j) / n r_a(j) r_b(j)."""
    summed = math.fsum((n - j) / n * repeated[j - 1] for j in range(1, n // 5 + 1))
    return n / max(1.0, 1 + 2 * summed)


def _repeats(values: Floats, lag: int) -> float:
    """Return the autocorrelation of a series with gaps; 0 of one that doesn't vary."""
    known = values[~np.isnan(values)]
    if not known.size or not np.ptp(known):
        return 0.0
    centred = values - np.nanmean(values)
    x, y = _shifted(centred, centred, lag)
    return float(np.mean(x * y) / np.nanmean(centred**2)) if len(x) else 0.0
