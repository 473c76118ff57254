"""The risk sets of a proportional-hazards model, summed by time of leaving: what its likelihood and residuals need."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.numbers.crossed import crossed

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Sums:
    """At given coefficients: each observation's weight; per time the weighted covariates of those at risk and of those
    leaving, and Efron's sums over ties: of 1/count and 1/count^2, each times the tie's part to a power."""

    weight: Floats
    likelihood: float
    at_risk: Floats
    leaving: Floats
    inverse: tuple[Floats, Floats]
    squared: tuple[Floats, Floats, Floats]

    @property
    def means(self) -> Floats:
        """Per time the sum over its leavings of the mean covariates of those at risk."""
        return np.asarray(self.at_risk * self.inverse[0][:, None] - self.leaving * self.inverse[1][:, None])


class RiskSets:
    """Observations sorted by time, and the sums over those still there at each time at which somebody leaves."""

    def __init__(self, time: Floats, left: Floats, covariates: Floats) -> None:
        self._order = np.lexsort((left <= 0, time))
        self._x, self._left = covariates[self._order], left[self._order] > 0
        at = time[self._order]
        self._leaving = self._x[self._left]
        self._times, first, counts = np.unique(at[self._left], return_index=True, return_counts=True)
        self._starts = np.searchsorted(at, self._times)  # where each time's observations begin
        self._ties, self._counts = first, counts
        self._of = np.repeat(np.arange(len(self._times)), counts)
        self._part = (np.arange(len(self._of)) - first[self._of]) / counts[self._of]
        self._until = np.searchsorted(self._times, at, side="right") - 1

    @property
    def columns(self) -> int:
        """How many covariates there are."""
        return int(self._x.shape[1])

    @property
    def event_times(self) -> Floats:
        """The time of each leaving, in order of time."""
        return np.asarray(self._times[self._of])

    @property
    def at_risk(self) -> Floats:
        """How many were still there just before each distinct time of leaving."""
        return np.asarray(len(self._x) - self._starts, dtype=np.float64)

    def _sums(self, beta: Floats) -> _Sums:
        score = self._x @ beta
        shift = float(score.max())
        weight = np.exp(score - shift)
        weighted = self._x * weight[:, None]
        total = _from_here_on(np.add.reduceat(weight, self._starts))
        at_risk = _from_here_on(np.add.reduceat(weighted, self._starts, axis=0))
        tied = np.add.reduceat(weight[self._left], self._ties)
        leaving = np.add.reduceat(weighted[self._left], self._ties, axis=0)
        count = total[self._of] - self._part * tied[self._of]

        def summed(values: Floats) -> Floats:
            return np.asarray(np.add.reduceat(values, self._ties))

        part, squared = self._part, 1 / count**2
        return _Sums(
            weight,
            float(score[self._left].sum() - np.log(count).sum() - shift * len(count)),
            at_risk,
            leaving,
            (summed(1 / count), summed(part / count)),
            (summed(squared), summed(part * squared), summed(part**2 * squared)),
        )

    def moments(self, beta: Floats) -> tuple[float, Floats, Floats]:
        """Return the log partial likelihood, its slope and its information."""
        sums = self._sums(beta)
        slope = self._leaving.sum(axis=0) - sums.means.sum(axis=0)
        exposure = sums.weight * self._whole(sums.inverse[0])
        exposure[self._left] -= sums.weight[self._left] * sums.inverse[1][self._of]
        information = crossed(self._x * exposure[:, None], self._x)
        one, two, three = (each[:, None] for each in sums.squared)
        mixed = sums.at_risk.T @ (two * sums.leaving)
        information -= sums.at_risk.T @ (one * sums.at_risk) - mixed - mixed.T
        information -= sums.leaving.T @ (three * sums.leaving)
        return sums.likelihood, slope, information

    def _whole(self, steps: Floats) -> Floats:
        """Return the sum of the times' steps up to each observation's own time."""
        start = np.zeros((1, *steps.shape[1:]))
        return np.asarray(np.concatenate((start, np.cumsum(steps, axis=0)))[self._until + 1])

    def score_residuals(self, beta: Floats) -> Floats:
        """Return each observation's part of the slope, in the order given at the start."""
        sums = self._sums(beta)
        one, two, three = (each[:, None] for each in sums.squared)
        hazard = self._whole(sums.inverse[0])
        means = self._whole(sums.at_risk * one - sums.leaving * two)
        hazard[self._left] -= sums.inverse[1][self._of]
        means[self._left] -= (sums.at_risk * two - sums.leaving * three)[self._of]
        residual = -sums.weight[:, None] * (self._x * hazard[:, None] - means)
        residual[self._left] += self.schoenfeld(beta)
        found = np.empty_like(residual)
        found[self._order] = residual
        return found

    def schoenfeld(self, beta: Floats) -> Floats:
        """Return, for each leaving in order of time, its covariates less the mean of those at risk."""
        means = self._sums(beta).means / self._counts[:, None]
        return np.asarray(self._leaving - means[self._of])


def _from_here_on(parts: Floats) -> Floats:
    return np.asarray(np.cumsum(parts[::-1], axis=0)[::-1])
