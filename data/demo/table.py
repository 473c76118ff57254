"""From a block to the rows of the export: every interaction field, with the known imperfections."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.demo import seasons, world
from data.demo.activities import ACTIVITIES, RESOLVE, VERIFY, draw_activities, places
from data.demo.block import BLOCK_JOURNEYS, Block
from data.demo.draw import Flags, Floats, Ints, ids, labels
from data.demo.planted import Planted
from data.demo.words import draw_texts

AGENTS_PER_TEAM = 40
MOST_CONTACTS = 40
ASSISTED = [code for code, channel in enumerate(world.CHANNELS) if channel.assisted]
TEAMS = [f"{world.CHANNELS[code].team} {region.name}" for code in ASSISTED for region in world.REGIONS]
AGENTS = [f"A{number:05d}" for number in range(len(TEAMS) * AGENTS_PER_TEAM)]
OUTCOMES = [*world.RESOLVED_VALUES, *world.UNRESOLVED_VALUES]
RESOLVED, TRANSFERRED, FOLLOW_UP, ABANDONED, UNRESOLVED = range(5)
CSAT_ANSWERS, NPS_ANSWERS, MIDWAY_ANSWERS = 0.28, 0.12, 0.06


@dataclass(frozen=True)
class Rows:
    """The export's rows of one block, and per journey what the truth file counts. `double_verify`: asked twice."""

    table: pa.Table
    double_verify: Flags
    effort: Floats
    handovers: Ints
    horizon_days: int
    counts: dict[str, int]


@dataclass(frozen=True)
class _Answers:
    csat: Floats
    ces: Floats
    nps: Floats
    felt: Floats


def make_rows(block: Block, planted: Planted) -> Rows:
    """Draw what the contacts still need and lay out the columns, in order of time, the late rows last."""
    rng, contacts, journeys = block.rng, block.contacts, block.journeys
    place, last = places(block)
    activity = draw_activities(block, place)
    double = _double_verify(activity, contacts.journey, len(journeys.issue), last & journeys.resolved[contacts.journey])
    wait = _waits(block)
    effort, answers = _answers(block, planted, double, last)
    handle = np.rint(_handle_times(block) * np.where(_driven(block, planted), planted.drive_handle_factor, 1.0))
    no_handle = rng.random(len(wait)) < planted.handle_missing
    no_region = rng.random(len(wait)) < planted.region_missing
    said = rng.random(len(wait)) < np.where(last, 0.07, 0.02)
    late = rng.random(len(wait)) < planted.late_rows
    columns = {
        "activity": labels(activity, ACTIVITIES),
        **_places(block, no_region),
        "outcome": labels(_outcomes(block, last), OUTCOMES),
        "handle_seconds": pa.array(handle, mask=no_handle),
        "wait_seconds": pa.array(wait, mask=wait <= 0),
        "cost": pa.array(_split_costs(block, last) / 100),
        "csat": _score(answers.csat),
        "ces": _score(answers.ces),
        "nps": _score(answers.nps),
        "text": draw_texts(
            rng, said, journeys.issue[contacts.journey], contacts.channel, answers.felt[contacts.journey]
        ),
        **_customer(block),
    }
    order = np.lexsort((contacts.at, late))
    in_order = pa.array(order)
    columns = {**_keys(block, order), **{name: column.take(in_order) for name, column in columns.items()}}
    counts = {
        "interactions": len(wait),
        "region_missing": int(no_region.sum()),
        "handle_missing": int(no_handle.sum()),
        "late_rows": int(late.sum()),
        "verbatims": int(said.sum()),
        "csat_answers": int(np.isfinite(answers.csat).sum()),
        **_drive_counts(block, planted, handle, no_handle),
    }
    return Rows(pa.table(columns), double, effort, _handovers(block), planted.horizon_days, counts)


def _keys(block: Block, order: Ints) -> dict[str, pa.Array]:
    contacts = block.contacts
    journey = contacts.journey[order]
    number = block.number * BLOCK_JOURNEYS
    return {
        "interaction_id": ids("I", number * MOST_CONTACTS + order, 11),
        "journey_id": ids("J", number + journey, 9),
        "customer_id": ids("C", number + block.journeys.customer[journey], 9),
        "occurred_at": pa.array(contacts.at[order] * 1000).cast(pa.timestamp("ms", tz="UTC")),
        "channel": labels(contacts.channel[order], [each.name for each in world.CHANNELS]),
    }


