"""What changed when a metric moved: which issue, segment, region, channel or step contributed, and was it noise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.contract import SMALL_SAMPLE
from core.engine import Database
from core.frames import Row, each
from core.glossary.metric import Metric
from core.numbers.contributions import Contribution, contributions
from core.numbers.holm import holm
from core.numbers.shift import Shift, shift
from core.query import sql
from core.scorecard.counting import By, Counted
from core.scorecard.line import MOST_BEFORE, NOISE, Line
from core.scorecard.period import Period
from core.scorecard.reading import Reading, added, charted, days_of, scale_of
from core.scorecard.scorecard import readings_of
from core.text import NOT_GIVEN

DIMENSIONS: Mapping[By, str] = {
    "issue": "issue",
    "segment": "segment",
    "region": "region",
    "first_channel": "first channel",
    "last_channel": "last channel",
    "last_step": "last step",
}
_KINDS: Mapping[By, str] = {
    "issue": "issue", "segment": "segment", "region": "region", "first_channel": "channel", "last_channel": "channel",
    "last_step": "activity",
}  # fmt: skip
Labels = Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class Part:
    """What one group contributed to the change, in the metric's unit.

    `contribution` splits it into the group's own change (`rate`) and its changed weight (`mix`); the totals of all
    groups of a dimension add up to the change. `p` is of "the group's own figure did not move", over its periods,
    adjusted for every group looked at (Holm); None where it can't be tested.
    """

    dimension: By
    label: str
    contribution: Contribution
    p: float | None

    @property
    def stands_out(self) -> bool:
        """Tell whether the group's own figure moved beyond noise."""
        return self.p is not None and self.p <= NOISE


@dataclass(frozen=True)
class Changed:
    """The change of a metric from the earlier periods to the recent ones, taken apart by each dimension.

    `difference` is of all journeys of the periods together; `parts` by dimension, the largest contribution first.
    """

    metric: Metric
    before: tuple[Period, ...]
    recent: tuple[Period, ...]
    value_before: float
    value_recent: float
    parts: Mapping[By, tuple[Part, ...]]

    @property
    def difference(self) -> float:
        """The change, in the metric's unit."""
        return self.value_recent - self.value_before

    @property
    def sharpest(self) -> Part | None:
        """Of the parts that moved beyond noise, the one whose share of the change exceeds its weight most."""
        found = [part for parts in self.parts.values() for part in parts if part.stands_out]
        return max(found, key=self.excess_share, default=None)

    def share(self, part: Part) -> float:
        """Return a part's share of the change; above 1 or below 0 where parts pull apart."""
        return part.contribution.total / self.difference if self.difference else 0.0

    def excess_share(self, part: Part) -> float:
        """Return by how much a part's share of the change exceeds its weight: a large group moves much anyway."""
        return self.share(part) - (part.contribution.weight_before + part.contribution.weight_after) / 2


def labels(database: Database) -> Labels:
    """Return the label of each kind and code."""
    rows = database.read(sql("core.scope", "labels.sql")).rows
    return {(row.kind, int(row.code)): str(row.label) for row in each(rows)}


def changed(line: Line, groups: Iterable[Counted], names: Labels) -> Changed | None:
    """Take the change of a metric apart; None where there are no earlier periods or no groups to look at."""
    before = [one.period for one in line.judged[: -line.recent]][-MOST_BEFORE[line.judged[0].period.kind] :]
    recent = [one.period for one in line.judged[-line.recent :]]
    if not before or line.metric.sql == "reported":
        return None
    found = {one.by: _parts(line.metric, one, (before, recent), names) for one in groups}
    tested = [part for parts in found.values() for part in parts if part.p is not None]
    adjusted = iter(holm([part.p or 0.0 for part in tested]))
    whole = {one.period: one for one in line.judged}
    return Changed(
        line.metric, tuple(before), tuple(recent),
        _together(line.metric, [whole[one] for one in before]), _together(line.metric, [whole[one] for one in recent]),
        {by: tuple(replace(part, p=next(adjusted)) if part.p is not None else part for part in parts)
         for by, parts in found.items()},
    )  # fmt: skip


def _parts(
    metric: Metric, groups: Counted, sides: tuple[Sequence[Period], Sequence[Period]], names: Labels
) -> tuple[Part, ...]:
    rows: dict[int, list[Row]] = {}
    for row in groups.of(metric):
        rows.setdefault(int(row["group_code"]), []).append(row)
    by_code = {code: readings_of(metric, rows[code], groups) for code in sorted(rows)}
    kind = _KINDS[groups.by]
    found = {
        (NOT_GIVEN if code == 0 else names.get((kind, code), f"{kind} {code}")): readings
        for code, readings in by_code.items()
    }
    before, after = ({label: _sums(metric, readings, side) for label, readings in found.items()} for side in sides)
    if not any(whole for _, whole in before.values()) or not any(whole for _, whole in after.values()):
        return ()
    split = _counts(before, after) if metric.statistic == "count" else contributions(before, after)
    parts = [
        Part(groups.by, one.group, _scaled(one, scale_of(metric)), _p(metric, found[one.group], sides)) for one in split
    ]
    return tuple(sorted(parts, key=lambda part: (-abs(part.contribution.total), part.label)))


def _sums(metric: Metric, readings: Sequence[Reading], periods: Sequence[Period]) -> tuple[float, float]:
    chosen = [one.pairs for one in readings if one.period in set(periods)]
    together = added(chosen)
    if metric.statistic == "count":
        return together.top, float(sum(days_of(one) for one in periods))
    return together.top, together.bottom


def _counts(
    before: Mapping[str, tuple[float, float]], after: Mapping[str, tuple[float, float]]
) -> tuple[Contribution, ...]:
    """Return the change of each group's count a day: counts add up, so there is no mix."""
    found = []
    for group in before:
        first, second = before[group][0] / before[group][1], after[group][0] / after[group][1]
        weights = (_weight(first, before), _weight(second, after))
        found.append(Contribution(group, first, second, *weights, second - first, 0.0, second - first))
    return tuple(found)


def _weight(rate: float, groups: Mapping[str, tuple[float, float]]) -> float:
    return rate / sum(part / days for part, days in groups.values())


def _scaled(one: Contribution, scale: float) -> Contribution:
    if scale == 1.0:
        return one
    return replace(
        one, before=None if one.before is None else one.before * scale,
        after=None if one.after is None else one.after * scale,
        rate=one.rate * scale, mix=one.mix * scale, total=one.total * scale,
    )  # fmt: skip


def _p(metric: Metric, readings: Sequence[Reading], sides: tuple[Sequence[Period], Sequence[Period]]) -> float | None:
    values = [
        [charted(metric, one) for one in readings
         if one.period in set(side) and (metric.statistic == "count" or one.estimate.n >= SMALL_SAMPLE)]
        for side in sides
    ]  # fmt: skip
    if len(values[1]) < len(sides[1]):
        return None
    moved = shift(values[0], values[1])
    return moved.p if isinstance(moved, Shift) else None


def _together(metric: Metric, readings: Sequence[Reading]) -> float:
    pairs = added([one.pairs for one in readings])
    if metric.statistic == "count":
        return pairs.top / sum(days_of(one.period) for one in readings)
    return scale_of(metric) * pairs.top / pairs.bottom
