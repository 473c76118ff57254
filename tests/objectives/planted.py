"""An office whose metrics are planted month by month: so many resolved, so many satisfied, at such a cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from core.glossary.metric import Metric
from core.glossary.shipped import shipped
from core.objectives.objective import Objective, Terms, Why
from core.objectives.setting import Wanted, set_objective
from core.objectives.span import Span
from core.scope import Scope
from core.scorecard.scorecard import Scorecard, scorecard
from tests.journeys_dsl import Office, journey, office_of

FIRST = 2025 * 12  # January 2025
TODAY = date(2026, 1, 15)


@dataclass(frozen=True)
class Month:
    """One month: of `n` journeys so many are resolved, and so many say 5, the others 1; each costs `cost` or 1 more."""

    resolved: int
    satisfied: int = 25
    cost: float = 10.0
    n: int = 50


def office(folder: Path, months: Sequence[Month], *, more_days: int = 60) -> Office:
    """Build the office; the data reach so many days past its last month."""
    written = {}
    for place, month in enumerate(months):
        start = datetime((FIRST + place) // 12, (FIRST + place) % 12 + 1, 1, 9)
        for number in range(month.n):
            written[f"m{place}j{number}"] = journey(
                "Phone", start=start + timedelta(hours=12 * number % 600), cost=month.cost + number % 2,
                resolved=number < month.resolved, csat=5 if number < month.satisfied else 1,
            )  # fmt: skip
    last = FIRST + len(months)
    return office_of(folder, written, datetime(last // 12, last % 12 + 1, 1) + timedelta(days=more_days))


def card(made: Office, metrics: Mapping[str, Metric] | None = None, scope: Scope | None = None) -> Scorecard:
    return scorecard(made.database, scope or Scope(), list((metrics or shipped()).values()), {})


def months(first: int, last: int) -> Span:
    """Months of 2025, counted from 0."""
    return Span("month", FIRST + first, FIRST + last)


def wanted(code: str = "resolution", target: float = 0.9, span: Span | None = None, **more: object) -> Wanted:
    due, guards = more.get("due_on", date(2026, 6, 30)), more.get("guards", ("csat",))
    terms, why = Terms(target, due, "Ann"), Why("It matters.", guards)  # type: ignore[arg-type]
    return Wanted(code, span or months(0, 2), terms, why)


def objective(found: Scorecard, asked: Wanted | None = None, today: date = TODAY) -> Objective:
    return set_objective(found, asked or wanted(), "o1", today)


def newer(code: str, version: int, **parameters: object) -> dict[str, Metric]:
    """Return the glossary with a metric that counts otherwise since March 2025."""
    metric = shipped()[code].with_parameters(parameters)  # type: ignore[arg-type]
    return {**shipped(), code: replace(metric, version=version, since=date(2025, 3, 1))}
