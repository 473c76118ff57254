"""Levels by role and by team, and where two roles see it differently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from core.maturity.disclosure import LEAST, Group, Person, kept_back
from core.numbers.estimates import Estimate, difference_estimate, mean_estimate, p_of_difference
from core.text import NOT_GIVEN
from core.wording import count

UNDER_LEAST = f"under {LEAST}"
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class GroupLevel:
    """The additive level of one role or team: the mean of its `n` respondents with a level, or None.

    In an anonymous round `n` is None where the level is kept back, and `kept_back` says why: “under 5”, or “not shown”
    for all groups kept back together where one of them is there to protect another, so that none can be told apart.
    """

    name: str
    level: float | None
    n: int | None
    kept_back: str = ""

    @property
    def n_words(self) -> str:
        """Return the number of respondents as it may be shown.

        >>> GroupLevel("lead", None, None, "under 5").n_words, GroupLevel("agent", 2.5, 7).n_words
        ('under 5', '7')
        """
        return self.kept_back or count(self.n or 0)


@dataclass(frozen=True)
class RoleGap:
    """How much higher one role sees a capability than another: difference of the mean levels, Welch's 95 % interval.

    `clear` when the interval leaves 0 out, or, where all in each role have the same level and there is no interval,
    when the exact permutation test is below 0.05. It is not adjusted for the number of pairs that were compared.
    """

    higher: str
    lower: str
    difference: Estimate
    clear: bool


@dataclass(frozen=True)
class Groups:
    """The levels by role and by team, by name, and the gaps of each two roles shown, the biggest first."""

    roles: tuple[GroupLevel, ...]
    teams: tuple[GroupLevel, ...]
    gaps: tuple[RoleGap, ...]


@dataclass(frozen=True)
class PersonLevel:
    """One respondent's role, team and level, where there is one."""

    role: str
    team: str
    level: float | None


def group_levels(people: Sequence[PersonLevel], anonymous: bool) -> Groups:
    """Return the levels by role and by team; in an anonymous round only what tells nothing on fewer than five people.

    >>> found = group_levels([PersonLevel("lead", "", 2.0), PersonLevel("agent", "", 3.0)], anonymous=False)
    >>> [(one.name, one.level, one.n) for one in found.roles], found.teams[0].name, found.gaps[0].higher
    ([('agent', 3.0, 1), ('lead', 2.0, 1)], 'not given', 'agent')
    """
    people = [PersonLevel(one.role or NOT_GIVEN, one.team or NOT_GIVEN, one.level) for one in people]
    hidden: frozenset[Group] = frozenset()
    if anonymous:
        hidden = kept_back([Person(one.role, one.team, one.level is not None) for one in people])
    roles = _by_name((one.role, one.level) for one in people)
    teams = _by_name((one.team, one.level) for one in people)
    hidden_roles = {name for dimension, name in hidden if dimension == 0}
    return Groups(
        _table(roles, hidden_roles),
        _table(teams, {name for dimension, name in hidden if dimension == 1}),
        _gaps({name: _known(levels) for name, levels in roles.items() if name not in hidden_roles and _known(levels)}),
    )


def _by_name(levels: Iterable[tuple[str, float | None]]) -> dict[str, list[float | None]]:
    found: dict[str, list[float | None]] = {}
    for name, level in sorted(levels, key=lambda pair: pair[0]):
        found.setdefault(name, []).append(level)
    return found


def _table(groups: dict[str, list[float | None]], hidden: set[str]) -> tuple[GroupLevel, ...]:
    all_small = all(len(_known(groups[name])) < LEAST for name in hidden)
    why = UNDER_LEAST if all_small else NOT_SHOWN
    return tuple(
        GroupLevel(name, None, None, why)
        if name in hidden
        else GroupLevel(name, mean_estimate(_known(levels)).value, len(_known(levels)))
        for name, levels in groups.items()
    )


def _known(levels: Iterable[float | None]) -> list[float]:
    return [level for level in levels if level is not None]


def _gaps(roles: dict[str, list[float]]) -> tuple[RoleGap, ...]:
    found = []
    for a, b in combinations(roles, 2):
        higher, lower = sorted((a, b), key=lambda name: (-(mean_estimate(roles[name]).value or 0.0), name))
        difference = difference_estimate(roles[higher], roles[lower])
        p = p_of_difference(roles[higher], roles[lower])
        found.append(RoleGap(higher, lower, difference, p is not None and p < 0.05))
    return tuple(sorted(found, key=lambda gap: (-(gap.difference.value or 0.0), gap.higher, gap.lower)))
