"""The best set of initiatives, without a timetable."""

from collections.abc import Iterable

from core.portfolio.answer import answer
from core.portfolio.model import build
from core.portfolio.problem import Constraints, Option
from core.portfolio.result import Portfolio


def choose(options: Iterable[Option], constraints: Constraints, seconds: float = 10.0, *, together: bool = False,
           gap_share: float = 0.0) -> Portfolio:  # fmt: skip
    """Return the set of options with the greatest value, each worth its `value` in all.

    A team's demand is held against its capacity of all periods together; first periods, deadlines and the order of
    dependent work don't count. With `together` each option begins in its earliest quarter and ends in time, and the
    demand of each quarter is held against that quarter's capacity. The search stops when the value is proven to be
    within `gap_share` of the best possible, or after `seconds`; it then says how far from the best it can be at most.
    Another set with the same value is looked for in the time left.
    Raises InvalidInputError where the options and constraints don't fit together.

    By hand: under a budget of 10, two that cost 5 and are worth 6 each beat the one that costs 8 and is worth 9.

    >>> known = [("a", 6, 5), ("b", 6, 5), ("c", 9, 8)]
    >>> options = [Option(option_id=i, title=i.upper(), value=v, cost=c) for i, v, c in known]
    >>> best = choose(options, Constraints(currency="EUR", budget=10))
    >>> best.chosen, best.value, best.cost, best.standing
    (('a', 'b'), 12.0, 10.0, 'optimal')
    """
    return answer(build(options, constraints, "together" if together else "summed"), seconds, gap_share)
