"""What payments and receipts over time are worth: present value, rates of return, payback, customer margin.

Amounts are money of one currency, negative where it is paid. Times are in years from the start. Rates are effective
per year: 0.08 is 8 %.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.errors import InvalidInputError
from core.numbers.exponential_sums import bounds, zeros

Floats = NDArray[np.float64]
DUST = 1e-12  # of the largest amount: smaller is what rounding leaves, not money
PAYBACK_DUST = 1e-9
# a number can't hold a rate apart from -1, or hold it at all, beyond these logarithms of 1 + rate
LEAST_LOG, LARGEST_LOG = -36.0, 709.0


def present_value(amounts: ArrayLike, years: ArrayLike, rate: float) -> float:
    """Return what the amounts are worth at the start: the sum of amount / (1 + rate) ^ years, in the amounts' currency.

    Raises InvalidInputError for a rate of -1 or less, times below 0 or amounts and times that don't pair up.
    By hand: 110 in a year and 121 in two are worth 100 each at 10 %.

    >>> round(present_value([-150, 110, 121], [0, 1, 2], 0.10), 6)
    50.0
    """
    paid, at = _checked(amounts, years)
    _check_rate(rate)
    with np.errstate(over="ignore", invalid="ignore"):
        return _finite(float((paid * (1 + rate) ** -at)[paid != 0].sum()))


def rates_of_return(amounts: ArrayLike, years: ArrayLike) -> tuple[float, ...]:
    """Return every rate per year above -1 at which the present value is zero (IRR, XIRR), rising; () when none is.

    There are at most as many as the amounts change sign in time. Where there are several, none of them is "the" rate.
    A rate at which the present value touches zero without passing it comes once. So do rates that rounding can't tell
    apart: two within about 1e-5 of each other, or three within 1e-3. Amounts below 1e-12 of the largest count as 0, and
    a rate that no float can tell from -1, or that exceeds 1e307, is left out. Raises InvalidInputError where all
    amounts are zero, or cancel at each time, as any rate fits them.

    By hand: -100 now, 500 after a year and -600 after two come to 0 at 100 % (-100 + 250 - 150) and at 200 %.

    >>> [round(rate, 9) for rate in rates_of_return([-100, 500, -600], [0, 1, 2])]
    [1.0, 2.0]
    >>> rates_of_return([-100, 400, -600], [0, 1, 2])
    ()
    """
    paid, at = _checked(amounts, years)
    if not len(paid):
        return ()
    scaled = paid / (np.abs(paid).max() or 1.0)
    times, place = np.unique(at, return_inverse=True)
    weights = np.bincount(place, scaled).astype(float)
    kept = np.abs(weights) > DUST
    if not kept.any():
        raise InvalidInputError("All amounts are zero, so every rate of return fits. Enter a payment and a receipt.")
    weights, times = weights[kept], times[kept]
    if sign_changes(weights) == 0:
        return ()
    low, high = bounds(weights, times)
    return tuple(math.expm1(s) for s in zeros(weights, times, max(low, LEAST_LOG), min(high, LARGEST_LOG)))


def modified_rate(amounts: ArrayLike, years: ArrayLike, finance_rate: float, reinvest_rate: float) -> float | None:
    """Return the modified internal rate of return (MIRR) per year, from the start to the last of `years`.

    (Value at the end of the receipts, invested at `reinvest_rate` / value at the start of the payments, financed at
    `finance_rate`) ^ (1 / years to the end) - 1, as Excel's MIRR. None when there is no payment, no receipt (also when
    all receipts are zero) or no time between start and end. Raises InvalidInputError as `present_value` does.

    By hand: 100 paid now, 50 after one year and 66 after two. At 10 % they grow to 55 + 66 = 121, so 10 % a year.

    >>> round(modified_rate([-100, 50, 66], [0, 1, 2], 0.08, 0.10), 9)
    0.1
    """
    paid, at = _checked(amounts, years)
    _check_rate(finance_rate)
    _check_rate(reinvest_rate)
    end = float(at.max(initial=0.0))
    if end == 0 or not (paid < 0).any() or not (paid > 0).any():
        return None
    payments = _log_value(-paid[paid < 0], at[paid < 0], finance_rate)
    receipts = _log_value(paid[paid > 0], at[paid > 0], reinvest_rate) + end * math.log1p(reinvest_rate)
    return _finite(float(np.expm1((receipts - payments) / end)))


def payback_years(amounts: ArrayLike, periods_per_year: float) -> float | None:
    """Return the years until the money is back for good: from then to the end the running sum is never below zero.

    The first amount comes at the start, each further one evenly through its period. 0.0 when the sum is never below
    zero, None (never) when it ends below. A sum within 1e-9 of the largest amount counts as zero. Nothing is
    discounted. Raises InvalidInputError without amounts, or without a number of periods above 0.

    By hand: after 100 paid and 60 received, 40 of the 80 of the second year are still to come: a year and a half.

    >>> payback_years([-100, 60, 80], 1), payback_years([-100, 60, 30], 1), payback_years([0, 5], 1)
    (1.5, None, 0.0)
    """
    paid = np.asarray(amounts, dtype=float)
    if paid.ndim != 1 or not len(paid) or not np.isfinite(paid).all():
        raise InvalidInputError("A payback needs one or more amounts, each a number. Enter 0 where nothing is paid.")
    if not 0 < periods_per_year < math.inf:
        raise InvalidInputError(f"A year can't have {periods_per_year} periods. Choose more than 0, as 12 for months.")
    running = np.cumsum(paid)
    running[np.abs(running) <= PAYBACK_DUST * np.abs(paid).max()] = 0.0
    below = np.flatnonzero(running < 0)
    if not len(below):
        return 0.0
    last = int(below[-1])
    if last == len(paid) - 1:
        return None
    within = -running[last] / (running[last + 1] - running[last])
    return float((last + within) / periods_per_year)


def margin_multiple(retention_share: float, rate: float) -> float:
    """Return how many yearly margins a customer is worth: retention / (1 + rate - retention).

    It is the present value of a margin of 1 at the end of each year, when the customer stays each year with the same
    share (0 to 1), for ever. Source: Gupta and Lehmann (2003), Customers as Assets, Journal of Interactive Marketing
    17(1):9-24. Raises InvalidInputError for a share outside 0 to 1, or not below 1 + rate: the value has no bound then.

    By hand: 0.8 / (1 + 0.12 - 0.8) = 0.8 / 0.32.

    >>> round(margin_multiple(0.8, 0.12), 9)
    2.5
    """
    _check_rate(rate)
    if not 0 <= retention_share <= 1:
        raise InvalidInputError(f"A share of {retention_share} can't be retained. Choose 0 to 1.")
    if retention_share >= 1 + rate:
        raise InvalidInputError("With this retention and rate a customer's value has no bound. Choose a higher rate.")
    return retention_share / (1 + rate - retention_share)


def sign_changes(amounts: ArrayLike) -> int:
    """Return how often neighbouring amounts, zeros left out, differ in sign. With one, there is one rate of return.

    >>> sign_changes([-100, 0, 50, 60, -10])
    2
    """
    signs = np.sign(np.asarray(amounts, dtype=float))
    return int(np.count_nonzero(np.diff(signs[signs != 0])))


def _checked(amounts: ArrayLike, years: ArrayLike) -> tuple[Floats, Floats]:
    paid, at = np.asarray(amounts, dtype=float), np.asarray(years, dtype=float)
    if paid.ndim != 1 or paid.shape != at.shape:
        raise InvalidInputError("Each amount needs one time in years. Enter as many times as amounts.")
    if not (np.isfinite(paid).all() and np.isfinite(at).all()):
        raise InvalidInputError("Each amount and each time must be a number. Enter 0 where nothing is paid.")
    if (at < 0).any():
        raise InvalidInputError("A time lies before the start. Enter years from the start, 0 or more.")
    return paid, at


def _log_value(sizes: Floats, at: Floats, rate: float) -> float:
    """Return the logarithm of the present value of amounts above 0, which never overflows."""
    return float(np.logaddexp.reduce(np.log(sizes) - at * math.log1p(rate)))


def _check_rate(rate: float) -> None:
    if not -1 < rate < math.inf:
        raise InvalidInputError(f"A rate of {rate} a year is not possible. Choose one above -1, as 0.08 for 8 %.")


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise InvalidInputError("The value is too large for a number. Choose smaller amounts, times or a higher rate.")
    return value
