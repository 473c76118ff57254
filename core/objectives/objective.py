"""An objective: what a metric shall reach, by when, who answers for it, and the baseline that never moves."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from core.errors import InvalidInputError
from core.glossary.metric import Metric, Statistic, Unit
from core.numbers.ratios import Pairs
from core.objectives.span import Span
from core.scope import Scope

Outcome = Literal["reached", "missed", "dropped"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
MOST_OWNER, MOST_REASON, MOST_GUARDS = 80, 1000, 5
_LEAST: dict[Unit, float] = {"points": -100.0}
_MOST: dict[Unit, float] = {"points": 100.0, "share": 1.0}


@dataclass(frozen=True)
class Point:
    """A metric's value in one period, by the period's number, with its 95 % interval where it has one."""

    number: int
    value: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Counting:
    """How the metric was counted when the objective was set; `sign` is 1 where more is better, -1 where less is."""

    metric_code: str
    metric_version: int
    name: str
    unit: Unit
    sql: str
    statistic: Statistic
    sign: int
    parameters: tuple[tuple[str, float | tuple[str, ...]], ...]

    def metric(self, now: Metric | None) -> Metric | None:
        """Return the metric as it is defined now, but counted as it was; None where no release can count it so."""
        if now is None or (now.sql, now.statistic, now.unit) != (self.sql, self.statistic, self.unit):
            return None
        if {one.name for one in now.parameters} != {name for name, _ in self.parameters}:
            return None
        return now.with_parameters(dict(self.parameters))


@dataclass(frozen=True)
class Baseline:
    """Where the metric stood when the objective was set. Nothing of it changes when data are imported again.

    `value` is that of the whole span with its 95 % interval, from `sums`; `points` are its periods one by one. `noise`
    is the mean change from one period to the next up to then, None below six periods; `best` the best of the `earlier`
    periods before the span.
    """

    span: Span
    value: float
    low: float | None
    high: float | None
    n: int
    sums: Pairs
    points: tuple[Point, ...]
    noise: float | None
    best: float | None
    earlier: int
    data_version: int
    currency: str


@dataclass(frozen=True)
class Terms:
    """What can be changed later, with a reason: the target in the metric's unit, the due date, who answers for it."""

    target: float
    due_on: date
    owner: str

    def __post_init__(self) -> None:
        if not math.isfinite(self.target):
            raise InvalidInputError("The target must be a number. Write a figure in the metric's unit.")
        if not 1 <= len(self.owner.strip()) <= MOST_OWNER:
            raise InvalidInputError(
                f"An objective needs one owner, in 1 to {MOST_OWNER} characters. Write who answers."
            )


@dataclass(frozen=True)
class Why:
    """Why it matters, the metrics that must not get worse meanwhile, and the backlog item that shall bring it."""

    reason: str
    guards: tuple[str, ...] = ()
    item_id: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.reason.strip()) <= MOST_REASON:
            raise InvalidInputError(f"Say in 1 to {MOST_REASON:,} characters why this objective matters.")
        if len(self.guards) > MOST_GUARDS or len(set(self.guards)) != len(self.guards):
            raise InvalidInputError(f"Name up to {MOST_GUARDS} different metrics that must not get worse.")


@dataclass(frozen=True)
class Revision:
    """Terms that held until somebody changed them, and why; `changed_at` is UTC."""

    before: Terms
    changed_by: str
    changed_at: datetime
    reason: str


@dataclass(frozen=True)
class Closing:
    """How an objective ended: what was read last, if anything, and what was learned."""

    outcome: Outcome
    comment: str
    last: Point | None
    closed_by: str
    closed_at: datetime

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise InvalidInputError(f"An objective ends {', '.join(OUTCOMES)}, not {self.outcome!r}.")
        if not 1 <= len(self.comment.strip()) <= MOST_REASON:
            raise InvalidInputError(f"Say in 1 to {MOST_REASON:,} characters how it ended and what was learned.")


@dataclass(frozen=True)
class Objective:
    """One objective. `version` is 0 for one that is not kept yet; the days of the scope are those of the periods."""

    objective_id: str
    dataset_id: str
    scope: Scope
    counting: Counting
    baseline: Baseline
    terms: Terms
    why: Why
    set_by: str = ""
    set_at: datetime | None = None
    history: tuple[Revision, ...] = ()
    closing: Closing | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if self.scope.period_from or self.scope.period_to:
            raise InvalidInputError("An objective runs on, so its scope has no days. Its baseline says from when.")
        if self.counting.metric_code in self.why.guards:
            raise InvalidInputError("The metric of an objective can't be its own co-indicator. Choose another one.")
        check_terms(self.counting, self.baseline, self.terms)

    def meets(self, value: float) -> bool:
        """Tell whether a value is the target or better."""
        return (value - self.terms.target) * self.counting.sign >= 0


def check_terms(counting: Counting, baseline: Baseline, terms: Terms) -> None:
    """Raise `InvalidInputError` for a target that is none, or a due date within the baseline."""
    unit, target = counting.unit, terms.target
    low, high = _LEAST.get(unit, 0.0), _MOST.get(unit, math.inf)
    if not low <= target <= high:
        allowed = (
            "0 % to 100 %" if unit == "share" else f"{low:g} or more" if high == math.inf else f"{low:g} to {high:g}"
        )
        raise InvalidInputError(f"The target can't be reached by {counting.name}. It can be {allowed}.")
    if (target - baseline.value) * counting.sign <= 0:
        way = "higher" if counting.sign > 0 else "lower"
        raise InvalidInputError(f"The target is no better than the baseline. It has to be {way}: choose another one.")
    if terms.due_on <= baseline.span.last_day:
        raise InvalidInputError("The due date lies before the end of the baseline. Choose a later day.")
