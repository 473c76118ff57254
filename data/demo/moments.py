"""Sums from which slopes follow exactly, so that the truth of any number of journeys fits in a few kilobytes."""

from dataclasses import dataclass, field

import numpy as np

from data.demo import world
from data.demo.draw import Floats, Ints

SHAPE = (len(world.ISSUES), len(world.SEGMENTS), len(world.CHANNELS))
CELLS = int(np.prod(SHAPE))


@dataclass
class Slopes:
    """Sums of x and y within each issue, segment and first channel, filled block by block.

    >>> slopes = Slopes()
    >>> slopes.add(np.array([0, 0, 5, 5]), np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 2.0, 9.0, 10.0]))
    >>> round(slopes.naive(), 2), round(slopes.within(), 2)
    (3.4, 1.0)
    """

    sums: Floats = field(default_factory=lambda: np.zeros((6, CELLS)))

    def add(self, cell: Ints, x: Floats, y: Floats) -> None:
        """Add one observation per entry."""
        for number, values in enumerate((np.ones(len(x)), x, y, x * x, x * y, y * y)):
            self.sums[number] += np.bincount(cell, values, CELLS)

    @property
    def observations(self) -> int:
        """How many were added."""
        return int(self.sums[0].sum())

    def naive(self) -> float:
        """Return the slope of y on x when nothing is held fixed."""
        return _slope(self.sums.sum(axis=1, keepdims=True))

    def within_issue(self) -> float:
        """Return the slope with the issue held fixed."""
        return _slope(self.sums.reshape(6, SHAPE[0], -1).sum(axis=2))

    def within_issue_and_segment(self) -> float:
        """Return the slope with issue and segment held fixed."""
        return _slope(self.sums.reshape(6, SHAPE[0] * SHAPE[1], -1).sum(axis=2))

    def within(self) -> float:
        """Return the slope with issue, segment and first channel held fixed."""
        return _slope(self.sums)


def cells(issue: Ints, segment: Ints, first_channel: Ints) -> Ints:
    """Number the combinations."""
    return np.ravel_multi_index((issue, segment, first_channel), SHAPE)


def _slope(sums: Floats) -> float:
    number, x, y, xx, xy, _ = sums[:, sums[0] > 0]
    spread = float((xx - x * x / number).sum())
    return float((xy - x * y / number).sum()) / spread if spread > 0 else float("nan")
