"""What an anonymous round may show: no level from which anyone could work out what fewer than five people answered.

A group of one to four people is never shown. That is not enough: the total less the groups shown is the group kept
back, and a role less a team inside it is the rest of that role. So groups are kept back, smallest first, until no sum
or difference of what is shown belongs to one to four people. The reader is taken to know who has which role and team.
Two things it can't hide: that all of a larger group agree, and what one newcomer changed between two rounds.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

LEAST = 5
MOST_CELLS = 60
Group = tuple[int, str]
"""0 for a role and 1 for a team, and its name."""


@dataclass(frozen=True)
class Person:
    """Who answered: their role, their team, and whether they have a level."""

    role: str
    team: str
    has_level: bool

    def groups(self) -> tuple[Group, Group]:
        """Return the two groups that the person belongs to."""
        return (0, self.role), (1, self.team)


def kept_back(people: Sequence[Person]) -> frozenset[Group]:
    """Return the groups whose level must not be shown beside the level of all and of the other groups.

    >>> people = [Person("lead", "one", True)] * 3 + [Person("analyst", "one", True)] * 6
    >>> sorted(kept_back([*people, *[Person("agent", "one", True)] * 9]))
    [(0, 'analyst'), (0, 'lead')]
    """
    sizes = Counter(group for one in people for group in one.groups())
    levels = Counter(dict.fromkeys(sizes, 0))
    levels.update(group for one in people if one.has_level for group in one.groups())
    hidden = {group for group in sizes if min(sizes[group], levels[group]) < LEAST}
    cells = Counter((one.role, one.team) for one in people if one.has_level)
    if sum(1 for size in cells.values() if size < LEAST) > MOST_CELLS:
        hidden |= {group for group in sizes if group[0] == 1}  # too many to search: one table only
    while True:
        for dimension in (0, 1):
            hidden |= _complement(dimension, hidden, sizes, levels)
        shown = [group for group in sizes if group not in hidden]
        if not shown or not _reveals(cells, shown):
            return frozenset(hidden)
        hidden.add(_smallest(shown, levels))


def _complement(
    dimension: int, hidden: set[Group], sizes: Mapping[Group, int], levels: Mapping[Group, int]
) -> set[Group]:
    """Return the groups of one table to keep back, so that those kept back are two or more with five people or more."""
    back = {group for group in hidden if group[0] == dimension}
    shown = [group for group in sizes if group[0] == dimension and group not in back]
    while back and shown and (len(back) < 2 or min(_total(back, sizes), _total(back, levels)) < LEAST):
        next_one = _smallest(shown, levels)
        shown.remove(next_one)
        back.add(next_one)
    return back


def _total(groups: set[Group], sizes: Mapping[Group, int]) -> int:
    return sum(sizes[group] for group in groups)


def _smallest(groups: Sequence[Group], sizes: Mapping[Group, int]) -> Group:
    return min(groups, key=lambda group: (sizes[group], group))


def _reveals(cells: Mapping[tuple[str, str], int], shown: Sequence[Group]) -> bool:
    """Tell whether sums and differences of all and the shown groups give the sum of one to four people.

    A cell is all people of one role in one team. The sums that can be worked out are the row space of the shown sums
    over cells, and a set of cells lies in it when it is orthogonal to the null space: when any vector of the null space
    adds up to 0 over it. One random vector of the null space finds all such sets, but for a coincidence that only hides
    more.
    """
    names = sorted(cells)
    rows = [[1.0] * len(names)]
    rows += [[float(name[dimension] == group) for name in names] for dimension, group in sorted(shown)]
    _, values, basis = np.linalg.svd(np.array(rows))
    rank = int((values > 1e-9).sum())
    null = np.random.default_rng(1).normal(size=len(names) - rank) @ basis[rank:]
    small = [place for place, name in enumerate(names) if cells[name] < LEAST]
    weights = np.array([cells[names[place]] for place in small])
    return any(
        bool(((weights[chosen].sum(axis=1) < LEAST) & (np.abs(null[small][chosen].sum(axis=1)) < 1e-9)).any())
        for chosen in _sets(len(small))
    )


def _sets(size: int) -> Iterator[NDArray[np.intp]]:
    """Return all sets of one to four places, those of the same number in one array."""
    for number in range(1, min(LEAST - 1, size) + 1):
        yield np.fromiter(chain.from_iterable(combinations(range(size), number)), dtype=np.intp).reshape(-1, number)
