"""Selections made in a picture: behind a node or link of the flow, an edge of the loop map, a count of a pattern."""

from dataclasses import dataclass
from typing import Any, Literal

from core.errors import InvalidInputError
from core.paths.flow import END, GOES_ON, OTHER, FlowQuestion, flow_query, flow_values
from core.paths.loops import LoopQuestion, loop_query
from core.paths.pattern import PatternQuestion, pattern_query, pattern_values
from core.paths.selection import Selection
from core.query import Query
from core.scope import Scope, Within

_ANY = -9
_KINDS = {"other": OTHER, "ended": END, "started": END, "on": GOES_ON}
PatternPart = Literal["matches", "first", "unmatched", "base", "base-matches"]
_PARTS = {"matches": (1, 1), "first": (1, _ANY), "unmatched": (1, 0), "base": (0, _ANY), "base-matches": (0, 1)}


@dataclass(frozen=True)
class FlowJourneys(Selection):
    """Journeys behind a node of the flow picture (`target` empty) or behind a link from `source` to `target`.

    Both are node names as in the picture: "2|7", "2|other", "3|ended".
    """

    question: FlowQuestion
    source: str
    target: str = ""

    def __post_init__(self) -> None:
        position, code = _node(self.source)
        if code == END and self.target:
            raise InvalidInputError("Nothing comes after the end of a journey. Choose the link that leads to it.")
        if self.target and _node(self.target)[0] != position + 1:
            raise InvalidInputError("A link leads from one position to the next. Choose it in the picture.")

    def within(self, scope: Scope) -> Within:
        """Return what the selection's query sees."""
        return Within(scope, self.question.lens, self.question.variants)

    def query(self) -> tuple[Query, dict[str, Any]]:
        """Return the query of the selected journeys' keys, and its values."""
        position, source = _node(self.source)
        target = _node(self.target)[1] if self.target else _ANY
        if source == END:
            position, source, target = position - 1, _ANY, END
        place = {"position": position, "source": source, "target": target}
        return flow_query(self.question, "drill_flow.sql"), flow_values(self.question) | place

    def describe(self) -> str:
        """Return the selection in words."""
        position = _node(self.source)[0]
        return f"one link after position {position}" if self.target else f"one step at position {position}"

    def to_query(self) -> dict[str, str]:
        """Return the selection as URL parameters."""
        found = {"pick": "flow", "source": self.source} | self.question.to_query()
        return found | ({"target": self.target} if self.target else {})


@dataclass(frozen=True)
class LoopJourneys(Selection):
    """Journeys behind a node of the loop map (`target` empty), an edge, or the ends of a node (`target` "ended")."""

    question: LoopQuestion
    source: str
    target: str = ""

    def __post_init__(self) -> None:
        for name in (self.source, "0" if self.target in ("", "ended") else self.target):
            if not name.isdecimal() or len(name) > 8:
                raise InvalidInputError(f"{name!r} is not a step of the map. Choose it in the map.")

    def within(self, scope: Scope) -> Within:
        """Return what the selection's query sees."""
        return Within(scope, self.question.lens, self.question.variants)

    def query(self) -> tuple[Query, dict[str, Any]]:
        """Return the query of the selected journeys' keys, and its values."""
        target = END if self.target == "ended" else int(self.target or _ANY)
        values = {"coverage": self.question.ten_thousandths, "source": int(self.source), "target": target}
        return loop_query(self.question, "drill_loop.sql"), values

    def describe(self) -> str:
        """Return the selection in words."""
        return "one edge of the loop map" if self.target else "one step of the loop map"

    def to_query(self) -> dict[str, str]:
        """Return the selection as URL parameters."""
        found = {"pick": "loop", "source": self.source} | self.question.to_query()
        return found | ({"target": self.target} if self.target else {})


@dataclass(frozen=True)
class PatternJourneys(Selection):
    """Journeys behind one count of a pattern's answer.

    `matches`, all with the `first` step, the `unmatched` of them, the `base` (without the first step), `base-matches`.
    """

    question: PatternQuestion
    part: PatternPart = "matches"

    def __post_init__(self) -> None:
        if self.part not in _PARTS:
            raise InvalidInputError(f"{self.part!r} is not a part of a pattern. Choose {', '.join(_PARTS)}.")

    def within(self, scope: Scope) -> Within:
        """Return what the selection's query sees."""
        return Within(scope, self.question.lens, every_row=True)

    def query(self) -> tuple[Query, dict[str, Any]]:
        """Return the query of the selected journeys' keys, and its values."""
        has_first, matched = _PARTS[self.part]
        part = {"has_first": has_first, "matched": matched}
        return pattern_query(self.question, "drill_pattern.sql"), pattern_values(self.question) | part

    def describe(self) -> str:
        """Return the selection in words."""
        return f"{self.part} of {self.question.describe()}"

    def to_query(self) -> dict[str, str]:
        """Return the selection as URL parameters."""
        return {"pick": "pattern", "part": self.part} | self.question.to_query()


def _node(name: str) -> tuple[int, int]:
    position, _, shown = name.partition("|")
    code = _KINDS.get(shown, int(shown) if shown.isdecimal() and len(shown) < 9 else _ANY)
    if not position.isdecimal() or not 1 <= int(position) <= 13 or code == _ANY:
        raise InvalidInputError(f"{name!r} is not a step of the picture. Choose it in the picture.")
    return int(position), code
