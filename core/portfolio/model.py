"""The problem as a linear one: a column for each option and start, rows in groups that carry their names."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from core.portfolio.problem import Constraints, Option, check, needed_by
from core.portfolio.result import Kind

Timing = Literal["summed", "together", "scheduled"]
Row = tuple[dict[int, float], float, float]


@dataclass(frozen=True)
class Group:
    """Rows that stand or fall together: low <= matrix x columns <= high. `names` are option ids, a team or a lever."""

    kind: Kind
    names: tuple[str, ...]
    matrix: Any
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """Columns (option `owner[j]` begins in `start[j]` and is then worth `value[j]`), and the groups of rows."""

    options: tuple[Option, ...]
    constraints: Constraints
    timing: Timing
    owner: NDArray[np.int64]
    start: NDArray[np.int64]
    value: NDArray[np.float64]
    once: Group
    groups: tuple[Group, ...]

    def columns_of(self, option_id: str) -> list[int]:
        """Return the columns of an option; none when it can't be chosen."""
        return [j for j, i in enumerate(self.owner) if self.options[i].option_id == option_id]


def build(options: Iterable[Option], constraints: Constraints, timing: Timing) -> Model:
    """Return the linear problem.

    `timing` is "summed" (no quarters: capacity in all), "together" (each option begins in its earliest quarter) or
    "scheduled" (a column for each start). What can't be chosen or can't matter has no column: options without a value
    that no must-have needs, starts that end too late, and starts without any value that nothing else asks for.
    """
    options = check(options, constraints)
    owner, start, value = _columns(options, constraints, timing)
    by_id: dict[str, list[int]] = {option.option_id: [] for option in options}
    for j, i in enumerate(owner):
        by_id[options[i].option_id].append(j)
    n = len(owner)
    once = _group("exclusion", (), [(dict.fromkeys(js, 1.0), -np.inf, 1.0) for js in by_id.values() if len(js) > 1], n)
    model = Model(options, constraints, timing, owner, start, value, once, ())
    groups = (*_asked(constraints, by_id, n), *_resources(model), *_dependencies(model, by_id), *_shares(model))
    return Model(options, constraints, timing, owner, start, value, once, groups)


def uses(option: Option, start: int, timing: Timing, periods: int) -> range:
    """Return the buckets (periods from 0, or the one of all periods) in which an option's work falls."""
    if timing == "summed":
        return range(1)
    return range(start - 1, min(start - 1 + option.duration_periods, periods))


def _columns(options: Sequence[Option], constraints: Constraints, timing: Timing) -> tuple[Any, Any, Any]:
    known = {option.option_id: option for option in options}
    required = needed_by(constraints.must_haves, known)
    asked_for = required.union(*(option.depends_on for option in options))
    horizon = constraints.horizon or constraints.periods
    rows: list[tuple[int, int, float]] = []
    for i, option in enumerate(options):
        if option.value is None and option.option_id not in required:
            continue
        starts = option.starts(constraints.periods)
        for start in {"summed": range(1), "together": starts[:1], "scheduled": starts}[timing]:
            worth = option.value_from(start, horizon) if timing == "scheduled" else option.value or 0.0
            if worth > 0 or option.option_id in asked_for:
                rows.append((i, start, worth))
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]


def _asked(constraints: Constraints, by_id: dict[str, list[int]], n: int) -> Iterable[Group]:
    for option_id in dict.fromkeys(constraints.must_haves):
        yield _group("must-have", (option_id,), [(dict.fromkeys(by_id[option_id], 1.0), 1.0, 1.0)], n)
    for option_id in dict.fromkeys(constraints.never):
        yield _group("ruled out", (option_id,), [(dict.fromkeys(by_id[option_id], 1.0), 0.0, 0.0)], n)
    for ids in constraints.exclusions:
        columns = [j for option_id in dict.fromkeys(ids) for j in by_id[option_id]]
        yield _group("exclusion", tuple(dict.fromkeys(ids)), [(dict.fromkeys(columns, 1.0), -np.inf, 1.0)], n)


def _resources(model: Model) -> Iterable[Group]:
    constraints, n = model.constraints, len(model.owner)
    costs = {j: model.options[i].cost for j, i in enumerate(model.owner) if model.options[i].cost}
    if constraints.budget is not None:
        yield _group("budget", (), [(costs, -np.inf, constraints.budget)], n)
    if constraints.budget_by_period is not None:
        yield _group("budget by quarter", (), _by_bucket(model, costs, constraints.budget_by_period), n)
    for team, capacity in constraints.capacity.items():
        months = {j: model.options[i].demand.get(team, 0.0) for j, i in enumerate(model.owner)}
        yield _group("capacity", (team,), _by_bucket(model, {j: m for j, m in months.items() if m}, capacity), n)


def _by_bucket(model: Model, amounts: dict[int, float], limits: Sequence[float]) -> list[Row]:
    if model.timing == "summed":
        return [(amounts, -np.inf, math.fsum(limits))]
    rows: list[dict[int, float]] = [{} for _ in limits]
    for j, amount in amounts.items():
        option = model.options[model.owner[j]]
        for bucket in uses(option, int(model.start[j]), model.timing, len(limits)):
            rows[bucket][j] = amount / option.duration_periods
    return [(row, -np.inf, limit) for row, limit in zip(rows, limits, strict=True)]


def _dependencies(model: Model, by_id: dict[str, list[int]]) -> Iterable[Group]:
    """B may have begun by a period only when A, which it builds on, has ended before that period."""
    known = {option.option_id: option for option in model.options}
    for option in model.options:
        for needed in dict.fromkeys(option.depends_on):
            after, before = by_id[option.option_id], by_id[needed]
            length = known[needed].duration_periods if model.timing == "scheduled" else 0
            rows: list[Row] = []
            for last in sorted({int(model.start[j]) for j in after}):
                begun = {j: 1.0 for j in after if model.start[j] <= last or model.timing != "scheduled"}
                ended = {j: -1.0 for j in before if model.start[j] + length <= last or model.timing != "scheduled"}
                rows.append((begun | ended, -np.inf, 0.0))
            if rows:
                yield _group("dependency", (option.option_id, needed), rows, len(model.owner))


def _shares(model: Model) -> Iterable[Group]:
    for lever, share in model.constraints.least_share.items():
        through = np.array([model.options[i].lever == lever for i in model.owner], dtype=bool)
        row = {j: float(v) for j, v in enumerate(model.value * (through - share)) if v}
        yield _group("least share", (lever,), [(row, 0.0, np.inf)], len(model.owner))


def _group(kind: Kind, names: tuple[str, ...], rows: Sequence[Row], n: int) -> Group:
    """Return the rows, each divided by its largest number, so that the solver's tolerances mean the same in all."""
    sizes = [max((abs(v) for v in entries.values()), default=1.0) for entries, _, _ in rows]
    at = [r for r, (entries, _, _) in enumerate(rows) for _ in entries]
    columns = [j for entries, _, _ in rows for j in entries]
    data = [v / size for (entries, _, _), size in zip(rows, sizes, strict=True) for v in entries.values()]
    matrix = csr_array((data, (at, columns)), shape=(len(rows), n))
    low = np.array([low / size for (_, low, _), size in zip(rows, sizes, strict=True)], dtype=np.float64)
    high = np.array([high / size for (_, _, high), size in zip(rows, sizes, strict=True)], dtype=np.float64)
    return Group(kind, names, matrix, low, high)
