"""One metric over time: its readings, its control chart, whether it moved, and how it stands to its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.contract import SMALL_SAMPLE
from core.glossary.metric import Metric
from core.numbers.control_charts import ControlChart, laney_chart
from core.numbers.control_rules import NELSON, WESTERN_ELECTRIC, Rule, Signal, signals
from core.numbers.shift import LEAST_BEFORE, Shift, shift
from core.numbers.unavailable import Unavailable
from core.scorecard.period import PeriodKind
from core.scorecard.reading import Reading, added, charted, days_of, errors_of, scale_of

Movement = Literal["better", "worse", "moved", "steady", "not known"]
Standing = Literal["met", "missed", "undecided", "watched", "not known"]
RuleSet = Literal["western electric", "nelson"]
RULES: dict[RuleSet, tuple[Rule, ...]] = {"western electric": WESTERN_ELECTRIC, "nelson": NELSON}
RECENT: dict[PeriodKind, int] = {"month": 3, "week": 4}
MOST_BEFORE: dict[PeriodKind, int] = {"month": 12, "week": 52}
LEAST_CHARTED = 8
NOISE = 0.05


@dataclass(frozen=True)
class Line:
    """One metric over the whole periods of a scope, oldest first.

    `readings` are all periods with data; `judged` those that are settled and rest on 30 observations or more: what the
    chart shows and everything is concluded from. `signals` count `judged` from 0. `moved` compares the last `recent`
    judged periods with those before. `p` is its p-value adjusted for all metrics of the scorecard (Holm), None where
    there is none. `why_not` says why there is no figure, empty where there is one.
    """

    metric: Metric
    readings: tuple[Reading, ...]
    judged: tuple[Reading, ...]
    chart: ControlChart | None
    signals: tuple[Signal, ...]
    moved: Shift | Unavailable
    recent: int
    p: float | None
    why_not: str

    @property
    def latest(self) -> Reading | None:
        """The last period that can be judged."""
        return self.judged[-1] if self.judged else None

    @property
    def movement(self) -> Movement:
        """Which way the recent periods moved, beyond noise; "moved" for a metric of which neither way is better."""
        if isinstance(self.moved, Unavailable) or self.p is None:
            return "not known"
        if self.p > NOISE:
            return "steady"
        if not self.metric.sign:
            return "moved"
        return "better" if self.moved.difference * self.metric.sign > 0 else "worse"

    @property
    def standing(self) -> Standing:
        """How the latest period stands to the target: undecided while the interval holds the target."""
        target, latest = self.metric.target, self.latest
        if target.kind == "watch":
            return "watched"
        if latest is None or latest.estimate.value is None:
            return "not known"
        if target.value is None:
            return {"worse": "missed", "not known": "not known"}.get(self.movement, "met")  # type: ignore[return-value]
        low, high = latest.estimate.low, latest.estimate.high
        if low is not None and high is not None and low <= target.value <= high:
            return "undecided"
        return "met" if (latest.estimate.value - target.value) * self.metric.sign >= 0 else "missed"

    @property
    def current_signals(self) -> tuple[Signal, ...]:
        """The signals that reach into the recent periods."""
        return tuple(one for one in self.signals if one.last >= len(self.judged) - self.recent)


def line(metric: Metric, readings: Sequence[Reading], kind: PeriodKind, rules: RuleSet) -> Line:
    """Return a metric's line from its readings, oldest first."""
    kept = judged(metric, readings)
    recent = RECENT[kind] if len(kept) >= LEAST_BEFORE + RECENT[kind] else 1
    chart = _chart(metric, kept, recent)
    values = [charted(metric, one) for one in kept]
    before, latest = values[:-recent][-MOST_BEFORE[kind] :], values[-recent:]
    moved = shift(before, latest) if latest else Unavailable("There is no period that can be judged yet.")
    return Line(
        metric, tuple(readings), kept, chart, signals(chart.standard, RULES[rules]) if chart else (), moved, recent,
        p=moved.p if isinstance(moved, Shift) else None,
        why_not="" if kept else _why_not(readings),
    )  # fmt: skip


def judged(metric: Metric, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings from which something may be concluded: settled, on 30 observations; a count on any number."""
    return tuple(one for one in readings if one.settled and _enough(metric, one))


def _enough(metric: Metric, one: Reading) -> bool:
    return one.estimate.value is not None and (metric.statistic == "count" or one.estimate.n >= SMALL_SAMPLE)


def _why_not(readings: Sequence[Reading]) -> str:
    if not readings or not any(one.estimate.n for one in readings):
        return "Nothing in this scope carries it."
    if not any(one.settled for one in readings):
        return "No whole period is settled yet: journeys that started in it may still go on."
    return f"Too few: no settled period has {SMALL_SAMPLE} observations."


def _chart(metric: Metric, judged: Sequence[Reading], recent: int) -> ControlChart | None:
    """Return the chart; centre and sigma come from the periods before the recent ones where those are enough."""
    if len(judged) < LEAST_CHARTED:
        return None
    baseline = judged[:-recent] if len(judged) - recent >= LEAST_CHARTED else judged
    errors = errors_of(metric, judged)
    if not all(error > 0 for error in errors):
        return None
    together = added([one.pairs for one in baseline])
    if metric.statistic == "count":
        centre = together.top / sum(days_of(one.period) for one in baseline)
    else:
        centre = scale_of(metric) * together.top / together.bottom
    least = None if metric.unit == "points" else 0.0
    most = 1.0 if metric.unit == "share" else None
    values = [charted(metric, one) for one in judged]
    return laney_chart(values, errors, slice(0, len(baseline)), centre=centre, least=least, most=most)
