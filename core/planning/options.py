"""Initiatives and a plan as the problem that a portfolio solves, with everything that is missing for it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.planning.joining import Joined
from core.planning.plan import Plan
from core.portfolio.model import Timing
from core.portfolio.problem import Constraints, Option
from core.text import counted
from core.wording import percent

MONTHS_A_QUARTER = 3


@dataclass(frozen=True)
class Missing:
    """What an initiative lacks, in words; `left_out` when it can't be an option without it."""

    initiative_id: str
    title: str
    what: tuple[str, ...]
    left_out: bool


@dataclass(frozen=True)
class Problem:
    """Options and constraints for `choose` or `schedule`; what is `missing`; `notes` on how it was made."""

    options: tuple[Option, ...]
    constraints: Constraints
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]


def problem(found: Sequence[Joined], plan: Plan, timing: Timing = "scheduled") -> Problem:
    """Return the problem of choosing among initiatives under a plan.

    A duration in months becomes whole quarters, rounded up. The value of an option is before its own cost: a yearly
    value by the quarter, or for the plan's `value_years` where nothing is timed; a net present value with its cost
    added, spread evenly over the quarters of its case where it is timed. Benefits below zero count as 0. Left out is
    what has no cost, no effort by team or no capacity of a team (where the plan has teams), no duration (unless
    "summed"), another currency, a deadline before the first quarter has ended, or what builds on something left out,
    dropped or removed. An option without a value stays, and the portfolio says so.
    """
    lacking = {each.initiative.initiative_id: tuple(_lacking(each, plan, timing)) for each in found}
    _with_dependents(found, lacking)
    options = tuple(_option(each, plan, timing) for each in found if not lacking[each.initiative.initiative_id])
    known = {option.option_id: option for option in options}
    missing = tuple(
        Missing(one.initiative_id, one.title, lacking[one.initiative_id] or (_no_value(each),), bool(lacks))
        for each in found
        for one, lacks in [(each.initiative, lacking[each.initiative.initiative_id])]
        if lacks or known[one.initiative_id].value is None
    )
    return Problem(options, plan.constraints(known), missing, tuple(_notes(found, plan, set(known), timing)))


def quarters(months: float) -> int:
    """Return how many whole quarters some months take, at least one.

    >>> quarters(0.5), quarters(3), quarters(3.1)
    (1, 1, 2)
    """
    return max(1, math.ceil(months / MONTHS_A_QUARTER - 1e-9))


def _lacking(each: Joined, plan: Plan, timing: Timing) -> Iterator[str]:
    one, money = each.initiative, each.initiative.money
    yield from each.unmet
    if money.cost is None:
        yield "cost"
    elif money.currency != plan.currency:
        yield f"its money is in {money.currency}, the plan's in {plan.currency}"
    if plan.capacity:
        if not one.effort_by_team:
            yield "effort by team"
        for team, months in one.effort_by_team:
            if months and team not in plan.capacity:
                yield f"the plan has no capacity of {team}"
    if timing != "summed":
        if one.duration_months is None:
            yield "duration"
        if one.deadline is not None and plan.last_quarter_before(one.deadline) < 1:
            yield f"its deadline, {one.deadline.isoformat()}, is before the first quarter has ended"


def _with_dependents(found: Sequence[Joined], lacking: dict[str, tuple[str, ...]]) -> None:
    """Mark what builds on something left out, however far away."""
    titles = {each.initiative.initiative_id: each.initiative.title for each in found}
    changed = True
    while changed:
        changed = False
        for each in found:
            for needed in () if lacking[each.initiative.initiative_id] else each.initiative.depends_on:
                if lacking.get(needed, ("gone",)):
                    name = titles.get(needed, needed)
                    lacking[each.initiative.initiative_id] = (f"it builds on '{name}', which is left out",)
                    changed = True
                    break


def _option(each: Joined, plan: Plan, timing: Timing) -> Option:
    one = each.initiative
    assert one.money.cost is not None
    timed = timing != "summed"
    return Option(
        option_id=one.initiative_id, title=one.title, value=_value(each, plan, timing), cost=one.money.cost.value,
        demand=dict(one.effort_by_team) if plan.capacity else {},
        duration_periods=quarters(one.duration_months.value) if timed and one.duration_months else 1,
        lever=one.lever, depends_on=one.depends_on, ramp=plan.ramp,
        deadline=plan.last_quarter_before(one.deadline) if timed and one.deadline else None,
    )  # fmt: skip


def _value(each: Joined, plan: Plan, timing: Timing) -> float | None:
    money = each.initiative.money
    if money.value is None or money.cost is None:
        return None
    benefit = money.value.value
    if money.value_basis == "npv":
        benefit += money.cost.value
        if timing == "scheduled":
            if each.case is None:
                return None
            benefit /= 4 * each.case.years
    else:
        benefit *= 1 / 4 if timing == "scheduled" else plan.years_worth
    return max(0.0, benefit)


def _no_value(each: Joined) -> str:
    if each.initiative.money.value is None:
        return "value"
    return "years over which its net present value is earned, which a business case would say"


def _notes(found: Sequence[Joined], plan: Plan, chosen: set[str], timing: Timing) -> Iterator[str]:
    yearly, net, below = 0, 0, 0
    for each in found:
        money = each.initiative.money
        if each.initiative.initiative_id in chosen and money.value is not None and money.cost is not None:
            yearly += money.value_basis == "a_year"
            net += money.value_basis == "npv"
            below += money.value_basis == "npv" and money.value.value < 0
    if yearly and timing != "scheduled":
        rate = f"discounted at {percent(plan.discount_rate)} a year" if plan.discount_rate else "not discounted"
        yield f"{_they(yearly, 'yearly value', 'counts', 'count')} for {counted(plan.value_years, 'year')}, {rate}."
    if net:
        spread = ", spread evenly over the years of the business case" if timing == "scheduled" else ""
        yield f"{_they(net, 'net present value', 'counts', 'count')} before its cost{spread}."
    if below:
        yield f"{_they(below, 'net present value', 'is', 'are')} below 0: that costs more than it brings."
    if not plan.capacity:
        yield "The plan has no team's capacity, so no team binds."
    titles = {each.initiative.initiative_id: each.initiative.title for each in found}
    for needed in plan.must_haves:
        if needed not in chosen:
            name = titles.get(needed, needed)
            yield f"The must-have '{name}' is left out: it is over, was removed, or lacks something."


def _they(number: int, noun: str, one: str, many: str) -> str:
    return f"{counted(number, noun)} {one if number == 1 else many}"
