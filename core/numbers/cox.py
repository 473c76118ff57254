"""Cox proportional hazards: how much faster customers leave per unit of something, other things held fixed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from core.errors import InvalidInputError
from core.numbers.proportions import normal_quantile
from core.numbers.risk_sets import RiskSets
from core.numbers.unavailable import Unavailable
from core.text import counted
from core.wording import count

Floats = NDArray[np.float64]
EVENTS_PER_PARAMETER = 10  # Peduzzi et al. (1996), Journal of Clinical Epidemiology 49:1373-1379
_MOST_STEPS, _LONGEST_STEP, _RUNAWAY = 40, 4.0, 12.0


@dataclass(frozen=True)
class Hazard:
    """The effect of one covariate: its coefficient (log hazard ratio per unit), errors, hazard ratio with interval."""

    name: str
    coefficient: float
    error: float
    robust_error: float
    ratio: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, eq=False)
class CoxFit:
    """A fitted model. `notes` are sentences that belong beside the figures. `residuals` are Schoenfeld's, a row per
    leaving at its `event_times`; `at_risk` is counted at each distinct time of leaving."""

    hazards: tuple[Hazard, ...]
    n: int
    events: int
    clusters: int
    log_likelihood: float
    notes: tuple[str, ...]
    event_times: Floats
    at_risk: Floats
    residuals: Floats
    covariance: Floats

    def of(self, name: str) -> Hazard:
        """Return one covariate's effect."""
        return next(each for each in self.hazards if each.name == name)


def cox(
    time: Floats,
    left: Floats,
    covariates: Floats,
    names: Sequence[str],
    cluster: NDArray[np.int64] | None = None,
    confidence: float = 0.95,
) -> CoxFit | Unavailable:
    """Fit by partial likelihood, ties by Efron, errors also robust to several observations of one customer.

    `covariates` has a row per observation and a column per name. The interval and p rest on the robust error. Sources:
    Cox (1972), JRSS B 34:187-220; Efron (1977), JASA 72:557-565; Lin, Wei (1989), JASA 84:1074-1078.

    By hand: the first of three to leave has 0, the second 1, and one with 0 stays: r / ((2 + r)(1 + r)) is largest at
    r = sqrt(2).

    >>> found = cox(np.array([1.0, 2, 3]), np.array([1.0, 1, 0]), np.array([[0.0], [1], [0]]), ["extra"])
    >>> round(found.of("extra").ratio, 3)
    1.414
    """
    if covariates.shape != (len(time), len(names)) or len(left) != len(time):
        raise InvalidInputError("Each observation needs its time, whether it left, and a value of every covariate.")
    refused = _refused(left, covariates, names)
    if refused:
        return Unavailable(refused)
    beta, likelihood, covariance = _maximum(risk := RiskSets(time, left, covariates - covariates.mean(axis=0)))
    size = np.abs(beta) * np.maximum(1.0, covariates.std(axis=0))
    runaway = [name for name, each in zip(names, size, strict=True) if not each <= _RUNAWAY]
    if runaway:
        return Unavailable(
            f"{', '.join(runaway)} separates those who left from those who stayed completely: no effect can be "
            "estimated. Join it with a similar group, or leave it out."
        )
    robust, clusters = _robust_errors(risk.score_residuals(beta) @ covariance, cluster)
    hazards = tuple(
        _hazard(name, float(beta[k]), math.sqrt(covariance[k, k]), float(robust[k]), confidence)
        for k, name in enumerate(names)
    )
    events = int(left.sum())
    notes, residuals = _notes(events, len(names)), risk.schoenfeld(beta)
    return CoxFit(
        hazards, len(time), events, clusters, likelihood, notes, risk.event_times, risk.at_risk, residuals, covariance
    )


def _robust_errors(influence: Floats, cluster: NDArray[np.int64] | None) -> tuple[Floats, int]:
    """Return the coefficients' errors from the influences summed by customer, and how many customers there are."""
    whose = np.arange(len(influence)) if cluster is None else np.unique(cluster, return_inverse=True)[1]
    sums = np.stack([np.bincount(whose, column) for column in influence.T], axis=1)
    return np.sqrt((sums**2).sum(axis=0) * len(sums) / max(1, len(sums) - 1)), len(sums)


def _maximum(risk: RiskSets) -> tuple[Floats, float, Floats]:
    """Return the coefficients at the top of the likelihood, its value there, and their covariance (Newton's steps)."""
    beta = np.zeros(risk.columns)
    likelihood, slope, information = risk.moments(beta)
    for _ in range(_MOST_STEPS):
        step = np.linalg.lstsq(information, slope, rcond=None)[0]
        step = step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-300))
        new, halvings = risk.moments(beta + step), 0
        while not new[0] >= likelihood - 1e-10 and halvings < _MOST_STEPS:
            step, halvings = step / 2, halvings + 1
            new = risk.moments(beta + step)
        beta, gained = beta + step, new[0] - likelihood
        likelihood, slope, information = new
        if (gained < 1e-9 * (abs(likelihood) + 1) and np.abs(step).max() < 1e-6) or np.abs(beta).max() > 2 * _RUNAWAY:
            break
    return beta, likelihood, np.asarray(np.linalg.pinv(information, hermitian=True), dtype=np.float64)


def _refused(left: Floats, covariates: Floats, names: Sequence[str]) -> str:
    if not left.any():
        return "Nobody left while followed, so nothing can be said about what goes with leaving."
    same = [name for name, spread in zip(names, np.ptp(covariates, axis=0), strict=True) if spread == 0]
    if same:
        return f"{', '.join(same)} is the same for everybody: there is nothing to compare. Leave it out."
    if left.sum() <= len(names):
        gone = counted(int(left.sum()), "customer")
        return f"Only {gone} left, too few for {counted(len(names), 'characteristic')}. Take a longer period."
    return ""


def _notes(events: int, parameters: int) -> tuple[str, ...]:
    if events >= EVENTS_PER_PARAMETER * parameters:
        return ()
    return (
        f"{count(events)} leavings for {parameters} parameters are fewer than {EVENTS_PER_PARAMETER} each: read the "
        "intervals as too narrow.",
    )


def _hazard(name: str, beta: float, error: float, robust: float, confidence: float) -> Hazard:
    reach = normal_quantile(confidence) * robust
    p = 2 * float(ndtr(-abs(beta) / robust)) if robust > 0 else 1.0
    return Hazard(name, beta, error, robust, math.exp(beta), math.exp(beta - reach), math.exp(beta + reach), p)
