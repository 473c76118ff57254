"""A small real office for the screens: one dataset of drawn journeys, built as an import builds it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from core.datasets import Office
from core.journeys.build import build_all
from core.settings import Settings

CHANNELS = {
    "Website": "self-service",
    "Mobile app": "self-service",
    "IVR": "self-service",
    "Phone": "assisted",
    "Chat": "assisted",
    "E-mail": "assisted",
    "Branch": "assisted",
}
ACTIVITIES = ("Ask", "Verify", "Explain", "Fix", "Close")
ISSUES = ("Billing", "Delivery", "Technical fault", "Cancel or keep")
REGIONS = ("North", "South", "West")
SEGMENTS = ("Private", "Business")
NEXT = np.array(
    [
        # web app ivr phone chat mail branch end
        [0.10, 0.05, 0.15, 0.20, 0.15, 0.10, 0.02, 0.23],
        [0.05, 0.10, 0.05, 0.15, 0.25, 0.10, 0.01, 0.29],
        [0.02, 0.02, 0.08, 0.70, 0.03, 0.02, 0.01, 0.12],
        [0.02, 0.02, 0.08, 0.15, 0.02, 0.15, 0.05, 0.51],
        [0.03, 0.02, 0.02, 0.25, 0.08, 0.10, 0.02, 0.48],
        [0.04, 0.02, 0.03, 0.25, 0.04, 0.22, 0.02, 0.38],
        [0.01, 0.01, 0.02, 0.06, 0.01, 0.04, 0.05, 0.80],
    ]
)
COSTS = np.array([0.1, 0.1, 0.4, 8.5, 5.0, 4.2, 14.0])


@dataclass(frozen=True)
class Drawn:
    """The codes and times of drawn interactions, as columns."""

    columns: dict[str, list[object]]

    @property
    def rows(self) -> int:
        return len(self.columns["channel_code"])


def draw(journeys: int, seed: int) -> Drawn:
    """Draw journeys whose steps follow a fixed chain, so that the paths look like paths."""
    random = np.random.default_rng(seed)
    names = (
        "identity_key",
        "occurred_at",
        "channel_code",
        "activity_code",
        "issue_code",
        "region_code",
        "segment_code",
        "resolved",
        "cost",
        "csat",
        "handle_seconds",
    )
    columns: dict[str, list[object]] = {name: [] for name in names}
    customers = max(1, journeys // 2)
    for number in range(journeys):
        customer = int(random.integers(customers)) + 1
        start = datetime(2026, 1, 5) + timedelta(minutes=int(random.integers(60 * 24 * 175)) + number % 7)
        issue = int(random.choice(4, p=[0.4, 0.3, 0.2, 0.1])) + 1
        channel = int(random.choice(7, p=[0.28, 0.16, 0.22, 0.18, 0.08, 0.06, 0.02]))
        moment, step = start, 0
        while channel < 7 and step < 12:
            step += 1
            ends = int(random.choice(8, p=NEXT[channel]))
            last = ends == 7 or step == 12
            solved = bool(random.random() < (0.82 - 0.07 * min(step, 6))) if last else None
            answer = round(random.normal(4.3 - 0.25 * step, 0.8)) if last and random.random() < 0.4 else None
            activity = 1 if step == 1 else 5 if last else int(random.integers(2, 5))
            row = (
                customer,
                moment,
                channel + 1,
                activity,
                issue,
                customer % 3 + 1,
                customer % 2 + 1,
                solved,
                float(COSTS[channel] * random.gamma(6, 1 / 6)),
                None if answer is None else float(np.clip(answer, 1, 5)),
                float(random.gamma(3, 90)),
            )
            for name, value in zip(names, row, strict=True):
                columns[name].append(value)
            moment += timedelta(hours=float(random.exponential(9.0)) + 0.05)
            channel = ends
    return Drawn(columns)


def small_office(
    home: Path, journeys: int = 600, seed: int = 7, *, name: str = "Practice data", labels: dict[str, str] | None = None
) -> str:
    """Make an office with one dataset; `labels` renames labels (to try hostile ones). Returns the dataset's id."""
    office = Office(Settings(home=home))
    dataset_id = office.create(name, "demo", synthetic=True)
    drawn = draw(journeys, seed)
    with office.open(dataset_id).write() as transaction:
        _fill(transaction, drawn, labels or {})
        build_all(transaction)
        transaction.execute(
            "update dataset set data_version = 1, next_key = $next, "
            "data_from = (select min(occurred_at) from interactions), "
            "data_until = (select max(occurred_at) from interactions)",
            {"next": drawn.rows + 1},
        )
    office.close_all()
    return dataset_id


def _fill(transaction, drawn, renamed) -> None:
    kinds = {
        "channel": tuple(CHANNELS),
        "activity": ACTIVITIES,
        "issue": ISSUES,
        "region": REGIONS,
        "segment": SEGMENTS,
    }
    pairs = sorted(set(zip(drawn.columns["channel_code"], drawn.columns["activity_code"], strict=True)))
    touchpoints = {pair: number for number, pair in enumerate(pairs, start=1)}
    labels = [
        (kind, code, renamed.get(label, label), CHANNELS.get(label))
        for kind, named in kinds.items()
        for code, label in enumerate(named, start=1)
    ]
    labels += [
        ("touchpoint", code, f"{kinds['channel'][channel - 1]}: {ACTIVITIES[activity - 1]}", None)
        for (channel, activity), code in touchpoints.items()
    ]
    for row in labels:
        transaction.execute("insert into labels values ($1, $2, $3, $4)", dict(zip("1234", row, strict=True)))
    for (channel, activity), code in touchpoints.items():
        transaction.execute("insert into touchpoints values ($1, $2, $3)", {"1": code, "2": channel, "3": activity})
    for key in sorted(set(drawn.columns["identity_key"])):
        transaction.execute("insert into identities values ($1, 'customer', $2, $1)", {"1": key, "2": f"C{key:05d}"})
    rows = drawn.rows
    chosen = [
        touchpoints[pair] for pair in zip(drawn.columns["channel_code"], drawn.columns["activity_code"], strict=True)
    ]
    columns = drawn.columns | {"interaction_key": list(range(1, rows + 1)), "touchpoint_code": chosen}
    transaction.execute(f"create temp table drawn as select {', '.join(columns)} from interactions limit 0")
    transaction.insert("drawn", pa.table(columns))
    transaction.execute(
        "insert into interactions by name select *, 1 as import_number, 0 as source_code, "
        "interaction_key as record_number, interaction_key as dedupe_key, 0 as content_check, occurred_at as order_at, "
        "0 as team_code, 0 as outcome_code from drawn"
    )
