"""Logistic regression with errors that count customers, and what a change does to the chance, on average."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtri

from core.errors import InvalidInputError
from core.numbers.crossed import crossed
from core.numbers.estimates import Estimate
from core.numbers.unavailable import Unavailable

Floats = NDArray[np.float64]
_MOST_STEPS, _RUNAWAY = 40, 12.0


@dataclass(frozen=True, eq=False)
class LogisticFit:
    """Coefficients (log odds per unit; the first is the constant), their robust covariance, and what they rest on."""

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    n: int
    events: int
    clusters: int

    def chance(self, covariates: Floats) -> Floats:
        """Return the chance for each row of covariates, 0 to 1."""
        return np.asarray(expit(_with_constant(covariates) @ self.coefficients))

    def change(self, before: Floats, after: Floats, confidence: float = 0.95) -> Estimate:
        """Return by how much the chance is higher with the covariates `after` than `before`, averaged over the rows.

        An average marginal effect, as a share. Interval by the delta method from the robust covariance: that of the
        coefficients, given these customers. Source: Bartus (2005), Stata Journal 5:309-329.
        """
        rows = [_with_constant(each) for each in (before, after)]
        chances = [expit(each @ self.coefficients) for each in rows]
        slope = (rows[1].T @ (chances[1] * (1 - chances[1])) - rows[0].T @ (chances[0] * (1 - chances[0]))) / len(
            before
        )
        value = float((chances[1] - chances[0]).mean())
        reach = float(ndtri(0.5 + confidence / 2)) * math.sqrt(max(0.0, float(slope @ self.covariance @ slope)))
        return Estimate(value, value - reach, value + reach, self.n)


def logistic(
    covariates: Floats,
    happened: Floats,
    names: Sequence[str],
    cluster: NDArray[np.int64] | None = None,
    ridge: float = 0.0,
) -> LogisticFit | Unavailable:
    """Fit the log odds of `happened` (0 or 1) as a sum over the covariates, by maximum likelihood.

    Errors are robust to several rows of one customer (`cluster`). `ridge` pulls all but the constant towards 0, for
    predicting with many rare groups. Source of the errors: Liang, Zeger (1986), Biometrika 73:13-22.

    By hand: 1 of 4 without, 3 of 4 with: odds 1/3 and 3, a ratio of 9, log 2.197.

    >>> x = np.repeat([[0.0], [1.0]], 4, axis=0)
    >>> fit = logistic(x, np.array([1.0, 0, 0, 0, 1, 1, 1, 0]), ["with"])
    >>> round(float(fit.coefficients[1]), 3), round(fit.change(0 * x, 0 * x + 1).value, 3)
    (2.197, 0.5)
    """
    if covariates.shape != (len(happened), len(names)):
        raise InvalidInputError("Each row needs a value of every covariate and whether it happened.")
    events = int(happened.sum())
    if events == 0 or events == len(happened):
        return Unavailable("Everybody had the same outcome, so nothing can be said about what goes with it.")
    rows = _with_constant(covariates)
    penalty = np.full(rows.shape[1], ridge)
    penalty[0] = 0.0
    beta, information = _maximum(rows, happened, penalty)
    size = np.abs(beta[1:]) * covariates.std(axis=0)
    wild = [name for name, each, coefficient in zip(names, size, beta[1:], strict=True)
            if each > _RUNAWAY or abs(coefficient) > _RUNAWAY]  # fmt: skip
    if wild:
        return Unavailable(
            f"{', '.join(wild)} tells the outcomes apart completely: no effect can be estimated. Join it with a "
            "similar group, or leave it out."
        )
    covariance, clusters = _sandwich(rows, happened - expit(rows @ beta), information, cluster)
    return LogisticFit(tuple(names), beta, covariance, len(happened), events, clusters)


def _sandwich(
    rows: Floats, residual: Floats, information: Floats, cluster: NDArray[np.int64] | None
) -> tuple[Floats, int]:
    """Return the coefficients' covariance robust to several rows of one customer, and how many customers there are."""
    whose = np.arange(len(rows)) if cluster is None else np.unique(cluster, return_inverse=True)[1]
    inverse = np.linalg.pinv(information, hermitian=True)
    sums = np.stack([np.bincount(whose, residual * column) for column in rows.T], axis=1).astype(np.float64)
    meat = crossed(sums, sums) * (len(sums) / max(1, len(sums) - 1))
    return np.asarray(inverse @ meat @ inverse, dtype=np.float64), len(sums)


def _maximum(rows: Floats, happened: Floats, penalty: Floats) -> tuple[Floats, Floats]:
    """Return the coefficients at the top of the (penalised) likelihood and the information there (Newton's steps)."""
    beta = np.zeros(rows.shape[1])
    information = np.eye(len(beta))
    for _ in range(_MOST_STEPS):
        chance = expit(rows @ beta)
        information = crossed(rows * (chance * (1 - chance))[:, None], rows) + np.diag(penalty)
        step = np.linalg.lstsq(information, rows.T @ (happened - chance) - penalty * beta, rcond=None)[0]
        largest = float(np.abs(step).max())
        beta = beta + step * min(1.0, 4.0 / largest if largest else 1.0)
        if largest < 1e-8 or np.abs(beta[1:]).max(initial=0.0) > 2 * _RUNAWAY:
            break
    return beta, information


def _with_constant(covariates: Floats) -> Floats:
    return np.column_stack([np.ones(len(covariates)), covariates])
