"""How what belongs to a case is written: rates of return, payback, the value of an input and its evidence."""

import calendar
from collections.abc import Iterable
from datetime import date

from core.business_case.assumption import Assumption
from core.business_case.result import Result
from core.export.fitting import shortened
from core.figure import Figure
from core.locales import MINUS, current
from core.text import counted
from core.wording import NOT_AVAILABLE, count, day, money, number, one_line, percent, tenths

NEVER, AT_ONCE, NO_RATE = "never", "at once", "none"
_COUNTABLE = ("journeys", "customers", "contacts", "interactions", "resolved journeys")
_EFFECTS = ("money effect", "share effect")
_MOST_PERCENT = 1000
MOST_WHO = 60


def rate_text(found: Result) -> str:
    """Write the internal rate of return: one, none, or that there is no single one.

    One rate reads as "27 %". Rates that would read the same are written with more digits.
    """
    rates = found.rates_of_return
    if not rates:
        return NO_RATE
    return rates_text(rates) if len(rates) == 1 else f"no single rate: {rates_text(rates)}"


def rates_text(rates: tuple[float, ...]) -> str:
    """Write yearly rates, with as many digits as tell them apart.

    >>> rates_text((0.274,)), rates_text((1.0, 2.0)), rates_text((0.101, 0.104)), rates_text((-0.05,))
    ('27 %', '100 % and 200 %', '10.1 % and 10.4 %', '−5.0 %')
    """
    texts: list[str] = []
    for more in range(5):
        texts = [rate(one, more) for one in rates]
        if len(set(texts)) == len(texts):
            break
    return listed(texts)


def rate(value: float | None, more_digits: int = 0) -> str:
    """Write a yearly rate (0.27 is 27 %): whole from 10 % on, with one digit below, and a true minus.

    >>> rate(0.27), rate(0.085), rate(0.0), rate(55.0), rate(None)
    ('27 %', '8.5 %', '0 %', 'over 1,000 %', 'not available')
    """
    if value is None:
        return NOT_AVAILABLE
    if value * 100 > _MOST_PERCENT:
        return f"over {percent(_MOST_PERCENT / 100, 0)}"
    digits = more_digits + (0 if abs(value) >= 0.0995 or value == 0 else 1)
    return (MINUS if value < 0 else "") + current().in_percent(number(abs(value) * 100, digits))


def payback_text(years: float | None) -> str:
    """Write after how long cumulative cash stays above zero; None is never.

    >>> payback_text(1.42), payback_text(0.58), payback_text(2.0), payback_text(0.0), payback_text(None)
    ('1.4 years', '7 months', '2 years', 'at once', 'never')
    >>> payback_text(0.02), payback_text(0.97), payback_text(0.08)
    ('less than a month', '1 year', '1 month')
    """
    if years is None:
        return NEVER
    if years == 0:
        return AT_ONCE
    months = round(years * 12)
    if months < 12:
        return counted(months, "month") if months else "less than a month"
    written = tenths(years)
    return f"{written} {'year' if written == '1' else 'years'}"


def value_text(one: Assumption, value: float | None, currency: str) -> str:
    """Write a value that an input has or could have, without its unit: money with its sign, shares in percent."""
    if value is None:
        return NOT_AVAILABLE
    if one.quantity in ("money", "money effect"):
        return money(value, currency)
    if one.quantity == "share effect":
        return f"{number(value * 100, 2)} pts"
    if one.quantity in ("share", "rate"):
        digits = 0 if abs(value * 100 - round(value * 100)) < 5e-7 else 1
        return percent(value, digits)
    return number(value, 0 if value >= 1000 or value == int(value) else 2)


def evidence_text(one: Assumption) -> str:
    """Write where an input's number comes from, short enough to stand behind it in a sentence."""
    if one.evidence == "measured" and one.figure is not None:
        return figure_text(one.figure) + association(one)
    if one.evidence == "benchmark":
        return f"benchmark, as of {one.as_of:%b %Y}" + association(one)
    return f"assumed by {one_line(one.owner)}" if one.owner.strip() else "assumed, nobody answers for it yet"


def evidence_short(one: Assumption) -> str:
    """Write the same for a table, where there is no room for whom it was measured on."""
    if one.evidence != "measured" or one.figure is None:
        return evidence_text(one)
    n = NOT_AVAILABLE if one.figure.n is None else count(one.figure.n)
    when = period_text(one.figure.period_from, one.figure.period_to)
    return f"measured, n = {n}{f', {when}' if when else ''}{association(one)}"


def association(one: Assumption) -> str:
    """Return what has to be said of an effect that no experiment has shown; nothing of all else."""
    shown = one.figure is not None and one.figure.causal
    return "" if one.quantity not in _EFFECTS or shown else "; associated, not caused"


def figure_text(figure: Figure) -> str:
    """Write on what a figure was measured.

    >>> figure_text(Figure("r", "Resolved", 0.8, "share", "measured", "raw", "share", "journeys", n=50_000,
    ...                    period_from=date(2025, 1, 1), period_to=date(2025, 12, 31), data_version=3))
    'measured on 50,000 journeys, Jan to Dec 2025'
    """
    who = shortened(one_line(figure.population).partition(" (")[0].partition(",")[0], MOST_WHO)
    of = who if who.startswith(_COUNTABLE) else f"observations of {who}" if who else "observations"
    n = "" if figure.n is None else f"{count(figure.n)} "
    when = period_text(figure.period_from, figure.period_to)
    return f"measured on {n}{of}" + (f", {when}" if when else "")


def period_text(first: date | None, last: date | None) -> str:
    """Write a period, in months where it is whole months; nothing where it is not known.

    >>> period_text(date(2025, 3, 1), date(2026, 2, 28)), period_text(date(2025, 3, 1), date(2025, 3, 15))
    ('Mar 2025 to Feb 2026', '1 Mar 2025 to 15 Mar 2025')
    """
    if first is None or last is None:
        return ""
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if not whole:
        return f"{day(first)} to {day(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%b %Y}"
    return f"{first:%b}{'' if first.year == last.year else f' {first.year}'} to {last:%b %Y}"


def listed(texts: Iterable[str]) -> str:
    """Return texts as a list in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *first, last = texts
    return f"{', '.join(first)} and {last}" if first else last
