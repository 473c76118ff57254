"""What a prioritisation method is: named inputs and one formula that works on numbers and on whole simulations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Input:
    """One input of a method: its `label` and `unit` as people read them, and where an initiative keeps it."""

    label: str
    unit: str
    find: Callable[[Initiative], Estimate | None]


@dataclass(frozen=True)
class Method:
    """A way to score initiatives.

    `formula` and `source` are shown to people. `score` takes one array per input, in the order of `inputs`, all of one
    shape, and returns the scores in that shape. `basis` names what must be the same for scores to be comparable, as
    the currency.
    """

    code: str
    name: str
    formula: str
    source: str
    unit: str
    inputs: tuple[Input, ...]
    score: Callable[[Sequence[FloatArray]], FloatArray]
    basis: Callable[[Initiative], str] = lambda _: ""
    higher_is_better: bool = True

    def missing(self, initiative: Initiative) -> tuple[str, ...]:
        """Return the labels of the inputs that the initiative does not have."""
        return tuple(each.label for each in self.inputs if each.find(initiative) is None)

    def estimates(self, initiative: Initiative) -> tuple[Estimate, ...]:
        """Return the initiative's inputs in the formula's order; those it does not have are left out."""
        found = (each.find(initiative) for each in self.inputs)
        return tuple(estimate for estimate in found if estimate is not None)

    def points(self, initiatives: Sequence[Initiative]) -> FloatArray:
        """Return the most likely scores of initiatives that miss no input, shape (initiatives,)."""
        rows = [[estimate.value for estimate in self.estimates(each)] for each in initiatives]
        return self.score(list(np.array(rows, dtype=float).reshape(len(rows), len(self.inputs)).T))

    def merit(self, scores: FloatArray) -> FloatArray:
        """Return scores turned so that more is better."""
        return scores if self.higher_is_better else -scores


def complete(initiatives: Sequence[Initiative], methods: Sequence[Method]) -> tuple[Initiative, ...]:
    """Return the initiatives that have all inputs of all methods, in their order.

    Raises InvalidInputError when an id occurs twice, or when a method's scores can't be compared with each other
    because initiatives are in different currencies or on different bases.
    """
    ids = [each.initiative_id for each in initiatives]
    if len(set(ids)) < len(ids):
        raise InvalidInputError("Two initiatives have the same id. Give each its own.")
    for method in methods:
        bases = sorted({method.basis(each) for each in initiatives if not method.missing(each)})
        if len(bases) > 1:
            raise InvalidInputError(
                f"{method.name} can't compare {' with '.join(bases)}. Put all initiatives on the same basis."
            )
    return tuple(each for each in initiatives if not any(method.missing(each) for method in methods))
