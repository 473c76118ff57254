"""Figures that move together, in sentences and in rows."""

import math
from itertools import pairwise

import pandas as pd

from core.finding import Finding
from core.locales import current
from core.numbers.lagged import LaggedCorrelation
from core.scorecard.course import Courses
from core.scorecard.period import PeriodKind
from core.scorecard.together import Link, Links
from core.text import counted
from core.wording import count, number, signed

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
CAUTION = (
    "Two figures that move together need not be cause and effect. Something else can move both: a season, a campaign, "
    "an outage, a price, a change in who gets in touch.",
    "Comparing changes takes a steady trend out of both, but no season and no event. A lag says which moved first, "
    "not that the one moved the other.",
    "To learn whether one causes the other, change the one for some customers only and compare them with the rest.",
)


def when(lag: int, kind: PeriodKind) -> str:
    """Write a lag in words.

    >>> when(0, "week"), when(2, "week"), when(-1, "month")
    ('in the same week', 'two weeks later', 'one month earlier')
    """
    if lag == 0:
        return f"in the same {kind}"
    size = abs(lag)
    words = _NUMBERS[size] if size < len(_NUMBERS) else str(size)
    return f"{words} {kind}{'' if size == 1 else 's'} {'later' if lag > 0 else 'earlier'}"


def pair_finding(link: Link, kind: PeriodKind, *, changes: bool, among: Links | None = None) -> Finding:
    """Say how a pair moves together, or that it doesn't beyond noise.

    With `among`, the list that a reader may have picked it from, say so where the pair is not beyond noise in that.
    """
    best = link.best
    if best is None:
        return _too_few(link, kind)
    if link.shared:
        lead, rest = f"{link.a.name} and {link.b.name}", f"and move together by arithmetic: both rest on {link.shared}"
        return Finding(lead, "share a part", f"{rest} ({_numbers(link.at_once)} in the same {kind}).")
    if not link.finding:
        most, so_many = len(link.lags) // 2, f"of {link.looked_at} lags looked at, one so strong may come by chance"
        return Finding(
            point="No link beyond noise",
            rest=f"between {link.a.name} and {link.b.name} at any lag of up to {most} {kind}s; the strongest is with "
            f"{link.b.name} {when(best.lag, kind)} ({_numbers(best)}; {so_many}).",
        )
    first, second = (link.a, link.b) if best.lag >= 0 else (link.b, link.a)
    up = first.metric.sign <= 0  # begin with the turn that nobody wants
    same = (best.r or 0) > 0
    word = _turn if changes else _level
    of = " of" if changes else ""
    then = f"a {word(up == same)}{of} {second.name}"
    along = f"go with {then} {when(0, kind)}" if best.lag == 0 else f"be followed {when(abs(best.lag), kind)} by {then}"
    rest = f"({_numbers(best)}; associated, not caused).{_picked(link, among)}"
    return Finding(f"A {word(up)}{of} {first.name}", f"tends to {along}", rest)


def list_finding(found: Links) -> Finding:
    """Say how many pairs are beyond noise, of how many looked at."""
    if not found.links:
        return Finding(point="No two figures", rest="have a value here that could be compared.")
    looked = f"{counted(len(found.links), 'pair')} at {2 * found.most_lag + 1} lags each"
    sharing = f" {counted(found.sharing, 'pair')} share a part and count for nothing." if found.sharing else ""
    if not found.findings:
        return Finding(
            point="No pair moves together beyond noise,", rest=f"of {looked}, each p-value raised for that.{sharing}"
        )
    return Finding(
        point=f"{counted(len(found.findings), 'pair moves', 'pairs move')} together beyond noise,",
        rest=f"of {looked}; by chance alone one such list in twenty would hold any.{sharing}",
    )


def lag_rows(link: Link, kind: PeriodKind) -> pd.DataFrame:
    """Return one row a lag: r with its 95 % interval, p alone and adjusted, pairs and what they are worth."""
    return pd.DataFrame([
        {"lag": one.lag, "when": when(one.lag, kind), **_statistics(one), "best": one is link.best}
        for one in link.lags
    ])  # fmt: skip


