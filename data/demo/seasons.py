"""When journeys start and when their contacts follow: trend, season, week and hour."""

import numpy as np

from data.demo import world
from data.demo.draw import Flags, Floats, Ints, lookup, pick

DAY = 86_400
EPOCH_DAY = (world.FIRST_DAY - np.datetime64("1970-01-01").astype(object)).days
DAYS = (world.LAST_DAY - world.FIRST_DAY).days + 1
END = (EPOCH_DAY + DAYS) * DAY
GROWTH_A_YEAR = 0.55  # of the demand of those who stay; volume grows less, because customers leave
_WEEK = np.array([1.25, 1.12, 1.05, 1.02, 1.0, 0.62, 0.45])
_SELF_HOURS = [1, 2, 3, 4, 5, 5, 5, 6, 6, 5, 5, 5, 6, 7, 8, 8, 6, 3]
_DESK_HOURS = [0.2, 1, 4, 8, 9, 9, 7, 6, 7, 8, 8, 7, 5, 3, 1.5, 0.6, 0.2, 0.1]
_HOURS = lookup(np.array([_SELF_HOURS, _DESK_HOURS], dtype=float))
_FIRST_HOUR = 5
_LATER_DAYS = lookup(np.array([[0.45, 0.25, 0.14, 0.09, 0.05, 0.02]]))
_STAYS = np.array([each.stays for each in world.CHANNELS])
_ASSISTED = np.array([each.assisted for each in world.CHANNELS])


def day_weights() -> Floats:
    """Weights of the days of the period: growing, busier in winter, quiet at weekends."""
    day = np.arange(DAYS)
    weekday = (day + EPOCH_DAY + 3) % 7
    season = 1 + 0.12 * np.cos(2 * np.pi * (day - 15) / 365.25)
    return np.asarray((1 + GROWTH_A_YEAR * day / 365.25) * season * _WEEK[weekday])


def draw_starts(rng: np.random.Generator, size: int) -> Ints:
    """Draw the day number (from 0) on which each journey starts."""
    cumulative = np.cumsum(day_weights())
    days: Ints = np.searchsorted(cumulative, rng.random(size) * cumulative[-1], side="right")
    return days


def draw_times(rng: np.random.Generator, start_day: Ints, journey: Ints, channel: Ints, long_gap: Flags) -> Ints:
    """Draw each contact's time in epoch seconds, strictly rising within a journey.

    A contact follows in the same session (minutes) or one to six days later; a `long_gap` journey pauses 9 to 12 days
    before its second contact.
    """
    count = len(journey)
    first = np.r_[True, journey[1:] != journey[:-1]]
    second = np.r_[False, first[:-1]] & ~first
    before = np.r_[channel[:1], channel[:-1]]
    stays = np.where(before == channel, 0.15, _STAYS[before])
    pauses = second & long_gap[journey]
    session = ~first & ~pauses & (rng.random(count) < stays)
    later = 1 + pick(rng, _LATER_DAYS, np.zeros(count, dtype=np.int64)) + np.where(pauses, 8, 0)
    days = np.where(first | session, 0, later)
    total = np.cumsum(days)
    position = np.arange(count)
    days_since_start = total - total[np.maximum.accumulate(np.where(first, position, 0))]
    hour = _FIRST_HOUR + pick(rng, _HOURS, _ASSISTED[channel].astype(np.int64))
    anchor = (EPOCH_DAY + start_day[journey] + days_since_start) * DAY + hour * 3600 + rng.integers(0, 3600, count)
    minutes = np.minimum(45 + rng.exponential(300, count), 1500).astype(np.int64)
    elapsed = np.cumsum(np.where(session, minutes, 0))
    last_anchor = np.maximum.accumulate(np.where(session, 0, position))
    return np.asarray(anchor[last_anchor] + elapsed - elapsed[last_anchor])


def is_session(journey: Ints, at: Ints) -> Flags:
    """Tell which contacts followed their predecessor within 30 minutes."""
    return np.asarray(np.r_[False, (journey[1:] == journey[:-1]) & (np.diff(at) <= 1800)])
