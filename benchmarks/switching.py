"""S2: what switching costs, against a bare scan of the columns of each question; a regression over 10 M journeys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.company import Built
from benchmarks.results import Figure, at_most, milliseconds
from benchmarks.timing import race
from core.engine import Database
from core.scope import Ask, Scope, Within, ask_all
from core.switching.adjusted import extra_channel, outcome_query
from core.switching.by_channels import by_channels
from core.switching.matrix import switch_matrix
from core.switching.question import ExtraChannelQuestion
from core.switching.tradeoff import trade_off

EVERYTHING = Scope()
SUMS = ExtraChannelQuestion(methods=())
LARGE = 10_000_000
_FIXED = "sum(issue_code), sum(region_code), sum(segment_code), sum(first_channel_code), max(started_on + 1)"


@dataclass(frozen=True)
class Case:
    """A question, a scan of its columns, the target where there is one, and a check that both saw the same rows."""

    what: str
    ours: Callable[[Database], Any]
    scan: str
    limit: float | None
    rows: Callable[[Any], int]


CASES = (
    Case("cost by channels used", lambda database: by_channels(database, EVERYTHING),
         "select count(*), sum(channels_used), sum(cost), sum(cast(resolved as int)) from journeys", 3,
         lambda found: found.journeys),
    Case("switch matrix", lambda database: switch_matrix(database, EVERYTHING),
         "select (select count(*) from journeys), j.*, s.* from (select sum(channel_run_variant), sum(issue_code), "
         "sum(first_channel_code), sum(switches), min(journey_key), sum(cost), sum(duration_seconds), sum(ces), "
         "sum(cast(resolved as int)) from journeys) j, "
         "(select sum(journey_key), sum(channel_code), sum(next_channel_code) from steps) s", 3,
         lambda found: found.journeys),
    Case("channel trade-off", lambda database: trade_off(database, EVERYTHING),
         "select (select count(*) from steps), j.*, s.* from (select sum(last_channel_code), sum(channels_used), "
         "sum(cost), sum(ces), sum(csat), sum(cast(resolved as int)) from journeys) j, "
         "(select sum(channel_code), sum(cost) from steps) s", 3,
         lambda found: found.interactions),
)  # fmt: skip


def figures(built: Built, large: int = LARGE) -> list[Figure]:
    """Race each question against its scan; raises `AssertionError` where they saw different rows."""
    found = [_figure(case, built.database, "") for case in CASES]
    many = _many(built, large)
    return found + [_figure(case, many, f", {large:,} journeys") for case in _regressions()]


def _regressions() -> tuple[Case, ...]:
    scan = f"select count(*), {_FIXED}, sum(channels_used), sum(cost) from journeys"
    with_customers = f"select count(*), {_FIXED}, sum(channels_used), sum(cost), sum(customer_key) from journeys"
    cells = Ask(Within(EVERYTHING), outcome_query("cells.sql", SUMS))
    return (
        Case("regression's sums, one pass", lambda database: ask_all(database, [cells])[0], scan, None,
             lambda found: int(found.rows.journeys.sum())),
        Case("raw and adjusted effect, errors by customer", lambda database: extra_channel(database, EVERYTHING, SUMS),
             with_customers, None, lambda found: found.journeys),
    )  # fmt: skip


def _figure(case: Case, database: Database, more: str) -> Figure:
    ours, scanned = case.rows(case.ours(database)), int(database.read(case.scan).rows.iloc[0, 0])
    assert ours == scanned, f"{case.what}: {ours} rows here, {scanned} in the scan"
    seconds = race({"ours": lambda: case.ours(database), "scan": lambda: database.read(case.scan)})
    ratio = seconds["ours"] / seconds["scan"]
    text = f" ({milliseconds(seconds['ours'])} against {milliseconds(seconds['scan'])})"
    what = f"{case.what}{more}: ours ÷ scan"
    if case.limit is None:
        return Figure("S2", what, f"{ratio:.2f} ×{text}")
    return at_most("S2", what, ratio, case.limit, text)


def _many(built: Built, wanted: int) -> Database:
    """Return a dataset of so many journeys: those of the company again and again, each time of other customers."""
    journeys = built.database.arrow("select * from journeys order by journey_key")
    labels = built.database.arrow("select * from labels")
    database = built.office.open(built.office.create("Many journeys", synthetic=True))
    with database.write() as transaction:
        transaction.execute("delete from labels")
        transaction.insert("labels", labels)
        for round_ in range(-(-wanted // len(journeys))):
            rows = min(len(journeys), wanted - round_ * len(journeys))
            transaction.insert("journeys", _shifted(journeys.slice(0, rows), round_ * 1_000_000_000))
    return database


def _shifted(journeys: pa.Table, by: int) -> pa.Table:
    for name in ("journey_key", "customer_key"):
        place = journeys.schema.get_field_index(name)
        journeys = journeys.set_column(
            place, journeys.schema.field(name), pc.add(journeys[name], pa.scalar(by, pa.int64()))
        )
    return journeys