def link_rows(found: Links, kind: PeriodKind) -> pd.DataFrame:
    """Return one row a pair: in the same period and at its best lag, with p adjusted over the list."""
    columns = ["a", "b", "at_once", "r", "low", "high", "when", "n", "p_adjusted", "reading",
               "a_code", "a_channel", "b_code", "b_channel", "lag", "n_effective", "p"]  # fmt: skip
    rows = []
    for one in found.links:
        best = one.best
        told = {} if best is None else {**_statistics(best), "lag": best.lag, "when": when(best.lag, kind)}
        rows.append({
            "a": one.a.name, "b": one.b.name, "at_once": one.at_once.r, **told, "reading": reading(one),
            "a_code": one.a.metric.code, "a_channel": one.a.channel,
            "b_code": one.b.metric.code, "b_channel": one.b.channel,
        })  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype({"n": "Int64", "lag": "Int64"})


def reading(link: Link) -> str:
    """Say in a few words what a pair of the list comes to."""
    if link.shared:
        return f"share a part: {link.shared}"
    if link.best is None:
        return "too few periods"
    return "beyond noise" if link.finding else "not beyond noise"


def course_rows(found: Courses, link: Link) -> pd.DataFrame:
    """Return one row a period: the first day, and both figures; None where one is not known."""
    days = [period.first_day for period in found.periods]
    return pd.DataFrame({"first_day": days, "a": link.a.values, "b": link.b.values}, dtype=object)


def point_rows(found: Courses, link: Link, lag: int, *, changes: bool) -> pd.DataFrame:
    """Return the pairs behind the correlation at a lag: the first day of a's period, and both values or changes."""
    a, b = (_changed(one.values) if changes else list(one.values) for one in (link.a, link.b))
    days = [period.first_day for period in found.periods]
    rows = [
        (days[place], a[place], b[place + lag])
        for place in range(len(a))
        if 0 <= place + lag < len(b) and a[place] is not None and b[place + lag] is not None
    ]
    return pd.DataFrame(rows, columns=["first_day", "a", "b"])


def _changed(values: tuple[float | None, ...]) -> list[float | None]:
    """Return each value less the one before, in the place of the later one."""
    changes = [None if now is None or before is None else now - before for before, now in pairwise(values)]
    return [None, *changes]


def _picked(link: Link, among: Links | None) -> str:
    listed = among.holding(link) if among is not None else None
    if among is None or listed is None or listed.finding:
        return ""
    pairs = count(len(among.links))
    return f" This holds if you chose the pair beforehand; picked from the {pairs} pairs below it may be noise."


def _turn(up: bool) -> str:
    return "rise" if up else "fall"


def _level(up: bool) -> str:
    return "high" if up else "low"


def _statistics(one: LaggedCorrelation) -> dict[str, float | int | None]:
    return {
        "r": one.r, "low": one.low, "high": one.high, "p": one.p, "p_adjusted": one.p_adjusted, "n": one.n,
        "n_effective": one.n_effective,
    }  # fmt: skip


def _numbers(one: LaggedCorrelation) -> str:
    if one.r is None or one.low is None or one.high is None:
        return f"r not available, n = {count(one.n)}"
    worth = ""
    if one.n_effective is not None and math.floor(one.n_effective) < one.n:
        worth = f", worth {number(one.n_effective, 0)} independent ones"
    span = f"{current().in_percent('95')} {signed(one.low, 2)} to {signed(one.high, 2)}"
    return f"r = {signed(one.r, 2)}, {span}, n = {count(one.n)}{worth}"


def _too_few(link: Link, kind: PeriodKind) -> Finding:
    for one in (link.a, link.b):
        if not one.known:
            return Finding(f"{one.name} is", "not available.", one.why_not)
    return Finding(
        point=f"Too few {kind}s",
        rest=f"in which {link.a.name} and {link.b.name} both have a value: 12 pairs are needed.",
    )
