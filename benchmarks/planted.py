"""The synthetic company's customers and journeys put straight into a database, and what was planted: no import."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from core.engine import Database
from core.settings import Settings
from data.demo import Company, seasons, world
from data.demo.block import Block, make_block
from data.demo.moments import Slopes, cells

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class PlantedData:
    """A database of one company, and the true effect of an extra channel on retention at 180 days in it: on average
    after each journey seen so far, and after each customer's first journey."""

    database: Database
    true_effect: float
    true_effect_once: float
    journeys: int
    observed: int


def planted_data(folder: Path, company: Company) -> PlantedData:
    """Draw a company of at most one block (50,000 journeys) and build its database."""
    block = make_block(company, 0)
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(folder / "planted.db", Settings(home=folder, threads=1), folder / "staging")
    schema = (ROOT / "core" / "journeys" / "schema.sql").read_text(encoding="utf-8")
    with database.write() as transaction:
        for statement in schema.split(";\n"):
            if statement.strip():
                transaction.execute(statement)
        for table, rows in (("dataset", _dataset()), ("labels", _labels()), ("journeys", _journeys(block)),
                            ("customers", _customers(block))):  # fmt: skip
            wanted = transaction.rows(
                "select column_name from information_schema.columns where table_name = $table "
                "order by ordinal_position", {"table": table},
            )  # fmt: skip
            size = len(next(iter(rows.values())))
            transaction.insert(table, pa.table({name: rows.get(name, pa.nulls(size)) for (name,) in wanted}))
    seen = _seen(block, company.planted.horizon_days)
    alone, risk = block.journeys.kept_by_others, company.planted.leave_risk_per_extra_channel
    order = np.lexsort((block.journeys.ended, block.journeys.customer))
    first = np.zeros(len(seen), dtype=bool)
    first[order[np.concatenate(([True], np.diff(block.journeys.customer[order]) > 0))]] = True
    effects = (-risk * float(alone[which].mean()) for which in (seen, seen & first))
    return PlantedData(database, *effects, journeys=len(seen), observed=int(seen.sum()))


def naive_effect(company: Company) -> float:
    """Return the generator's own slope of retention on channels when nothing is held fixed."""
    block = make_block(company, 0)
    seen, slopes = _seen(block, company.planted.horizon_days), Slopes()
    journeys = block.journeys
    kept = block.customers.left[journeys.customer] > journeys.ended + company.planted.horizon_days * seasons.DAY
    cell = cells(journeys.issue, block.customers.segment[journeys.customer], journeys.first_channel)
    slopes.add(cell[seen], (journeys.channels - 1.0)[seen], kept[seen].astype(float))
    return slopes.naive()


def _seen(block: Block, horizon_days: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.asarray(block.journeys.ended + horizon_days * seasons.DAY < seasons.END)


def _dataset() -> dict[str, pa.Array]:
    end = pa.array([(seasons.END - 60) * 1_000_000], pa.timestamp("us"))
    row = {
        "schema_version": 2, "dataset_id": "planted", "name": world.NAME, "kind": "demo", "synthetic": True,
        "currency": world.CURRENCY, "window_days": 7, "identity_cap": 10, "data_version": 1, "next_key": 1,
    }  # fmt: skip
    start = pa.array([seasons.EPOCH_DAY * seasons.DAY * 1_000_000], pa.timestamp("us"))
    return {name: pa.array([value]) for name, value in row.items()} | {"data_from": start, "data_until": end}


def _labels() -> dict[str, pa.Array]:
    named = [(kind, code + 1, each.name) for kind, all_of in (
        ("issue", world.ISSUES), ("region", world.REGIONS), ("segment", world.SEGMENTS), ("channel", world.CHANNELS)
    ) for code, each in enumerate(all_of)]  # type: ignore[arg-type] # fmt: skip
    named += [(kind, 0, "not given") for kind in ("issue", "region", "segment", "channel")]
    return dict(zip(("kind", "code", "label"), map(pa.array, zip(*named, strict=True)), strict=True))


def _journeys(block: Block) -> dict[str, pa.Array]:
    journeys, customers = block.journeys, block.customers
    whose = journeys.customer
    started, ended = (
        pa.array(each * 1_000_000).cast(pa.timestamp("us")) for each in (journeys.started, journeys.ended)
    )
    number = np.arange(len(whose))
    zeros = pa.array(np.zeros(len(whose), dtype=np.int64))
    counted = ("handled", "waited", "complete", "teams", "activities", "activity_runs")
    variants = [f"{lens}{run}_variant" for lens in ("channel", "activity", "touchpoint") for run in ("", "_run")]
    return {
        "journey_key": pa.array(number + 1), "customer_key": pa.array(whose + 1), "started_at": started,
        "ended_at": ended, "started_on": started.cast(pa.date32()), "issue_code": pa.array(journeys.issue + 1),
        "region_code": pa.array(customers.region[whose] + 1), "segment_code": pa.array(customers.segment[whose] + 1),
        "first_channel_code": pa.array(journeys.first_channel + 1), "last_channel_code": zeros,
        "interactions": pa.array(journeys.contacts), "channels_used": pa.array(journeys.channels),
        "switches": pa.array(journeys.channels - 1), "duration_seconds": pa.array(journeys.ended - journeys.started),
        "resolved": pa.array(journeys.resolved), **dict.fromkeys((*variants, *counted), zeros),
    }  # fmt: skip


def _customers(block: Block) -> dict[str, pa.Array]:
    customers = block.customers
    gone = customers.left < seasons.END
    day = (np.where(gone, customers.left, 0) // seasons.DAY).astype(np.int32)
    moment = pa.array(np.full(len(gone), seasons.END - 60) * 1_000_000).cast(pa.timestamp("us"))
    return {
        "customer_key": pa.array(np.arange(1, len(gone) + 1)), "segment_code": pa.array(customers.segment + 1),
        "region_code": pa.array(customers.region + 1), "value": pa.array(customers.value),
        "since": pa.array(customers.since.astype(np.int32)).cast(pa.date32()),
        "left_on": pa.array(day, mask=~gone).cast(pa.date32()), "first_seen": moment, "last_seen": moment,
    }  # fmt: skip
