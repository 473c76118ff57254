"""Where two methods order the same initiatives differently, and which input is behind it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kendalltau

from core.priorities.initiative import Initiative
from core.priorities.method import Method, complete
from core.priorities.ranking import competition_ranks
from core.priorities.reasons import reason


@dataclass(frozen=True)
class Opposite:
    """Two initiatives that the methods order oppositely: method a puts `first_id` first, method b `second_id`.

    `gap` is how many ranks lie between them under a plus under b. `why` is one sentence.
    """

    first_id: str
    second_id: str
    gap: int
    why: str


@dataclass(frozen=True)
class Disagreement:
    """How far two methods agree on the `compared` initiatives that both can score.

    `tau_b` is Kendall's: 1 for the same order, -1 for the reverse, None when it does not exist (fewer than two
    initiatives, or one method ties all). `opposite_pairs` of `pairs` are ordered oppositely; `biggest` are those with
    the largest gap.
    """

    method_a: str
    method_b: str
    compared: int
    tau_b: float | None
    pairs: int
    opposite_pairs: int
    biggest: tuple[Opposite, ...]


def disagreement(initiatives: Sequence[Initiative], method_a: Method, method_b: Method, show: int = 10) -> Disagreement:
    """Return how far two methods disagree, and the `show` pairs on which they do most.

    Ranks are those among the initiatives that both methods can score. A tie is not an opposite order. Equal gaps are
    in the order of the ids. Source of tau-b: Kendall (1945), Biometrika 33:239-251. Raises InvalidInputError when two
    initiatives have the same id, or their scores can't be compared.

    By hand: ICE 40 and 20, cost of delay 1 and 3: one pair, ordered oppositely, so tau-b is -1.

    >>> from core.priorities.estimate import Estimate
    >>> from core.priorities.initiative import IceInputs, MoneyInputs
    >>> from core.priorities.methods import COST_OF_DELAY, ICE
    >>> def make(name, ease, cost):
    ...     return Initiative(name, name, ice=IceInputs(Estimate(5), Estimate(2), Estimate(ease)),
    ...         money=MoneyInputs("EUR", Estimate(cost)), duration_months=Estimate(1))
    >>> found = disagreement([make("A", 4, 1), make("B", 2, 3)], ICE, COST_OF_DELAY)
    >>> found.tau_b, found.opposite_pairs
    (-1.0, 1)
    >>> found.biggest[0].why
    'ICE puts A before B mainly because its ease is higher (4 against 2 of 10); Cost of delay puts B before A mainly
    because its cost of delay is higher (3 against 1 a month).'
    """
    both = sorted(complete(initiatives, [method_a, method_b]), key=lambda each: each.initiative_id)
    a, b = (
        competition_ranks(method.merit(method.points(both))[np.newaxis, :])[0].astype(int)
        for method in (method_a, method_b)
    )
    steps_a, steps_b = a[:, np.newaxis] - a, b[:, np.newaxis] - b
    firsts, seconds = np.nonzero((steps_a < 0) & (steps_b > 0))
    gaps = np.abs(steps_a[firsts, seconds]) + np.abs(steps_b[firsts, seconds])
    largest = np.argsort(-gaps, kind="stable")[:show]
    biggest = tuple(
        _opposite(both[firsts[at]], both[seconds[at]], int(gaps[at]), (method_a, method_b)) for at in largest
    )
    n = len(both)
    return Disagreement(method_a.code, method_b.code, n, _tau(a, b), n * (n - 1) // 2, len(firsts), biggest)


def disagreements(
    initiatives: Sequence[Initiative], methods: Sequence[Method], show: int = 10
) -> tuple[Disagreement, ...]:
    """Return the disagreement of each two methods, in their order; raises what `disagreement` raises.

    >>> from core.priorities.methods import ICE, RICE, WSJF
    >>> [(each.method_a, each.method_b, each.compared) for each in disagreements([], [RICE, ICE, WSJF])]
    [('rice', 'ice', 0), ('rice', 'wsjf', 0), ('ice', 'wsjf', 0)]
    """
    return tuple(disagreement(initiatives, a, b, show) for a, b in combinations(methods, 2))


def _tau(a: NDArray[np.int_], b: NDArray[np.int_]) -> float | None:
    if len(set(a.tolist())) < 2 or len(set(b.tolist())) < 2:
        return None
    tau = float(kendalltau(a, b, variant="b").statistic)
    return None if math.isnan(tau) else tau


def _opposite(first: Initiative, second: Initiative, gap: int, methods: tuple[Method, Method]) -> Opposite:
    why = f"{reason(first, second, methods[0])}; {reason(second, first, methods[1])}."
    return Opposite(first.initiative_id, second.initiative_id, gap, why)
