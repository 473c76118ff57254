"""From a linear problem to a portfolio: solve, leave out what adds nothing, look for a tie, say why nothing fits."""

import math
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.portfolio.conflict import smallest_conflict
from core.portfolio.improve import best
from core.portfolio.model import Group, Model, uses
from core.portfolio.problem import needed_by
from core.portfolio.reason import phrase, reason
from core.portfolio.result import Alternative, Clash, Portfolio, Use
from core.portfolio.solve import TOLERANCE, leave, solve


def answer(model: Model, seconds: float, gap_share: float) -> Portfolio:
    """Return the best portfolio of a linear problem, found within about `seconds`."""
    until = time.monotonic() + seconds
    solved = best(model, seconds, gap_share)
    told = {"status": solved.status, "currency": model.constraints.currency, "bound": solved.bound, **_left_out(model)}
    if solved.status == "infeasible":
        groups, minimal = smallest_conflict(model, max(seconds, 2.0))
        return Portfolio(
            **told, starts={}, reason=reason(model, groups), minimal=minimal,
            conflict=tuple(Clash(group.kind, group.names, phrase(model, group)) for group in groups),
        )  # fmt: skip
    if solved.columns is None:
        return Portfolio(**told, starts={})
    columns = needed_columns(model, solved.columns)
    tie, checked = None, False
    if solved.status == "optimal":
        tie, checked = _tie(model, columns, until - time.monotonic())
    ids = _ids(model, columns)
    return Portfolio(
        **told, value=_value(model, columns), cost=_cost(model, columns), chosen=ids, starts=_starts(model, columns),
        use=_use(model, columns), alternative=tie, alternative_checked=checked,
        unvalued=tuple(o.option_id for o in model.options if o.value is None and o.option_id in ids),
    )  # fmt: skip


def needed_columns(model: Model, columns: Sequence[int]) -> tuple[int, ...]:
    """Return the columns without those that add no value and that nothing chosen needs."""
    known = {option.option_id: option for option in model.options}
    worth = [known[model.options[model.owner[j]].option_id].option_id for j in columns if model.value[j] > 0]
    needed = needed_by([*worth, *model.constraints.must_haves], known)
    return tuple(j for j in columns if model.options[model.owner[j]].option_id in needed)


def _tie(model: Model, columns: Sequence[int], seconds: float) -> tuple[Alternative | None, bool]:
    value = _value(model, columns)
    if value <= 0:
        return None, True
    if seconds <= 0:
        return None, False
    size = float(model.value.max())
    as_good = Group("least share", (), (model.value / size).reshape(1, -1),
                    np.array([value * (1 - TOLERANCE) / size]), np.array([np.inf]))  # fmt: skip
    found = solve(model, (*model.groups, leave(model, columns), as_good), seconds, 1.0)
    if found.columns is None:
        return None, found.status == "infeasible"
    other = needed_columns(model, found.columns)
    if set(_ids(model, other)) == set(_ids(model, columns)):
        return None, False
    return Alternative(_ids(model, other), _starts(model, other), _value(model, other), _cost(model, other)), True


def _left_out(model: Model) -> dict[str, Any]:
    known = {option.option_id: option for option in model.options}
    required = needed_by(model.constraints.must_haves, known)
    missing = [o.option_id for o in model.options if o.value is None and o.option_id not in required]
    held = [i for i in known if i not in missing and needed_by([i], known) & set(missing)]
    return {"value_missing": tuple(missing), "held_back": tuple(held)}


def _ids(model: Model, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(model.options[i].option_id for i in sorted(int(model.owner[j]) for j in columns))


def _starts(model: Model, columns: Sequence[int]) -> dict[str, int]:
    if model.timing == "summed":
        return {}
    starts = {model.options[model.owner[j]].option_id: int(model.start[j]) for j in columns}
    return {option_id: starts[option_id] for option_id in _ids(model, columns)}


def _value(model: Model, columns: Sequence[int]) -> float:
    return math.fsum(model.value[list(columns)])


def _cost(model: Model, columns: Sequence[int]) -> float:
    return math.fsum(model.options[model.owner[j]].cost for j in columns)


def _use(model: Model, columns: Sequence[int]) -> tuple[Use, ...]:
    found = []
    for team, capacity in model.constraints.capacity.items():
        limits = (math.fsum(capacity),) if model.timing == "summed" else capacity
        used: list[list[float]] = [[] for _ in limits]
        for j in columns:
            option = model.options[model.owner[j]]
            buckets = uses(option, int(model.start[j]), model.timing, len(limits))
            months = option.demand.get(team, 0.0) / (1 if model.timing == "summed" else option.duration_periods)
            for bucket in buckets:
                used[bucket].append(months)
        timed = model.timing != "summed"
        found += [Use(team, b + 1 if timed else None, math.fsum(used[b]), limit) for b, limit in enumerate(limits)]
    return tuple(found)
