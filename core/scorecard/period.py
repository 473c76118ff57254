"""Whole calendar weeks and months, and which of them a figure can be judged in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from core.errors import InvalidInputError

PeriodKind = Literal["month", "week"]
KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
_FIRST_MONDAY = date(1970, 1, 5)


@dataclass(frozen=True, order=True)
class Period:
    """One calendar month or week (Monday to Sunday). `number` counts months from year 0, weeks from 5 January 1970."""

    number: int
    kind: PeriodKind

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InvalidInputError(f"A period is a {' or a '.join(KINDS)}, not {self.kind!r}.")

    @property
    def first_day(self) -> date:
        """The first day of the period.

        >>> Period(24301, "month").first_day, Period(0, "week").first_day
        (datetime.date(2025, 2, 1), datetime.date(1970, 1, 5))
        """
        if self.kind == "month":
            return date(self.number // 12, self.number % 12 + 1, 1)
        return _FIRST_MONDAY + timedelta(weeks=self.number)

    @property
    def last_day(self) -> date:
        """The last day of the period.

        >>> Period(24301, "month").last_day, Period(0, "week").last_day
        (datetime.date(2025, 2, 28), datetime.date(1970, 1, 11))
        """
        return Period(self.number + 1, self.kind).first_day - timedelta(days=1)

    @staticmethod
    def of(day: date, kind: PeriodKind) -> "Period":
        """Return the period that a day lies in.

        >>> Period.of(date(2025, 2, 28), "month").number, Period.of(date(1970, 1, 11), "week").number
        (24301, 0)
        """
        number = day.year * 12 + day.month - 1 if kind == "month" else (day - _FIRST_MONDAY).days // 7
        return Period(number, kind)


def whole_periods(first: date | None, last: date | None, kind: PeriodKind) -> Sequence[Period]:
    """Return the periods of which every day lies between two days, both included.

    >>> [one.number for one in whole_periods(date(2025, 1, 2), date(2025, 3, 31), "month")]
    [24301, 24302]
    """
    if first is None or last is None:
        return ()
    start, end = Period.of(first, kind), Period.of(last + timedelta(days=1), kind)
    from_number = start.number + (first > start.first_day)
    return tuple(Period(number, kind) for number in range(from_number, end.number))
