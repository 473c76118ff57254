"""Which uncertain inputs make a result uncertain: the share of its variance that each one brings in (Sobol)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import sobol_indices

from core.errors import InvalidInputError

Floats = NDArray[np.float64]
CONSTANT = 1e-12  # an output that moves less than this share of its size moves by rounding alone


@dataclass(frozen=True, eq=False)
class VarianceShares:
    """Shares (0 to 1) of the output's variance, one for each input in the order given.

    `first`: what would go away on average if the input became known; they sum to at most 1. `total`: what would be left
    if all other inputs became known; they sum to at least 1. The two are equal where inputs don't act together.
    """

    first: Floats
    total: Floats


def variance_shares(
    function: Callable[[Floats], Floats], quantiles: Sequence[Callable[[Floats], Floats]], draws: int, seed: int
) -> VarianceShares | None:
    """Return how much of the variance of a function's output each independent input brings in; None for a constant one.

    `function` maps an array (inputs, points) to (points,); each of `quantiles` maps numbers from 0 to 1 to values of
    its input. The function is called at draws x (inputs + 2) points in all; `draws` is a power of 2, 4,096 or more to
    be read off. The same seed gives the same shares. They are estimates; what falls outside 0 to 1 by chance is put at
    the end. Raises InvalidInputError for other `draws`, no inputs, or an output that is not a number.

    Source: Saltelli and others (2010), Computer Physics Communications 181:259-270, table 2 (b) and (f), by SciPy.
    By hand: the variance of a + 2b is 1 + 4 times that of a, so a brings a fifth and b four.

    >>> alike = lambda share: share
    >>> found = variance_shares(lambda x: x[0] + 2 * x[1], [alike, alike], draws=4096, seed=1)
    >>> [float(share) for share in found.first.round(2)], [float(share) for share in found.total.round(2)]
    ([0.2, 0.8], [0.2, 0.8])
    """
    if not quantiles:
        raise InvalidInputError("A result without uncertain inputs has no shares. Give at least one input a range.")
    if draws < 2 or draws & (draws - 1):
        raise InvalidInputError(f"{draws} draws can't be spread evenly. Choose a power of 2, as 4096.")
    lows, highs = [], []

    def checked(points: Floats) -> Floats:
        output = np.array(function(points[: len(quantiles)]), dtype=float)  # a copy: SciPy changes what it is given
        if output.shape != points.shape[1:] or not np.isfinite(output).all():
            raise InvalidInputError("The result is not a number for some values of the inputs. Narrow their ranges.")
        lows.append(output.min())
        highs.append(output.max())
        return output

    inputs = [SimpleNamespace(ppf=quantile) for quantile in quantiles]
    inputs += inputs if len(inputs) == 1 else []  # SciPy can't take a single one; the second is not looked at
    found = sobol_indices(func=checked, n=draws, dists=inputs, rng=np.random.default_rng(seed))
    low, high = min(lows), max(highs)
    if high - low <= CONSTANT * max(abs(low), abs(high)):
        return None
    first, total = (order[: len(quantiles)] for order in (found.first_order, found.total_order))
    return VarianceShares(np.clip(first, 0.0, 1.0), np.clip(total, 0.0, 1.0))
