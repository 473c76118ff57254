"""Small random problems, and the best of each by trying all sets and starts."""

import itertools
import math
import random

from core.portfolio.problem import LEVERS, Constraints, Option


def keeps_all(chosen, starts, by_id, constraints, timing):
    """Whether a set, with its starts, keeps every constraint: written from the words, not from the linear model."""
    c = constraints
    if set(c.must_haves) - chosen or set(c.never) & chosen:
        return False
    if any(len(chosen & set(group)) > 1 for group in c.exclusions):
        return False
    if any(set(by_id[i].depends_on) - chosen for i in chosen):
        return False
    if timing != "summed" and not _in_time(starts, by_id, c, timing == "scheduled"):
        return False
    if not _within_limits(chosen, starts, by_id, c, timing):
        return False
    each = {i: worth(by_id[i], starts.get(i, 1), c, timing) for i in chosen}
    return all(
        sum(v for i, v in each.items() if by_id[i].lever == lever) >= share * sum(each.values()) - 1e-9
        for lever, share in c.least_share.items()
    )


def _in_time(starts, by_id, constraints, in_order):
    for i, begin in starts.items():
        option = by_id[i]
        last = begin + option.duration_periods - 1
        if begin < option.earliest or last > min(constraints.periods, option.deadline or constraints.periods):
            return False
        if in_order and any(starts[d] + by_id[d].duration_periods > begin for d in option.depends_on):
            return False
    return True


def _within_limits(chosen, starts, by_id, constraints, timing):
    c = constraints
    cost = sum(by_id[i].cost for i in chosen)
    if c.budget is not None and cost > c.budget + 1e-9:
        return False
    limits = {team: (lambda o, t=team: o.demand.get(t, 0), amounts) for team, amounts in c.capacity.items()}
    if c.budget_by_period is not None:
        limits["money"] = (lambda o: o.cost, c.budget_by_period)
    for amount, there in limits.values():
        if timing == "summed":
            if sum(amount(by_id[i]) for i in chosen) > sum(there) + 1e-9:
                return False
            continue
        for period, most in enumerate(there, 1):
            busy = [by_id[i] for i in chosen if starts[i] <= period < starts[i] + by_id[i].duration_periods]
            if sum(amount(o) / o.duration_periods for o in busy) > most + 1e-9:
                return False
    return True


def worth(option, start, constraints, timing):
    if option.value is None:
        return 0.0
    if timing != "scheduled":
        return option.value
    total = 0.0
    for lag, _ in enumerate(range(start + option.duration_periods, (constraints.horizon or constraints.periods) + 1)):
        total += option.value * option.ramp[min(lag, len(option.ramp) - 1)]
    return total


def by_trying_all(options, constraints, timing):
    """Every allowed set (and starts) with its value, by trying all."""
    by_id = {o.option_id: o for o in options}
    required, waiting = set(), list(constraints.must_haves)
    while waiting:
        i = waiting.pop()
        required.add(i)
        waiting += by_id[i].depends_on
    free = [o for o in options if o.value is not None or o.option_id in required]
    found = []
    for size in range(len(free) + 1):
        for members in itertools.combinations(free, size):
            ids = [o.option_id for o in members]
            windows = [
                range(1, constraints.periods + 1)
                if timing == "scheduled"
                else [o.earliest if timing == "together" else 1]
                for o in members
            ]
            for begins in itertools.product(*windows):
                starts = dict(zip(ids, begins, strict=True))
                if keeps_all(set(ids), starts, by_id, constraints, timing):
                    value = math.fsum(worth(by_id[i], s, constraints, timing) for i, s in starts.items())
                    found.append((value, frozenset(ids), starts))
    return found


def random_problem(seed, count, periods):
    """A small random problem with every kind of constraint in it, now and then."""
    r = random.Random(seed)
    teams = ["Data", "Web"]
    alike = seed % 2 == 1  # so that some problems have ties
    values = [None, 0, 2, 2, 2, 2] if alike else [None, 0, *range(1, 6), *range(1, 6)]
    options = []
    for n in range(count):
        earliest = r.choice([1, 1, 1, 2])
        options.append(Option(
            option_id=f"o{n}", title=f"Option {n}", value=r.choice(values), cost=r.randint(0, 9),
            demand={t: r.randint(0, 5) for t in teams if r.random() < 0.5},
            duration_periods=1 if alike else r.choice([1, 1, 2]), lever=r.choice([*LEVERS, None]),
            ramp=(1.0,) if alike else r.choice([(1.0,), (0.5, 1.0), (0.25, 0.5, 0.75, 1.0)]),
            depends_on=tuple({f"o{r.randrange(n)}" for _ in range(r.choice([0, 0, 1, 2]))}) if n else (),
            earliest=earliest, deadline=r.choice([None, None, earliest + 1, periods]) if periods > earliest else None,
        ))  # fmt: skip
    ids = [o.option_id for o in options]
    constraints = Constraints(
        currency="EUR", periods=periods, budget=r.choice([None, r.randint(count, 5 * count)]),
        budget_by_period=r.choice([None, None, tuple(r.randint(4, 14) for _ in range(periods))]),
        capacity={t: tuple(r.randint(1, 9) for _ in range(periods)) for t in teams},
        exclusions=tuple(tuple(r.sample(ids, 2)) for _ in range(r.choice([0, 1, 2]))),
        must_haves=tuple(r.sample(ids[: count // 2], r.choice([0, 0, 1]))),
        never=tuple(r.sample(ids[count // 2 :], r.choice([0, 0, 1]))),
        least_share=r.choice([{}, {}, {}, {"revenue": 0.3}, {"cost": 0.2, "risk": 0.25}]),
        horizon=r.choice([None, periods + 2]),
    )  # fmt: skip
    return options, constraints
