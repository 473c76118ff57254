"""The business case's simulation, against the same model one draw at a time and against bare arithmetic on arrays."""

from collections.abc import Callable
from datetime import date
from typing import Literal

import numpy as np

from benchmarks.results import Figure, at_least, milliseconds
from benchmarks.timing import race
from core.business_case.case import Case, Terms
from core.business_case.cash import cash
from core.business_case.catalogue import Start, start, with_terms
from core.business_case.draws import draws, moving
from core.business_case.simulation import DRAWS, SEED, outcomes, simulation

ROUNDS = 7
ONE_BY_ONE = 50  # draws that the slow contender takes a round; its time is scaled to all
TARGET_SECONDS = 0.1
_DAY = date(2027, 1, 1)


def case_of(periods_per_year: Literal[1, 4]) -> Case:
    """Return the larger template over five years: 6 costs, 3 benefits, 27 inputs with a range."""
    begun = start(Start("two_managers", "Benchmark", "USD", _DAY, _DAY))
    return with_terms(begun, Terms(_DAY, 5, periods_per_year), _DAY)


def figures() -> list[Figure]:
    """Race a simulation of 10,000 draws, by years and by quarters."""
    return [
        figure for name, per_year in (("years", 1), ("quarters", 4)) for figure in _figures(name, case_of(per_year))
    ]


def _figures(name: str, case: Case) -> list[Figure]:
    _check(case)
    seconds = race(
        {"ours": lambda: simulation(case), "one": _one_by_one(case), "floor": lambda: _floor(case)}, rounds=ROUNDS
    )
    ours, one, floor = seconds["ours"], seconds["one"] * DRAWS / ONE_BY_ONE, seconds["floor"]
    what = f"simulation of {DRAWS:,} draws, 5 years by {name}"
    return [
        Figure("B1", what, milliseconds(ours), f"≤ {milliseconds(TARGET_SECONDS)}", ours <= TARGET_SECONDS),
        at_least("B1", f"… one draw at a time ÷ it, by {name}", one / ours, 10, f" ({milliseconds(one)}, scaled)"),
        Figure(
            "B1", f"… it ÷ drawing and sorting each input and one product of arrays a line, by {name}",
            f"{ours / floor:.2f} × ({milliseconds(floor)})",
        ),
    ]  # fmt: skip


def _drawn(case: Case, number: int) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    return {one.code: draws(one, number, SEED) for one in moving(case)}


def _one_by_one(case: Case) -> Callable[[], list[float]]:
    """Return the peer: the present value of each draw by itself."""
    drawn, still = _drawn(case, ONE_BY_ONE), case.values()

    def run() -> list[float]:
        found = []
        for place in range(ONE_BY_ONE):
            flows = cash(case, {**still, **{code: float(column[place, 0]) for code, column in drawn.items()}}, still)
            found.append(float(flows.present(flows.net)))
        return found

    return run


def _floor(case: Case) -> float:
    """Do the least that any simulation does: draw, sort for the ranks, and multiply and add once a line."""
    columns = list(_drawn(case, DRAWS).values())
    for column in columns:
        np.argsort(column[:, 0])
    net = np.zeros((DRAWS, case.terms.periods + 1))
    for place in range(len(case.lines)):
        net += columns[place] * net
    return float(net.sum())


def _check(case: Case) -> None:
    """Raise `AssertionError` where both contenders don't find the same."""
    together = outcomes(case, _drawn(case, ONE_BY_ONE), ONE_BY_ONE)[1]
    assert np.allclose(together, _one_by_one(case)(), rtol=1e-12, atol=0), "the two disagree on a draw"
