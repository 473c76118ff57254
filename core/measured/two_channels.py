"""To which two channels the work on a journey type may be narrowed: those that carry most of its switches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from core.text import NOT_GIVEN


@dataclass(frozen=True)
class TwoChannels:
    """The two channels that most of a type's switches come from or lead to: `touching` of `all_switches`.

    `between` of them lead from one of the two to the other.
    """

    channels: tuple[str, str]
    touching: int
    between: int
    all_switches: int

    @property
    def share(self) -> float:
        """Their share of all switches.

        >>> TwoChannels(("chat", "phone"), 3, 1, 4).share
        0.75
        """
        return self.touching / self.all_switches


def two_channels(pairs: Iterable[Mapping[str, Any]], names: Mapping[int, str]) -> dict[int, TwoChannels]:
    """Return them for each issue that has switches between two known channels or more.

    `pairs`: issue_code, one_code, other_code and switches, either way; code 0 is no known channel, which can't be
    named but counts among all switches. Of equal pairs of channels the first by name is given.

    By hand: 5 switches chat-phone, 3 phone-web, 1 chat-web: chat and phone touch all 9, phone and web as well; chat
    comes first.

    >>> rows = [(1, 1, 2, 5), (1, 2, 3, 3), (1, 1, 3, 1)]
    >>> columns = ("issue_code", "one_code", "other_code", "switches")
    >>> two_channels([dict(zip(columns, row)) for row in rows], {1: "chat", 2: "phone", 3: "web"})[1]
    TwoChannels(channels=('chat', 'phone'), touching=9, between=5, all_switches=9)
    """
    by_issue: dict[int, dict[frozenset[int], int]] = {}
    for row in pairs:
        codes = frozenset((int(row["one_code"]), int(row["other_code"])))
        by_issue.setdefault(int(row["issue_code"]), {})[codes] = int(row["switches"])
    found = {}
    for issue, switches in by_issue.items():
        known = sorted(
            {code for pair in switches for code in pair if code}, key=lambda code: names.get(code, NOT_GIVEN)
        )
        options = [
            (sum(count for pair, count in switches.items() if pair & set(two)), switches.get(frozenset(two), 0), two)
            for two in combinations(known, 2)
        ]
        if options:
            touching, between, two = max(options, key=lambda option: option[:2])
            channels = (names.get(two[0], NOT_GIVEN), names.get(two[1], NOT_GIVEN))
            found[issue] = TwoChannels(channels, touching, between, sum(switches.values()))
    return found
