"""What an order of doing costs while the later ones wait."""

from collections.abc import Sequence

import numpy as np

from core.priorities.initiative import Initiative
from core.priorities.method import complete
from core.priorities.methods import COST_OF_DELAY


def total_delay_cost(order: Sequence[Initiative]) -> float | None:
    """Return what waiting costs when the initiatives are done one after the other in this order, in their currency.

    Each costs its cost of delay a month until it is done: sum of cost of delay × month of completion. Falling cost of
    delay ÷ duration makes it least (Smith, 1956, Naval Research Logistics Quarterly 3:59-66); dependencies and more
    than one at a time are not looked at. None when an initiative misses its cost of delay or its duration. Raises
    InvalidInputError when two have the same id or currencies differ.

    By hand (http://blackswanfarming.com/cd3-and-proportionality-to-outcomes/): A gains 10 and takes 2, B gains 30 and
    takes 4. A first costs 10 × 2 + 30 × 6 = 200, B first 30 × 4 + 10 × 6 = 180.

    >>> from core.priorities.estimate import Estimate
    >>> from core.priorities.initiative import MoneyInputs
    >>> a = Initiative("a", "A", money=MoneyInputs("EUR", Estimate(10)), duration_months=Estimate(2))
    >>> b = Initiative("b", "B", money=MoneyInputs("EUR", Estimate(30)), duration_months=Estimate(4))
    >>> total_delay_cost([a, b]), total_delay_cost([b, a])
    (200.0, 180.0)
    """
    if len(complete(order, [COST_OF_DELAY])) < len(order):
        return None
    inputs = np.array([[each.value for each in COST_OF_DELAY.estimates(initiative)] for initiative in order], float)
    costs, durations = inputs.reshape(len(order), 2).T
    return float(costs @ np.cumsum(durations))
