"""A case with everything that is worked out from it, for what tells of it in words, on paper and on slides."""

from dataclasses import dataclass

from core.business_case.case import Case
from core.business_case.evidence import Basis, basis
from core.business_case.inaction import Inaction, inaction
from core.business_case.result import Result, result
from core.business_case.sensitivity import Bar, break_even, corners, tornado, weights
from core.business_case.simulation import DRAWS, Simulation, simulation

WORST, BEST = "Everything at its worst end", "Everything at its best end"
_BROKEN_EVEN = 4


@dataclass(frozen=True)
class Worked:
    """A case, its result and what was asked about it.

    `bars`: the tornado. `weights`: by input, its part in the moves of the result. `break_evens`: for the inputs that
    move the result most, at which values it is zero; none is (). `scenarios`: the kept ones by name, then all inputs at
    their worst and at their best ends, where any has a range.
    """

    case: Case
    found: Result
    drawn: Simulation
    bars: tuple[Bar, ...]
    basis: Basis
    weights: dict[str, float]
    still: Inaction
    break_evens: tuple[tuple[str, tuple[float, ...]], ...]
    scenarios: tuple[tuple[str, Result], ...]


def worked(case: Case, number: int = DRAWS) -> Worked:
    """Return all that is told of a case, with `number` draws; the same for the same case and number."""
    bars = tornado(case)
    found = weights(case)
    heaviest = [bar.code for bar in bars] or sorted(found, key=lambda code: (-found[code], code))
    scenarios = [(one.name, result(case, one.values)) for one in case.scenarios]
    if bars:
        scenarios += [(name, result(case, values)) for name, values in zip((WORST, BEST), corners(case), strict=True)]
    return Worked(
        case=case,
        found=result(case),
        drawn=simulation(case, number),
        bars=bars,
        basis=basis(case),
        weights=found,
        still=inaction(case),
        break_evens=tuple((code, break_even(case, code)) for code in heaviest[:_BROKEN_EVEN]),
        scenarios=tuple(scenarios),
    )
