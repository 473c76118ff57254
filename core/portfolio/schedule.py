"""The best set of initiatives and the quarter in which each begins."""

from collections.abc import Iterable

from core.portfolio.answer import answer
from core.portfolio.model import build
from core.portfolio.problem import Constraints, Option
from core.portfolio.result import Portfolio


def schedule(options: Iterable[Option], constraints: Constraints, seconds: float = 8.0,
             gap_share: float = 0.0) -> Portfolio:  # fmt: skip
    """Return the set of options and their starts with the greatest value until the horizon.

    An option earns its `value` a period times its ramp from the period after its work ends. What builds on another
    begins after the other's work ends. Teams are held to their capacity in each quarter, cost to the budget and, where
    one is given, to the budget of each quarter. All work ends within `periods`. The search stops when the value is
    proven to be within `gap_share` of the best possible, or after `seconds`; it then says how far from the best it can
    be at most. Another set with the same value is looked for in the time left.
    Source (a variable for each start): Pritsker, Watters, Wolfe (1969), Management Science 16:93-108.
    Raises InvalidInputError where the options and constraints don't fit together.

    By hand: one team of 3 person-months a quarter can do one of the two at a time. The one that is worth more goes
    first and earns in Q2, Q3 and Q4, the other in Q3 and Q4: 3 x 10 + 2 x 7 = 44.

    >>> options = [Option(option_id=i, title=i, value=v, cost=0, demand={"Data": 3}) for i, v in [("a", 7), ("b", 10)]]
    >>> best = schedule(options, Constraints(currency="EUR", periods=4, capacity={"Data": (3, 3, 3, 3)}))
    >>> best.starts, best.value, best.standing
    ({'a': 2, 'b': 1}, 44.0, 'optimal')
    """
    return answer(build(options, constraints, "scheduled"), seconds, gap_share)
