"""How a query is asked within a scope: the one place where a person's filter becomes a condition."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from core.engine import Answer, Database
from core.errors import DataBusyError, InvalidInputError
from core.lens import Lens
from core.query import Query, sql
from core.scope.scope import LABELLED, Scope
from core.text import NOT_GIVEN

_ATTEMPTS = 5


@dataclass(frozen=True)
class Within:
    """What a query sees: the journeys of a scope, through a lens, of some variants only when `variants` names any.

    `every_row` keeps all rows of a collapsed run, under one step number.
    """

    scope: Scope
    lens: Lens = field(default_factory=Lens)
    variants: tuple[int, ...] = ()
    every_row: bool = False


@dataclass(frozen=True)
class Label:
    """A label given as a query's value; the query is handed its code."""

    kind: str
    text: str


@dataclass(frozen=True)
class Ask:
    """One query, what it sees, and its own values: numbers, texts, days and `Label`s."""

    within: Within
    query: Query
    values: Mapping[str, Any] = field(default_factory=dict)


def ask(database: Database, within: Within, query: Query, values: Mapping[str, Any]) -> Answer:
    """Answer one query within a scope."""
    return ask_all(database, [Ask(within, query, values)])[0]


def ask_all(database: Database, questions: Sequence[Ask]) -> list[Answer]:
    """Answer several queries, all from one version of the data."""
    for _ in range(_ATTEMPTS):
        codes = _Codes(database)
        statements = [compose(question, codes) for question in questions]
        answers = [database.read(text, values) for text, values in statements]
        if len({answer.data_version for answer in answers} | codes.versions) == 1:
            return answers
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def ask_batches(database: Database, question: Ask) -> Iterator[pa.RecordBatch]:
    """Answer one query batch by batch, for exports of any size."""
    text, values = compose(question, _Codes(database))
    yield from database.batches(text, values)


class _Codes:
    """The codes of labels, read when first needed, and the data version they were read in."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._codes: dict[tuple[str, str], int] = {}
        self.versions: set[int] = set()

    def of(self, kind: str, label: str) -> int:
        if not self.versions:
            answer = self._database.known(sql(__package__, "labels.sql"))
            self._codes = {(kind, text): int(code) for kind, text, code in answer.rows.itertuples(index=False)}
            self.versions = {answer.data_version}
        if (kind, label) in self._codes:
            return self._codes[kind, label]
        if label == NOT_GIVEN:
            return 0
        raise InvalidInputError(f"This dataset has no {kind} called {label!r}. Choose another one from the list.")


_STEP_COLUMNS = (
    "journey_key",
    "channel_code",
    "occurred_at",
    "elapsed_seconds",
    "gap_seconds",
    "cost",
    "next_cost",
    "handle_seconds",
    "wait_seconds",
)
_JOURNEY_COLUMNS = (
    "journey_key", "journey_id", "customer_key", "started_at", "ended_at", "started_on", "issue_code", "region_code",
    "segment_code", "first_channel_code", "last_channel_code", "interactions", "channels_used", "switches",
    "duration_seconds", "handle_seconds", "wait_seconds", "cost", "resolved", "contained", "csat", "ces", "nps",
    "handled", "handled_seconds", "waited", "complete", "teams", "activities", "activity_runs",
)  # fmt: skip
# Whether the customer came back on the same issue within 30 days of the journey's end; NULL while that can't be known:
# no known customer, or fewer than 30 days of data after it.
_REPEATED = """case when customer_key is not null
    and ended_at <= (select data_until - interval '30' day from dataset)
    then case when seconds_to_next <= 2592000 then 1 else 0 end end as repeated"""


def compose(question: Ask, codes: _Codes) -> tuple[str, dict[str, Any]]:
    """Put `journeys_in_scope` and `steps_in_scope` in front of a query: the one place where a query is put together.

    Nothing but fixed column names goes into the text; every value is bound, and only those the text uses.
    """
    within, lens = question.within, question.within.lens
    conditions, values = _conditions(within.scope, codes)
    chosen = {f"variant_{place}": code for place, code in enumerate(within.variants)}
    of_journeys, of_steps = list(conditions), list(conditions)
    if chosen:
        of_journeys.append(f"{lens.variant_column} in ({_marks(chosen, 'uinteger')})")
        of_steps.append("journey_key in (" + _select(["journey_key"], "journeys", of_journeys[-1:]) + ")")
    if lens.collapse and not within.every_row:
        of_steps.append(f"({lens.next_column} is null or {lens.next_column} <> {lens.code_column})")
    step_columns = (
        f"cast({lens.number_column} as integer) as step_number",
        f"{lens.code_column} as code",
        f"{lens.next_column} as next_code",
    )
    tables = {
        "journeys_in_scope": _select(
            (*_JOURNEY_COLUMNS, f"{lens.variant_column} as variant_code", _REPEATED), "journeys", of_journeys
        ),
        "steps_in_scope": _select((*_STEP_COLUMNS, *step_columns), "steps", of_steps),
    }
    used = [(name, text) for name, text in tables.items() if question.query.reads(name)]
    text = question.query.within_views(*used).text()
    own = {name: codes.of(value.kind, value.text) if isinstance(value, Label) else value
           for name, value in question.values.items()}  # fmt: skip
    bound = {**values, **chosen, **own}
    return text, {name: value for name, value in bound.items() if re.search(rf"\${name}\b", text)}


def _marks(values: Mapping[str, Any], column_type: str) -> str:
    """Return the values' marks, cast to their column's type; else the engine casts the column instead, row by row."""
    return ", ".join(f"cast(${name} as {column_type})" for name in values)


def _select(columns: Sequence[str], table: str, conditions: Sequence[str]) -> str:
    text = f"select {', '.join(columns)} from {table}"  # noqa: S608 - fixed names only
    return text + (f"\nwhere {' and '.join(conditions)}" if conditions else "")


def _conditions(scope: Scope, codes: _Codes) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    values: dict[str, Any] = {}
    if scope.period_from:
        conditions.append("started_on >= $period_from")
        values["period_from"] = scope.period_from
    if scope.period_to:
        conditions.append("started_on <= $period_to")
        values["period_to"] = scope.period_to
    if scope.outcome != "all":
        conditions.append("resolved" if scope.outcome == "resolved" else "not resolved")
    for kind, plural in LABELLED:
        found = {f"{kind}_{place}": codes.of(kind, label) for place, label in enumerate(getattr(scope, plural))}
        if found:
            conditions.append(f"{kind}_code in ({_marks(found, 'usmallint')})")
        values |= found
    return conditions, values
