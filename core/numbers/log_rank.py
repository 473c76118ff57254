"""Do groups leave at different speeds? The log-rank test from counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc

from core.numbers.survival import Counts, Floats


@dataclass(frozen=True)
class LogRank:
    """The test that all groups' curves are the same: its statistic, degrees of freedom and p-value."""

    statistic: float
    degrees: int
    p: float


def log_rank(groups: Sequence[Counts]) -> LogRank | None:
    """Test whether groups differ anywhere on their curves; None with fewer than two groups, or when nobody left.

    Observations must be independent. Source: Mantel (1966), Cancer Chemotherapy Reports 50:163-170.
    By hand: at 1 one of 2 leaves, in group a, 1/2 were expected with variance 1/4: (1/2)^2 / (1/4) = 1.

    >>> round(log_rank([Counts.of([1], [1]), Counts.of([2], [0])]).statistic, 6)
    1.0
    """
    filled = [counts for counts in groups if counts.n]
    if len(filled) < 2 or not any(counts.left.sum() for counts in filled):
        return None
    times = np.unique(np.concatenate([counts.times[counts.left > 0] for counts in filled]))
    left, at_risk = (np.zeros((len(filled), len(times))) for _ in range(2))
    for row, counts in enumerate(filled):
        left[row, np.searchsorted(times, counts.times[counts.left > 0])] = counts.left[counts.left > 0]
        total = np.append(np.cumsum((counts.left + counts.censored)[::-1])[::-1], 0.0)
        at_risk[row] = total[np.searchsorted(counts.times, times, side="left")]
    all_left, all_risk = left.sum(axis=0), at_risk.sum(axis=0)
    parts = at_risk / all_risk
    score = (left - parts * all_left).sum(axis=1)
    spread = all_left * np.where(all_risk > 1, (all_risk - all_left) / np.maximum(all_risk - 1, 1), 0)
    covariance = np.diag((parts * spread).sum(axis=1)) - (parts * spread) @ parts.T
    return chi_square(score, covariance)


def chi_square(score: Floats, covariance: Floats) -> LogRank | None:
    """Return the test of scores that are all 0 if the groups are alike; the covariance may be singular.

    >>> round(chi_square(np.array([1.96]), np.eye(1)).p, 3)
    0.05
    """
    degrees = int(np.linalg.matrix_rank(covariance, hermitian=True))
    if degrees == 0:
        return None
    statistic = float(score @ np.linalg.pinv(covariance, hermitian=True) @ score)
    return LogRank(statistic, degrees, float(gammaincc(degrees / 2, statistic / 2)))
