"""From any number to the journeys behind it, to one customer's timeline, to a file of all of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from core.address import read_number, read_numbers
from core.engine import Answer, Database
from core.errors import InvalidInputError, NotFoundError
from core.export.csv import csv_bytes
from core.paths.flow import FlowQuestion
from core.paths.lens import Lens
from core.paths.loops import LoopQuestion
from core.paths.pattern import PatternQuestion
from core.paths.picked import FlowJourneys, LoopJourneys, PatternJourneys
from core.paths.selection import AllJourneys, CustomerJourneys, Selection, VariantJourneys
from core.paths.variants import sequence_text
from core.query import Query, query, sql
from core.scope import Ask, Scope, ask_all, ask_batches
from core.wording import number

JOURNEY_COLUMNS = (
    "journey_key", "journey_id", "customer_key", "issue", "region", "segment", "first_channel", "last_channel",
    "started_at", "ended_at", "interactions", "channels_used", "switches", "duration_seconds", "handle_seconds",
    "wait_seconds", "cost", "resolved", "contained", "csat", "ces", "nps", "repeated", "route",
)  # fmt: skip
TIMELINE_COLUMNS = (
    "journey_key", "journey_id", "customer_key", "step_number", "occurred_at", "channel", "activity", "issue", "region",
    "segment", "team", "outcome", "agent", "resolved", "handle_seconds", "wait_seconds", "cost", "csat", "ces", "nps",
    "text", "gap_seconds",
)  # fmt: skip
_LISTED = {"listed": "drill_listed.sql"}


@dataclass(frozen=True)
class JourneyList:
    """A page of the selected journeys (`rows`) and how many there are in all (`total`).

    The columns of `rows` are JOURNEY_COLUMNS; times are UTC, `route` is the steps through the selection's lens.
    """

    rows: pd.DataFrame
    total: int
    answer: Answer


def journeys_behind(
    database: Database, scope: Scope, selection: Selection, limit: int = 500, offset: int = 0
) -> JourneyList:
    """Return the journeys that a number stands for, by start; `total` equals that number."""
    if not 1 <= limit <= 10_000 or offset < 0:
        raise InvalidInputError(
            f"The list can't show {number(limit, 0)} journeys after the first {number(offset, 0)}. Choose 1 to 10,000."
        )
    within, (keys, values) = selection.within(scope), selection.query()
    page = query(__package__, "drill_page.sql").reading("picked", keys)
    listed, count, labels = ask_all(
        database,
        [
            Ask(within, query(__package__, "drill_journeys.sql", **_LISTED).reading("selected", page),
                {**values, "lens": within.lens.name, "limit": limit, "offset": offset}),
            Ask(within, _reading(selection, "drill_count.sql"), values),
            Ask(within, query(__package__, "labels.sql"), {"kind": within.lens.by}),
        ],
    )  # fmt: skip
    names = {str(code): label for code, label in labels.rows.itertuples(index=False)}
    total = int(count.rows.journeys.iloc[0])
    rows = listed.rows.assign(route=[sequence_text(route, names) for route in listed.rows.route])
    return JourneyList(rows, total, listed)


def journey_timeline(database: Database, journey_key: int) -> Answer:
    """Return the interactions of one journey in order, with the columns TIMELINE_COLUMNS; raises `NotFoundError`.

    Times are UTC, `gap_seconds` is the time to the journey's next interaction.
    """
    return _found(database.read(_timeline("timeline_journey.sql"), {"journey_key": journey_key}), "journey")


def customer_timeline(database: Database, customer_key: int) -> Answer:
    """Return the interactions of all journeys of one customer, columns TIMELINE_COLUMNS."""
    return _found(database.read(_timeline("timeline_customer.sql"), {"customer_key": customer_key}), "customer")


def journeys_csv(database: Database, scope: Scope, selection: Selection, *, bom: bool = True) -> Iterator[bytes]:
    """Yield a CSV file of all selected journeys, columns JOURNEY_COLUMNS, not just of those on the screen."""
    within, (_, values) = selection.within(scope), selection.query()
    labels = database.read(sql(__package__, "labels.sql"), {"kind": within.lens.by})
    names = {str(code): label for code, label in labels.rows.itertuples(index=False)}
    text = _reading(selection, "drill_journeys.sql", **_LISTED)
    batches = ask_batches(database, Ask(within, text, {**values, "lens": within.lens.name}))
    yield from csv_bytes((_with_route(batch, names) for batch in batches), JOURNEY_COLUMNS, bom=bom)


def interactions_csv(database: Database, scope: Scope, selection: Selection, *, bom: bool = True) -> Iterator[bytes]:
    """Yield a CSV file of all interactions of the selected journeys, columns TIMELINE_COLUMNS."""
    text = _reading(selection, "timeline_selected.sql", timeline="timeline.sql")
    batches = ask_batches(database, Ask(selection.within(scope), text, selection.query()[1]))
    yield from csv_bytes(batches, TIMELINE_COLUMNS, bom=bom)


def selection_from_query(query: Mapping[str, str]) -> Selection:
    """Read any selection from URL parameters.

    >>> selection_from_query({"pick": "variants", "variants": "4.9"})
    VariantJourneys(lens=Lens(by='channel', collapse=False), variants=(4, 9))
    """
    pick = query.get("pick", "all")
    if pick not in _READERS:
        raise InvalidInputError(f"'pick' is {pick!r} in the address. It can be {', '.join(_READERS)}.")
    return _READERS[pick](query)


_READERS: dict[str, Callable[[Mapping[str, str]], Selection]] = {
    "all": lambda query: AllJourneys(Lens.from_query(query)),
    "flow": lambda query: FlowJourneys(
        FlowQuestion.from_query(query), query.get("source", ""), query.get("target", "")
    ),
    "loop": lambda query: LoopJourneys(
        LoopQuestion.from_query(query), query.get("source", ""), query.get("target", "")
    ),
    "variants": lambda query: VariantJourneys(Lens.from_query(query), read_numbers(query, "variants")),
    "pattern": lambda query: PatternJourneys(PatternQuestion.from_query(query), query.get("part", "matches")),  # type: ignore[arg-type]
    "customer": lambda query: CustomerJourneys(Lens.from_query(query), read_number(query, "customer")),
}


def _reading(selection: Selection, body: str, **pieces: str) -> Query:
    """Return the query of a file that reads `selected`, the keys of the selected journeys."""
    return query(__package__, body, **pieces).reading("selected", selection.query()[0])


def _with_route(batch: pa.RecordBatch, names: Mapping[str, str]) -> pa.RecordBatch:
    routes = [sequence_text(route, names) for route in batch.column("route").to_pylist()]
    return batch.set_column(batch.num_columns - 1, "route", pa.array(routes, pa.string()))


def _timeline(body: str) -> str:
    return query(__package__, body, timeline="timeline.sql").text()


def _found(answer: Answer, what: str) -> Answer:
    if answer.rows.empty:
        raise NotFoundError(f"There is no {what} with this key in the dataset. Choose one from a list.")
    return answer
