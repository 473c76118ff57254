"""What was planted and what came out: counted while the rows are made, exported as truth.json."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from data.demo import seasons, world
from data.demo.block import Block
from data.demo.draw import Flags, Floats, Ints
from data.demo.moments import Slopes, cells
from data.demo.planted import Company
from data.demo.table import Rows

WINDOW_DAYS = 7


@dataclass
class Tally:
    """Running counts over the blocks."""

    cost: Slopes = field(default_factory=Slopes)
    kept: Slopes = field(default_factory=Slopes)
    counts: Counter[str] = field(default_factory=Counter)
    by_channels: Floats = field(default_factory=lambda: np.zeros((4, 10)))
    switches: Ints = field(default_factory=lambda: np.zeros((3, 2), dtype=np.int64))
    effort: Floats = field(default_factory=lambda: np.zeros((2, 2)))

    def add(self, block: Block, rows: Rows) -> None:
        """Count one block."""
        journeys, customers = block.journeys, block.customers
        extra = (journeys.channels - 1).astype(float)
        cell = cells(journeys.issue, customers.segment[journeys.customer], journeys.first_channel)
        cost = journeys.cost_cents / 100
        self.cost.add(cell, extra, cost)
        horizon = rows.horizon_days * seasons.DAY
        seen = journeys.ended + horizon < seasons.END
        kept = (customers.left[journeys.customer] > journeys.ended + horizon).astype(float)
        self.kept.add(cell[seen], extra[seen], kept[seen])
        for number, values in enumerate((np.ones(len(cost)), cost, seen * 1.0, seen * kept)):
            self.by_channels[number] += np.bincount(journeys.channels, values, 10)
        self.switches += rows.handovers
        self.effort += np.array([np.bincount(rows.double_verify, weights, 2) for weights in (None, rows.effort)])
        self.counts.update(rows.counts)
        split, merged = window_disagreements(block)
        people = np.unique(journeys.customer)
        self.counts.update(
            journeys=len(cost),
            resolved=int(journeys.resolved.sum()),
            open_at_the_end=int(journeys.open.sum()),
            customers=len(people),
            customers_left=int((customers.left[people] < seasons.END).sum()),
            alone_decides=int((journeys.kept_by_others & seen).sum()),
            journeys_split_by_window=int(split.sum()),
            journeys_merged_by_window=int(merged.sum()),
            journeys_changed_by_window=int((split | merged).sum()),
        )


def window_disagreements(block: Block) -> tuple[Flags, Flags]:
    """Tell which journeys a 7-day window would split, and which it would merge with another of customer and issue."""
    contacts, journeys = block.contacts, block.journeys
    window = WINDOW_DAYS * seasons.DAY
    pauses = (np.diff(contacts.at) > window) & (np.diff(contacts.journey) == 0)
    split = np.bincount(contacts.journey[1:][pauses], minlength=len(journeys.issue)) > 0
    order = np.lexsort((journeys.started, journeys.issue, journeys.customer))
    same = (np.diff(journeys.customer[order]) == 0) & (np.diff(journeys.issue[order]) == 0)
    close = same & (journeys.started[order][1:] - journeys.ended[order][:-1] <= window)
    merged = np.zeros(len(split), dtype=bool)
    merged[order[1:][close]] = True
    merged[order[:-1][close]] = True
    return split, merged


def truth(company: Company, tally: Tally) -> dict[str, Any]:
    """Return the content of truth.json: what is synthetic, planted, realised and imperfect."""
    planted, counts = company.planted, tally.counts
    alone = counts["alone_decides"] / max(tally.kept.observations, 1)
    return {
        "synthetic": True,
        "company": world.NAME,
        "note": "All of this is invented. No row describes a real person, company or event.",
        "seed": company.seed,
        "first_day": world.FIRST_DAY.isoformat(),
        "last_day": world.LAST_DAY.isoformat(),
        "currency": world.CURRENCY,
        "sizes": {
            name: counts[name] for name in ("journeys", "interactions", "customers", "customers_left", "verbatims")
        },
        "resolved_share": counts["resolved"] / counts["journeys"],
        "planted": {
            name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(planted).items()
        },
        "adjust_for": ["issue", "segment", "first channel"],
        "cost_per_extra_channel_eur": {
            "true": planted.cost_per_extra_channel_eur,
            **_slopes(tally.cost, planted.cost_per_extra_channel_eur),
        },
        "retention_180_days_per_extra_channel": {
            "true": -planted.leave_risk_per_extra_channel * alone,
            "share_whom_nothing_else_makes_leave": alone,
            **_slopes(tally.kept, -planted.leave_risk_per_extra_channel * alone),
        },
        "by_channels_used": _by_channels(tally.by_channels),
        "change": _change(company, tally.switches),
        "broken_step": _broken_step(company, tally.switches),
        "double_verify": _double_verify(company, tally.effort),
        "drive_for_speed": _drive(company, counts),
        "lagging_region": {"region": "East", "wait_factor": world.REGIONS[2].wait_factor},
        "window": _window(counts),
        "imperfections": {
            name: {"rows": counts[name], "planted_share": getattr(planted, name)}
            for name in ("region_missing", "handle_missing", "late_rows")
        },
        "open_at_the_end": counts["open_at_the_end"],
        "resolved_values": list(world.RESOLVED_VALUES),
        "unresolved_values": list(world.UNRESOLVED_VALUES),
        "assisted_channels": [each.name for each in world.CHANNELS if each.assisted],
        "self_service_channels": [each.name for each in world.CHANNELS if not each.assisted],
    }


def _slopes(slopes: Slopes, true: float) -> dict[str, float | int]:
    return {
        "naive": slopes.naive(),
        "naive_bias": slopes.naive() - true,
        "issue_held_fixed": slopes.within_issue(),
        "issue_and_segment_held_fixed": slopes.within_issue_and_segment(),
        "issue_segment_and_first_channel_held_fixed": slopes.within(),
        "journeys": slopes.observations,
    }


def _by_channels(sums: Floats) -> list[dict[str, float | int | None]]:
    return [
        {
            "channels_used": number,
            "journeys": int(journeys),
            "mean_cost_eur": cost / journeys,
            "journeys_observed_180_days": int(observed),
            "retained_share": kept / observed if observed else None,
        }
        for number, (journeys, cost, observed, kept) in enumerate(sums.T.tolist())
        if journeys
    ]


def _change(company: Company, switches: Ints) -> dict[str, Any]:
    return {
        "what": "A fix of the chatbot's hand-over: of the visits to the chatbot, fewer go straight on to Phone.",
        "rolled_out": {each.name: _rolled_out(company, each) for each in world.REGIONS},
        "counted_by": "the day the journey started",
        "share_before": {"true": company.planted.handover_before, **_share(switches[0])},
        "share_after": {"true": company.planted.handover_after, **_share(switches[1])},
    }


def _drive(company: Company, counts: Counter[str]) -> dict[str, Any]:
    planted = company.planted

    def mean(side: str) -> float | None:
        contacts = counts[f"drive_contacts_{side}"]
        return counts[f"drive_seconds_{side}"] / contacts if contacts else None

    return {
        "what": "Agents on one channel are told to be quick: contacts get shorter, and their journeys please less.",
        "channel": planted.drive_channel,
        "from_day": planted.drive_on.isoformat(),
        "handle_factor": {"true": planted.drive_handle_factor},
        "csat_points": {"true": planted.drive_csat, "note": "before answers are cut to 1 to 5"},
        "mean_handle_seconds": {"before": mean("before"), "after": mean("after")},
    }


def _rolled_out(company: Company, region: world.Region) -> str | None:
    if region.days_late is None:
        return None
    return (company.planted.change_on + timedelta(days=region.days_late)).isoformat()


def _broken_step(company: Company, switches: Ints) -> dict[str, Any]:
    return {
        "what": "Moving home, Mobile app, Upload document: it fails and forces a switch to Phone.",
        "share_failing": {"true": company.planted.upload_fails, **_share(switches[2])},
    }


def _share(visits_and_phones: Ints) -> dict[str, float | int | None]:
    visits, phones = (int(each) for each in visits_and_phones)
    return {"realised": phones / visits if visits else None, "visits": visits}


def _double_verify(company: Company, effort: Floats) -> dict[str, Any]:
    return {
        "what": "Verify identity twice before Resolve lowers CES (7 is very easy), before answers are cut to 1 to 7.",
        "true_ces_points": company.planted.ces_double_verify,
        "journeys": int(effort[0, 1]),
        "ces_felt_with": effort[1, 1] / effort[0, 1] if effort[0, 1] else None,
        "ces_felt_without": effort[1, 0] / effort[0, 0] if effort[0, 0] else None,
    }


def _window(counts: Counter[str]) -> dict[str, Any]:
    return {
        "window_days": WINDOW_DAYS,
        "journeys_that_come_back_exactly_share": 1 - counts["journeys_changed_by_window"] / counts["journeys"],
        "journeys_split": counts["journeys_split_by_window"],
        "journeys_merged": counts["journeys_merged_by_window"],
    }
