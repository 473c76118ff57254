"""Why a method puts one initiative before another: the one input that makes most of the difference."""

import numpy as np

from core.priorities.initiative import Initiative
from core.priorities.method import FloatArray, Input, Method
from core.wording import count, significant


def deciding_input(first: Initiative, second: Initiative, method: Method) -> int:
    """Return which of the method's inputs (counted from 0) speaks most for `first` against `second`.

    Each input in turn is made equal, once by giving `second` the value of `first` and once the other way round; the
    one that takes most from the lead of `first`, on average of the two, decides. Both must have all inputs.

    By hand: RICE of 100 x 1 x 1 / 2 = 50 against 120 x 1 x 1 / 4 = 30. With equal effort the lead of 20 becomes -5
    (25 - 30) or -10 (50 - 60); with equal reach 30 (60 - 30) or 25 (50 - 25). So effort decides.

    >>> from core.priorities.estimate import Estimate
    >>> from core.priorities.initiative import RiceInputs
    >>> from core.priorities.methods import RICE
    >>> one = Estimate(1)
    >>> a = Initiative("a", "A", rice=RiceInputs(Estimate(100), one, one), effort=Estimate(2))
    >>> b = Initiative("b", "B", rice=RiceInputs(Estimate(120), one, one), effort=Estimate(4))
    >>> RICE.inputs[deciding_input(a, b, RICE)].label
    'effort'
    """
    of_first, of_second = (np.array([each.value for each in method.estimates(one)], float) for one in (first, second))
    n = len(method.inputs)
    swapped_first, swapped_second = np.tile(of_first, (n, 1)), np.tile(of_second, (n, 1))
    np.fill_diagonal(swapped_first, of_second)
    np.fill_diagonal(swapped_second, of_first)
    losses = _merits(method, np.tile(of_first, (n, 1))) - _merits(method, swapped_first)
    gains = _merits(method, swapped_second) - _merits(method, np.tile(of_second, (n, 1)))
    return int(np.argmax(losses + gains))


def reason(first: Initiative, second: Initiative, method: Method) -> str:
    """Return half a sentence on why the method puts `first` before `second`. Both must have all inputs."""
    index = deciding_input(first, second, method)
    asked = method.inputs[index]
    mine, theirs = method.estimates(first)[index].value, method.estimates(second)[index].value
    how = "higher" if mine > theirs else "lower"
    return (
        f"{method.name} puts {first.title} before {second.title} mainly because its {asked.label} is {how} "
        f"({_plain(mine)} against {_written(theirs, asked)})"
    )


def _merits(method: Method, values: FloatArray) -> FloatArray:
    return method.merit(method.score(list(values.T)))


def _plain(value: float) -> str:
    return count(value) if abs(value) >= 1000 else significant(value, 4)


def _written(value: float, asked: Input) -> str:
    return f"{_plain(value)} {asked.unit}".strip()
