"""Rules that tell a control chart's signals from its noise: Western Electric's four and Nelson's eight.

Sources: Western Electric (1956), Statistical Quality Control Handbook; Nelson (1984), Journal of Quality
Technology 16:237-239. They differ in one number: eight points on one side of the centre in the first, nine in the
second. Where a source leaves it open: "beyond" is strictly beyond; a point on the centre is on neither side, and equal
neighbours neither rise nor fall; a point exactly 1 sigma off counts as within 1 sigma.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from core.errors import InvalidInputError

Pattern = Literal["beyond", "trend", "zigzag", "near", "far"]


@dataclass(frozen=True)
class Rule:
    """A rule: its code, what it says, and the pattern of standardised points it looks for.

    Of `points` in a row, `count` must fit the pattern; only "beyond" asks for fewer than all of them.
    """

    code: str
    words: str
    pattern: Pattern
    count: int
    points: int
    sigmas: float = 0.0


@dataclass(frozen=True)
class Signal:
    """A run of points that broke a rule, from place `first` to `last`, both included."""

    rule: Rule
    first: int
    last: int


WESTERN_ELECTRIC = (
    Rule("WE1", "One point more than 3 sigma from the centre", "beyond", 1, 1, 3.0),
    Rule("WE2", "Two of three points in a row more than 2 sigma from the centre, on one side", "beyond", 2, 3, 2.0),
    Rule("WE3", "Four of five points in a row more than 1 sigma from the centre, on one side", "beyond", 4, 5, 1.0),
    Rule("WE4", "Eight points in a row on one side of the centre", "beyond", 8, 8),
)
NELSON = (
    Rule("N1", "One point more than 3 sigma from the centre", "beyond", 1, 1, 3.0),
    Rule("N2", "Nine points in a row on one side of the centre", "beyond", 9, 9),
    Rule("N3", "Six points in a row rising, or falling", "trend", 6, 6),
    Rule("N4", "Fourteen points in a row, up and down in turn", "zigzag", 14, 14),
    Rule("N5", "Two of three points in a row more than 2 sigma from the centre, on one side", "beyond", 2, 3, 2.0),
    Rule("N6", "Four of five points in a row more than 1 sigma from the centre, on one side", "beyond", 4, 5, 1.0),
    Rule("N7", "Fifteen points in a row within 1 sigma of the centre", "near", 15, 15, 1.0),
    Rule("N8", "Eight points in a row more than 1 sigma from the centre, on both sides", "far", 8, 8, 1.0),
)


def signals(standard: Sequence[float | None], rules: Sequence[Rule]) -> tuple[Signal, ...]:
    """Return the runs that break each rule, by rule and then by place.

    `standard` are a chart's points in sigma from the centre; a None is unknown and ends every run. Runs of one rule and
    one side that share a point are told as one, so twelve points above the centre are one signal, not four. A run of
    "two of three" starts and ends with points beyond: two side by side are enough, whatever the third is. Raises
    InvalidInputError for a value that is not a finite number.

    >>> [(found.rule.code, found.first, found.last) for found in signals([0.1, 2.5, 1.9, 2.1, 3.5], WESTERN_ELECTRIC)]
    [('WE1', 4, 4), ('WE2', 1, 4), ('WE3', 1, 4)]
    """
    if not all(z is None or math.isfinite(z) for z in standard):
        raise InvalidInputError("A standardised value is not a finite number. Pass None for what is not known.")
    found = []
    for rule in rules:
        spans = sorted(span for side in (1, -1) for span in _joined(_spans(standard, rule, side)))
        found += [Signal(rule, first, last) for first, last in spans]
    return tuple(found)


def _spans(standard: Sequence[float | None], rule: Rule, side: int) -> Iterator[tuple[int, int]]:
    """Give the shortest spans, in order, that break the rule on one side: 1 is up, -1 down."""
    if rule.pattern == "beyond":
        beyond = [place for place, z in enumerate(standard) if z is not None and side * z > rule.sigmas]
        for first, last in zip(beyond, beyond[rule.count - 1 :], strict=False):
            if last - first < rule.points and None not in standard[first : last + 1]:
                yield first, last
    elif side == 1 or rule.pattern == "trend":  # the other patterns have no side
        for first in range(len(standard) - rule.points + 1):
            window = standard[first : first + rule.points]
            known = [side * z for z in window if z is not None]
            if len(known) == rule.points and _fits(known, rule):
                yield first, first + rule.points - 1


def _fits(window: Sequence[float], rule: Rule) -> bool:
    if rule.pattern == "near":
        return all(abs(z) <= rule.sigmas for z in window)
    if rule.pattern == "far":
        return all(abs(z) > rule.sigmas for z in window) and min(window) < 0 < max(window)
    rises = [b > a for a, b in pairwise(window)]
    moves = all(a != b for a, b in pairwise(window))
    return all(rises) if rule.pattern == "trend" else moves and all(a != b for a, b in pairwise(rises))


def _joined(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined
