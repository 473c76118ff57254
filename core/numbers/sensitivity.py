"""How strong would an unseen confounder have to be? Robustness value, benchmark bounds, E-value; numbers and words."""

import math
from dataclasses import dataclass

from scipy.special import stdtrit

from core.errors import InvalidInputError


def robustness_value(partial_share: float, reduce: float = 1.0) -> float:
    """Return the share (0 to 1) that a confounder must explain of treatment and outcome alike to take `reduce` of it.

    Both shares are of what the measured covariates leave. `partial_share` is the treatment's partial R² with the
    outcome, `reduce` 1 for the whole estimate. Source: Cinelli and Hazlett (2020), JRSS B 82:39-67, equation 20; there
    the estimate of the Darfur study (t = 4.18 with 783 degrees of freedom) has .139.

    >>> t, freedom = 4.18, 783
    >>> round(robustness_value(t * t / (t * t + freedom)), 3)
    0.139
    """
    _check(partial_share, "The partial share")
    if partial_share == 1:
        return 1.0
    strength = reduce * reduce * partial_share / (1 - partial_share)
    return (math.sqrt(strength * strength + 4 * strength) - strength) / 2


def robustness_value_of_interval(t: float, freedom: float) -> float:
    """Return the share at which the 95 % interval begins to hold 0; 0 when it does already.

    `t` is the estimate over its classical error. Source: as above, section 4.3; .076 for the Darfur study.

    >>> round(robustness_value_of_interval(4.18, 783), 3)
    0.076
    """
    if freedom <= 1:
        raise InvalidInputError(f"{freedom} degrees of freedom are too few for an interval.")
    over = abs(t) / math.sqrt(freedom) - float(stdtrit(freedom - 1, 0.975)) / math.sqrt(freedom - 1)
    return 0.0 if over <= 0 else robustness_value(over * over / (1 + over * over))


@dataclass(frozen=True)
class Bound:
    """An unseen confounder `times` as strong as a measured covariate, and what it would leave of the estimate.

    The shares (0 to 1, of what is left of the treatment and of the outcome) are the most that it could explain.
    """

    times: float
    treatment_share: float
    outcome_share: float
    value: float


def bound(
    value: float, error: float, freedom: float, covariate: tuple[float, float], times: float = 1.0
) -> Bound | None:
    """Return what an unseen confounder `times` as strong as a covariate would leave of the estimate, at worst.

    `covariate` has its partial R² with the treatment and with the outcome (as `least_squares.shares_of` returns them),
    `error` is the classical one. None when so strong a confounder is impossible. Source: as above, section 4.4.

    In the Darfur study (.097, error .023), one as strong as being female leaves .075.

    >>> found = bound(0.09726, 0.02326, 783, (0.00908, 0.1092))
    >>> round(found.treatment_share, 4), round(found.value, 3)
    (0.0092, 0.075)
    """
    for share in covariate:
        _check(share, "The covariate's share")
    of_treatment, of_outcome = covariate
    if of_treatment >= 1 or of_outcome >= 1 or times * of_treatment / (1 - of_treatment) >= 1:
        return None
    treatment = times * of_treatment / (1 - of_treatment)
    shared = times * of_treatment**2 / ((1 - times * of_treatment) * (1 - of_treatment))
    if shared >= 1:
        return None
    link = (math.sqrt(times) + math.sqrt(shared)) / math.sqrt(1 - shared)
    outcome = min(1.0, link * link * of_outcome / (1 - of_outcome))
    bias = error * math.sqrt(freedom) * math.sqrt(outcome * treatment / (1 - treatment))
    return Bound(times, treatment, outcome, math.copysign(1.0, value) * (abs(value) - bias))


def e_value(risk_ratio: float) -> float:
    """Return how strongly a confounder must go with both treatment and outcome, as risk ratios, to explain this one.

    Source: VanderWeele and Ding (2017), Annals of Internal Medicine 167:268-274: 7.26 for 3.9, and 3.0 for its limit of
    1.8. For a ratio below 1 its inverse is used.

    >>> round(e_value(3.9), 2), round(e_value(1.8), 1), e_value(1.0)
    (7.26, 3.0, 1.0)
    """
    if not risk_ratio > 0 or not math.isfinite(risk_ratio):
        raise InvalidInputError(f"{risk_ratio} is not a risk ratio. It must be above 0.")
    ratio = max(risk_ratio, 1 / risk_ratio)
    return ratio + math.sqrt(ratio * (ratio - 1))


def e_value_of_limit(low: float, high: float) -> float:
    """Return the E-value of the limit of an interval of risk ratios that is nearer to 1; 1 when it holds 1.

    >>> round(e_value_of_limit(1.8, 8.7), 1), e_value_of_limit(0.9, 1.4)
    (3.0, 1.0)
    """
    if low > high:
        raise InvalidInputError(f"An interval from {low} to {high} is not possible.")
    return 1.0 if low <= 1 <= high else e_value(low if low > 1 else high)


def ratio_of_difference(difference: float, deviation: float) -> float:
    """Return about which risk ratio a difference of means amounts to: exp(0.91 x difference / standard deviation).

    Source: as for the E-value, table 2; Chinn (2000), Statistics in Medicine 19:3127-3131.

    >>> round(ratio_of_difference(0.5, 1.0), 3)
    1.576
    """
    if not deviation > 0:
        raise InvalidInputError("A difference needs a standard deviation above 0 to be put into proportion.")
    return math.exp(0.91 * difference / deviation)


def _check(share: float, what: str) -> None:
    if not 0 <= share <= 1:
        raise InvalidInputError(f"{what} is {share}; a share lies between 0 and 1.")
