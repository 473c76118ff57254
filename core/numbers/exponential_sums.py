"""Every zero of a sum of exponentials: what the rates of return of payments at uneven times come down to."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

Floats = NDArray[np.float64]
NEARLY_ZERO = 1e-12  # of the sum of the terms' sizes; rounding alone leaves about 1e-14


def zeros(weights: Floats, times: Floats, low: float, high: float) -> list[float]:
    """Return every s from `low` to `high` at which the sum of weights x exp(-s x times) is zero, rising.

    `times` rise and `weights` are not 0. There are at most as many zeros as the weights change sign (Descartes' rule
    for exponential sums: Laguerre 1883). With one change the sum goes through zero once. With more, the sum x exp(s x
    tau), tau between the times of a change, has the same zeros, and its slope is a sum with one change less. Between
    two zeros of the slope it only rises or only falls, so it passes zero there at most once. Where it touches zero
    without passing (to 1e-12 of the sizes of its terms) the zero is multiple and comes once.

    By hand: -2 + 3x - x^2 with x = exp(-s) is zero at x = 2 and x = 1, so at s = -0.693 and 0.

    >>> [round(s, 6) + 0.0 for s in zeros(np.array([-2.0, 3.0, -1.0]), np.array([0.0, 1.0, 2.0]), -5, 5)]
    [-0.693147, 0.0]
    """
    changes = np.flatnonzero(np.diff(np.sign(weights)))
    if not len(changes):
        return []
    turns = []
    if len(changes) > 1:
        tau = times[changes[0] : changes[0] + 2].mean()
        slope = weights * (tau - times)
        kept = slope != 0
        turns = zeros(slope[kept] / np.abs(slope).max(), times[kept], low, high)
    edges = [low, *turns, high]
    heights = [_height(s, weights, times) for s in edges]
    touching = [abs(height) <= NEARLY_ZERO for height in heights]
    found: list[float] = []
    for k in range(len(edges) - 1):
        if touching[k] and not (k and touching[k - 1]):  # neighbours that both touch are one zero: it is flat between
            found.append(edges[k])
        if not touching[k] and not touching[k + 1] and heights[k] * heights[k + 1] < 0:
            root = brentq(_height, edges[k], edges[k + 1], (weights, times), xtol=1e-16, rtol=4 * np.finfo(float).eps)
            found.append(float(root))
    return found


def bounds(weights: Floats, times: Floats) -> tuple[float, float]:
    """Return two s between which every zero lies: beyond them the first or the last term outweighs all the others.

    >>> [round(s, 3) for s in bounds(np.array([-100.0, 110.0]), np.array([0.0, 1.0]))]
    [-1.036, 1.163]
    """
    sizes = np.abs(weights)
    after = math.log1p(2 * sizes[1:].sum() / sizes[0]) / (times[1] - times[0])
    before = math.log1p(2 * sizes[:-1].sum() / sizes[-1]) / (times[-1] - times[-2])
    return -float(before), float(after)


def _height(s: float, weights: Floats, times: Floats) -> float:
    """Return the sum as a share of its terms' sizes, from -1 to 1: the same sign and zeros, and nothing overflows."""
    exponents = -s * times
    terms = weights * np.exp(exponents - exponents.max())
    return float(terms.sum() / np.abs(terms).sum())
