"""The most value for each budget: what more money brings, and which initiatives come in and go out for it."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from core.portfolio.choose import choose
from core.portfolio.problem import Constraints, Option, check_amount
from core.portfolio.result import Portfolio, Status

Solver = Callable[[Sequence[Option], Constraints], Portfolio]
STEPS = 10
REACH = 1.5


@dataclass(frozen=True)
class Point:
    """The best portfolio under a budget; the ids it has more (`enters`) and less (`leaves`) than the point before."""

    budget: float
    portfolio: Portfolio
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


def frontier(
    options: Iterable[Option], constraints: Constraints, budgets: Sequence[float] | None = None, solve: Solver = choose
) -> tuple[Point, ...]:
    """Return the best portfolio at each budget, lowest budget first; the value never falls.

    `solve` is `choose`, `schedule` or one of them with its time bound. Without `budgets`, eleven even ones from 0 to
    one and a half times the budget (to the cost of all options where there is none). A point is added where a set found
    under a larger budget costs less: from there on its value is already had. A portfolio that also fits the next lower
    budget is the best there too and is not searched for again. Where the time was too short to prove the best, a point
    takes over the set of a smaller budget that is worth more.
    Raises InvalidInputError for a budget below 0, and where the options and constraints don't fit together.

    By hand: 5 buys what is worth 6, 8 what is worth 9, and 13 both.

    >>> options = [Option(option_id=i, title=i, value=v, cost=c) for i, v, c in [("a", 6, 5), ("b", 9, 8)]]
    >>> for point in frontier(options, Constraints(currency="EUR"), [4, 9, 20]):
    ...     print(point.budget, point.portfolio.value, point.enters, point.leaves)
    4 0.0 () ()
    8.0 9.0 ('b',) ()
    9 9.0 () ()
    13.0 15.0 ('a',) ()
    20 15.0 () ()
    """
    options = tuple(options)
    found: list[tuple[float, Portfolio]] = []
    for budget in sorted(set(_grid(options, constraints) if budgets is None else budgets), reverse=True):
        check_amount("A budget", budget)
        above = found[-1][1] if found else None
        if above is not None and above.status == "optimal" and above.cost is not None and above.cost <= budget:
            found.append((budget, _fitting(above, budget)))
        else:
            found.append((budget, solve(options, replace(constraints, budget=budget))))
    known = {budget for budget, _ in found}
    costs = {p.cost: p for _, p in found if p.cost is not None and p.cost > min(known) and p.cost not in known}
    between = {cost: _fitting(portfolio, cost) for cost, portfolio in costs.items()}
    return _points(sorted([*found, *between.items()], key=lambda pair: pair[0]))


def _points(found: Sequence[tuple[float, Portfolio]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for budget, own in found:
        before = points[-1].portfolio if points else None
        portfolio = own if before is None else _at_least(own, before)
        had = () if before is None else before.chosen
        enters = tuple(i for i in portfolio.chosen if i not in had)
        points.append(Point(budget, portfolio, enters, tuple(i for i in had if i not in portfolio.chosen)))
    return tuple(points)


def _at_least(own: Portfolio, before: Portfolio) -> Portfolio:
    """Return the portfolio of a smaller budget where it is worth more: the search was stopped before it was found."""
    if before.value is None or (own.value is not None and own.value >= before.value):
        return own
    bound = before.value if own.bound is None else max(own.bound, before.value)
    status: Status = "optimal" if own.status == "optimal" else "within"
    return replace(before, bound=bound, status=status, alternative=None, alternative_checked=False)


def _fitting(portfolio: Portfolio, budget: float) -> Portfolio:
    """Return the portfolio for a smaller budget: a tie that costs more is none there; others were not looked for."""
    if portfolio.alternative is None or portfolio.alternative.cost <= budget:
        return portfolio
    return replace(portfolio, alternative=None, alternative_checked=False)


def _grid(options: Sequence[Option], constraints: Constraints) -> list[float]:
    whole = math.fsum(option.cost for option in options)
    top = whole if constraints.budget is None else constraints.budget * REACH
    return [top * step / STEPS for step in range(STEPS + 1)]
