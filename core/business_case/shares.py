"""Which inputs make the result uncertain: the share of its variance that each one brings in."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from core.business_case.case import Case
from core.business_case.cash import Numbers
from core.business_case.draws import moving, quantile
from core.business_case.simulation import SEED, outcomes
from core.numbers import variance_shares as numbers


@dataclass(frozen=True)
class VarianceShare:
    """One input's share (0 to 1) of the variance of the net present value.

    `first`: what would go away on average if the input became known; `total`: what would be left if all others became
    known. They differ by what it does together with others.
    """

    code: str
    label: str
    first: float
    total: float


def variance_shares(case: Case, draws: int = 1024, seed: int = SEED) -> tuple[VarianceShare, ...]:
    """Return the shares of every input that a simulation draws, the largest total first; () where nothing moves.

    A benefit with a haircut keeps its own inputs still, as in the simulation. `draws` is a power of 2; the case is
    worked out draws x (inputs + 2) times. The shares are estimates: with 1,024 draws they are off by a few points.
    Raises InvalidInputError for other `draws`. Source: see `core.numbers.variance_shares`.
    """
    inputs = moving(case)
    if not inputs:
        return ()

    def outcome(points: Numbers) -> Numbers:
        drawn = {one.code: row[:, np.newaxis] for one, row in zip(inputs, points, strict=True)}
        return outcomes(case, drawn, points.shape[1])[1]

    found = numbers.variance_shares(outcome, [partial(quantile, one) for one in inputs], draws, seed)
    if found is None:
        return ()
    shares = [
        VarianceShare(one.code, one.label, float(first), float(total))
        for one, first, total in zip(inputs, found.first, found.total, strict=True)
    ]
    return tuple(sorted(shares, key=lambda share: (-share.total, share.code)))
