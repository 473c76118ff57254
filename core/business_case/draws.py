"""Random values of a case's inputs: each from its own stream, so that one more input changes no other's draws."""

import zlib

import numpy as np
from scipy import stats

from core.business_case.assumption import BOUNDS, Assumption
from core.business_case.case import CONTINGENCY, DISCOUNT, GROWTH, INFLATION, TAX, Case, adoption
from core.business_case.cash import Numbers

# A 95 % interval is so many standard deviations wide.
_WIDTH = 2 * float(stats.norm.ppf(0.975))


def moving(case: Case) -> tuple[Assumption, ...]:
    """Return the inputs with a range that bear on the net present value, in the order of the case.

    Without those that no line uses, and those that only benefits with a haircut use: it stands for their ranges.
    """
    shared = {DISCOUNT, INFLATION, GROWTH, CONTINGENCY, *(adoption(year) for year in range(1, case.terms.years + 1))}
    tax = {TAX} if case.terms.taxed else set()
    of_costs = {factor.code for line in case.costs for factor in line.factors}
    of_benefits = {code for line in case.benefits if line.risk == "range" for code in line.own_codes()}
    used = shared | tax | of_costs | of_benefits
    return tuple(one for one in case.assumptions if one.uncertain and one.code in used)


def draws(one: Assumption, number: int, seed: int) -> Numbers:
    """Return `number` random values of an input, in a column; the same for the same seed, code and range.

    Triangular and PERT have their mode at the value; PERT is the beta distribution with weight 4 on the mode (Malcolm
    et al. 1959, Operations Research 7:646-669). Normal has the value as its mean and low to high as its 95 % interval;
    what falls outside of what its quantity can be is set to the nearest it can be.
    """
    if not one.uncertain:
        return np.full((number, 1), one.value)
    assert one.low is not None
    assert one.high is not None
    random = np.random.default_rng([seed, zlib.crc32(one.code.encode())])
    size = (number, 1)
    width = one.high - one.low
    if one.distribution == "normal":
        return np.clip(random.normal(one.value, width / _WIDTH, size), *BOUNDS[one.quantity])
    if one.distribution == "triangular":
        return np.asarray(random.triangular(one.low, one.value, one.high, size))
    if one.distribution == "PERT":
        return np.asarray(one.low + width * random.beta(*_shape(one.low, one.value, one.high), size))
    return np.asarray(random.uniform(one.low, one.high, size))


def quantile(one: Assumption, uniform: Numbers) -> Numbers:
    """Return the values of an input below which it falls with the given chances (0 to 1)."""
    if not one.uncertain:
        return np.full(np.shape(uniform), one.value)
    assert one.low is not None
    assert one.high is not None
    width = one.high - one.low
    if one.distribution == "normal":
        return np.asarray(np.clip(stats.norm.ppf(uniform, one.value, width / _WIDTH), *BOUNDS[one.quantity]))
    if one.distribution == "triangular":
        return np.asarray(stats.triang.ppf(uniform, (one.value - one.low) / width, one.low, width))
    if one.distribution == "PERT":
        return np.asarray(stats.beta.ppf(uniform, *_shape(one.low, one.value, one.high), one.low, width))
    return one.low + width * uniform


def _shape(low: float, mode: float, high: float) -> tuple[float, float]:
    return 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
