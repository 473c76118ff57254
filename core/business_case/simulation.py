"""What the case comes to when its inputs are as uncertain as they are said to be."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.business_case.case import Case
from core.business_case.cash import Numbers, cash
from core.business_case.draws import draws, moving
from core.errors import InvalidInputError
from core.numbers.rank_correlation import rank_correlations
from core.wording import count

DRAWS = 10_000
SEED = 20_270_101
BINS = 40
# Draws worked out at a time, so that all their flows stay in the processor's cache.
_BLOCK = 1_000
# Values closer than this share of their size are one value, as rounding leaves them.
_APART = 1e-9


@dataclass(frozen=True)
class Simulation:
    """Net present value over many draws of the inputs, in the case's currency.

    `low`, `middle`, `high`: what it is below in 10, 50 and 90 of 100 draws. `chance_above_zero` is a share of draws.
    `edges` and `counts` are its histogram. `cumulative`: the cash so far by period at P10, P50, P90 (3 x periods + 1).
    `rank_correlations`: by input, most first: how the net present value moves with it (-1 to 1, Spearman); only inputs
    that move. `held`: benefits whose own inputs stood still because a haircut stands for their range. The inputs are
    drawn independently of each other.
    """

    number: int
    seed: int
    low: float
    middle: float
    high: float
    mean: float
    chance_above_zero: float
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    cumulative: Numbers
    rank_correlations: tuple[tuple[str, float], ...]
    held: tuple[str, ...]


def simulation(case: Case, number: int = DRAWS, seed: int = SEED) -> Simulation:
    """Return the simulation of a case; the same for the same case, number and seed."""
    if not 100 <= number <= 1_000_000 or seed < 0:
        raise InvalidInputError(
            f"{count(number)} draws with seed {seed} can't be made. Choose 100 to 1,000,000 draws, and a "
            "seed of 0 or more."
        )
    drawn = {one.code: draws(one, number, seed) for one in moving(case)}
    net, npv = outcomes(case, drawn, number)
    counts, edges = np.histogram(npv, BINS, _span(npv))
    found = rank_correlations([column[:, 0] for column in drawn.values()], npv) if drawn else ()
    matters = [(code, share) for code, share in zip(drawn, found, strict=True) if share is not None]
    low, middle, high = np.percentile(npv, (10, 50, 90))
    return Simulation(
        number=number,
        seed=seed,
        low=float(low),
        middle=float(middle),
        high=float(high),
        mean=float(npv.mean()),
        chance_above_zero=float((npv > 0).mean()),
        edges=tuple(edges.tolist()),
        counts=tuple(counts.tolist()),
        cumulative=np.percentile(np.cumsum(net, axis=-1), (10, 50, 90), axis=0),
        rank_correlations=tuple(sorted(matters, key=lambda pair: (-abs(pair[1]), pair[0]))),
        held=tuple(line.code for line in case.benefits if line.risk == "haircut"),
    )


def _span(npv: Numbers) -> tuple[float, float]:
    """Return the ends of the histogram; wider than the values where a number can't tell so many bins apart."""
    low, high = float(npv.min()), float(npv.max())
    size = max(abs(low), abs(high))
    room = max(0.5, _APART * size) if high - low <= _APART * size else 0.0
    return low - room, high + room


def outcomes(case: Case, drawn: Mapping[str, Numbers], number: int) -> tuple[Numbers, Numbers]:
    """Return the net flow of each of `number` draws by period, and its present value.

    `drawn` are columns (number x 1) by input; the other inputs, and all that only a haircut's benefit uses, keep their
    value.
    """
    still = case.values()
    net, npv = np.empty((number, case.terms.periods + 1)), np.empty(number)
    for first in range(0, number, _BLOCK):
        block = slice(first, first + _BLOCK)
        flows = cash(case, {**still, **{code: column[block] for code, column in drawn.items()}}, still)
        net[block] = flows.net
        npv[block] = flows.present(net[block])
    return net, npv
