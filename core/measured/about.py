"""Where the figures of a journey type come from, and figures made with it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from core.contract import SMALL_SAMPLE
from core.figure import Figure
from core.measured.results import LABELS, Measured
from core.numbers.estimates import Estimate
from core.numbers.proportions import Interval
from core.scope import Scope
from core.switching.source import Source
from core.text import counted

OVERVIEW, SWITCHING, RETENTION = "./", "switching", "retention"


@dataclass(frozen=True)
class How:
    """How a figure was made: its unit, its method, whose it is in words, and the address of the page that shows it."""

    unit: str
    method: str
    who: str
    page: str = OVERVIEW


@dataclass(frozen=True)
class About:
    """The data, and the journeys that the figures are about; the days are those of the scope that the data cover."""

    dataset_id: str
    data_version: int
    currency: str
    scope: Scope
    first_day: date | None
    last_day: date | None

    @staticmethod
    def of(data: Source, scope: Scope) -> "About":
        """Return it for a scope, from the whole data (a source without a limited period).

        >>> data = Source("office", 3, "EUR", Scope(), date(2025, 1, 1), date(2025, 3, 1))
        >>> about = About.of(data, Scope(date(2024, 1, 1), date(2025, 1, 31)))
        >>> str(about.first_day), str(about.last_day), about.days
        ('2025-01-01', '2025-01-31', 31)
        """
        first, last = data.first_day, data.last_day
        if first is not None and last is not None:
            first, last = max(first, scope.period_from or first), min(last, scope.period_to or last)
        return About(data.dataset_id, data.data_version, data.currency, scope, first, last)

    @property
    def days(self) -> int:
        """How many days are covered, both ends counted; 0 without data."""
        if self.first_day is None or self.last_day is None:
            return 0
        return max(0, (self.last_day - self.first_day).days + 1)

    def describe(self, code: str, found: Estimate | Interval, how: How, note: str = "") -> Measured:
        """Return a count, share or mean as a figure. It describes and is no effect: grade raw, and no haircut."""
        if found.value is None:
            return Measured(code, None, note)
        query = urlencode(self.scope.to_query())
        figure = Figure(
            code=code, label=LABELS[code], value=found.value, unit=how.unit, evidence="measured", grade="raw",
            method=how.method, population=f"{how.who} ({self.scope.describe()})", low=found.low, high=found.high,
            n=found.n, period_from=self.first_day, period_to=self.last_day, dataset_id=self.dataset_id,
            data_version=self.data_version, address=how.page + (f"?{query}" if query else ""),
        )  # fmt: skip
        return Measured(code, figure, note)


def why_too_few(known: int, noun: str, having: str) -> str:
    """Return why nothing is said of so few, as a sentence; empty for 30 or more.

    >>> why_too_few(12, "journey", "a known cost")
    'Only 12 journeys with a known cost: too few, it takes 30.'
    >>> why_too_few(0, "journey", "a known cost")
    'No journey has a known cost. What is not known is not counted as 0.'
    """
    if known == 0:
        return f"No {noun} has {having}. What is not known is not counted as 0."
    few = f"Only {counted(known, noun)} with {having}: too few, it takes {SMALL_SAMPLE}."
    return few if known < SMALL_SAMPLE else ""
