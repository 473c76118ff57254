"""Journeys written as journeys, and the plain-Python builder of the analytical tables: the oracle of the path tests.

    office = office_of(a="ivr > chat > phone", b=journey("phone.ask > phone.answer", issue="Billing", resolved=True))

It knows nothing of core/journeys/build.py; a test compares the two.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa

from core.engine import Database, Transaction
from core.settings import Settings

START = datetime(2025, 1, 6, 9, 0, tzinfo=UTC).replace(tzinfo=None)
LENSES = ("channel", "activity", "touchpoint")
SELF_SERVICE = {"ivr", "chat", "web", "app"}


@dataclass(frozen=True)
class Step:
    channel: str
    activity: str
    at: datetime
    cost: float | None
    handle: float | None = None
    wait: float | None = None
    team: int = 0
    outcome: int = 0

    def shown(self, by: str) -> str:
        """What the step is called through a lens; an empty name is not given."""
        names = {"channel": self.channel, "activity": self.activity}
        return names.get(by, f"{self.channel}: {self.activity}" if self.channel or self.activity else "")


@dataclass(frozen=True)
class Journey:
    steps: tuple[Step, ...]
    name: str = ""
    customer: str | None = ""
    issue: str = ""
    region: str = ""
    segment: str = ""
    resolved: bool | None = None
    csat: float | None = None
    ces: float | None = None
    key: int = 0

    def shown(self, by: str, collapse: bool = False) -> list[str]:
        """The journey as a list of step names; collapsed, neighbours of one name are one."""
        names = [step.shown(by) for step in self.steps]
        return [name for place, name in enumerate(names) if not collapse or place == 0 or names[place - 1] != name]

    @property
    def started_at(self) -> datetime:
        return self.steps[0].at

    @property
    def ended_at(self) -> datetime:
        return self.steps[-1].at

    @property
    def cost(self) -> float | None:
        return total([step.cost for step in self.steps])


def total(values: list[float | None]) -> float | None:
    return None if None in values else sum(values)


def journey(path: str, *, start: datetime = START, gap: int = 3600, cost: float | None = None, **more: Any) -> Journey:
    """Write a journey: "channel > channel.activity > .activity"; `gap` seconds apart, each step costing `cost`."""
    steps = []
    for place, text in enumerate(path.split(">")):
        channel, _, activity = text.strip().partition(".")
        steps.append(Step(channel, activity, start + timedelta(seconds=gap * place), cost))
    return Journey(tuple(steps), **more)


def office_of(folder: Path, written: dict[str, "str | Journey"], until: datetime | None = None) -> "Office":
    """Build a database of these journeys. Those written as text start one minute after another."""
    plain = []
    for place, (name, text) in enumerate(written.items()):
        one = journey(text, start=START + timedelta(minutes=place)) if isinstance(text, str) else text
        plain.append(replace(one, name=name, customer=f"customer of {name}" if one.customer == "" else one.customer))
    return Office(folder, plain, until)


_COLUMNS: dict[str, list[str]] = {}


def insert(transaction: Transaction, table: str, rows: list[dict[str, Any]]) -> None:
    """Append rows to a table; what a row doesn't name is unknown."""
    if table not in _COLUMNS:
        found = transaction.rows(
            "select column_name from information_schema.columns where table_name = $table order by ordinal_position",
            {"table": table},
        )
        _COLUMNS[table] = [name for (name,) in found]
    columns = {name: [row.get(name) for row in rows] for name in _COLUMNS[table]}
    transaction.insert(table, pa.table(columns))


