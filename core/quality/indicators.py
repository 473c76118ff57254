"""Which indicators there are, what they mean, and which limit applies: the default's or the one a person set."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from core.glossary.terms import Term
from core.workspace.thresholds import SetThreshold

NOBODY = "nobody yet"


@dataclass(frozen=True)
class Indicator:
    """One leading indicator. `limit` is a share (0 to 1); `direction` says on which side of it a value is in order.

    `counted_from` names the column, the flags or the count behind it. `required` marks fields without which a journey
    can't be told. `set_version` is 0 while the limit and the owner are the defaults.
    """

    code: str
    group: Literal["completion", "reading", "channels", "times", "identity", "labels"]
    label: str
    meaning: str
    direction: Literal["at least", "at most"]
    limit: float
    advice: str
    counted_from: tuple[str, ...]
    required: bool = False
    owner: str = NOBODY
    set_version: int = 0

    @property
    def term(self) -> Term:
        """The name under which its value is shown."""
        return Term(self.code, self.label, self.meaning, "share")

    def in_order(self, value: float) -> bool:
        """Say whether a value keeps to the limit."""
        return value >= self.limit if self.direction == "at least" else value <= self.limit


@cache
def default_indicators() -> tuple[Indicator, ...]:
    """Return every indicator with its default limit, in the order in which they are shown.

    >>> [one.code for one in default_indicators() if one.required]
    ['customer', 'channel', 'issue']
    """
    content = tomllib.loads((Path(__file__).parent / "indicators.toml").read_text(encoding="utf-8"))
    return tuple(
        Indicator(code=code, **{**values, "counted_from": tuple(values.get("counted_from", (code,)))})
        for code, values in content.items()
    )


def indicators(people_set: Mapping[str, SetThreshold]) -> tuple[Indicator, ...]:
    """Return every indicator with the limits and owners that people set.

    >>> found = {one.code: one for one in indicators({"rejected": SetThreshold(0.5, "Ann", 3)})}
    >>> found["rejected"].limit, found["rejected"].owner, found["duplicates"].owner
    (0.5, 'Ann', 'nobody yet')
    """
    return tuple(_with(one, people_set.get(one.code)) for one in default_indicators())


def _with(indicator: Indicator, by_people: SetThreshold | None) -> Indicator:
    if by_people is None:
        return indicator
    owner = by_people.owner or NOBODY
    return replace(indicator, limit=by_people.limit, owner=owner, set_version=by_people.version)
