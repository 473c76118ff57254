"""The average of shares of groups of unlike size: each group counts by its size, never by its name alone."""

import numpy as np
from numpy.typing import ArrayLike

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate
from core.numbers.proportions import normal_quantile


def weighted_average(shares: ArrayLike, sizes: ArrayLike, covariance: ArrayLike, confidence: float = 0.95) -> Estimate:
    """Return the mean of shares (0 to 1) weighted by the groups' sizes, with its interval, cut to 0 and 1.

    `covariance` is that of the shares: off its diagonal where groups have customers in common. None without groups.

    By hand: 90 of 100 and 10 of 100,000 are not 45 % on average: 100 of 100,100.

    >>> found = weighted_average([0.9, 0.0001], [100, 100_000], [[0.0009, 0], [0, 1e-9]])
    >>> round(found.value, 6), found.n
    (0.000999, 100100)
    """
    share, size, spread = (np.asarray(each, dtype=np.float64) for each in (shares, sizes, covariance))
    if share.shape != size.shape or spread.shape != (len(share), len(share)):
        raise InvalidInputError("Each group needs a share, a size, and its place in the covariance.")
    if not len(share) or size.sum() <= 0:
        return Estimate(None, None, None, 0)
    weight = size / size.sum()
    value = float(weight @ share)
    reach = normal_quantile(confidence) * float(np.sqrt(max(0.0, weight @ spread @ weight)))
    return Estimate(value, max(0.0, value - reach), min(1.0, value + reach), int(size.sum()))
