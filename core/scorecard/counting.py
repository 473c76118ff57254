"""The sums behind every metric, by period and group: what the glossary's queries count in a scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal, get_args

import pandas as pd

from core.engine import Answer, Database
from core.errors import DataBusyError, InvalidInputError
from core.frames import Row, each, rows_of
from core.glossary.metric import REPEAT_DAYS, Metric
from core.glossary.shipped import shipped
from core.lens import Lens
from core.query import Query, query
from core.scope import Ask, Scope, Within, ask_all
from core.scorecard.period import Period, PeriodKind, whole_periods

_ATTEMPTS = 5
_GLOSSARY = "core.glossary"
By = Literal["everything", "issue", "region", "segment", "first_channel", "last_channel", "last_step"]
BY: tuple[By, ...] = get_args(By)
_LENS = Lens("activity", collapse=True)  # rework is an activity that comes back after another one
_SETTLED_SHARE = 0.95  # so many journeys must have had the time to end before a period is judged


@dataclass(frozen=True)
class Source:
    """The dataset, the days of the scope that it covers, and how long journeys take to end (19 of 20 of them)."""

    dataset_id: str
    currency: str
    data_version: int
    scope: Scope
    first_day: date | None
    last_day: date | None
    data_until: date | None
    window_days: int
    leaving_dates: int
    lasting_days: int

    def settled_on(self, metric: Metric, period: Period) -> date:
        """Return the first day on which data of a period no longer change a metric, but for one journey in twenty."""
        last = period.last_day
        if metric.settles == "at once":
            return last
        if metric.settles == "horizon":
            return last + timedelta(days=int(_number(metric, "horizon_days")))
        ended = last + timedelta(days=self.lasting_days)
        return ended + timedelta(days=REPEAT_DAYS if metric.settles == "repeat window" else 0)

    def settled(self, metric: Metric, period: Period) -> bool:
        """Tell whether the data reach far enough to judge a metric in a period."""
        return self.data_until is not None and self.settled_on(metric, period) <= self.data_until


@dataclass(frozen=True)
class Counted:
    """The sums of every metric by period and group: `sums` has the columns of the glossary's queries.

    `periods` are the whole ones, oldest first; rows of other periods are in `sums` too. `answers` by query file.
    """

    source: Source
    kind: PeriodKind
    by: By
    periods: tuple[Period, ...]
    sums: Mapping[str, pd.DataFrame]
    answers: Mapping[str, Answer]

    def of(self, metric: Metric) -> Sequence[Row]:
        """Return the rows of the query that counts a metric; none for what is reported."""
        return self._rows.get(metric.sql, ())

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[Row]]:
        return {name: rows_of(frame) for name, frame in self.sums.items()}


def counted(database: Database, scope: Scope, kind: PeriodKind, by: By, metrics: Sequence[Metric]) -> Counted:
    """Count what the metrics need, by whole periods and by group, all from one version of the data."""
    if by not in BY:
        raise InvalidInputError(f"Figures can't be grouped by {by!r}. Choose one of: {', '.join(BY)}.")
    within = Within(scope, _LENS, every_row=True)
    for _ in range(_ATTEMPTS):
        asked = [Ask(within, query(__package__, "dataset.sql")), Ask(within, query(_GLOSSARY, "durations.sql"))]
        facts, durations = ask_all(database, asked)
        source = _source(facts, durations, scope)
        periods = tuple(whole_periods(source.first_day, source.last_day, kind))
        questions = _questions(scope, kind, by, metrics, periods)
        answers = dict(zip(questions, ask_all(database, list(questions.values())), strict=True)) if questions else {}
        if {answer.data_version for answer in answers.values()} <= {facts.data_version}:
            sums = {name: answer.rows for name, answer in answers.items()}
            return Counted(source, kind, by, periods, sums, answers)
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def _questions(
    scope: Scope, kind: PeriodKind, by: By, metrics: Sequence[Metric], periods: Sequence[Period]
) -> dict[str, Ask]:
    wanted = {metric.sql for metric in metrics} - {"reported"}
    if not periods:
        wanted -= {"backlog"}
    values: dict[str, Any] = {"period": kind, "by": "everything" if by == "last_step" else by}
    for metric in (*shipped().values(), *metrics):  # a query counts several metrics and needs the values of all
        values |= {one.name: _bound(one.value) for one in metric.parameters}
    # What is open on a day may have started before the scope does.
    of_backlog = Within(replace(scope, period_from=None), _LENS, every_row=True)
    values["last_days"] = [period.last_day for period in periods]
    return {
        name: Ask(of_backlog if name == "backlog" else Within(scope, _LENS, every_row=True), _query(name, by), values)
        for name in sorted(wanted)
    }


def _query(name: str, by: By) -> Query:
    pieces = {"marked": "marked.sql"}
    if by == "last_step":
        pieces = {"unmarked": "marked.sql", "marked": "by_last_step.sql"}
    if name == "contacts":
        pieces["late"] = "late.sql"
    return query(_GLOSSARY, f"{name}.sql", **pieces)


def _bound(value: float | tuple[str, ...]) -> Any:
    return [name.casefold() for name in value] if isinstance(value, tuple) else value


def _number(metric: Metric, name: str) -> float:
    value = metric.parameter(name)
    if isinstance(value, tuple):
        raise InvalidInputError(f"The parameter {name} of {metric.name} must be a number.")
    return value


def _source(facts: Answer, durations: Answer, scope: Scope) -> Source:
    row = facts.records()[0]
    first, until = _day(row["data_from"]), _day(row["data_until"])
    last = until
    if first is not None and until is not None:
        first, last = max(first, scope.period_from or first), min(until, scope.period_to or until)
    return Source(
        row["dataset_id"], row["currency"], facts.data_version, scope, first, last, until, int(row["window_days"]),
        int(row["leaving_dates"]), _lasting(durations, int(row["window_days"])),
    )  # fmt: skip


def _lasting(durations: Answer, window_days: int) -> int:
    """Return by when 19 of 20 journeys have ended; never less than the inactivity window that ends them."""
    journeys, so_far = int(durations.rows["journeys"].sum()), 0
    for days, count in each(durations.rows):
        so_far += int(count)
        if so_far >= _SETTLED_SHARE * journeys:
            return max(window_days, int(days) + 1)
    return window_days


def _day(value: Any) -> date | None:
    return None if value is None else date(value.year, value.month, value.day)
