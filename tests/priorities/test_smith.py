"""Cost of delay divided by duration against every other order."""

import random
from itertools import permutations

import pytest

from core.errors import InvalidInputError
from core.priorities.initiative import Initiative
from core.priorities.methods import COST_OF_DELAY
from core.priorities.ranking import ranked
from core.priorities.smith import total_delay_cost
from tests.priorities.making import waiting


def cost_of(order, costs, durations):
    """Add up by hand: each job pays its cost a month until its own end."""
    total, month = 0, 0
    for at in order:
        month += durations[at]
        total += costs[at] * month
    return total


@pytest.mark.parametrize("seed", range(200))
def test_no_order_waits_for_less_than_cost_of_delay_by_duration(seed):
    drawn = random.Random(seed)
    n = drawn.choice([1, 2, 3, 4, 5, 5, 6, 6, 7])
    costs, durations = [drawn.randint(0, 20) for _ in range(n)], [drawn.randint(1, 12) for _ in range(n)]
    jobs = {f"j{at}": waiting(f"j{at}", costs[at], durations[at]) for at in range(n)}
    chosen = [jobs[row.initiative_id] for row in ranked(list(jobs.values()), COST_OF_DELAY).rows]
    least = min(cost_of(order, costs, durations) for order in permutations(range(n)))
    assert total_delay_cost(chosen) == least
    backwards = list(jobs.values())[::-1]
    assert total_delay_cost(backwards) == cost_of(range(n)[::-1], costs, durations)


def test_what_is_not_known_is_not_added_up():
    assert total_delay_cost([waiting("a", 10, 2), Initiative("b", "B")]) is None
    assert total_delay_cost([]) == 0


def test_currencies_are_not_added_up():
    with pytest.raises(InvalidInputError):
        total_delay_cost([waiting("a", 1, 1), waiting("b", 1, 1, "USD")])
