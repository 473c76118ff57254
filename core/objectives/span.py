"""One or several whole periods in a row."""

from dataclasses import dataclass
from typing import Any

from core.errors import InvalidInputError
from core.scorecard.period import Period, PeriodKind
from core.wording import day


@dataclass(frozen=True)
class Span:
    """Whole periods from `first` to `last`, both included, by their numbers."""

    kind: PeriodKind
    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise InvalidInputError("A span of periods ends before it starts. Swap the two.")
        _ = self.first_day, self.last_day  # raises for what is no calendar day

    @property
    def first_day(self) -> Any:
        """The first day of the first period."""
        return Period(self.first, self.kind).first_day

    @property
    def last_day(self) -> Any:
        """The last day of the last period."""
        return Period(self.last, self.kind).last_day

    @property
    def periods(self) -> int:
        """How many periods it has."""
        return self.last - self.first + 1

    @property
    def days(self) -> int:
        """How many days it has."""
        return int((self.last_day - self.first_day).days) + 1

    def holds(self, number: int) -> bool:
        """Tell whether a period lies in it."""
        return self.first <= number <= self.last

    def words(self) -> str:
        """Return it in words: months by their name, weeks by their days.

        >>> Span("month", 24300, 24302).words(), Span("month", 24312, 24312).words(), Span("week", 0, 1).words()
        ('Jan 2025 to Mar 2025', 'Jan 2026', '5 Jan 1970 to 18 Jan 1970')
        """
        if self.kind == "week":
            return f"{day(self.first_day)} to {day(self.last_day)}"
        first, last = f"{self.first_day:%b %Y}", f"{self.last_day:%b %Y}"
        return first if first == last else f"{first} to {last}"


def period_words(kind: PeriodKind, number: int) -> str:
    """Return one period in words, short enough for a row of a table.

    >>> period_words("month", 24300), period_words("week", 0)
    ('Jan 2025', 'week of 5 Jan 1970')
    """
    first = Period(number, kind).first_day
    return f"{first:%b %Y}" if kind == "month" else f"week of {day(first)}"
