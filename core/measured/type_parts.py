"""What is measured of one journey type among all, from its counts and sums and from effects that all types share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.assumptions.haircuts import haircut
from core.contract import SMALL_SAMPLE
from core.figure import Figure
from core.measured.a_year import too_short
from core.measured.about import About, why_too_few
from core.measured.calculate import growth_a_year
from core.measured.parts import MeasuredPart, product, times
from core.measured.per_journey import CHANNELS, COST, OUTCOME
from core.numbers.estimates import Estimate
from core.numbers.means import Sums, mean_of_sums
from core.numbers.proportions import Interval, wilson
from core.numbers.unavailable import Unavailable
from core.retention.calculate import MoneyAtRisk
from core.switching.calculate import DAYS_A_YEAR
from core.text import counted
from core.wording import percent

COMEBACK = "a known customer and 30 days of data after its end"
AT_MOST = "At most: hard cases use more channels and would cost more anyway."
NOTHING_AVOIDABLE = "One more channel goes along with no more cost here, so nothing is avoidable."


@dataclass(frozen=True)
class Shared:
    """What is the same for all types: the data, all journeys, and the effect of one more channel or why there is none.

    `why_no_risk` says why there is no money at risk where there is none; `months` are whole months with their days.
    """

    about: About
    journeys: int
    effect: Figure | None
    why_no_effect: str
    why_no_risk: str
    months: Sequence[tuple[int, int]]

    @property
    def a_year(self) -> float:
        """What a count of the period is multiplied with to be that of a year."""
        return DAYS_A_YEAR / self.about.days


@dataclass(frozen=True)
class Counts:
    """One type's rows: its counts and sums, what switches added, its journeys by month, and its money at risk."""

    row: Mapping[str, Any]
    switched: Mapping[str, Any] | None
    by_month: Mapping[int, int]
    risk: MoneyAtRisk | None

    def count(self, name: str) -> int:
        """Return one of its counts."""
        return int(self.row[name])

    def sums(self, name: str) -> Sums:
        """Return the sums behind a mean."""
        known = "channels_known" if name == "extra" else f"{name}_known"
        return Sums(self.count(known), float(self.row[f"{name}_sum"]), float(self.row[f"{name}_squares"]))


def type_parts(shared: Shared, of: Counts) -> list[MeasuredPart]:
    """Return every part but the gaps, which need all types at once."""
    journeys, short = of.count("journeys"), too_short(shared.about)
    resolved = _share("resolved_share", of.count("resolved"), of.count("resolved_known"), OUTCOME)
    if shared.about.scope.outcome != "all":
        why = f"Only {shared.about.scope.outcome} journeys are in scope."
        resolved = MeasuredPart.unknown("resolved_share", "share", why)
    yearly = [
        MeasuredPart("journeys_a_year", "journeys", float(journeys), n=journeys),
        _extra_channels(of),
        _avoidable(shared, of),
        *_repeats(shared.about.currency, of),
        MeasuredPart("switches_a_year", "switches", float(of.count("switches")), n=journeys),
        _switch_cost(shared, of),
    ]
    return [
        *(MeasuredPart.unknown(each.code, each.unit, short) if short else times(each, shared.a_year)
          for each in yearly),
        MeasuredPart("share_of_all", "share", journeys / shared.journeys, n=shared.journeys),
        _mean_extra(of),
        _at_risk(shared, of),
        resolved,
        _growth(shared, of),
    ]  # fmt: skip


def _mean_extra(of: Counts) -> MeasuredPart:
    code, sums = "extra_channels_per_journey", of.sums("extra")
    why = why_too_few(sums.n, "journey", CHANNELS)
    if why:
        return MeasuredPart.unknown(code, "channels", why, sums.n)
    return MeasuredPart.of(code, "channels", mean_of_sums(sums) or Estimate(sums.mean, None, None, sums.n))


def _extra_channels(of: Counts) -> MeasuredPart:
    code, sums = "extra_channels_a_year", of.sums("extra")
    if not sums.n:
        return MeasuredPart.unknown(code, "channels", why_too_few(0, "journey", CHANNELS), 0)
    around = mean_of_sums(sums)
    low, high = (None, None) if around is None else (max(0.0, around.low) * sums.n, around.high * sums.n)
    left = of.count("journeys") - sums.n
    note = f"{counted(left, 'journey')} without a known channel left out." if left else ""
    return MeasuredPart(code, "channels", sums.total, n=sums.n, note=note, own_low=low, own_high=high)