def _places(block: Block, no_region: Flags) -> dict[str, pa.Array]:
    contacts, journeys, customers = block.contacts, block.journeys, block.customers
    region = customers.region[journeys.customer][contacts.journey]
    desk = np.searchsorted(ASSISTED, contacts.channel)
    team = desk * len(world.REGIONS) + region
    agent = team * AGENTS_PER_TEAM + block.rng.integers(0, AGENTS_PER_TEAM, len(team))
    alone = ~np.isin(contacts.channel, ASSISTED)
    segment = customers.segment[journeys.customer][contacts.journey]
    return {
        "issue": labels(journeys.issue[contacts.journey], [each.name for each in world.ISSUES]),
        "region": labels(region, [each.name for each in world.REGIONS], no_region),
        "segment": labels(segment, [each.name for each in world.SEGMENTS]),
        "team": labels(team, TEAMS, alone),
        "agent": labels(agent, AGENTS, alone),
    }


def _customer(block: Block) -> dict[str, pa.Array]:
    owner = block.journeys.customer[block.contacts.journey]
    left = block.customers.left[owner]
    gone = left < seasons.END
    left_day = np.where(gone, left, 0).astype(np.int64) // seasons.DAY
    return {
        "customer_value": pa.array(block.customers.value[owner]),
        "customer_since": pa.array(block.customers.since[owner].astype(np.int32)).cast(pa.date32()),
        "customer_left_on": pa.array(left_day.astype(np.int32), mask=~gone).cast(pa.date32()),
    }


def _double_verify(activity: Ints, journey: Ints, count: int, solved: Flags) -> Flags:
    """Tell the journeys that were asked twice to verify the identity and then reached *Resolve*."""
    asked = np.bincount(journey[activity == VERIFY], minlength=count)
    ends = np.bincount(journey[solved & (activity == RESOLVE)], minlength=count)
    return np.asarray((asked >= 2) & (ends > 0))


def _waits(block: Block) -> Floats:
    """Seconds waited: exponential round the channel's mean, longer where the region lags; 0 without a queue."""
    mean = np.array([each.wait_seconds for each in world.CHANNELS])[block.contacts.channel]
    factor = np.array([each.wait_factor for each in world.REGIONS])[block.customers.region[block.journeys.customer]]
    mean = mean * factor[block.contacts.journey]
    return np.asarray(np.rint(mean * block.rng.standard_exponential(len(mean))))


def _handle_times(block: Block) -> Floats:
    mean = np.array([each.handle_seconds for each in world.CHANNELS])[block.contacts.channel]
    harder = 0.85 + 0.15 * block.journeys.severity[block.contacts.journey]
    return np.asarray(np.rint(10 + mean * harder * block.rng.standard_gamma(4.0, len(mean)) / 4))


def _driven(block: Block, planted: Planted) -> Flags:
    """Tell the contacts on the channel of the drive for speed, from its day on."""
    day = seasons.EPOCH_DAY + (planted.drive_on - world.FIRST_DAY).days
    return np.asarray(_on_drive_channel(block, planted) & (block.contacts.at >= day * seasons.DAY))


def _on_drive_channel(block: Block, planted: Planted) -> Flags:
    channel = [each.name for each in world.CHANNELS].index(planted.drive_channel)
    return np.asarray(block.contacts.channel == channel)


def _drive_counts(block: Block, planted: Planted, handle: Floats, no_handle: Flags) -> dict[str, int]:
    """Count contacts and handle seconds on the channel of the drive, before and after its day."""
    after, there = _driven(block, planted), _on_drive_channel(block, planted) & ~no_handle
    sides = {"before": there & ~after, "after": there & after}
    contacts = {f"drive_contacts_{side}": int(chosen.sum()) for side, chosen in sides.items()}
    return contacts | {f"drive_seconds_{side}": int(handle[chosen].sum()) for side, chosen in sides.items()}


