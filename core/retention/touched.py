"""Retention after journeys that touched a channel or touchpoint, beside that after all others: as it is, raw."""

from dataclasses import dataclass
from typing import Literal

from core.contract import SMALL_SAMPLE
from core.engine import Answer, Database
from core.errors import InvalidInputError
from core.numbers.proportions import Interval, newcombe
from core.retention.basis import Basis, follow
from core.retention.question import RetentionQuestion
from core.scope import Scope
from core.text import counted


@dataclass(frozen=True)
class Touched:
    """One channel or touchpoint: customers retained at the horizon after touching it, and after not touching it."""

    code: int
    journeys: int
    retained: int
    other_journeys: int
    other_retained: int

    @property
    def difference(self) -> Interval | None:
        """The share retained, touched less not; negative: more leave. None with fewer than 30 on either side.

        Newcombe's interval takes journeys as independent, so each customer should count once.

        >>> found = Touched(1, 100, 80, 200, 180).difference
        >>> round(found.value, 2), found.n
        (-0.1, 300)
        """
        if min(self.journeys, self.other_journeys) < SMALL_SAMPLE:
            return None
        return newcombe(self.retained, self.journeys, self.other_retained, self.other_journeys)

    @property
    def why_not(self) -> str:
        """Why there is no difference, as a sentence; empty when there is one.

        >>> Touched(1, 100, 80, 0, 0).why_not
        'Only 0 customers could be followed without touching it: too few, it takes 30.'
        """
        for number, how in ((self.journeys, "after touching it"), (self.other_journeys, "without touching it")):
            if number < SMALL_SAMPLE:
                return f"Only {counted(number, 'customer')} could be followed {how}: too few, it takes {SMALL_SAMPLE}."
        return ""


def touched(
    database: Database, scope: Scope, question: RetentionQuestion, by: Literal["channel", "touchpoint"]
) -> tuple[dict[int, Touched], Basis, Answer]:
    """Return every channel or touchpoint by its code. Nothing is held fixed: associated, not caused.

    Raises `InvalidInputError` where a customer may count more than once, as its interval would be too narrow.
    """
    if question.population != "customers":
        raise InvalidInputError("Each customer must count once here. Ask with the population 'customers'.")
    values = {"by": by, "horizon_days": question.horizon_days}
    basis, answers = follow(database, scope, question, {"touched.sql": values})
    found = {}
    for row in answers["touched.sql"].records():
        journeys, retained = int(row["journeys"]), int(row["retained"])
        others = int(row["all_journeys"]) - journeys, int(row["all_retained"]) - retained
        found[int(row["code"])] = Touched(int(row["code"]), journeys, retained, *others)
    return found, basis, answers["touched.sql"]
