"""Small interaction exports for import tests, and what the analytical file then says, in labels."""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from core.datasets import Office
from core.engine import Database
from core.intake.imports import Upload, import_file
from core.intake.plan import Dialect, Mapping, ReadingPlan
from core.intake.receipt import Receipt

COLUMNS = (
    "interaction_id",
    "journey_id",
    "customer_id",
    "occurred_at",
    "channel",
    "activity",
    "issue",
    "cost",
    "outcome",
    "team",
    "handle_seconds",
    "wait_seconds",
)
START = datetime(2025, 3, 3, 8, 0)

Row = dict[str, str]


def random_rows(seed: int, journeys: int = 40, *, with_journey_id: bool = True) -> list[Row]:
    """Write contacts of a few customers; every second customer's journeys carry no id when asked for."""
    draw, more = random.Random(seed), random.Random(seed)
    rows: list[Row] = []
    for number in range(journeys):
        customer = draw.randrange(1, 12)
        at = START + timedelta(days=draw.randrange(0, 90), minutes=draw.randrange(0, 600))
        given = with_journey_id and customer % 2 == 0
        for _ in range(draw.randrange(1, 6)):
            at += timedelta(hours=draw.choice([0, 1, 30, 100, 200]))
            rows.append(
                {
                    "interaction_id": f"i{len(rows)}",
                    "journey_id": f"j{number}" if given else "",
                    "customer_id": f"c{customer}",
                    "occurred_at": at.isoformat(sep=" "),
                    "channel": draw.choice(["ivr", "chat", "phone", "web"]),
                    "activity": draw.choice(["ask", "answer", ""]),
                    "issue": draw.choice(["billing", "moving"]) if not given else ["billing", "moving"][number % 2],
                    "cost": draw.choice(["", "1.5", "4", "12.25"]),
                    "outcome": draw.choice(["resolved", "open", ""]),
                    "team": more.choice(["", "front", "back"]),
                    "handle_seconds": more.choice(["", "60", "90.5"]),
                    "wait_seconds": more.choice(["", "10", "200"]),
                }
            )
    return rows


def write_csv(path: Path, rows: list[Row], columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def plan(columns: tuple[str, ...] = COLUMNS, **mapping: Any) -> ReadingPlan:
    settings = {"source": "calls", "resolved_values": ("resolved",), "unresolved_values": ("open",), **mapping}
    return ReadingPlan(Dialect(), Mapping(columns={name: name for name in columns}, **settings))


def load(office: Office, dataset_id: str, path: Path, how: ReadingPlan | None = None) -> Receipt:
    return import_file(office, dataset_id, Upload.of(path), how or plan())


_JOURNEYS = """
select
    j.journey_id, j.started_at, j.ended_at, i.label as issue, j.interactions, j.channels_used, j.switches,
    j.duration_seconds, j.cost, j.resolved, j.contained, j.seconds_to_next,
    (select string_agg(l.label, '>' order by s.step_number) from steps s
     join labels l on l.kind = 'touchpoint' and l.code = s.touchpoint_code where s.journey_key = j.journey_key) as path,
    (select string_agg(coalesce(n.interaction_id, '?'), '>' order by s.step_number) from steps s
     join interactions n on n.interaction_key = s.interaction_key where s.journey_key = j.journey_key) as contacts,
    v.step_count as variant_steps, r.step_count as run_steps,
    j.handled, j.handled_seconds, j.waited, j.complete, j.teams, j.activities, j.activity_runs,
    (select sum(s.wait_seconds) from steps s where s.journey_key = j.journey_key) as waits
from journeys j
join labels i on i.kind = 'issue' and i.code = j.issue_code
join variants v on v.lens = 'touchpoint' and v.variant_code = j.touchpoint_variant
join variants r on r.lens = 'channel_run' and r.variant_code = j.channel_run_variant
"""
_CUSTOMERS = """
select string_agg(d.kind || ':' || d.value, ' ' order by d.kind, d.value) as keys
from identities d
join customers c on c.customer_key = d.customer_key
group by d.customer_key
"""


def content(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the analytical file says, free of its internal keys and codes, in a stable order."""
    return {
        "journeys": _sorted(database, _JOURNEYS),
        "customers": _sorted(database, _CUSTOMERS),
        "rejects": _sorted(database, "select line_number, column_name, value, reason, raw_line from rejects"),
    }


def _sorted(database: Database, sql: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(record.values()) for record in database.read(sql).records()), key=repr)
