"""Shares and means of the journeys of a type: as counted, no effects."""

from collections.abc import Mapping
from typing import Any

from core.contract import SMALL_SAMPLE
from core.measured.about import OVERVIEW, SWITCHING, About, How, why_too_few
from core.measured.results import Measured
from core.numbers.estimates import Estimate
from core.numbers.proportions import Interval, wilson
from core.numbers.ratios import Pairs, ratio_of_sums
from core.switching.tally import Tally
from core.wording import count

MEAN = "mean, with Student's t interval over journeys"
SHARE = "share, with Wilson's interval"
CHANNELS, COST, OUTCOME = "a known channel", "a known cost", "a known outcome"
KNOWN = {"contacts": "a contact", "channels": CHANNELS, "cost": COST}


def per_journey(about: About, tally: Tally, handled: Mapping[str, Any]) -> list[Measured]:
    """Return every share and mean of journeys; below 30 with a known value none is given."""
    repeats = tally.count("repeats"), tally.count("repeats_known")
    comeback = "a known customer and 30 days of data after their end"
    by_channel = _having(tally, "channels", "channels")
    return [
        _resolved(about, tally),
        _share(about, "repeat_share", repeats, comeback, OVERVIEW),
        _mean(about, "contacts_per_journey", tally, "contacts", How("contacts", MEAN, "journeys")),
        _handled(about, handled),
        _mean(about, "channels_per_journey", tally, "channels", by_channel),
        _share(about, "several_channels_share", (tally.count("several"), tally.count("channels_known")), CHANNELS),
        _mean(about, "extra_channels_per_journey", tally, "channels", by_channel, less=1),
        _mean(about, "cost_per_journey", tally, "cost", _having(tally, "cost", about.currency)),
        _cost_per_resolution(about, tally),
    ]  # fmt: skip


def _of(known: int, tally: Tally, having: str) -> str:
    return f"journeys with {having}, {count(known)} of {count(tally.count('journeys'))}"


def _having(tally: Tally, what: str, unit: str) -> How:
    return How(unit, MEAN, _of(tally.count(f"{what}_known"), tally, KNOWN[what]), SWITCHING)


def _mean(about: About, code: str, tally: Tally, what: str, how: How, *, less: int = 0) -> Measured:
    """Return the mean of a column, less a constant."""
    value, around = tally.mean(what)
    known = tally.count(f"{what}_known")
    if value is None:
        return Measured(code, None, why_too_few(known, "journey", KNOWN[what]))
    if around is None:
        return about.describe(code, Estimate(value - less, None, None, known), how)
    return about.describe(code, Interval(value - less, around.low - less, around.high - less, known), how)


def _share(about: About, code: str, of: tuple[int, int], having: str, page: str = SWITCHING) -> Measured:
    part, known = of
    if known < SMALL_SAMPLE:
        return Measured(code, None, why_too_few(known, "journey", having))
    return about.describe(code, wilson(part, known), How("share", SHARE, f"journeys with {having}", page))


def _resolved(about: About, tally: Tally) -> Measured:
    code, why = "resolved_share", _one_outcome(about)
    if why:
        return Measured(code, None, why)
    return _share(about, code, (tally.count("journeys", resolved=True), tally.resolved_known), OUTCOME, OVERVIEW)


def _cost_per_resolution(about: About, tally: Tally) -> Measured:
    code, known = "cost_per_resolution", tally.count("cost_known")
    value, around = tally.cost_per_resolution()
    why = _one_outcome(about) or why_too_few(known, "journey", COST)
    if not why and value is None:
        why = "No journey with a known cost was resolved, so there is no resolution to put the cost on."
    if why:
        return Measured(code, None, why)
    how = How(about.currency, "cost of all journeys with a known cost divided by the resolved ones among them, with "
              "Fieller's interval", _of(known, tally, COST), OVERVIEW)  # fmt: skip
    return about.describe(code, around or Estimate(value, None, None, known), how)


def _one_outcome(about: About) -> str:
    """Return why nothing is said of resolving in a scope of one outcome."""
    if about.scope.outcome == "all":
        return ""
    return f"Only {about.scope.outcome} journeys are in scope. Take that filter off to see what is resolved."


def _handled(about: About, row: Mapping[str, Any]) -> Measured:
    """Return the mean handle time over contacts in hours; a journey's contacts are taken together for its interval."""
    code, known, contacts = "handle_hours_per_contact", int(row["contacts_sum"]), int(row["contacts"])
    why = why_too_few(int(row["journeys"]), "journey", "a known handle time")
    if why:
        return Measured(code, None, why)
    seconds = float(row["seconds_sum"])
    around = ratio_of_sums(Pairs(
        int(row["journeys"]), seconds, float(row["seconds_squares"]), known, float(row["contacts_squares"]),
        float(row["products"]),
    ))  # fmt: skip
    low, high = (None, None) if around is None else (around.low / 3600, around.high / 3600)
    how = How("hours", "mean over contacts, with Fieller's interval over journeys",
              f"contacts with a known handle time, {count(known)} of {count(contacts)}")  # fmt: skip
    return about.describe(code, Estimate(seconds / known / 3600, low, high, known), how)
