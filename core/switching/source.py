"""Where a figure of this capability comes from: the data, their currency and period; and figures made with it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from core.assumptions.benchmarks import cost_of_one_more_channel
from core.assumptions.haircuts import haircut
from core.engine import Answer
from core.figure import Figure, Grade
from core.numbers.effects import Effect
from core.numbers.proportions import Interval
from core.query import query
from core.scope import Ask, Scope, Within


@dataclass(frozen=True)
class Source:
    """The data an answer was read from, and the scope it is about. The period is the scope's, else that of the data."""

    dataset_id: str
    data_version: int
    currency: str
    scope: Scope
    first_day: date | None
    last_day: date | None

    @property
    def days(self) -> int | None:
        """The length of the period in days, both ends counted; None without data."""
        if self.first_day is None or self.last_day is None or self.last_day < self.first_day:
            return None
        return (self.last_day - self.first_day).days + 1

    def figure(
        self, code: str, label: str, found: Effect | Interval, grade: Grade, how: tuple[str, str, str]
    ) -> Figure | None:
        """Return a measured figure; `how` is its unit, its method and its population. None without a value."""
        if found.value is None:
            return None
        unit, method, population = how
        return Figure(
            code=code, label=label, value=found.value, unit=unit, evidence="measured", grade=grade, method=method,
            population=f"{population} ({self.scope.describe()})", low=found.low, high=found.high, n=found.n,
            period_from=self.first_day, period_to=self.last_day, dataset_id=self.dataset_id,
            data_version=self.data_version, haircut_share=haircut(grade).share, address="switching",
        )  # fmt: skip


def ask_source(scope: Scope) -> Ask:
    """Return the query that `source_of` reads."""
    return Ask(Within(scope), query(__package__, "dataset.sql"))


def source_of(answer: Answer, scope: Scope) -> Source:
    """Return where the answers that were read together with this one come from."""
    row = answer.records()[0]
    first, last = (pd.Timestamp(day).date() if day is not None else None for day in (row["first_day"], row["last_day"]))
    return Source(
        str(row["dataset_id"]), answer.data_version, str(row["currency"]), scope,
        scope.period_from or first, scope.period_to or last,
    )  # fmt: skip


def published() -> Figure:
    """Return the published cost of one more channel, derived from the costs per resolution at one and at three.

    >>> published().value, published().unit, published().evidence
    (8.47, 'USD', 'benchmark')
    """
    return Figure(
        "benchmark.cost_of_one_more_channel", "Cost of one more channel, published", cost_of_one_more_channel(), "USD",
        "benchmark", "published",
        "half the difference of the published costs per resolution at three channels and at one; nothing held fixed",
        "organisations and issues that the source does not name", haircut_share=haircut("published").share,
    )  # fmt: skip
