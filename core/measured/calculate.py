"""How fast a volume grows. Numbers in, numbers out."""

import math
from collections.abc import Sequence

import numpy as np

from core.errors import InvalidInputError
from core.numbers.effects import NoEstimate
from core.numbers.estimates import Estimate
from core.numbers.least_squares import Moments, classical, fit
from core.numbers.unavailable import Unavailable
from core.text import counted

LEAST_MONTHS = 12


def growth_a_year(counts: Sequence[int], days: Sequence[int]) -> Estimate | Unavailable:
    """Return the growth of a volume a year as a share (0.1: a tenth more each year), from counts of whole months.

    `counts` are those of neighbouring months, `days` the lengths of these months. The logarithm of the count per day is
    fitted by a straight line over the months; its slope over twelve months is growth, with Student's t interval from
    the spread around the line, taken as independent from month to month. Source: the log-linear trend, as in Diebold,
    Elements of Forecasting (2007), chapter 5. No season is taken out. Needs 12 months, and a count in each.

    By hand: a count that doubles within a year grows by 100 %.

    >>> found = growth_a_year([round(2**20 * 2 ** (month / 12)) for month in range(12)], [30] * 12)
    >>> round(found.value, 4), found.n
    (1.0, 12)
    >>> growth_a_year([10] * 11, [30] * 11).reason
    'Growth needs 12 whole months of data; there are 11 months.'
    """
    if len(counts) != len(days) or any(length < 1 for length in days) or any(count < 0 for count in counts):
        raise InvalidInputError("Each month needs a count of 0 or more and its length in days.")
    months = len(counts)
    if months < LEAST_MONTHS:
        return Unavailable(f"Growth needs {LEAST_MONTHS} whole months of data; there are {counted(months, 'month')}.")
    if min(counts) == 0:
        return Unavailable("There are months without any such journey, so no steady growth can be told.")
    a_day = np.log(np.asarray(counts, float) / np.asarray(days, float))
    years = np.arange(months) / 12
    line = fit(Moments.of(np.column_stack([np.ones(months), years]), a_day), 1)
    if isinstance(line, NoEstimate):
        return Unavailable(line.why)
    slope = classical(line)
    value, low, high = (None if end is None else math.expm1(end) for end in (slope.value, slope.low, slope.high))
    return Estimate(value, low, high, months)
