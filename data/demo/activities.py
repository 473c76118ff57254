"""What is done in a contact: depends on the channel and on the place of the contact in its journey."""

import numpy as np

from data.demo import world
from data.demo.block import Block
from data.demo.draw import Flags, Ints, lookup, pick

OPENS, GOES_ON, LEAVES, SOLVES, GIVES_UP = range(5)
PLACES = ("opens", "goes on", "leaves", "solves", "gives up")

SELF: tuple[dict[str, float], ...] = (
    {"Search answer": 55, "Log in": 45},
    {"Read article": 40, "Send form": 35, "Check status": 25},
    {"Read article": 20, "Form error": 35, "Request contact": 45},
    {"Solve in self-service": 80, "Check status": 20},
    {"Give up": 70, "Form error": 30},
)
VOICE_MENU: tuple[dict[str, float], ...] = (
    {"Choose menu": 80, "Check status": 20},
    {"Choose menu": 60, "Check status": 40},
    {"Choose menu": 30, "Transfer": 70},
    {"Check status": 60, "Solve in self-service": 40},
    {"Give up": 100},
)
BOT: tuple[dict[str, float], ...] = (
    {"Ask bot": 100},
    {"Ask bot": 70, "Send form": 30},
    {"Ask bot": 20, "Hand over": 80},
    {"Send form": 40, "Solve in self-service": 60},
    {"Give up": 100},
)
DESK: tuple[dict[str, float], ...] = (
    {"Verify identity": 70, "Take request": 30},
    {"Check status": 30, "Verify identity": 20, "Promise callback": 40, "Escalate": 10},
    {"Transfer": 40, "Escalate": 20, "Send form": 25, "Promise callback": 15},
    {"Resolve": 88, "Confirm solution": 12},
    {"Promise callback": 45, "Escalate": 25, "Close without solution": 30},
)
WRITTEN: tuple[dict[str, float], ...] = (
    {"Take request": 65, "Verify identity": 35},
    {"Ask for documents": 40, "Check status": 40, "Escalate": 20},
    {"Send form": 40, "Ask for documents": 35, "Escalate": 25},
    {"Resolve": 88, "Confirm solution": 12},
    {"Close without solution": 60, "Ask for documents": 40},
)
UPLOAD = "Upload document"
KINDS = {world.IVR: VOICE_MENU, world.CHATBOT: BOT, world.EMAIL: WRITTEN}


def _names() -> list[str]:
    found = [name for kind in (SELF, VOICE_MENU, BOT, DESK, WRITTEN) for place in kind for name in place]
    return sorted({*found, *(each.activity for each in world.ISSUES), UPLOAD})


ACTIVITIES = _names()
VERIFY, RESOLVE = ACTIVITIES.index("Verify identity"), ACTIVITIES.index("Resolve")


def _table() -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    weights = np.zeros((len(world.CHANNELS) * len(PLACES), len(ACTIVITIES)))
    for code, channel in enumerate(world.CHANNELS):
        kind = KINDS.get(code, DESK if channel.assisted else SELF)
        for place, choices in enumerate(kind):
            for name, weight in choices.items():
                weights[code * len(PLACES) + place, ACTIVITIES.index(name)] = weight
    return lookup(weights)


_TABLE = _table()
_ISSUE_WORK = np.array([ACTIVITIES.index(each.activity) for each in world.ISSUES])
_ASSISTED = np.array([each.assisted for each in world.CHANNELS])


def places(block: Block) -> tuple[Ints, Flags]:
    """Tell each contact's place in its journey, and which contacts are the journey's last."""
    journey, channel = block.contacts.journey, block.contacts.channel
    last = np.r_[journey[1:] != journey[:-1], True]
    first = np.r_[True, last[:-1]]
    arrives = first | np.r_[True, channel[1:] != channel[:-1]]
    leaves = ~last & np.r_[channel[1:] != channel[:-1], False]
    resolved, still_open = block.journeys.resolved[journey], block.journeys.open[journey]
    ends = np.where(resolved, SOLVES, np.where(still_open, GOES_ON, GIVES_UP))
    place = np.where(last, ends, np.where(leaves, LEAVES, GOES_ON))
    opening = ~last & arrives & (~leaves | (block.rng.random(len(journey)) < 0.4))
    return np.where(opening, OPENS, place), last


def draw_activities(block: Block, place: Ints) -> Ints:
    """Draw the activity of each contact; half of the assisted work in between is the issue's own."""
    contacts = block.contacts
    activity = pick(block.rng, _TABLE, contacts.channel * len(PLACES) + place)
    own = (place == GOES_ON) & _ASSISTED[contacts.channel] & (block.rng.random(len(place)) < 0.5)
    activity = np.where(own, _ISSUE_WORK[block.journeys.issue[contacts.journey]], activity)
    return np.where(contacts.upload, ACTIVITIES.index(UPLOAD), activity)
