"""The filters under which the questions are raced, for the product and, as codes, for its peers."""

from dataclasses import dataclass
from datetime import date

from core.engine import Database
from core.scope import Scope

SEGMENT, ISSUE = "Small business", "Moving home"
SCOPES = {
    "no filter": Scope(),
    "one segment": Scope(segments=(SEGMENT,)),
    "a quarter": Scope(period_from=date(2025, 4, 1), period_to=date(2025, 6, 30)),
    "segment and issue": Scope(segments=(SEGMENT,), issues=(ISSUE,)),
}


@dataclass(frozen=True)
class Filter:
    """A scope as codes: None is all; days count from 1970."""

    segment: int | None
    issue: int | None
    first_day: int
    last_day: int

    @staticmethod
    def of(database: Database, scope: Scope) -> "Filter":
        """Look up the codes of a scope with at most one segment and one issue."""
        codes = {
            (row["kind"], row["label"]): int(row["code"])
            for row in database.read("select kind, label, code from labels").records()
        }
        return Filter(
            codes["segment", scope.segments[0]] if scope.segments else None,
            codes["issue", scope.issues[0]] if scope.issues else None,
            _days(scope.period_from) if scope.period_from else 0,
            _days(scope.period_to) if scope.period_to else 1 << 20,
        )

    @property
    def is_dated(self) -> bool:
        """Tell whether a period is set."""
        return self.first_day > 0

    def sql(self) -> str:
        """Return the filter as a condition that the product's engine and chDB both read."""
        parts = ["1 = 1"]
        parts += [f"segment_code = {self.segment}"] if self.segment is not None else []
        parts += [f"issue_code = {self.issue}"] if self.issue is not None else []
        if self.is_dated:
            first, last = (date.fromordinal(day + _EPOCH) for day in (self.first_day, self.last_day))
            parts.append(f"started_on >= '{first}' and started_on <= '{last}'")
        return " and ".join(parts)


_EPOCH = date(1970, 1, 1).toordinal()


def _days(day: date) -> int:
    return day.toordinal() - _EPOCH
