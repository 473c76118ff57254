"""Does an effect on leaving hold all the time? The test of proportional hazards, and what it means in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc

from core.numbers.cox import CoxFit
from core.numbers.holm import holm
from core.wording import p_value

GLOBAL = "all together"


@dataclass(frozen=True)
class Constancy:
    """The test of one covariate: does its effect grow or fade with time, the statistic, its degrees of freedom, p.

    `correlation` is that of the scaled residuals with time; times the sign of the effect it says which way it goes.
    """

    name: str
    correlation: float | None
    grows: bool
    statistic: float
    degrees: int
    p: float


def constancy(fit: CoxFit, names: Sequence[str] | None = None) -> tuple[Constancy, ...]:
    """Test whether each effect is the same at all times, then all together (last), by scaled Schoenfeld residuals.

    Time counts as 1 - Kaplan-Meier just before each leaving, so that few late leavings don't decide. `names` limits
    what is tested one by one. Source: Grambsch, Therneau (1994), Biometrika 81:515-526.
    """
    deaths = len(fit.event_times)
    place = _time(fit)
    place = place - place.mean()
    spread = float((place**2).sum())
    if spread == 0:
        return ()
    slopes = place @ fit.residuals
    scaled = fit.residuals @ fit.covariance * deaths
    found = []
    for column, hazard in enumerate(fit.hazards):
        if names is not None and hazard.name not in names:
            continue
        moved = float(place @ scaled[:, column])
        statistic = moved**2 / (float(fit.covariance[column, column]) * deaths * spread)
        size = float(scaled[:, column].std()) * float(np.sqrt(spread * deaths))
        correlation = moved / size if size > 0 else None
        grows = moved * hazard.coefficient > 0
        found.append(Constancy(hazard.name, correlation, grows, statistic, 1, float(gammaincc(0.5, statistic / 2))))
    whole = float(slopes @ fit.covariance @ slopes) * deaths / spread
    degrees = len(fit.hazards)
    return (*found, Constancy(GLOBAL, None, False, whole, degrees, float(gammaincc(degrees / 2, whole / 2))))


def constancy_sentence(tests: Sequence[Constancy], name: str, label: str) -> str:
    """Say in words whether the effect of `name` changes with time.

    >>> constancy_sentence([Constancy("channels", 0.01, True, 0.1, 1, 0.75)], "channels", "an extra channel")
    'Nothing speaks against an effect of an extra channel that is the same at all times (p = 0.75).'
    """
    one = next((each for each in tests if each.name == name), None)
    if one is None:
        return f"Whether the effect of {label} changes with time can't be tested with these data."
    adjusted = holm([each.p for each in tests if each.name != GLOBAL])
    p = adjusted[[each.name for each in tests if each.name != GLOBAL].index(name)]
    if p > 0.05:
        return f"Nothing speaks against an effect of {label} that is the same at all times ({p_value(p)})."
    way = "grows" if one.grows else "fades"
    return (
        f"The effect of {label} {way} with time ({p_value(p)}): its hazard ratio is an average "
        "over the time followed. "
        "Read the difference at the horizon instead."
    )


def _time(fit: CoxFit) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return 1 - Kaplan-Meier of all followed, just before each leaving."""
    place = np.unique(fit.event_times, return_inverse=True)[1]
    deaths = np.bincount(place)
    after = np.cumprod(1 - deaths / fit.at_risk)
    before = np.concatenate(([1.0], after[:-1]))
    return np.asarray(1 - before[place])
