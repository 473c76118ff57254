"""What the case comes to when its inputs are as uncertain as they are said to be."""

from dataclasses import dataclass

import numpy as np

from core.business_case.case import Case
from core.business_case.cash import Numbers, cash
from core.business_case.draws import draws
from core.errors import InvalidInputError
from core.numbers.rank_correlation import rank_correlations

DRAWS = 10_000
SEED = 20_270_101
BINS = 40


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
    if not 100 <= number <= 1_000_000:
        raise InvalidInputError(f"{number:,} draws can't be made. Choose 100 to 1,000,000.")
    still = case.values()
    moving = [one for one in case.assumptions if one.uncertain]
    drawn = {one.code: draws(one, number, seed) for one in moving}
    flows = cash(case, {**still, **drawn}, still)
    net = np.broadcast_to(flows.net, (number, case.terms.periods + 1))
    npv = np.broadcast_to(flows.present(flows.net), (number,))
    counts, edges = np.histogram(npv, BINS)
    found = rank_correlations([drawn[one.code][:, 0] for one in moving], npv) if moving else ()
    matters = [(one.code, share) for one, share in zip(moving, found, strict=True) if share is not None]
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
