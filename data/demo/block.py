"""One block of customers with their journeys and contacts: the unit of generation, a function of seed and number."""

from dataclasses import dataclass, fields, replace

import numpy as np

from core.errors import InvalidInputError
from data.demo import seasons, world
from data.demo.draw import Flags, Floats, Ints, share
from data.demo.planted import Company, Planted
from data.demo.routes import draw_routes

BLOCK_JOURNEYS = 50_000
LEAVES_NEVER = np.inf


@dataclass(frozen=True)
class Customers:
    """One entry per customer; `left` in epoch seconds, infinite when they stay beyond all horizons."""

    region: Ints
    segment: Ints
    value: Floats
    since: Ints
    temper: Floats
    left: Floats


@dataclass(frozen=True)
class Journeys:
    """One entry per journey, in order of customer and start. `open`: the export ended first;
    `fixed`: the chatbot was repaired; `kept_by_others`: nothing else makes the customer leave within the horizon."""

    customer: Ints
    issue: Ints
    severity: Floats
    resolved: Flags
    started: Ints
    ended: Ints
    contacts: Ints
    repeats: Ints
    channels: Ints
    first_channel: Ints
    open: Flags
    fixed: Flags
    long_gap: Flags
    kept_by_others: Flags
    cost_cents: Ints


@dataclass(frozen=True)
class Contacts:
    """One entry per contact, in order of journey and time."""

    journey: Ints
    channel: Ints
    at: Ints
    upload: Flags


@dataclass(frozen=True)
class Block:
    """A finished block; `rng` goes on with what the contacts still need."""

    number: int
    rng: np.random.Generator
    customers: Customers
    journeys: Journeys
    contacts: Contacts


def make_block(company: Company, number: int) -> Block:
    """Generate block `number` (from 0) of the company: exactly its share of the journeys."""
    wanted = min(BLOCK_JOURNEYS, company.journeys - number * BLOCK_JOURNEYS)
    rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence([company.seed, number])))
    size = int(wanted * 0.5) + 60
    customers, owner, start_day = _draw_customers(rng, size)
    issue = share(rng, [each.share for each in world.ISSUES], len(owner))
    journeys, contacts = _draw_journeys(rng, company.planted, customers, owner, start_day, issue)
    left, others = _draw_leaving(rng, company.planted, customers, journeys)
    kept = np.flatnonzero(journeys.ended < left[journeys.customer])[:wanted]
    if len(kept) < wanted:
        raise InvalidInputError(
            f"With these planted risks so many customers leave that only {len(kept)} of {wanted} journeys remain. "
            "Lower the leave risks."
        )
    journeys = _take(replace(journeys, kept_by_others=others), kept)
    contacts = _keep_contacts(contacts, kept, len(issue))
    customers = replace(customers, left=left)
    journeys = replace(journeys, cost_cents=_total_cents(rng, company.planted, journeys))
    return Block(number, rng, customers, journeys, contacts)


def _draw_customers(rng: np.random.Generator, size: int) -> tuple[Customers, Ints, Ints]:
    segment = share(rng, [each.share for each in world.SEGMENTS], size)
    mean_value = np.array([each.value_eur for each in world.SEGMENTS])[segment]
    tenure = np.minimum(rng.exponential(1500, size), 5000).astype(np.int64)
    customers = Customers(
        region=share(rng, [each.share for each in world.REGIONS], size),
        segment=segment,
        value=np.round(mean_value * np.exp(0.4 * rng.standard_normal(size) - 0.08), 2),
        since=seasons.EPOCH_DAY - 1 - tenure,
        temper=0.3 * rng.standard_normal(size),
        left=np.full(size, LEAVES_NEVER),
    )
    journeys = np.minimum(rng.geometric(0.39, size), 12)
    owner = np.repeat(np.arange(size), journeys)
    start_day = seasons.draw_starts(rng, len(owner))
    return customers, owner, start_day[np.lexsort((start_day, owner))]


