"""More budget never brings less, each point is the best at its budget, and one more person is worth the difference."""

from dataclasses import replace
from functools import partial

import pytest

from core.portfolio.choose import choose
from core.portfolio.frontier import frontier
from core.portfolio.problem import Constraints, Option
from core.portfolio.schedule import schedule
from core.portfolio.worth import gains
from tests.portfolio.trying_all import random_problem


@pytest.mark.parametrize("solve", [choose, schedule])
def test_each_point_is_the_best_at_its_budget(solve):
    for seed in range(10):
        options, constraints = random_problem(seed, 9, 3)
        points = frontier(options, constraints, range(0, 40, 4), solve)
        had = ()
        values = [point.portfolio.value for point in points if point.portfolio.value is not None]
        assert values == sorted(values)
        assert [p.budget for p in points] == sorted({p.budget for p in points})
        for point in points:
            alone = solve(options, replace(constraints, budget=point.budget))
            assert point.portfolio.status == alone.status
            assert point.portfolio.value == (None if alone.value is None else pytest.approx(alone.value))
            assert point.portfolio.cost is None or point.portfolio.cost <= point.budget
            assert (set(had) | set(point.enters)) - set(point.leaves) == set(point.portfolio.chosen)
            had = point.portfolio.chosen


def test_a_search_cut_short_keeps_what_a_smaller_budget_gave():
    options = [Option(option_id=str(n), title=str(n), value=n, cost=n) for n in (1, 2, 3)]

    def cut_short(options, constraints):
        if constraints.budget < 6:
            return choose(options, constraints)
        whole = choose(options, replace(constraints, budget=1))
        return replace(whole, status="within", bound=9.0)

    points = frontier(options, Constraints(currency="EUR"), [5, 6], cut_short)
    assert [(p.budget, p.portfolio.value, p.portfolio.status) for p in points][-2:] == [
        (5, 5.0, "optimal"),
        (6, 5.0, "within"),
    ]
    assert points[-1].portfolio.standing == "within 44.4 % of the best possible"


@pytest.mark.parametrize("solve", [choose, partial(schedule, seconds=5)])
def test_a_gain_is_the_difference_of_two_best_sets(solve):
    for seed in range(8):
        options, constraints = random_problem(100 + seed, 8, 3)
        base = solve(options, constraints)
        found = gains(options, constraints, solve)
        assert [gain.team for gain in found[:2]] == ["Data", "Web"]
        for gain in found[:2]:
            more = {t: tuple(m + 3 * (t == gain.team) for m in months) for t, months in constraints.capacity.items()}
            after = solve(options, replace(constraints, capacity=more))
            if base.value is None or after.value is None:
                assert gain.value is None
            else:
                assert gain.value == pytest.approx(after.value - base.value)
                assert gain.value == gain.low == gain.high
                assert gain.value >= 0


def test_a_tenth_more_budget():
    options = [Option(option_id=i, title=i, value=v, cost=c) for i, v, c in [("a", 8, 10), ("b", 5, 1)]]
    (gain,) = gains(options, Constraints(currency="EUR", budget=10))
    assert (gain.team, gain.value, gain.enters, gain.leaves) == (None, 5.0, ("b",), ())


def test_a_gain_without_proof_is_a_range():
    options = [Option(option_id="a", title="a", value=8, cost=1)]
    base = replace(choose(options, Constraints(currency="EUR", budget=0)), status="within", bound=3.0)
    (gain,) = gains(options, Constraints(currency="EUR", budget=1), base=base)
    assert (gain.value, gain.low, gain.high) == (None, 5.0, 8.0)
