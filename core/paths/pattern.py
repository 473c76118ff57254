"""The pattern query: how often is X followed by Y, without Z between, within T, and is that more than elsewhere?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.address import read_number
from core.engine import Answer, Database
from core.errors import InvalidInputError
from core.numbers.proportions import Interval, share_ratio, wilson
from core.paths.contract import Contract
from core.paths.lens import Lens
from core.paths.variants import SMALL_SAMPLE
from core.query import Query, query
from core.scope import Label, Scope, Within, ask
from core.text import counted
from core.wording import count

_NOTHING = -1


@dataclass(frozen=True)
class PatternQuestion:
    """`first`, later `then`, both labels of the lens, seen from the journey's first `first`.

    `without` must not come between the two. `within_seconds` limits the time from the first contact of the one to the
    first contact of the other. With `directly`, `then` must be the very next step.
    """

    lens: Lens = field(default_factory=Lens)
    first: str = ""
    then: str = ""
    without: str | None = None
    within_seconds: int | None = None
    directly: bool = False

    def __post_init__(self) -> None:
        if not self.first or not self.then:
            raise InvalidInputError(f"Choose the two {self.lens.noun()} of the pattern: first this, then that.")
        if self.without == self.then:
            raise InvalidInputError(f"{self.then!r} can't be both what follows and what must not come before it.")
        if self.within_seconds is not None and self.within_seconds < 0:
            raise InvalidInputError("The time of a pattern can't be negative. Leave it empty for no limit.")

    def to_query(self) -> dict[str, str]:
        """Return the question as URL parameters."""
        found = self.lens.to_query() | {"first": self.first, "then": self.then}
        found |= {"without": self.without} if self.without else {}
        found |= {"within": str(self.within_seconds)} if self.within_seconds is not None else {}
        return found | ({"directly": "1"} if self.directly else {})

    @staticmethod
    def from_query(query: Mapping[str, str]) -> "PatternQuestion":
        """Read the question from URL parameters.

        >>> PatternQuestion.from_query({"first": "ivr", "then": "phone", "within": "3600"}).within_seconds
        3600
        """
        return PatternQuestion(
            Lens.from_query(query),
            first=query.get("first", ""),
            then=query.get("then", ""),
            without=query.get("without") or None,
            within_seconds=read_number(query, "within") if query.get("within") else None,
            directly=query.get("directly") == "1",
        )

    def describe(self) -> str:
        """Return the pattern in words.

        >>> PatternQuestion(first="ivr", then="phone", without="chat", within_seconds=60).describe()
        'ivr then phone, without chat between, within 60 seconds'
        """
        parts = [f"{self.first} then {'directly ' if self.directly else ''}{self.then}"]
        parts += [f"without {self.without} between"] if self.without else []
        parts += [f"within {counted(self.within_seconds, 'second')}"] if self.within_seconds is not None else []
        return ", ".join(parts)


@dataclass(frozen=True)
class PatternResult:
    """Of `denominator` journeys with the first step, `matches` go on as asked: `rate`, with Wilson's 95 % interval.

    The base asks the same of the `base_denominator` journeys in scope without the first step, counted from their first
    step: does the second come at a later step, under the same conditions? `lift` is rate / base rate, with Katz's 95 %
    interval; the two groups share no journey. It says what goes together, not what causes what. Rates of fewer than 30
    journeys are None, and so is a lift that needs one (`too_few`) or whose counts are 0.
    """

    denominator: int
    matches: int
    rate: float | None
    low: float | None
    high: float | None
    base_denominator: int
    base_matches: int
    base_rate: float | None
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    too_few: bool
    contract: Contract
    answer: Answer


def pattern(database: Database, scope: Scope, question: PatternQuestion) -> PatternResult:
    """Answer a pattern question."""
    within = Within(scope, question.lens, every_row=True)
    answer = ask(database, within, pattern_query(question, "pattern.sql"), pattern_values(question))
    counts = {int(row["has_first"]): (int(row["matches"]), int(row["journeys"])) for row in answer.records()}
    (matches, denominator), (base_matches, base) = counts.get(1, (0, 0)), counts.get(0, (0, 0))
    rate = wilson(matches, denominator) if denominator >= SMALL_SAMPLE else None
    base_rate = base_matches / base if base >= SMALL_SAMPLE else None
    known = rate is not None and base_rate is not None
    lift: Interval | None = share_ratio(matches, denominator, base_matches, base) if known else None
    return PatternResult(
        denominator=denominator,
        matches=matches,
        rate=rate.value if rate else None,
        low=rate.low if rate else None,
        high=rate.high if rate else None,
        base_denominator=base,
        base_matches=base_matches,
        base_rate=base_rate,
        lift=lift.value if lift else None,
        lift_low=lift.low if lift else None,
        lift_high=lift.high if lift else None,
        too_few=not known,
        contract=_contract(scope, question, denominator, base),
        answer=answer,
    )


def pattern_query(question: PatternQuestion, body: str) -> Query:
    """Return the query of a file that reads `matched`: which journeys have the first step, and which match."""
    last = "pattern_any_time.sql" if question.within_seconds is None else "pattern_in_time.sql"
    return query(
        __package__,
        body,
        anchored="pattern_anchored.sql",
        anchors="pattern_anchors.sql",
        reached="pattern_reached.sql",
        matched=last,
    )


def pattern_values(question: PatternQuestion) -> dict[str, Any]:
    """Return the values that `pattern_query` needs."""
    by = question.lens.by
    return {
        "first": Label(by, question.first),
        "then": Label(by, question.then),
        "without": Label(by, question.without) if question.without else _NOTHING,
        "directly": int(question.directly),
        "within_seconds": question.within_seconds,
    }


def _contract(scope: Scope, question: PatternQuestion, denominator: int, base: int) -> Contract:
    total = denominator + base
    return Contract(
        unit="journeys",
        denominator=f"{count(denominator)} of {counted(total, 'journey')} have {question.first} ({scope.describe()})",
        coverage="100 %",
        window=f"from the first {question.first} on: {question.describe()}"
        + ("; repeats count once" if question.lens.collapse else ""),
        other=f"base rate: the same, from the first step of the {counted(base, 'journey')} without {question.first}",
    )