def _avoidable(shared: Shared, of: Counts) -> MeasuredPart:
    """Return the effect of one more channel times the extra channels; its interval is that of the effect."""
    code, unit, effect, extra = "avoidable_cost_a_year", shared.about.currency, shared.effect, _extra_channels(of)
    if extra.value is None or effect is None:
        return MeasuredPart.unknown(code, unit, extra.note if extra.value is None else shared.why_no_effect, extra.n)
    low, high = (None if end is None else end * extra.value for end in (effect.low, effect.high))
    own = sorted(end * effect.value for end in (extra.own_low, extra.own_high) if end is not None)
    note = f"{AT_MOST if effect.value > 0 else NOTHING_AVOIDABLE} {extra.note}".strip()
    return MeasuredPart(
        code, unit, extra.value * effect.value, low, high, extra.n, note, effect.haircut_share, *(own or (None, None))
    )


def _repeats(currency: str, of: Counts) -> tuple[MeasuredPart, MeasuredPart]:
    """Return the journeys that come back and their cost: the share of those where it can be known, for all."""
    known, journeys, cost = of.count("repeats_known"), of.count("journeys"), of.sums("cost")
    codes = ("repeats_a_year", "repeat_cost_a_year")
    why = why_too_few(known, "journey", COMEBACK)
    if why:
        return MeasuredPart.unknown(codes[0], "journeys", why, known), MeasuredPart.unknown(
            codes[1], currency, why, known
        )
    share = wilson(of.count("repeats"), known)
    back = Interval(share.value * journeys, share.low * journeys, share.high * journeys, known)
    repeats = MeasuredPart.of(codes[0], "journeys", back)
    why = why_too_few(cost.n, "journey", COST)
    if why:
        return repeats, MeasuredPart.unknown(codes[1], currency, why, cost.n)
    mean = mean_of_sums(cost) or Estimate(cost.mean, None, None, cost.n)
    note = "At most: the mean cost of such a journey for each that comes back; part of it is that of extra channels."
    return repeats, MeasuredPart.of(codes[1], currency, product(back, mean), note)


def _switch_cost(shared: Shared, of: Counts) -> MeasuredPart:
    code, unit = "switch_cost_a_year", shared.about.currency
    if of.switched is None:
        return MeasuredPart(code, unit, 0.0, n=of.count("journeys"), note="No journey changes its channel.")
    compared = int(of.switched["cost_compared"])
    if not compared:
        why = "No journey with a switch and a known cost has enough others of its first channel to be compared with."
        return MeasuredPart.unknown(code, unit, why, 0)
    note = "Only type and first channel are held fixed. It is the same money as the avoidable cost: don't add them."
    return MeasuredPart(
        code, unit, float(of.switched["added_cost"]), n=compared, note=note, haircut_share=haircut("raw").share
    )


def _at_risk(shared: Shared, of: Counts) -> MeasuredPart:
    code, unit, risk = "retention_at_risk", shared.about.currency, of.risk
    if risk is None or risk.value is None:
        why = shared.why_no_risk or "No customer of such a journey could be followed, or has a known value."
        return MeasuredPart.unknown(code, unit, why, None if risk is None else risk.exposure.journeys)
    note = "Associated, not caused. Each customer counts with the first journey in the period."
    valued = risk.exposure.valued_share
    if valued is not None and valued < 1:
        note += (
            f" A lower bound: the value is known behind {percent(valued)} of the extra channels, the others count as 0."
        )
    return MeasuredPart(
        code, unit, risk.value, risk.low, risk.high, risk.exposure.journeys, note, haircut("adjusted").share
    )


def _growth(shared: Shared, of: Counts) -> MeasuredPart:
    code = "growth_a_year"
    found = growth_a_year(
        [of.by_month.get(month, 0) for month, _ in shared.months], [days for _, days in shared.months]
    )
    if isinstance(found, Unavailable):
        return MeasuredPart.unknown(code, "share", found.reason)
    return MeasuredPart.of(code, "share", found)


def _share(code: str, part: int, known: int, having: str) -> MeasuredPart:
    if known < SMALL_SAMPLE:
        return MeasuredPart.unknown(code, "share", why_too_few(known, "journey", having), known)
    return MeasuredPart.of(code, "share", wilson(part, known))
