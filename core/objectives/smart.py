"""The five letters of SMART, each worked out from what is known, none of them asserted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.contract import SMALL_SAMPLE
from core.glossary.metric import Metric
from core.numbers.forecast import LEAST_POINTS
from core.objectives.objective import Objective
from core.objectives.words import written
from core.scorecard.period import Period
from core.text import counted, listed
from core.wording import count, number

Verdict = Literal["yes", "partly", "no", "not known"]
# The mean change between neighbours times 2.66 is three standard deviations of a chart of single values: Shewhart's
# limit. Wheeler and Chambers (1992), Understanding Statistical Process Control, section 3.6.
NATURAL = 2.66
FAR = 3 * NATURAL


@dataclass(frozen=True)
class Letter:
    """One of the five: what it asks, the verdict, and the sentence that says why."""

    letter: str
    name: str
    verdict: Verdict
    sentence: str


def smart(objective: Objective, metrics: Mapping[str, Metric], today: date) -> tuple[Letter, ...]:
    """Return the five verdicts on an objective, by what is known today and what was known when it was set."""
    return (
        _specific(objective, metrics),
        _measurable(objective),
        _achievable(objective),
        _relevant(objective, metrics),
        _time_bound(objective, today),
    )


def _specific(one: Objective, metrics: Mapping[str, Metric]) -> Letter:
    counting = one.counting
    if counting.metric(metrics.get(counting.metric_code)) is None:
        return Letter("S", "Specific", "no", f"{counting.name} is no longer counted as it was: set the objective anew.")
    said = f"{counting.name}, definition version {counting.metric_version}, of {one.scope.describe()}."
    return Letter("S", "Specific", "yes", said)


def _measurable(one: Objective) -> Letter:
    base = one.baseline
    if base.n < SMALL_SAMPLE:
        return Letter("M", "Measurable", "no", f"The baseline rests on {base.n} observations; it takes {SMALL_SAMPLE}.")
    if base.low is None or base.high is None:
        return Letter("M", "Measurable", "no", "The baseline has no interval: its values do not vary.")
    said = f"The baseline, {base.span.words()}, has an interval and rests on {count(base.n)} observations."
    return Letter("M", "Measurable", "yes", said)


def _achievable(one: Objective) -> Letter:
    base, target = one.baseline, one.terms.target
    every = base.span.kind
    reached = base.best is not None and one.meets(base.best)
    if base.noise is None or base.noise == 0:
        known = counted(base.earlier + base.span.periods, every)
        said = f"Only {known} of history, too few to know how much it ordinarily moves."
        return Letter("A", "Achievable", "yes" if reached else "not known", said + _earlier(one, reached))
    times = abs(target - base.value) / base.noise
    said = f"It asks for {number(times)} times what the metric ordinarily moves from one {every} to the next."
    if reached or times <= NATURAL:
        within = " Chance alone brings it near that at times, so one good reading proves little." * (times <= NATURAL)
        return Letter("A", "Achievable", "yes", said + _earlier(one, reached) + within)
    return Letter("A", "Achievable", "partly" if times <= FAR else "no", said + _earlier(one, reached))


def _earlier(one: Objective, reached: bool) -> str:
    base = one.baseline
    if base.best is None:
        return ""
    best = written(one.counting.unit, base.best, base.currency)
    of = counted(base.earlier, f"earlier {base.span.kind}")
    return f" The best of {of} was {best}: {'it was reached before' if reached else 'never as good as the target'}."


def _relevant(one: Objective, metrics: Mapping[str, Metric]) -> Letter:
    names = [metrics[code].name if code in metrics else code for code in one.why.guards]
    if not names:
        return Letter("R", "Relevant", "partly", "A reason is written; no metric is named that must not get worse.")
    return Letter("R", "Relevant", "yes", f"A reason is written, and {listed(names)} must not get worse.")


def _time_bound(one: Objective, today: date) -> Letter:
    kind, due = one.baseline.span.kind, one.terms.due_on
    if due <= today:
        return Letter("T", "Time-bound", "no", "The due date has passed: close the objective, or give it another date.")
    ends = due_number(one) - one.baseline.span.last
    if ends < 1:
        return Letter("T", "Time-bound", "no", f"No whole {kind} ends between the baseline and the due date.")
    said = f"{counted(ends, f'whole {kind}')} from the baseline to the due date"
    if one.baseline.span.periods + ends < LEAST_POINTS:
        return Letter("T", "Time-bound", "partly", f"{said}: too few for a forecast on the way.")
    return Letter("T", "Time-bound", "yes", f"{said}, enough for a forecast on the way.")


def due_number(one: Objective) -> int:
    """Return the number of the last whole period that is over by the due date."""
    return Period.of(one.terms.due_on + timedelta(days=1), one.baseline.span.kind).number - 1