def _draw_journeys(
    rng: np.random.Generator, planted: Planted, customers: Customers, owner: Ints, start_day: Ints, issue: Ints
) -> tuple[Journeys, Contacts]:
    count = len(owner)
    segment, region = customers.segment[owner], customers.region[owner]
    mean_severity = np.array([each.severity for each in world.SEGMENTS])[segment]
    fixed = _is_fixed(planted, region, start_day)
    routes = draw_routes(rng, planted, issue, segment, fixed)
    long_gap = rng.random(count) < planted.long_gap_share
    length = routes.length.ravel()
    channel = np.repeat(routes.channel.ravel(), length)
    upload = np.zeros(len(channel), dtype=bool)
    upload[(np.cumsum(length) - 1)[routes.upload.ravel() & (length > 0)]] = True
    journey = np.repeat(np.arange(count), routes.length.sum(axis=1))
    at = seasons.draw_times(rng, start_day, journey, channel, long_gap)
    seen = at < seasons.END
    contacts = Contacts(journey[seen], channel[seen], at[seen], upload[seen])
    first = np.flatnonzero(np.r_[True, np.diff(contacts.journey) > 0])
    last = np.r_[first[1:], len(contacts.journey)] - 1
    is_open = np.bincount(journey[~seen], minlength=count) > 0
    chance = np.array([each.resolves for each in world.ISSUES])[issue] - 0.08 * (mean_severity - 0.55)
    chance += np.array([each.resolves for each in world.CHANNELS])[contacts.channel[first]]
    journeys = Journeys(
        customer=owner,
        issue=issue,
        severity=mean_severity / 2 * rng.standard_gamma(2.0, count),
        resolved=(rng.random(count) < chance) & ~is_open,
        started=contacts.at[first],
        ended=contacts.at[last],
        contacts=last - first + 1,
        repeats=routes.repeats,
        channels=np.bitwise_count(np.bitwise_or.reduceat(1 << contacts.channel, first)).astype(np.int64),
        first_channel=contacts.channel[first],
        open=is_open,
        fixed=fixed,
        long_gap=long_gap,
        kept_by_others=np.zeros(count, dtype=bool),
        cost_cents=np.zeros(count, dtype=np.int64),
    )
    return journeys, contacts


def _is_fixed(planted: Planted, region: Ints, start_day: Ints) -> Flags:
    """Tell which journeys start after the hand-over fix reached their region."""
    never = (world.LAST_DAY - world.FIRST_DAY).days + 1
    lag = [never if each.days_late is None else each.days_late for each in world.REGIONS]
    change_day = (planted.change_on - world.FIRST_DAY).days
    return np.asarray(start_day >= change_day + np.array(lag)[region])


def _draw_leaving(
    rng: np.random.Generator, planted: Planted, customers: Customers, journeys: Journeys
) -> tuple[Floats, Flags]:
    """Draw when each customer leaves: a constant hazard of its own and one for 180 days after each journey's end.

    The hazards add up (the first clock to ring counts). Also tells for which journeys no other clock rings within the
    horizon: those where this journey alone decides.
    """
    owner, horizon = journeys.customer, planted.horizon_days * seasons.DAY
    a_year = np.array([each.leave_a_year for each in world.SEGMENTS])[customers.segment]
    of_itself = seasons.EPOCH_DAY * seasons.DAY + rng.standard_exponential(len(a_year)) * 365.25 * seasons.DAY / (
        -np.log1p(-a_year)
    )
    risk = np.array([each.leave_risk for each in world.ISSUES])[journeys.issue]
    risk = risk + np.array([each.leave_risk for each in world.SEGMENTS])[customers.segment[owner]]
    risk += planted.leave_risk_per_extra_channel * (journeys.channels - 1)
    risk += planted.leave_risk_unresolved * ~journeys.resolved
    after = rng.standard_exponential(len(owner)) * horizon / -np.log1p(-np.clip(risk, 1e-6, 0.95))
    rings = np.where(after <= horizon, journeys.ended + after, LEAVES_NEVER)
    first_of = np.flatnonzero(np.r_[True, np.diff(owner) > 0])
    earliest = np.minimum.reduceat(rings, first_of)
    runner_up = np.minimum.reduceat(np.where(rings == earliest[owner], LEAVES_NEVER, rings), first_of)
    other = np.minimum(np.where(rings == earliest[owner], runner_up[owner], earliest[owner]), of_itself[owner])
    return np.minimum(earliest, of_itself), other > journeys.ended + horizon


def _total_cents(rng: np.random.Generator, planted: Planted, journeys: Journeys) -> Ints:
    """Draw each journey's cost: issue and first channel, severity, repeats, and the planted cost of extra channels."""
    base = np.array([each.base_cost_eur for each in world.ISSUES])[journeys.issue]
    base = base + np.array([each.cost_eur for each in world.CHANNELS])[journeys.first_channel]
    extra = journeys.channels - 1
    total = base * rng.uniform(0.7, 1.3, len(base)) + planted.cost_per_severity_eur * journeys.severity
    total += planted.cost_per_repeat_eur * journeys.repeats
    total += planted.cost_per_extra_channel_eur * extra * rng.uniform(0.6, 1.4, len(base))
    cents: Ints = np.rint(100 * total).astype(np.int64)
    return cents


def _take(journeys: Journeys, kept: Ints) -> Journeys:
    return Journeys(*(getattr(journeys, each.name)[kept] for each in fields(Journeys)))


def _keep_contacts(contacts: Contacts, kept: Ints, before: int) -> Contacts:
    number = np.full(before, -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    journey = number[contacts.journey]
    rows = journey >= 0
    return Contacts(journey[rows], contacts.channel[rows], contacts.at[rows], contacts.upload[rows])
