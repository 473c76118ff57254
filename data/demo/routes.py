"""The channels a journey takes: planned ones, the planted hand-overs to Phone, and returns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo import world
from data.demo.draw import Flags, Floats, Ints, lookup, pick, pick_row
from data.demo.planted import Planted

PLANNED = 5
BROKEN, HANDED, RETURN = 5, 6, 7
ORIGIN = {BROKEN: world.APP, HANDED: world.CHATBOT}
SLOTS = 8
MOST_REPEATS = 8
NEVER = 99.0


@dataclass(frozen=True)
class Routes:
    """Runs of contacts in order, one row per journey: `channel` and `length` (0: no run). `upload`: in which run.

    `repeats` counts the further contacts that were planned: none for channels, hand-overs or failures.
    """

    channel: NDArray[np.int64]
    length: NDArray[np.int64]
    upload: NDArray[np.bool_]
    repeats: Ints


def draw_routes(rng: np.random.Generator, planted: Planted, issue: Ints, segment: Ints, fixed: Flags) -> Routes:
    """Draw each journey's route; `fixed` says that the chatbot's hand-over was already repaired for it."""
    count = len(issue)
    channel = np.zeros((count, SLOTS), dtype=np.int64)
    order = np.full((count, SLOTS), NEVER)
    channel[:, BROKEN:RETURN] = world.PHONE
    planned = _planned_count(rng, planted, issue, segment)
    channel[:, :PLANNED] = _planned_channels(rng, issue, planned)
    order[:, :PLANNED] = np.where(np.arange(PLANNED) < planned[:, None], np.arange(PLANNED), NEVER)
    uploads = _force_phone(rng, order, channel, BROKEN, np.where(issue == world.MOVING_HOME, planted.upload_share, 0.0))
    failed = uploads & (rng.random(count) < planted.upload_fails)
    order[~failed, BROKEN] = NEVER
    handover = np.where(fixed, planted.handover_after, planted.handover_before)
    _force_phone(rng, order, channel, HANDED, handover)
    repeats = _draw_repeats(rng, issue)
    length = _lengths(rng, planned, repeats, channel, order)
    _move_planned_phone(order, channel, length)
    length = np.where(order < NEVER, length, 0)
    sorting = np.argsort(order, axis=1, kind="stable")
    in_app = (channel == world.APP) & uploads[:, None] & (order < NEVER)
    in_app[:, RETURN] = False
    channel, length, in_app = (np.take_along_axis(each, sorting, axis=1) for each in (channel, length, in_app))
    return Routes(channel, length, in_app, repeats)


def _planned_count(rng: np.random.Generator, planted: Planted, issue: Ints, segment: Ints) -> Ints:
    difficulty = np.array([each.difficulty for each in world.ISSUES])[issue]
    severity = np.array([each.severity for each in world.SEGMENTS])[segment]
    chance = planted.switch_floor + planted.switch_by_difficulty * difficulty + planted.switch_by_severity * severity
    return 1 + rng.binomial(PLANNED - 1, np.clip(chance, 0, 1))


def _planned_channels(rng: np.random.Generator, issue: Ints, planned: Ints) -> Ints:
    start = np.array([_start_weights(each.name) for each in world.ISSUES])
    goes_on = world.GOES_ON + 0.002 * (1 - np.eye(len(world.CHANNELS)))
    goes_on[world.CHATBOT, world.PHONE] = 0
    goes_on[world.PHONE, world.CHATBOT] = 0
    chosen = np.zeros((len(issue), PLANNED), dtype=np.int64)
    chosen[:, 0] = pick(rng, lookup(start), issue)
    free = np.ones((len(issue), len(world.CHANNELS)))
    moving = issue == world.MOVING_HOME
    for place in range(1, PLANNED):
        rows = np.flatnonzero(planned > place)
        before = chosen[rows, place - 1]
        free[rows, before] = 0
        weights = goes_on[before] * free[rows]
        weights[moving[rows] & (before == world.APP), world.PHONE] = 0
        chosen[rows, place] = pick_row(rng, weights)
    return chosen


def _start_weights(issue: str) -> Floats:
    weights = world.START.copy()
    for channel, factor in world.START_BY_ISSUE.get(issue, {}).items():
        weights[channel] *= factor
    return weights


def _force_phone(rng: np.random.Generator, order: Floats, channel: Ints, slot: int, chance: Floats) -> Flags:
    """Put Phone right after the slot's origin, where it is visited, with this chance; returns where it was put."""
    there = (channel[:, :PLANNED] == ORIGIN[slot]) & (order[:, :PLANNED] < NEVER)
    forced: Flags = there.any(axis=1) & (rng.random(len(order)) < chance)
    order[forced, slot] = there.argmax(axis=1)[forced] + 0.5
    return forced


def _draw_repeats(rng: np.random.Generator, issue: Ints) -> Ints:
    mean = np.array([each.repeats for each in world.ISSUES])
    return rng.binomial(MOST_REPEATS, mean[issue] / MOST_REPEATS)


def _lengths(rng: np.random.Generator, planned: Ints, repeats: Ints, channel: Ints, order: Floats) -> Ints:
    """One contact per run, and the repeats spread over the planned runs, one perhaps a return to the first channel."""
    length = np.ones(channel.shape, dtype=np.int64)
    first = channel[:, 0]
    returns = (repeats > 0) & (planned > 1) & ~np.isin(first, (world.CHATBOT, world.APP, world.PHONE))
    returns &= rng.random(len(repeats)) < 0.35
    order[returns, RETURN] = NEVER - 1
    channel[:, RETURN] = first
    repeats = repeats - returns
    for number in range(MOST_REPEATS):
        rows = np.flatnonzero(repeats > number)
        length[rows, (rng.random(len(rows)) * planned[rows]).astype(np.int64)] += 1
    return length


def _move_planned_phone(order: Floats, channel: Ints, length: Ints) -> None:
    """Where a forced Phone comes before the planned one, the planned run moves there instead of coming twice."""
    for slot in (BROKEN, HANDED):
        planned = (channel[:, :PLANNED] == world.PHONE) & (order[:, :PLANNED] < NEVER)
        later = planned & (order[:, :PLANNED] > order[:, slot : slot + 1])
        rows = np.flatnonzero(later.any(axis=1))
        at = later.argmax(axis=1)[rows]
        length[rows, slot] = length[rows, at]
        order[rows, at] = NEVER
