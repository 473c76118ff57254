"""How well is something predicted? Scores on customers not learned from, and whether chances can be believed."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit
from scipy.stats import rankdata

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate
from core.numbers.logistic import logistic
from core.numbers.proportions import Interval, normal_quantile, wilson
from core.numbers.unavailable import Unavailable

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# covariates and outcomes to learn from, covariates to predict for -> chances
Model = Callable[[Floats, Floats, Floats], Floats]


@dataclass(frozen=True)
class Scores:
    """Out-of-sample scores. `_base`: of predicting everybody with the share of the customers learned from.

    `auc`: how often who left was given the higher chance than who stayed (0.5 is a coin). Brier score: mean squared
    distance of chance and outcome. Log loss: mean surprise in nats. Smaller is better for both; `brier_skill` and
    `log_loss_skill` are the shares by which the model is better than the base rate (0 or less: no use).
    """

    auc: Estimate
    brier: float
    brier_base: float
    log_loss: float
    log_loss_base: float
    n: int
    events: int
    customers: int

    @property
    def brier_skill(self) -> float:
        """By what share the Brier score is better than the base rate's."""
        return 1 - self.brier / self.brier_base

    @property
    def log_loss_skill(self) -> float:
        """By what share the log loss is better than the base rate's."""
        return 1 - self.log_loss / self.log_loss_base


@dataclass(frozen=True)
class Bin:
    """Some of the customers, in order of their predicted chance: its mean, and the share that came true."""

    predicted: float
    observed: Interval


@dataclass(frozen=True)
class Calibration:
    """Whether chances can be taken at their word: `slope` 1 and `intercept` 0 are perfect, `slope` under 1 too bold.

    The intercept is that at a slope of 1 (in log odds): above 0, more leave than predicted.
    """

    slope: Estimate
    intercept: Estimate
    bins: tuple[Bin, ...]


def ridge_logistic(covariates: Floats, happened: Floats, predict_for: Floats) -> Floats:
    """Learn a logistic model with a little ridge and return its chances: the `Model` used unless told otherwise."""
    fit = logistic(covariates, happened, [""] * covariates.shape[1], ridge=1.0)
    return np.full(len(predict_for), happened.mean()) if isinstance(fit, Unavailable) else fit.chance(predict_for)


def out_of_sample(
    covariates: Floats, happened: Floats, cluster: Ints, folds: int = 5, model: Model = ridge_logistic
) -> tuple[Floats, Floats]:
    """Return each row's chance, and the base rate, both learned from other customers only.

    Customers are dealt to the folds in order of their number, so the result is the same each time.

    >>> chance, base = out_of_sample(np.zeros((4, 1)), np.array([1.0, 1, 0, 0]), np.array([1, 1, 2, 2]), folds=2)
    >>> base.tolist()
    [0.0, 0.0, 1.0, 1.0]
    """
    whose = np.unique(cluster, return_inverse=True)[1]
    customers = int(whose.max()) + 1 if len(whose) else 0
    if customers < folds or folds < 2:
        raise InvalidInputError(f"{customers} customers can't be dealt into {folds} folds. At least two folds of one.")
    fold = whose % folds
    chance, base = np.zeros(len(happened)), np.zeros(len(happened))
    for number in range(folds):
        test = fold == number
        chance[test] = model(covariates[~test], happened[~test], covariates[test])
        base[test] = happened[~test].mean()
    return chance, base