@dataclass
class Office:
    """A database, and the journeys it was made of."""

    folder: Path
    journeys: list[Journey]
    until: datetime | None = None
    codes: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keyed, key = [], 1
        for one in self.journeys:
            keyed.append(replace(one, key=key))
            key += len(one.steps)
        self.journeys = keyed
        self.until = self.until or max((one.ended_at for one in keyed), default=START)
        self._name_codes()
        self.next_key = key
        settings = Settings(home=self.folder, threads=1)
        self.database = Database(self.folder / "office.db", settings, self.folder / "staging")
        schema = Path(__file__).parent.parent / "core" / "journeys" / "schema.sql"
        with self.database.write() as transaction:
            for statement in schema.read_text().split(";\n"):
                if statement.strip():
                    transaction.execute(statement)
            for table, rows in self._tables().items():
                insert(transaction, table, rows)

    def _name_codes(self) -> None:
        used: set[tuple[str, str]] = set()
        for one in self.journeys:
            used |= {("issue", one.issue), ("region", one.region), ("segment", one.segment)}
            used |= {(by, step.shown(by)) for step in one.steps for by in LENSES}
        last: Counter[str] = Counter()
        for kind, label in sorted(used):
            last[kind] += 1 if label else 0
            self.codes[kind, label] = last[kind] if label else 0

    def _tables(self) -> dict[str, list[dict[str, Any]]]:
        labels = [
            {"kind": kind, "code": code, "label": label,
             "service": ("self-service" if label in SELF_SERVICE else "assisted") if kind == "channel" else None}
            for (kind, label), code in self.codes.items()
            if label
        ]  # fmt: skip
        labels += [{"kind": kind, "code": 0, "label": "not given"} for kind in (*LENSES, "issue", "region", "segment")]
        variants = self.variants()
        dataset = {
            "schema_version": 2, "dataset_id": "test", "name": "Test", "kind": "office", "synthetic": False,
            "currency": "EUR", "window_days": 7, "identity_cap": 10, "data_version": 1, "next_key": self.next_key,
            "data_from": min((one.started_at for one in self.journeys), default=START), "data_until": self.until,
        }  # fmt: skip
        return {
            "dataset": [dataset],
            "labels": labels,
            "interactions": [row for one in self.journeys for row in self._interactions(one)],
            "identities": [
                {"identity_key": key, "kind": "customer", "value": name, "customer_key": key}
                for name, key in self.customers().items()
            ],
            "steps": [row for one in self.journeys for row in self._steps(one)],
            "journeys": [self._journey(one, variants) for one in self.journeys],
            "variants": [
                {
                    "lens": lens,
                    "variant_code": code,
                    "step_count": len(sequence.split(" ")),
                    "sequence": sequence,
                    "fingerprint_high": 0,
                    "fingerprint_low": 0,
                }
                for (lens, sequence), code in variants.items()
            ],
        }

    def customers(self) -> dict[str, int]:
        names = sorted({one.customer for one in self.journeys if one.customer is not None})
        return {name: place for place, name in enumerate(names, 1)}

    def sequence(self, one: Journey, lens: str) -> str:
        by, _, run = lens.partition("_")
        return " ".join(str(self.codes[by, name]) for name in one.shown(by, bool(run)))

    def variants(self) -> dict[tuple[str, str], int]:
        found = sorted({(lens, self.sequence(one, lens)) for one in self.journeys for lens in ALL_LENSES})
        last: Counter[str] = Counter()
        for lens, _ in found:
            last[lens] += 1
        counts: Counter[str] = Counter()
        codes = {}
        for lens, sequence in found:
            counts[lens] += 1
            codes[lens, sequence] = counts[lens]
        return codes

    def _interactions(self, one: Journey) -> list[dict[str, Any]]:
        return [
            {
                "interaction_key": one.key + place, "record_number": one.key + place,
                "import_number": 1, "source_code": 0,
                "dedupe_key": one.key + place, "content_check": 0, "journey_id": one.name,
                "identity_key": None if one.customer is None else self.customers()[one.customer],
                "occurred_at": step.at, "order_at": step.at,
                **{f"{by}_code": self.codes[by, step.shown(by)] for by in LENSES},
                **{f"{kind}_code": self.codes[kind, getattr(one, kind)] for kind in ("issue", "region", "segment")},
                "team_code": step.team, "outcome_code": step.outcome, "cost": step.cost,
                "handle_seconds": step.handle, "wait_seconds": step.wait,
                "resolved": one.resolved if place == len(one.steps) - 1 else None,
                "csat": one.csat if place == len(one.steps) - 1 else None,
                "ces": one.ces if place == len(one.steps) - 1 else None,
            }
            for place, step in enumerate(one.steps)
        ]  # fmt: skip

    def _steps(self, one: Journey) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        runs = dict.fromkeys(LENSES, 0)
        for place, step in enumerate(one.steps):
            following = one.steps[place + 1] if place + 1 < len(one.steps) else None
            for by in LENSES:
                runs[by] += place == 0 or one.steps[place - 1].shown(by) != step.shown(by)
            rows.append({
                "journey_key": one.key, "step_number": place + 1, "step_count": len(one.steps),
                "interaction_key": one.key + place, "occurred_at": step.at, "started_on": one.started_at.date(),
                **{f"{kind}_code": self.codes[kind, getattr(one, kind)] for kind in ("issue", "region", "segment")},
                "resolved": one.resolved,
                **{f"{by}_code": self.codes[by, step.shown(by)] for by in LENSES},
                **{f"next_{by}_code": following and self.codes[by, following.shown(by)] for by in LENSES},
                **{f"{by}_run": runs[by] for by in LENSES},
                "elapsed_seconds": int((step.at - one.started_at).total_seconds()),
                "gap_seconds": following and int((following.at - step.at).total_seconds()),
                "cost": step.cost, "next_cost": following and following.cost,
                "handle_seconds": step.handle, "wait_seconds": step.wait,
            })  # fmt: skip
        return rows

    def _journey(self, one: Journey, variants: dict[tuple[str, str], int]) -> dict[str, Any]:
        channels = [step.channel for step in one.steps]
        return {
            "journey_key": one.key, "journey_id": one.name,
            "customer_key": None if one.customer is None else self.customers()[one.customer],
            "started_at": one.started_at, "ended_at": one.ended_at, "started_on": one.started_at.date(),
            **{f"{kind}_code": self.codes[kind, getattr(one, kind)] for kind in ("issue", "region", "segment")},
            "first_channel_code": self.codes["channel", channels[0]],
            "last_channel_code": self.codes["channel", channels[-1]],
            "interactions": len(channels), "channels_used": len(set(channels) - {""}),
            "switches": sum(a != b for a, b in pairwise(channels)),
            "duration_seconds": int((one.ended_at - one.started_at).total_seconds()),
            "handle_seconds": total([step.handle for step in one.steps]),
            "wait_seconds": total([step.wait for step in one.steps]), "cost": one.cost, "resolved": one.resolved,
            "contained": False if set(channels) - SELF_SERVICE - {""} else None if "" in channels else True,
            "csat": one.csat, "ces": one.ces, "nps": None, "seconds_to_next": self.seconds_to_next(one),
            **{f"{lens}_variant": variants[lens, self.sequence(one, lens)] for lens in ALL_LENSES},
            **self._contacts(one),
        }  # fmt: skip

    def _contacts(self, one: Journey) -> dict[str, Any]:
        handled = [step.handle for step in one.steps if step.handle is not None]
        activities = {step.activity for step in one.steps}
        return {
            "handled": len(handled), "handled_seconds": sum(handled) if handled else None,
            "waited": sum(step.wait is not None for step in one.steps),
            "complete": sum(bool(step.channel and one.issue and step.outcome) for step in one.steps),
            "teams": len({step.team for step in one.steps if step.team}),
            "activities": len(activities) if activities != {""} else 0,
            "activity_runs": len(one.shown("activity", collapse=True)),
        }  # fmt: skip

    def seconds_to_next(self, one: Journey) -> int | None:
        order = [
            other for other in self.journeys
            if other.customer == one.customer and other.issue == one.issue and one.customer is not None
            and (other.started_at, other.key) > (one.started_at, one.key)
        ]  # fmt: skip
        following = min(order, key=lambda other: (other.started_at, other.key), default=None)
        return None if following is None else max(0, int((following.started_at - one.ended_at).total_seconds()))


ALL_LENSES = (*LENSES, *(f"{by}_run" for by in LENSES))
