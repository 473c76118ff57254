"""Control charts of groups of measurements: their means, and the spread within them.

The noise comes from within the groups. So they suit values that differ from group to group by no more than those
within a group: a few measurements at each time. Means of hundreds of cases a day differ by more, and then every day is
a signal; `laney_chart` is for those.
"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import fmean, stdev

import numpy as np
from scipy.special import gammaln, ndtr

from core.errors import InvalidInputError
from core.numbers.control_charts import Baseline, ControlChart, baseline_places

Groups = Sequence[Sequence[float]]


def xbar_s_chart(groups: Groups, baseline: Baseline = None) -> ControlChart:
    """Return the chart of the groups' means, the noise from their standard deviations.

    Groups have two measurements or more and may be of unlike size; the centre is the mean of all measurements.
    Source: Montgomery, Introduction to Statistical Quality Control, section 6.3; unlike sizes by Burr (1969), Journal
    of Quality Technology 1:163-167.

    By hand: both deviations are 1.414, c4 of two is 0.798, so sigma is 1.772 and that of a mean 1.772 / 1.414 = 1.253.

    >>> chart = xbar_s_chart([[1, 3], [2, 4]])
    >>> chart.centre, round(chart.sigmas[0], 3)
    (2.5, 1.253)
    """
    return _means("xbar_s", groups, baseline, _noise(groups, baseline, stdev, deviation_constants))


def xbar_r_chart(groups: Groups, baseline: Baseline = None) -> ControlChart:
    """Return the chart of the groups' means, the noise from their ranges.

    As `xbar_s_chart`; ranges waste information in groups of more than ten. Source: Montgomery, Introduction to
    Statistical Quality Control, section 6.2.

    >>> round(xbar_r_chart([[1, 3], [2, 4]]).sigmas[0], 3)
    1.253
    """
    return _means("xbar_r", groups, baseline, _noise(groups, baseline, _range, range_constants))


def s_chart(groups: Groups, baseline: Baseline = None) -> ControlChart:
    """Return the chart of the groups' standard deviations; groups must be of one size.

    Source: Montgomery, Introduction to Statistical Quality Control, section 6.3.

    >>> chart = s_chart([[1, 3], [2, 4]])
    >>> round(chart.centre, 3), round(chart.upper[0], 3), chart.lower[0]
    (1.414, 4.62, 0.0)
    """
    return _spreads("s", groups, baseline, stdev, deviation_constants)


def r_chart(groups: Groups, baseline: Baseline = None) -> ControlChart:
    """Return the chart of the groups' ranges, largest less smallest; groups must be of one size.

    Source: Montgomery, Introduction to Statistical Quality Control, section 6.2.

    >>> chart = r_chart([[1, 3], [2, 4]])
    >>> chart.centre, round(chart.upper[0], 3), chart.lower[0]
    (2.0, 6.533, 0.0)
    """
    return _spreads("r", groups, baseline, _range, range_constants)


def deviation_constants(n: int) -> tuple[float, float]:
    """Return mean (c4) and standard deviation of the sample standard deviation of n standard normal values.

    >>> tuple(round(constant, 4) for constant in deviation_constants(5))
    (0.94, 0.3412)
    """
    c4 = math.sqrt(2 / (n - 1)) * math.exp(float(gammaln(n / 2) - gammaln((n - 1) / 2)))
    return c4, math.sqrt(1 - c4 * c4)


@lru_cache(maxsize=64)
def range_constants(n: int) -> tuple[float, float]:
    """Return mean (d2) and standard deviation (d3) of the range of n standard normal values.

    From the distribution of the range, integrated. Source: Tippett (1925), Biometrika 17:364-387.

    >>> tuple(round(constant, 3) for constant in range_constants(5))
    (2.326, 0.864)
    """
    least = np.linspace(-9.0, 9.0, 361)[:, None]
    nodes, weights = np.polynomial.legendre.leggauss(100)
    widths = 9.0 * (nodes + 1)
    density = n * np.exp(-(least**2) / 2) / math.sqrt(2 * math.pi) * (least[1, 0] - least[0, 0])
    above = 1 - (density * (ndtr(least + widths) - ndtr(least)) ** (n - 1)).sum(axis=0)
    mean, square = 9.0 * float(weights @ above), 9.0 * float(weights @ (2 * widths * above))
    return mean, math.sqrt(square - mean * mean)


def _range(group: Sequence[float]) -> float:
    return max(group) - min(group)


def _noise(
    groups: Groups,
    baseline: Baseline,
    spread: Callable[[Sequence[float]], float],
    constants: Callable[[int], tuple[float, float]],
) -> float:
    """Return the standard deviation within groups: each group's estimate of it weighted by how sure it is."""
    _check(groups)
    found = []
    for place in baseline_places(baseline, len(groups)):
        mean, deviation = constants(len(groups[place]))
        found.append((spread(groups[place]) / mean, (mean / deviation) ** 2))
    return math.fsum(value * weight for value, weight in found) / math.fsum(weight for _, weight in found)


def _means(kind: str, groups: Groups, baseline: Baseline, noise: float) -> ControlChart:
    chosen = [value for place in baseline_places(baseline, len(groups)) for value in groups[place]]
    sigmas = tuple(noise / math.sqrt(len(group)) for group in groups)
    return ControlChart(kind, tuple(fmean(group) for group in groups), fmean(chosen), sigmas)


def _spreads(
    kind: str,
    groups: Groups,
    baseline: Baseline,
    spread: Callable[[Sequence[float]], float],
    constants: Callable[[int], tuple[float, float]],
) -> ControlChart:
    noise = _noise(groups, baseline, spread, constants)
    if len({len(group) for group in groups}) > 1:
        raise InvalidInputError("The groups are of unlike size, so their spread has no common centre. Chart the means.")
    mean, deviation = constants(len(groups[0]))
    values = tuple(float(spread(group)) for group in groups)
    return ControlChart(kind, values, noise * mean, (noise * deviation,) * len(groups), least=0.0)


def _check(groups: Groups) -> None:
    if any(len(group) < 2 for group in groups):
        raise InvalidInputError("Each group needs at least two measurements. Chart single values as individuals.")
    if not all(math.isfinite(value) for group in groups for value in group):
        raise InvalidInputError("A measurement is not a finite number. Leave out what is not known.")
