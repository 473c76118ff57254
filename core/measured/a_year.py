"""How many journeys and customers a year, how fast they grow, and what a customer is worth."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from core.measured.about import RETENTION, About, How, why_too_few
from core.measured.calculate import growth_a_year
from core.measured.results import Measured
from core.numbers.estimates import Estimate
from core.numbers.means import Sums, mean_of_sums
from core.numbers.unavailable import Unavailable
from core.switching.calculate import DAYS_A_YEAR, LEAST_DAYS
from core.text import counted
from core.wording import count

WINDOW_DAYS = 365
MONTHS_OF_TWO_YEARS = 24


def journeys_a_year(about: About, journeys: int) -> Measured:
    """Return the journeys of the period, counted per 365.25 days; it is a count and has no interval."""
    code, why = "journeys_a_year", too_short(about)
    if why:
        return Measured(code, None, why)
    how = How("journeys a year", f"{count(journeys)} journeys in {counted(about.days, 'day')}, per {DAYS_A_YEAR} days",
              "journeys")  # fmt: skip
    return about.describe(code, Estimate(journeys * DAYS_A_YEAR / about.days, None, None, journeys), how)


def customers_a_year(about: About, stretches: Iterable[Mapping[str, Any]]) -> Measured:
    """Return the distinct known customers in 365 days: the mean over whole such stretches, back from the last day.

    With fewer days, those of the period: somebody who comes twice counts once, so it can't be blown up to a year. A
    year has at least as many, and the note says so.
    """
    code, counts = "customers_a_year", {int(row["years_back"]): int(row["customers"]) for row in stretches}
    why = too_short(about) or ("" if sum(counts.values()) else "No journey has a known customer.")
    if why:
        return Measured(code, None, why)
    whole = about.days // WINDOW_DAYS
    unit, who = "customers a year", "known customers, each counted once"
    if not whole or about.last_day is None:
        how = How(unit, f"distinct customers in {counted(about.days, 'day')}, not made a year", who, RETENTION)
        note = f"The data cover {counted(about.days, 'day')}, less than a year: a year has at least so many customers."
        return about.describe(code, Estimate(float(counts.get(0, 0)), None, None, counts.get(0, 0)), how, note)
    seen = sum(counts.get(back, 0) for back in range(whole))
    stretch = replace(about, first_day=about.last_day - timedelta(days=WINDOW_DAYS * whole - 1))
    times = "" if whole == 1 else f", mean of {whole} such years"
    how = How(unit, f"distinct customers in {WINDOW_DAYS} days{times}", who, RETENTION)
    return stretch.describe(code, Estimate(seen / whole, None, None, seen), how)


def volume_growth(about: About, months: Iterable[Mapping[str, Any]]) -> Measured:
    """Return the growth a year from the counts of whole months; a month without journeys counts as 0."""
    code, counts = "volume_growth_a_year", {int(row["month_number"]): int(row["journeys"]) for row in months}
    whole = whole_months(about.first_day, about.last_day)
    found = growth_a_year([counts.get(month, 0) for month in whole], [month_days(month) for month in whole])
    if isinstance(found, Unavailable):
        return Measured(code, None, found.reason)
    how = How("share a year", "log-linear trend of journeys per day over whole months, with Student's t interval",
              f"{counted(len(whole), 'whole month')} of journeys")  # fmt: skip
    note = "" if len(whole) >= MONTHS_OF_TWO_YEARS else "With less than two years a season can pass for growth."
    stretch = replace(about, first_day=_first(whole[0]), last_day=_first(whole[-1] + 1) - timedelta(days=1))
    return stretch.describe(code, found, how, note)


def whole_months(first: date | None, last: date | None) -> Sequence[int]:
    """Return the months (year * 12 + month - 1) of which every day lies between two days, both included.

    >>> list(whole_months(date(2025, 1, 2), date(2025, 3, 31))), list(whole_months(date(2025, 1, 1), date(2025, 1, 30)))
    ([24301, 24302], [])
    """
    if first is None or last is None:
        return range(0)
    after = last + timedelta(days=1)
    return range(_month(first) + (first.day > 1), _month(after))


def value_per_customer(about: About, row: Mapping[str, Any], plans: Iterable[str]) -> Measured:
    """Return the mean of the customer values that are known; the note says what the data call them."""
    code, known = "value_per_customer", int(row["value_known"])
    why = why_too_few(known, "customer", "a known value")
    if why:
        return Measured(code, None, why)
    sums = Sums(known, float(row["value_sum"]), float(row["value_squares"]))
    how = How(about.currency, "mean, with Student's t interval over customers",
              f"customers with a known value, {count(known)} of {count(int(row['customers']))}", RETENTION)  # fmt: skip
    found = mean_of_sums(sums) or Estimate(sums.mean, None, None, known)
    return about.describe(code, found, how, _margin_or_not(plans))


def _margin_or_not(plans: Iterable[str]) -> str:
    columns = {json.loads(plan).get("mapping", {}).get("columns", {}).get("customer_value") for plan in plans}
    named = sorted(column for column in columns if column)
    if named and all("margin" in column.lower() for column in named):
        return f"The data call it a margin: column {' and '.join(map(repr, named))}."
    called = f" (column {' and '.join(map(repr, named))})" if named else ""
    return f"The data don't say whether it is margin or revenue{called}. A case needs margin: ask whoever delivers it."


def too_short(about: About) -> str:
    """Return why nothing is said of a year, as a sentence; empty when the data cover 28 days or more."""
    if about.days >= LEAST_DAYS:
        return ""
    return (
        f"The data cover {counted(about.days, 'day')} of this scope. It takes {LEAST_DAYS} to say what a year brings."
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def month_days(month: int) -> int:
    """Return how many days a month (year * 12 + month - 1) has.

    >>> month_days(24301)
    28
    """
    return (_first(month + 1) - _first(month)).days
