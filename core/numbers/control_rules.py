"""Rules for control charts: a stand-in until the full module is merged."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A rule with its code and what it says."""

    code: str
    words: str


WESTERN_ELECTRIC = (Rule("WE1", "one point beyond 3 sigma"),)
NELSON = (Rule("N1", "one point beyond 3 sigma"),)


@dataclass(frozen=True)
class Signal:
    """A rule that was broken by the points from `first` to `last`."""

    rule: Rule
    first: int
    last: int


def signals(standard: Sequence[float | None], rules: Sequence[Rule]) -> tuple[Signal, ...]:
    """Return what breaks a rule."""
    return tuple(Signal(rules[0], i, i) for i, z in enumerate(standard) if z is not None and abs(z) > 3)
