"""What is asked about retention: of whom, when, how leaving is known, and at which horizon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from core.address import read_number
from core.errors import InvalidInputError
from core.wording import count

Population = Literal["customers", "journeys"]
Definition = Literal["best", "recorded", "active"]
By = Literal[
    "everyone", "channels", "switches", "contacts", "repeat", "resolution", "effort", "segment", "issue", "region"
]
HORIZONS = (90, 180, 365)
MOST_DAYS = 1825

POPULATIONS: Mapping[str, str] = {
    "customers": "customers who needed service, each counted once, from the end of their first journey in the period",
    "journeys": "customers who needed service, counted after each journey that ended in the period",
}


@dataclass(frozen=True)
class RetentionQuestion:
    """Retention after journeys that ended from `period_from` to `period_to` (both included), in a scope.

    `population` and the period have no default: a rate without them means nothing. `definition`: "recorded" takes the
    leaving dates, "active" says a customer has left on the day on which nothing was heard for `inactive_days`, "best"
    takes recorded dates where the dataset has any. `horizon_days` is counted from the journey's end.
    """

    period_from: date
    period_to: date
    population: Population
    by: By = "channels"
    horizon_days: int = 180
    definition: Definition = "best"
    inactive_days: int = 90

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("population", self.population, get_args(Population)),
            ("definition", self.definition, get_args(Definition)),
            ("by", self.by, get_args(By)),
        ):
            if value not in allowed:
                raise InvalidInputError(f"{name!r} is {value!r}. Choose {', '.join(allowed)}.")
        if self.period_from > self.period_to:
            raise InvalidInputError(
                f"The period starts on {self.period_from} and ends before, on {self.period_to}. Swap the two days."
            )
        if not (1 <= self.horizon_days <= MOST_DAYS and 1 <= self.inactive_days <= MOST_DAYS):
            raise InvalidInputError(f"The horizon and the days of silence are whole days from 1 to {count(MOST_DAYS)}.")

    @property
    def horizons(self) -> tuple[int, ...]:
        """The horizons that rates are given at: the usual ones, and that of the question.

        >>> RetentionQuestion(date(2025, 1, 1), date(2025, 1, 31), "customers", horizon_days=60).horizons
        (60, 90, 180, 365)
        """
        return tuple(sorted({*HORIZONS, self.horizon_days}))

    def period(self) -> str:
        """Return the period in words.

        >>> RetentionQuestion(date(2025, 1, 1), date(2025, 1, 31), "customers").period()
        'journeys that ended from 2025-01-01 to 2025-01-31'
        """
        return f"journeys that ended from {self.period_from} to {self.period_to}"

    def to_query(self) -> dict[str, str]:
        """Return the question as URL parameters."""
        return {
            "ended_from": self.period_from.isoformat(),
            "ended_to": self.period_to.isoformat(),
            "population": self.population,
            "retention_by": self.by,
            "horizon": str(self.horizon_days),
            "left_by": self.definition,
            "silent": str(self.inactive_days),
        }

    @staticmethod
    def from_query(query: Mapping[str, str], usual: "RetentionQuestion") -> "RetentionQuestion":
        """Read the question from URL parameters; what is not given is taken from `usual`.

        >>> usual = RetentionQuestion(date(2025, 1, 1), date(2025, 1, 31), "customers")
        >>> RetentionQuestion.from_query(usual.to_query() | {"horizon": "90"}, usual).horizon_days
        90
        """
        return RetentionQuestion(
            _day(query, "ended_from", usual.period_from),
            _day(query, "ended_to", usual.period_to),
            query.get("population", usual.population),  # type: ignore[arg-type]
            query.get("retention_by", usual.by),  # type: ignore[arg-type]
            read_number(query, "horizon", usual.horizon_days),
            query.get("left_by", usual.definition),  # type: ignore[arg-type]
            read_number(query, "silent", usual.inactive_days),
        )


def _day(query: Mapping[str, str], name: str, usual: date) -> date:
    try:
        return date.fromisoformat(query.get(name) or usual.isoformat())
    except ValueError as error:
        raise InvalidInputError(f"{name!r} is {query[name]!r} in the address. Write a day as 2025-01-31.") from error
