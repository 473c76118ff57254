"""Figures that another system counts: quality reviews, routing exceptions. By month, never mixed with counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import InvalidInputError


@dataclass(frozen=True)
class ReportedMonth:
    """One month's counts: `part` of `whole`, such as 412 passed of 450 checked. `month` is its first day."""

    month: date
    part: int
    whole: int

    def __post_init__(self) -> None:
        if self.month.day != 1:
            raise InvalidInputError(f"{self.month} is not the first day of a month. Give the month as 2026-05-01.")
        if not 0 <= self.part <= self.whole or self.whole < 1:
            raise InvalidInputError(
                f"{self.month:%B %Y}: {self.part} of {self.whole}. The part is 0 to the whole, the whole 1 or more."
            )


@dataclass(frozen=True)
class Report:
    """All months reported for one metric of one dataset, and the system they come from. `version` is the document's."""

    metric_code: str
    months: tuple[ReportedMonth, ...]
    source: str
    version: int = 0

    def __post_init__(self) -> None:
        if not self.source.strip() or len(self.source) > 120:
            raise InvalidInputError("Say in up to 120 characters which system or team the figures come from.")
        days = [one.month for one in self.months]
        twice = sorted({day for day in days if days.count(day) > 1})
        if twice:
            raise InvalidInputError(f"{twice[0]:%B %Y} is there twice. Keep one row a month.")

    def to_dict(self) -> dict[str, Any]:
        """Return what is kept of it; `from_dict` reads it back."""
        months = [[one.month.isoformat(), one.part, one.whole] for one in sorted(self.months, key=lambda m: m.month)]
        return {"metric": self.metric_code, "source": self.source.strip(), "months": months}

    @staticmethod
    def from_dict(body: Mapping[str, Any], version: int = 0) -> "Report":
        """Read what `to_dict` wrote.

        >>> report = Report("qa_pass", (ReportedMonth(date(2026, 5, 1), 412, 450),), "QA tool")
        >>> Report.from_dict(report.to_dict()) == report
        True
        """
        rows: Sequence[Sequence[Any]] = body["months"]
        months = tuple(ReportedMonth(date.fromisoformat(day), int(part), int(whole)) for day, part, whole in rows)
        return Report(body["metric"], months, body["source"], version)