def auc(happened: Floats, chance: Floats, cluster: Ints, confidence: float = 0.95) -> Estimate:
    """Return the area under the receiver operating curve with an interval that counts customers.

    Ties count half. On the logit scale. Sources: DeLong, DeLong, Clarke-Pearson (1988), Biometrics 44:837-845;
    Obuchowski (1997), Biometrics 53:567-578, for several rows of one customer.
    By hand: of 2 x 2 pairs three are in order.

    >>> auc(np.array([1.0, 1, 0, 0]), np.array([0.9, 0.3, 0.5, 0.1]), np.arange(4)).value
    0.75
    """
    yes = happened > 0
    n_yes, n_no = int(yes.sum()), int((~yes).sum())
    if not n_yes or not n_no:
        return Estimate(None, None, None, len(happened))
    ranks = rankdata(chance)
    place = np.empty(len(chance))
    place[yes] = (ranks[yes] - rankdata(chance[yes])) / n_no
    place[~yes] = 1 - (ranks[~yes] - rankdata(chance[~yes])) / n_yes
    area = float(place[yes].mean())
    whose = np.unique(cluster, return_inverse=True)[1]
    sums = np.bincount(whose, (place - area) / np.where(yes, n_yes, n_no))
    error = math.sqrt(float((sums**2).sum()) * len(sums) / max(1, len(sums) - 1))
    if not 0 < area < 1 or error == 0:
        return Estimate(area, None, None, len(happened))
    reach = normal_quantile(confidence) * error / (area * (1 - area))
    low, high = (1 / (1 + math.exp(-(math.log(area / (1 - area)) + side * reach))) for side in (-1, 1))
    return Estimate(area, low, high, len(happened))


def scores(happened: Floats, chance: Floats, base: Floats, cluster: Ints) -> Scores:
    """Return the scores of out-of-sample chances. Source of Brier's score: Brier (1950), Monthly Weather Review 78:1-3.

    >>> found = scores(np.array([1.0, 0]), np.array([0.8, 0.4]), np.array([0.5, 0.5]), np.arange(2))
    >>> round(found.brier, 2), found.brier_base
    (0.1, 0.25)
    """
    return Scores(
        auc=auc(happened, chance, cluster),
        brier=float(((chance - happened) ** 2).mean()),
        brier_base=float(((base - happened) ** 2).mean()),
        log_loss=_log_loss(happened, chance),
        log_loss_base=_log_loss(happened, base),
        n=len(happened),
        events=int(happened.sum()),
        customers=len(np.unique(cluster)),
    )


def calibration(happened: Floats, chance: Floats, cluster: Ints, bins: int = 10) -> Calibration | Unavailable:
    """Return slope and intercept of outcomes on the log odds predicted, and bins of equal size.

    Sources: Cox (1958), Biometrika 45:562-565; Steyerberg (2019), Clinical Prediction Models, section 15.3.
    """
    odds = logit(_inside(chance))[:, None]
    fit = logistic(odds, happened, ["log odds"], cluster)
    if isinstance(fit, Unavailable):
        return fit
    z = normal_quantile(0.95)
    slope, error = float(fit.coefficients[1]), math.sqrt(float(fit.covariance[1, 1]))
    shift, shift_error = _shift(happened, odds[:, 0], cluster)
    edges = np.array_split(np.argsort(chance, kind="stable"), min(bins, len(chance)))
    return Calibration(
        Estimate(slope, slope - z * error, slope + z * error, fit.n),
        Estimate(shift, shift - z * shift_error, shift + z * shift_error, fit.n),
        tuple(Bin(float(chance[rows].mean()), wilson(int(happened[rows].sum()), len(rows))) for rows in edges),
    )


def _shift(happened: Floats, odds: Floats, cluster: Ints) -> tuple[float, float]:
    """Return the constant to add to the log odds so that as many are predicted as came true, and its error."""
    shift, spread = 0.0, 1.0
    chance = _inside(np.zeros(len(odds)))
    for _ in range(40):
        chance = 1 / (1 + np.exp(-(odds + shift)))
        spread = float((chance * (1 - chance)).sum())
        step = float((happened - chance).sum()) / spread
        shift += max(-2.0, min(2.0, step))
        if abs(step) < 1e-10:
            break
    sums = np.bincount(np.unique(cluster, return_inverse=True)[1], happened - chance)
    return shift, math.sqrt(float((sums**2).sum())) / spread


def _log_loss(happened: Floats, chance: Floats) -> float:
    safe = _inside(chance)
    return float(-(happened * np.log(safe) + (1 - happened) * np.log(1 - safe)).mean())


def _inside(chance: Floats) -> Floats:
    return np.clip(chance, 1e-12, 1 - 1e-12)
