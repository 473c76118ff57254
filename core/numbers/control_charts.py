"""Shewhart's control charts: which periods differ by more than the process's own noise.

A chart is a centre and, for each plotted point, one standard deviation. `baseline` says which points they are
estimated from (phase I): a slice, or the places themselves, as `range(24)` for the first 24; None takes all. All points
are judged. Leave out periods without a value.

Few periods make uncertain limits. Where the noise comes from moving ranges, later points without a cause are beyond
3 sigma in 0.4 % of cases after a baseline of 100 periods, 1 % after 24 and 2 % after 12 (simulated), not in 0.27 %.

Charts of counted things are in `rate_charts.py`, those of groups of measurements in `subgroup_charts.py`, the rules for
runs in `control_rules.py`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import InvalidInputError

Baseline = slice | Sequence[int] | None
MEAN_RANGE_OF_TWO = 2 / math.sqrt(math.pi)  # d2 of two normal values, 1.128


@dataclass(frozen=True)
class ControlChart:
    """Plotted values, their centre, and the standard deviation of each; all in the unit of the values.

    `least` and `most` are the bounds that no value can pass, as 0 and 1 for a share; limits are cut there. Raises
    InvalidInputError where values and sigmas don't pair up or are no numbers.

    By hand: 5 lies 2 sigma above the centre, and the limits are 3 - 3 and 3 + 3.

    >>> chart = ControlChart("individuals", (3.0, 5.0), 3.0, (1.0, 1.0), least=0.5)
    >>> chart.lower, chart.upper, chart.standard
    ((0.5, 0.5), (6.0, 6.0), (0.0, 2.0))
    """

    kind: str
    values: tuple[float, ...]
    centre: float
    sigmas: tuple[float, ...]
    least: float | None = None
    most: float | None = None

    def __post_init__(self) -> None:
        if len(self.values) != len(self.sigmas) or not self.values:
            raise InvalidInputError("A control chart needs at least one value, and one sigma for each.")
        if not all(math.isfinite(number) for number in (*self.values, self.centre, *self.sigmas)):
            raise InvalidInputError("A value of the control chart is not a finite number. Leave out what is not known.")
        if min(self.sigmas) < 0:
            raise InvalidInputError("A sigma below 0 is not possible.")

    @property
    def lower(self) -> tuple[float, ...]:
        """The lower limits: centre - 3 sigma, at least `least`."""
        floor = -math.inf if self.least is None else self.least
        return tuple(max(floor, self.centre - 3 * sigma) for sigma in self.sigmas)

    @property
    def upper(self) -> tuple[float, ...]:
        """The upper limits: centre + 3 sigma, at most `most`."""
        ceiling = math.inf if self.most is None else self.most
        return tuple(min(ceiling, self.centre + 3 * sigma) for sigma in self.sigmas)

    @property
    def standard(self) -> tuple[float | None, ...]:
        """How many sigma each value lies above the centre, for `control_rules.signals`.

        None where sigma is 0: a baseline that never varied tells nothing of the noise, so no value can be judged by it.
        """
        return tuple(
            (value - self.centre) / sigma if sigma > 0 else None
            for value, sigma in zip(self.values, self.sigmas, strict=True)
        )


def individuals_chart(
    values: Sequence[float], baseline: Baseline = None, *, least: float | None = None, most: float | None = None
) -> ControlChart:
    """Return the chart of single values, with the noise from the mean moving range of neighbours / 1.128.

    Only neighbours that are both in the baseline have a moving range. Source: Montgomery, Introduction to Statistical
    Quality Control, section 6.4.

    By hand: the mean is 11, both moving ranges are 2, and 2 / 1.128 = 1.772.

    >>> chart = individuals_chart([10, 12, 10, 12], baseline=range(4))
    >>> chart.centre, round(chart.sigmas[0], 3)
    (11.0, 1.772)
    """
    places = baseline_places(baseline, len(values))
    centre = math.fsum(values[place] for place in places) / len(places)
    sigma = mean_moving_range(values, places) / MEAN_RANGE_OF_TWO
    return ControlChart("individuals", tuple(values), centre, (sigma,) * len(values), least, most)


def laney_chart(
    values: Sequence[float],
    errors: Sequence[float],
    baseline: Baseline = None,
    *,
    centre: float | None = None,
    least: float | None = None,
    most: float | None = None,
) -> ControlChart:
    """Return the chart of values of any kind, each with its known sampling standard error above 0.

    z = (value - centre) / error; their mean moving range / 1.128 is sigma_z; a point's sigma is its error x sigma_z.
    `centre` is the pooled value, where there is one; without it, the mean of the baseline weighted by 1 / error^2.
    Source: Laney (2002), Quality Engineering 14:531-537.

    By hand: around 11, errors of 1 give z of -1, 1 and -1, moving ranges of 2, so sigma_z = 2 / 1.128 = 1.772. With an
    error of 2 the third counts a quarter: (10 + 12 + 2.5) / 2.25 = 10.889.

    >>> round(laney_chart([10, 12, 10], [1, 1, 1], centre=11).sigmas[0], 3)
    1.772
    >>> round(laney_chart([10, 12, 10], [1, 1, 2]).centre, 3)
    10.889
    """
    if len(values) != len(errors) or not all(math.isfinite(error) and error > 0 for error in errors):
        raise InvalidInputError("Each value needs its standard error, above 0. Leave out periods without one.")
    places = baseline_places(baseline, len(values))
    if centre is None:
        weights = [errors[place] ** -2 for place in places]
        weighted = (weight * values[place] for weight, place in zip(weights, places, strict=True))
        centre = math.fsum(weighted) / math.fsum(weights)
    z = [(value - centre) / error for value, error in zip(values, errors, strict=True)]
    sigma_z = mean_moving_range(z, places) / MEAN_RANGE_OF_TWO
    return ControlChart("laney", tuple(values), centre, tuple(error * sigma_z for error in errors), least, most)


def mean_moving_range(values: Sequence[float], places: Sequence[int]) -> float:
    """Return the mean difference, without sign, of neighbours that are both among the places.

    >>> mean_moving_range([1.0, 2.0, 9.0, 5.0, 7.0], [0, 1, 3, 4])
    1.5
    """
    chosen = set(places)
    ranges = [abs(values[place] - values[place - 1]) for place in places if place - 1 in chosen]
    if not ranges:
        raise InvalidInputError("The baseline has no two periods side by side. Choose at least two.")
    return math.fsum(ranges) / len(ranges)


def baseline_places(baseline: Baseline, n: int) -> tuple[int, ...]:
    """Return which of n points a baseline takes, in order and once; raises InvalidInputError for fewer than two.

    >>> baseline_places(slice(0, 3), 5), baseline_places([4, 0], 5), baseline_places(None, 2)
    ((0, 1, 2), (0, 4), (0, 1))
    """
    if baseline is None:
        baseline = slice(None)
    places = set(range(n)[baseline] if isinstance(baseline, slice) else baseline)
    if len(places) < 2 or not places <= set(range(n)):
        raise InvalidInputError(f"The baseline needs at least two of the {n} periods on the chart.")
    return tuple(sorted(places))
