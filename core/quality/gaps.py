"""Days without any contact, against the weekdays on which a source usually has some."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DaysCounted:
    """`expected` days between first and last, `missing` of them without contact, in `runs` (first, last, days)."""

    expected: int
    missing: int
    runs: tuple[tuple[date, date, int], ...]


def missing_days(days: Sequence[date]) -> DaysCounted:
    """Find the days without contact between the first and the last of `days`.

    A weekday counts when at least half of its days in that time have contact, so that a source closed on Sundays has no
    gap each week. Days on other weekdays neither count nor end a run.

    >>> week = [date(2026, 3, day) for day in (2, 3, 4, 5, 6)]
    >>> missing_days(week + [date(2026, 3, 9), date(2026, 3, 12), date(2026, 3, 13)])
    DaysCounted(expected=10, missing=2, runs=((datetime.date(2026, 3, 10), datetime.date(2026, 3, 11), 2),))
    """
    with_contact = {day.toordinal() for day in days}
    if not with_contact:
        return DaysCounted(0, 0, ())
    span = range(min(with_contact), max(with_contact) + 1)
    usual = _usual_weekdays(span, with_contact)
    expected = [day for day in span if day % 7 in usual]
    runs: list[list[int]] = []
    open_run = False
    for day in expected:
        if day in with_contact:
            open_run = False
        elif open_run:
            runs[-1].append(day)
        else:
            runs.append([day])
            open_run = True
    found = tuple((date.fromordinal(run[0]), date.fromordinal(run[-1]), len(run)) for run in runs)
    return DaysCounted(len(expected), sum(len(run) for run in runs), found)


def _usual_weekdays(span: range, with_contact: set[int]) -> set[int]:
    all_days, contact_days = [0] * 7, [0] * 7
    for day in span:
        all_days[day % 7] += 1
        contact_days[day % 7] += day in with_contact
    return {weekday for weekday in range(7) if contact_days[weekday] * 2 >= all_days[weekday] > 0}
