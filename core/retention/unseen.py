"""How strong something unseen would have to be to explain the difference in retention away."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.numbers import sensitivity
from core.numbers.estimates import Estimate
from core.numbers.held_fixed import Left, Observed, left_over
from core.wording import number, percent, points


@dataclass(frozen=True)
class Unseen:
    """What it takes. `robustness_value` (0 to 1) and its value for the interval; E-values of the risk of leaving, None
    where they can't be told; `bounds`: covariate, times, treatment_share, outcome_share, value; all of it in words."""

    robustness_value: float
    robustness_value_interval: float
    e_value: float | None
    e_value_interval: float | None
    bounds: pd.DataFrame
    sentences: tuple[str, ...]


def unseen(observed: Observed, estimate: Estimate) -> Unseen | None:
    """Return what it takes to explain the adjusted `estimate` away; None where there is none."""
    whole = left_over(observed, tuple(observed.fixed))
    if whole is None or estimate.value is None or whole.of_outcome <= 0:
        return None
    error = math.sqrt(whole.of_outcome / whole.freedom / whole.of_units)
    t = whole.slope / error
    value = sensitivity.robustness_value(t * t / (t * t + whole.freedom))
    limit = sensitivity.robustness_value_of_interval(t, whole.freedom)
    bounds = _bounds(observed, whole, error)
    risks = _e_values(observed, estimate)
    said = [
        f"To explain all of it away, something unseen would have to explain {percent(value)} of what is left of both "
        f"the number of channels and who stays; {percent(limit)} would make the interval reach 0."
    ]
    once = bounds[bounds.times == 1.0]
    if len(once):
        row = once.loc[(once.value * np.sign(whole.slope)).idxmin()]
        said.append(
            f"The strongest thing measured is the {row.covariate}. Something unseen as strong as that, beyond all that "
            f"is held fixed, would leave {points(float(row.value))} of {points(whole.slope)}."
        )
    if risks is not None:
        said.append(
            f"As an E-value: it would have to go with both, each by a risk ratio of at least {number(risks[0], 2)} "
            f"({number(risks[1], 2)} for the near end of the interval), beyond what is held fixed."
        )
    e_value, near_end = risks or (None, None)
    return Unseen(value, limit, e_value, near_end, bounds, tuple(said))


def _bounds(observed: Observed, whole: Left, error: float) -> pd.DataFrame:
    rows = []
    for name in observed.fixed:
        rest = left_over(observed, [other for other in observed.fixed if other != name])
        if rest is None:
            continue
        shares = (max(0.0, 1 - whole.of_units / rest.of_units), max(0.0, 1 - whole.of_outcome / rest.of_outcome))
        for times in (1.0, 2.0, 3.0):
            one = sensitivity.bound(whole.slope, error, whole.freedom, shares, times)
            if one is not None:
                rows.append((name, times, one.treatment_share, one.outcome_share, one.value))
    return pd.DataFrame(rows, columns=["covariate", "times", "treatment_share", "outcome_share", "value"])


def _e_values(observed: Observed, estimate: Estimate) -> tuple[float, float] | None:
    """Return the E-values of leaving: the share leaving at one channel, and what one more makes of it."""
    at_one = observed.units == 0
    ends = (estimate.value, estimate.low, estimate.high)
    if not at_one.any() or any(end is None for end in ends):
        return None
    leaving = 1 - float(observed.outcome[at_one].mean())
    if leaving <= 0:
        return None
    ratios = [(leaving - float(end or 0)) / leaving for end in ends]
    if min(ratios) <= 0:
        return None
    return sensitivity.e_value(ratios[0]), sensitivity.e_value_of_limit(min(ratios[1:]), max(ratios[1:]))
