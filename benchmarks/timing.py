"""Races: contenders take turns, so that a noisy machine is noisy to all of them."""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

ROUNDS = 5


def race(contenders: Mapping[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return each contender's median seconds over `rounds` rounds in turn, after one warm-up of each."""
    for run in contenders.values():
        run()
    return turns({name: _timed(run) for name, run in contenders.items()}, rounds)


def turns(contenders: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return each contender's median of the seconds it reports itself, over `rounds` rounds in turn."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            taken[name].append(run())
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _timed(run: Callable[[], Any]) -> Callable[[], float]:
    def timed() -> float:
        started = time.perf_counter()
        run()
        return time.perf_counter() - started

    return timed
