"""Published problems with known best values."""

from pathlib import Path

import pytest

from core.portfolio.choose import choose
from core.portfolio.problem import Constraints, Option


def test_knapsack_p01():
    """P01 of J. Burkardt's KNAPSACK_01 data set: ten items, capacity 165, best 309 with items 1, 2, 3, 4 and 6."""
    weights = [23, 31, 29, 44, 53, 38, 63, 85, 89, 82]
    profits = [92, 57, 49, 68, 60, 43, 67, 84, 87, 72]
    options = [
        Option(option_id=str(n), title=str(n), value=profit, cost=weight)
        for n, (weight, profit) in enumerate(zip(weights, profits, strict=True), 1)
    ]
    best = choose(options, Constraints(currency="EUR", budget=165))
    assert (best.status, best.value, best.cost, best.gap_share) == ("optimal", 309, 165, 0)
    assert best.chosen == ("1", "2", "3", "4", "6")
    assert best.alternative is None
    assert best.alternative_checked


def _petersen():
    lines = (Path(__file__).parent / "mknap1.txt").read_text().splitlines()
    numbers = [float(n) for line in lines if not line.startswith("#") for n in line.split()]
    at = iter(numbers)
    for _ in range(int(next(at))):
        n, m, best = int(next(at)), int(next(at)), next(at)
        values = [next(at) for _ in range(n)]
        uses = [[next(at) for _ in range(n)] for _ in range(m)]
        yield best, values, uses, [next(at) for _ in range(m)]
    assert next(at, None) is None


def test_the_published_data_are_whole():
    assert [best for best, *_ in _petersen()] == [3800, 8706.1, 4015, 6120, 12400, 10618, 16537]


@pytest.mark.parametrize(("best", "values", "uses", "limits"), list(_petersen()))
def test_petersens_research_projects(best, values, uses, limits):
    """Each of the first m-1 limits is a team, the last is the budget."""
    options = [
        Option(option_id=str(j), title=str(j), value=value, cost=uses[-1][j],
               demand={f"team {i}": row[j] for i, row in enumerate(uses[:-1])})
        for j, value in enumerate(values)
    ]  # fmt: skip
    capacity = {f"team {i}": (limit / 4,) * 4 for i, limit in enumerate(limits[:-1])}
    found = choose(options, Constraints(currency="USD", budget=limits[-1], capacity=capacity))
    assert found.status == "optimal"
    assert found.value == pytest.approx(best, abs=1e-6)
    at_once = {team: (amounts[0] * 4,) for team, amounts in capacity.items()}
    timed = choose(options, Constraints(currency="USD", periods=1, budget=limits[-1], capacity=at_once), together=True)
    assert timed.value == pytest.approx(best, abs=1e-6)
