"""What one more person in a team, or a tenth more budget, would be worth: solved again, not estimated."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.portfolio.choose import choose
from core.portfolio.frontier import Solver
from core.portfolio.problem import Constraints, Option
from core.portfolio.result import Portfolio

PERSON_MONTHS_A_QUARTER = 3.0
BUDGET_MORE_SHARE = 0.1


@dataclass(frozen=True)
class Gain:
    """What loosening one limit brings; money is in the currency of the portfolio.

    `team` has one person, 3 person-months, more in every quarter; None for a budget that is larger by a tenth. `value`
    is exact; None where a search was stopped before the best was proven, or nothing fits before or after. It is then
    between `low` and `high`, as far as those are known. `portfolio` is the best with more; `enters` and `leaves` are
    its ids against the best without.
    """

    team: str | None
    value: float | None
    low: float | None
    high: float | None
    portfolio: Portfolio
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


def gains(
    options: Iterable[Option], constraints: Constraints, solve: Solver = choose, base: Portfolio | None = None
) -> tuple[Gain, ...]:
    """Return what one more person in each team is worth, and then what a tenth more budget is, where there is a budget.

    `solve` is `choose`, `schedule` or one of them with its time bound; it is called once for each limit, and once more
    where the `base` without any change is not given.
    Raises InvalidInputError where the options and constraints don't fit together.

    By hand: with 3 person-months the team does one of the two, with 6 both; the second is worth 5.

    >>> options = [Option(option_id=i, title=i, value=v, cost=0, demand={"Data": 3}) for i, v in [("a", 8), ("b", 5)]]
    >>> more = gains(options, Constraints(currency="EUR", periods=1, capacity={"Data": (3,)}))
    >>> [(gain.team, gain.value) for gain in more]
    [('Data', 5.0)]
    """
    options = tuple(options)
    before = solve(options, constraints) if base is None else base
    loosened: list[tuple[str | None, Constraints]] = [(team, _hire(constraints, team)) for team in constraints.capacity]
    if constraints.budget is not None or constraints.budget_by_period is not None:
        loosened.append((None, _fund(constraints)))
    return tuple(_gain(team, before, solve(options, more)) for team, more in loosened)


def _gain(team: str | None, before: Portfolio, after: Portfolio) -> Gain:
    enters = tuple(i for i in after.chosen if i not in before.chosen)
    leaves = tuple(i for i in before.chosen if i not in after.chosen)
    if before.value is None or before.bound is None or after.value is None or after.bound is None:
        return Gain(team, None, None, None, after, enters, leaves)
    low, high = max(0.0, after.value - before.bound), max(0.0, after.bound - before.value)
    exact = before.status == after.status == "optimal"
    return Gain(team, high if exact else None, low, high, after, enters, leaves)


def _hire(constraints: Constraints, team: str) -> Constraints:
    more = tuple(months + PERSON_MONTHS_A_QUARTER for months in constraints.capacity[team])
    return replace(constraints, capacity={**constraints.capacity, team: more})


def _fund(constraints: Constraints) -> Constraints:
    budget, by_period = constraints.budget, constraints.budget_by_period
    return replace(
        constraints,
        budget=None if budget is None else budget * (1 + BUDGET_MORE_SHARE),
        budget_by_period=None if by_period is None else tuple(part * (1 + BUDGET_MORE_SHARE) for part in by_period),
    )
