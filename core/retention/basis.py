"""What a retention answer rests on: who is counted and who is not, how leaving is known, and who is followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from core.contract import Contract
from core.engine import Answer, Database
from core.errors import DataBusyError, InvalidInputError
from core.frames import each
from core.query import Query, query
from core.retention.question import POPULATIONS, RetentionQuestion
from core.scope import Ask, Scope, Within, ask_all
from core.text import counted, percent
from core.wording import count

_ATTEMPTS = 5
SMALL_SAMPLE = 30


@dataclass(frozen=True)
class Basis:
    """Who is counted. `definition` is "recorded" or "active"; `definition_text` says it to the reader.

    `journeys` ended in the period; those `of_unknown_customers` can't be followed; those `after_leaving` (recorded
    only) ended after the customer had left. `leaving_dates` of `all_customers` in the dataset have one.
    """

    population: str
    definition: Literal["recorded", "active"]
    definition_text: str
    scope: str
    period_from: date
    period_to: date
    data_until: date
    dataset_id: str
    currency: str
    data_version: int
    journeys: int
    of_unknown_customers: int
    after_leaving: int
    customers: int
    leaving_dates: int
    all_customers: int
    inactive_days: int

    @property
    def first_day(self) -> int:
        """The first day after a journey's end on which somebody can have left, by the definition."""
        return self.inactive_days if self.definition == "active" else 0

    @property
    def coverage(self) -> str:
        """How many of the period's journeys can be followed."""
        kept = self.journeys - self.of_unknown_customers - self.after_leaving
        parts = [
            f"{count(kept)} of {counted(self.journeys, 'journey')} ({percent(kept, self.journeys)}) can be followed"
        ]
        if self.of_unknown_customers:
            parts.append(f"{count(self.of_unknown_customers)} have no known customer")
        if self.after_leaving:
            parts.append(f"{count(self.after_leaving)} ended after the customer had left")
        return "; ".join(parts)

    def contract(self, unit: str, window: str, other: str) -> Contract:
        """Return the contract line of an answer on this basis."""
        ended = f"journeys that ended {self.period_from} to {self.period_to} ({self.scope})"
        return Contract(
            unit=unit,
            denominator=f"{counted(self.customers, 'customer')}: {self.population}; {ended}",
            coverage=self.coverage,
            window=f"{window}; {self.definition_text}",
            other=other,
        )


def usual_question(database: Database) -> RetentionQuestion:
    """Return the question to begin with: all days of the data, each customer once, at 180 days."""
    values = {"period_from": date(1, 1, 1), "period_to": date(9999, 12, 31)}
    found = ask_all(database, [Ask(Within(Scope()), query(__package__, "population.sql"), values)])[0].records()[0]
    if found["data_from"] is None:
        raise InvalidInputError("This dataset has no interactions yet. Import some, then ask about retention.")
    return RetentionQuestion(_day(found["data_from"]), _day(found["data_until"]), "customers")


def follow(
    database: Database, scope: Scope, question: RetentionQuestion, bodies: Mapping[str, Mapping[str, Any]]
) -> tuple[Basis, dict[str, Answer]]:
    """Answer queries on the journeys followed, all from one data version: `bodies` are files and their own values."""
    values: dict[str, Any] = {"period_from": question.period_from, "period_to": question.period_to}
    within = Within(scope)
    for _ in range(_ATTEMPTS):
        first = ask_all(database, [Ask(within, query(__package__, "population.sql"), values)])[0]
        definition = _definition(question, first.records()[0])
        if definition == "active" and any("horizon_days" in own for own in bodies.values()):
            _check_horizon(question)
        values = {**values, "inactive_days": question.inactive_days}
        asks = [
            Ask(within, _on_followed(name, question, definition), {**values, **own}) for name, own in bodies.items()
        ]
        asks.append(Ask(within, query(__package__, "labels.sql")))
        answers = ask_all(database, asks)
        if answers[-1].data_version == first.data_version:
            found = dict(zip((*bodies, "labels.sql"), answers, strict=True))
            return _basis(question, scope, first, definition), {**found, "population.sql": first}
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def labels_of(answers: Mapping[str, Answer], kind: str) -> dict[int, str]:
    """Return the labels of one kind by their codes."""
    rows = answers["labels.sql"].rows
    return {int(row.code): str(row.label) for row in each(rows[rows.kind == kind])}


def _on_followed(body: str, question: RetentionQuestion, definition: str) -> Query:
    """Return the query of a file that reads `followed` or `grouped`, with what these read before it."""
    pieces: dict[str, str] = {}
    if question.population == "journeys":
        pieces["ended"] = "ended_every.sql"
    else:
        pieces |= {"ended_in_period": "ended_every.sql", "ended": "ended_first.sql"}
    if definition == "active":
        pieces["silences"] = "silences.sql"
    pieces["followed"] = f"followed_{definition}.sql"
    plain = query(__package__, body)
    if plain.reads("grouped"):
        pieces["grouped"] = "grouped.sql"
    return query(__package__, body, **pieces)


def _definition(question: RetentionQuestion, facts: Mapping[str, Any]) -> Literal["recorded", "active"]:
    if question.definition == "recorded" and not facts["leaving_dates"]:
        raise InvalidInputError(
            "No customer of this dataset has a leaving date. Map one at import, or let silence count as leaving."
        )
    if question.definition == "active" or not facts["leaving_dates"]:
        return "active"
    return "recorded"


def _check_horizon(question: RetentionQuestion) -> None:
    if question.horizon_days < question.inactive_days:
        raise InvalidInputError(
            f"With {question.inactive_days} days of silence as leaving, nobody can have left by day "
            f"{question.horizon_days}. Choose a horizon of at least {question.inactive_days} days, or fewer of silence."
        )


def _basis(
    question: RetentionQuestion, scope: Scope, answer: Answer, definition: Literal["recorded", "active"]
) -> Basis:
    facts = answer.records()[0]
    journeys, known = int(facts["journeys"]), int(facts["of_known_customers"])
    if definition == "recorded":
        text = (
            f"leaving by its recorded date ({count(int(facts['leaving_dates']))} of "
            f"{counted(int(facts['all_customers']), 'customer')} have one; the others count as still there)"
        )
    else:
        text = f"leaving by silence: nothing heard for {counted(question.inactive_days, 'day')}, counted on the last"
    return Basis(
        population=POPULATIONS[question.population],
        definition=definition,
        definition_text=text,
        scope=scope.describe(),
        period_from=question.period_from,
        period_to=question.period_to,
        data_until=_day(facts["data_until"]) if facts["data_until"] is not None else question.period_to,
        dataset_id=str(facts["dataset_id"]),
        currency=str(facts["currency"]),
        data_version=answer.data_version,
        journeys=journeys,
        of_unknown_customers=journeys - known,
        after_leaving=int(facts["after_leaving"]) if definition == "recorded" else 0,
        customers=int(facts["customers"]),
        leaving_dates=int(facts["leaving_dates"]),
        all_customers=int(facts["all_customers"]),
        inactive_days=question.inactive_days,
    )


def _day(value: Any) -> date:
    return date(value.year, value.month, value.day)
