"""Retention after journeys that touched a channel or touchpoint, beside that after others: raw, and type by type."""

from dataclasses import dataclass
from typing import Any, Literal

from core.contract import SMALL_SAMPLE
from core.engine import Answer, Database
from core.errors import InvalidInputError
from core.numbers.common_difference import Stratum, common_difference
from core.numbers.proportions import Interval, newcombe
from core.retention.basis import Basis, follow
from core.retention.question import RetentionQuestion
from core.scope import Scope
from core.text import counted


@dataclass(frozen=True)
class Touched:
    """One channel or touchpoint: customers retained at the horizon after touching it (a) and after not (b), by type.

    Differences are touched less not (negative: more leave) and None with fewer than 30 on either side. Their intervals
    take journeys as independent, so each customer should count once.
    """

    code: int
    strata: tuple[Stratum, ...]

    @property
    def journeys(self) -> int:
        """How many touched it."""
        return sum(each.n_a for each in self.strata)

    @property
    def others(self) -> int:
        """How many did not."""
        return sum(each.n_b for each in self.strata)

    @property
    def raw(self) -> Interval | None:
        """The difference with nothing held fixed, with Newcombe's interval.

        >>> found = Touched(1, (Stratum(80, 100, 180, 200),)).raw
        >>> round(found.value, 2), found.n
        (-0.1, 300)
        """
        if self.why_not:
            return None
        a, b = (sum(each.successes_a for each in self.strata), sum(each.successes_b for each in self.strata))
        return newcombe(a, self.journeys, b, self.others)

    @property
    def adjusted(self) -> Interval | None:
        """The difference with the journey type held fixed (Mantel-Haenszel).

        By hand: a type in which most stay is touched more often; within both types nothing differs.

        >>> found = Touched(1, (Stratum(90, 100, 45, 50), Stratum(20, 40, 100, 200)))
        >>> round(found.raw.value, 3), round(found.adjusted.value, 3)
        (0.206, 0.0)
        """
        return None if self.why_not else common_difference(self.strata)

    @property
    def why_not(self) -> str:
        """Why there is no difference, as a sentence; empty when there is one.

        >>> Touched(1, (Stratum(80, 100, 0, 0),)).why_not
        'Only 0 customers could be followed without touching it: too few, it takes 30.'
        """
        for number, how in ((self.journeys, "after touching it"), (self.others, "without touching it")):
            if number < SMALL_SAMPLE:
                return f"Only {counted(number, 'customer')} could be followed {how}: too few, it takes {SMALL_SAMPLE}."
        return ""


def touched(
    database: Database, scope: Scope, question: RetentionQuestion, by: Literal["channel", "touchpoint"]
) -> tuple[dict[int, Touched], Basis, Answer]:
    """Return every channel or touchpoint by its code: associated, not caused.

    Raises `InvalidInputError` where a customer may count more than once, as the intervals would be too narrow.
    """
    if question.population != "customers":
        raise InvalidInputError("Each customer must count once here. Ask with the population 'customers'.")
    values = {"by": by, "horizon_days": question.horizon_days}
    basis, answers = follow(database, scope, question, {"touched.sql": values})
    rows = answers["touched.sql"].records()
    every = {int(row["issue_code"]): row for row in rows if row["code"] is None}
    own: dict[int, dict[int, dict[str, Any]]] = {}
    for row in rows:
        if row["code"] is not None:
            own.setdefault(int(row["code"]), {})[int(row["issue_code"])] = row
    found = {code: Touched(code, tuple(_stratum(of.get(issue), all_) for issue, all_ in every.items()))
             for code, of in own.items()}  # fmt: skip
    return found, basis, answers["touched.sql"]


def _stratum(own: dict[str, Any] | None, every: dict[str, Any]) -> Stratum:
    n, retained = (0, 0) if own is None else (int(own["journeys"]), int(own["retained"]))
    return Stratum(retained, n, int(every["retained"]) - retained, int(every["journeys"]) - n)
