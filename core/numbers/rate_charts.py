"""Control charts of counted things: shares, rates and counts, with the noise of sampling or, by Laney, of the periods.

With thousands of cases in each period a p chart's limits are so narrow that ordinary days fall outside. Laney's charts
measure how much more the periods vary than sampling explains, and widen the limits by that.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from core.errors import InvalidInputError
from core.numbers.control_charts import Baseline, ControlChart, baseline_places, laney_chart


def p_chart(counts: Sequence[float], sizes: Sequence[float], baseline: Baseline = None) -> ControlChart:
    """Return the chart of shares, counts / sizes (0 to 1), with binomial noise around the pooled share.

    Source: Montgomery, Introduction to Statistical Quality Control, section 7.2.

    By hand: 20 of 200 is 0.1, and sqrt(0.1 x 0.9 / 100) = 0.03.

    >>> chart = p_chart([8, 12], [100, 100])
    >>> chart.centre, round(chart.upper[0], 4), round(chart.lower[0], 4)
    (0.1, 0.19, 0.01)
    """
    _check(counts, sizes)
    if any(count > size for count, size in zip(counts, sizes, strict=True)):
        raise InvalidInputError("A count is larger than its size. Both must count the same things.")
    centre = _pooled(counts, sizes, baseline)
    sigmas = tuple(math.sqrt(centre * (1 - centre) / size) for size in sizes)
    return ControlChart("p", _rates(counts, sizes), centre, sigmas, least=0.0, most=1.0)


def u_chart(counts: Sequence[float], sizes: Sequence[float], baseline: Baseline = None) -> ControlChart:
    """Return the chart of rates, counts / sizes (0 upwards), with Poisson noise around the pooled rate.

    Source: Montgomery, Introduction to Statistical Quality Control, section 7.3.

    By hand: 20 in 10 units is 2 a unit, and sqrt(2 / 5) = 0.632.

    >>> chart = u_chart([8, 12], [5, 5])
    >>> chart.centre, round(chart.upper[0], 4), round(chart.lower[0], 4)
    (2.0, 3.8974, 0.1026)
    """
    _check(counts, sizes)
    centre = _pooled(counts, sizes, baseline)
    sigmas = tuple(math.sqrt(centre / size) for size in sizes)
    return ControlChart("u", _rates(counts, sizes), centre, sigmas, least=0.0)


def c_chart(counts: Sequence[float], baseline: Baseline = None) -> ControlChart:
    """Return the chart of counts in periods of equal opportunity, with Poisson noise around their mean.

    Source: Montgomery, Introduction to Statistical Quality Control, section 7.3.

    >>> chart = c_chart([15, 17])
    >>> chart.centre, chart.upper[0], chart.lower[0]
    (16.0, 28.0, 4.0)
    """
    chart = u_chart(counts, [1] * len(counts), baseline)
    return ControlChart("c", chart.values, chart.centre, chart.sigmas, least=0.0)


def laney_p_chart(counts: Sequence[float], sizes: Sequence[float], baseline: Baseline = None) -> ControlChart:
    """Return Laney's p' chart of shares, counts / sizes (0 to 1).

    Source: Laney (2002), Quality Engineering 14:531-537.

    By hand: of 10,000 each, 900 and 1,100 lie 3.33 binomial errors (0.003) either side of 0.1, so a move is 6.67 errors
    and sigma is 0.003 x 6.67 / 1.128 = 0.0177.

    >>> chart = laney_p_chart([900, 1100, 900, 1100], [10_000] * 4)
    >>> chart.centre, round(chart.sigmas[0], 4)
    (0.1, 0.0177)
    """
    return _widened(p_chart(counts, sizes, baseline), baseline)


def laney_u_chart(counts: Sequence[float], sizes: Sequence[float], baseline: Baseline = None) -> ControlChart:
    """Return Laney's u' chart of rates, counts / sizes (0 upwards).

    Source: Laney (2002), Quality Engineering 14:531-537.

    >>> laney_u_chart([900, 1100, 900, 1100], [100] * 4).kind
    'laney_u'
    """
    return _widened(u_chart(counts, sizes, baseline), baseline)


def _widened(chart: ControlChart, baseline: Baseline) -> ControlChart:
    """Return the chart with Laney's sigmas; where they are 0 (a share of 0 or 1 throughout) they stay 0."""
    kind = f"laney_{chart.kind}"
    if min(chart.sigmas) == 0:
        return replace(chart, kind=kind)
    bounds = {"least": chart.least, "most": chart.most}
    return replace(laney_chart(chart.values, chart.sigmas, baseline, centre=chart.centre, **bounds), kind=kind)


def _check(counts: Sequence[float], sizes: Sequence[float]) -> None:
    if len(counts) != len(sizes):
        raise InvalidInputError("Each count needs the size it was counted in.")
    if not all(count >= 0 and size > 0 for count, size in zip(counts, sizes, strict=True)):
        raise InvalidInputError("A count must be 0 or more, its size more than 0. Leave out periods without cases.")


def _rates(counts: Sequence[float], sizes: Sequence[float]) -> tuple[float, ...]:
    return tuple(count / size for count, size in zip(counts, sizes, strict=True))


def _pooled(counts: Sequence[float], sizes: Sequence[float], baseline: Baseline) -> float:
    places = baseline_places(baseline, len(counts))
    return math.fsum(counts[place] for place in places) / math.fsum(sizes[place] for place in places)