def _split_costs(block: Block, last: Flags) -> Ints:
    """Share each journey's cents among its contacts by what the channel costs; they add up to the cent."""
    channel, journey = block.contacts.channel, block.contacts.journey
    weight = np.array([each.cost_eur for each in world.CHANNELS])[channel] * block.rng.uniform(0.7, 1.3, len(channel))
    running = np.cumsum(weight)
    ends = np.flatnonzero(last)
    before = np.r_[0.0, running[ends[:-1]]]
    portion = (running - before[journey]) / (running[ends] - before)[journey]
    cents = np.rint(portion * block.journeys.cost_cents[journey]).astype(np.int64)
    return np.asarray(np.where(np.r_[True, last[:-1]], cents, cents - np.r_[0, cents[:-1]]))


def _outcomes(block: Block, last: Flags) -> Ints:
    contacts, journeys = block.contacts, block.journeys
    session = np.r_[seasons.is_session(contacts.journey, contacts.at)[1:], False]
    moves = session & np.r_[np.diff(contacts.channel) != 0, False]
    alone = ~np.array([each.assisted for each in world.CHANNELS])[contacts.channel]
    midway = np.where(moves, TRANSFERRED, np.where(alone, ABANDONED, FOLLOW_UP))
    gives_up = np.where(journeys.open[contacts.journey], FOLLOW_UP, np.where(alone, ABANDONED, UNRESOLVED))
    return np.where(last, np.where(journeys.resolved[contacts.journey], RESOLVED, gives_up), midway)


def _answers(block: Block, planted: Planted, double: Flags, last: Flags) -> tuple[Floats, _Answers]:
    """Draw survey answers: CES with the planted effects, CSAT and NPS alike; the unhappy answer more often."""
    rng, journeys = block.rng, block.journeys
    extra, count = journeys.channels - 1, len(journeys.issue)
    repeats = journeys.contacts - journeys.channels
    temper = block.customers.temper[journeys.customer]
    effort = 5.7 + planted.ces_per_extra_channel * extra - 0.15 * repeats + planted.ces_double_verify * double
    effort = effort - 0.5 * ~journeys.resolved + temper + 0.8 * rng.standard_normal(count)
    rushed = np.bincount(block.contacts.journey[_driven(block, planted)], minlength=count) > 0
    felt = 4.3 - 0.25 * extra - 0.08 * repeats - 0.9 * ~journeys.resolved - 0.2 * double + temper
    felt = felt + planted.drive_csat * rushed
    recommends = 8.4 - 0.5 * extra - 1.8 * ~journeys.resolved + 2 * temper + 1.8 * rng.standard_normal(count)
    journey = block.contacts.journey
    asked = rng.random(len(journey)) / np.where(journeys.resolved, 1.0, 1.3)[journey]
    answers = asked < np.where(last, CSAT_ANSWERS, MIDWAY_ANSWERS)
    csat = felt[journey] + 0.7 * rng.standard_normal(len(journey))
    return effort, _Answers(
        csat=_rounded(rng, csat, answers, (1, 5)),
        ces=_rounded(rng, effort[journey], last & answers, (1, 7)),
        nps=_rounded(rng, recommends[journey], last & (asked < NPS_ANSWERS), (0, 10)),
        felt=felt,
    )


def _rounded(rng: np.random.Generator, values: Floats, given: Flags, scale: tuple[int, int]) -> Floats:
    """Round up or down by chance, so that the mean stays, and cut at the ends of the scale; NaN where not given."""
    whole = np.clip(np.floor(values + rng.random(len(values))), *scale)
    return np.where(given, whole, np.nan)


def _score(values: Floats) -> pa.Array:
    missing = np.isnan(values)
    return pa.array(np.where(missing, 0, values).astype(np.int8), mask=missing)


def _handovers(block: Block) -> Ints:
    """Count [visits, those that Phone followed] of the chatbot before and after its repair, and of the upload step."""
    contacts = block.contacts
    following = np.r_[np.where(np.diff(contacts.journey) == 0, contacts.channel[1:], -1), -1]
    visit = (contacts.channel == world.CHATBOT) & (following != world.CHATBOT)
    fixed = block.journeys.fixed[contacts.journey].astype(np.int64)
    visits = np.bincount(fixed[visit], minlength=2)
    phones = np.bincount(fixed[visit & (following == world.PHONE)], minlength=2)
    uploads = np.array([contacts.upload.sum(), (contacts.upload & (following == world.PHONE)).sum()])
    return np.vstack([np.column_stack([visits, phones]), uploads])
