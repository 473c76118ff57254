"""Why nothing fits, in a sentence with its numbers."""

import math
from collections.abc import Sequence

import numpy as np

from core.portfolio.model import Group, Model, uses
from core.portfolio.problem import Option
from core.wording import money, number, percent

SLACK = 1e-9


def reason(model: Model, groups: Sequence[Group]) -> str:
    """Return the sentence for a set of groups that can't hold together."""
    kinds = {group.kind for group in groups}
    wanted = [_option(model, group.names[0]) for group in groups if group.kind == "must-have"]
    built_on = [_option(model, group.names[1]) for group in groups if group.kind == "dependency"]
    needed = list({option.option_id: option for option in (*wanted, *built_on)}.values())
    limits = [group for group in groups if group.kind in ("budget", "capacity")]
    sentence = None
    if kinds <= {"must-have", "dependency"}:
        sentence = _no_time(model, wanted, needed)
    elif len(limits) == 1 and kinds <= {"must-have", "dependency", "budget", "capacity"}:
        limit = limits[0]
        verb, clause = (
            ("cost", _too_dear(model, needed)) if limit.kind == "budget"
            else ("need", _overload(model, limit.names[0], needed))
        )  # fmt: skip
        sentence = clause and f"{_who(wanted, needed)} {verb}{'' if len(wanted) > 1 else 's'} {clause}"
    return sentence or f"These can't all hold: {'; '.join(phrase(model, g) for g in groups)}. Loosen one of them."


def phrase(model: Model, group: Group) -> str:
    """Return what a group of rows asks for, in words."""
    constraints = model.constraints
    titles = [f"'{_option(model, name).title}'" for name in group.names] if group.kind in ABOUT_OPTIONS else []
    if group.kind == "budget":
        return f"the budget of {money(constraints.budget, constraints.currency)}"
    if group.kind == "budget by quarter":
        return f"the budget by quarter ({constraints.currency} {_listed(constraints.budget_by_period or ())})"
    if group.kind == "capacity":
        return f"the capacity of {group.names[0]} ({_listed(constraints.capacity[group.names[0]])} person-months)"
    if group.kind == "least share":
        share = percent(constraints.least_share[group.names[0]])
        return f"at least {share} of the chosen value through {group.names[0]}"
    return {
        "must-have": f"the must-have {titles[0]}",
        "ruled out": f"{titles[0]} is ruled out",
        "exclusion": f"at most one of {', '.join(titles)}",
        "dependency": f"{titles[0]} builds on {titles[-1]}",
    }[group.kind]


ABOUT_OPTIONS = ("must-have", "ruled out", "exclusion", "dependency")


def _no_time(model: Model, wanted: Sequence[Option], needed: Sequence[Option]) -> str:
    last = model.constraints.periods
    if len(needed) == 1:
        option = needed[0]
        end = min(last, option.deadline or last)
        takes = _quarters(option.duration_periods)
        return f"The must-have '{option.title}' takes {takes} from Q{option.earliest}; it can't end by Q{end}."
    rest = " and ".join(f"'{o.title}' ({_quarters(o.duration_periods)})" for o in needed if o not in wanted)
    also = f" with {rest}, which comes first," if rest else ""
    return f"{_named(wanted)}{also} can't be done one after the other in time: there are {_quarters(last)}."


def _too_dear(model: Model, needed: Sequence[Option]) -> str | None:
    budget, currency = model.constraints.budget, model.constraints.currency
    cost = math.fsum(option.cost for option in needed)
    if budget is not None and cost > budget:
        return f"{money(cost, currency)}; the budget is {money(budget, currency)}."
    return None


def _overload(model: Model, team: str, needed: Sequence[Option]) -> str:
    """Say the period in which too much is needed whenever work begins; else the whole; else that nothing fits."""
    capacity = model.constraints.capacity[team]
    if model.timing != "summed":
        forced = np.sum([_forced(model, option, team) for option in needed], axis=0)
        for bucket, (asked, there) in enumerate(zip(forced, capacity, strict=True)):
            if asked > there + SLACK:
                return f"{_months(asked)} of {team} in Q{bucket + 1}; there are {_plain(there)}."
    whole = math.fsum(option.demand.get(team, 0.0) for option in needed)
    if whole > math.fsum(capacity) + SLACK:
        return f"{_months(whole)} of {team}; there are {_plain(math.fsum(capacity))} in all."
    for option in needed:
        rate = option.demand.get(team, 0.0) / option.duration_periods
        if len(needed) == 1 and rate > max(capacity) + SLACK:
            return f"{_months(rate)} of {team} in a quarter; there are at most {_plain(max(capacity))}."
    rates = ", ".join(
        f"'{o.title}' {_plain(o.demand[team] / o.duration_periods)} a quarter for {_quarters(o.duration_periods)}"
        f" between Q{o.earliest} and Q{min(o.deadline or len(capacity), len(capacity))}"
        for o in needed if o.demand.get(team)
    )  # fmt: skip
    return f"more of {team} than there is when it can be done ({rates}); there are {_listed(capacity)} person-months."


def _forced(model: Model, option: Option, team: str) -> list[float]:
    """Return the person-months that an option needs in each period, wherever it starts."""
    periods = model.constraints.periods
    rate = option.demand.get(team, 0.0) / option.duration_periods
    starts = {int(model.start[j]) for j in model.columns_of(option.option_id)}
    each = [set(uses(option, start, model.timing, periods)) for start in starts]
    always = set.intersection(*each) if each else set()
    return [rate if bucket in always else 0.0 for bucket in range(periods)]


def _who(wanted: Sequence[Option], needed: Sequence[Option]) -> str:
    rest = [f"'{option.title}'" for option in needed if option not in wanted]
    return _named(wanted) + (f", with {' and '.join(rest)} on which it builds," if rest else "")


def _named(wanted: Sequence[Option]) -> str:
    titles = " and ".join(f"'{option.title}'" for option in wanted)
    return f"The must-have{'s' * (len(wanted) > 1)} {titles}"


def _option(model: Model, option_id: str) -> Option:
    return next(option for option in model.options if option.option_id == option_id)


def _months(amount: float) -> str:
    return f"{_plain(amount)} person-months"


def _plain(amount: float) -> str:
    return number(amount, 2).rstrip("0").rstrip(".")


def _quarters(count: int) -> str:
    return "1 quarter" if count == 1 else f"{count} quarters"


def _listed(amounts: Sequence[float]) -> str:
    return ", ".join(_plain(amount) for amount in amounts)
