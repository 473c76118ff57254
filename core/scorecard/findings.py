"""What the scorecard says, in sentences a leader can repeat. Computed from the answer and nothing else."""

from collections.abc import Sequence

from core.finding import Finding
from core.glossary.words import change, written
from core.numbers.unavailable import Unavailable
from core.scorecard.changed import DIMENSIONS, Changed, Part
from core.scorecard.conflicts import Case, Conflict
from core.scorecard.line import MOST_BEFORE, Line
from core.scorecard.period import Period
from core.scorecard.scorecard import Scorecard
from core.text import capital, counted, listed
from core.wording import day, percent

A_DAY = " a day"


def scorecard_finding(card: Scorecard, found: Sequence[Case]) -> Finding:
    """Say how many figures moved beyond noise, which way, what misses its target, and whether anything conflicts."""
    known = [line for line in card.lines if not line.why_not]
    if not known:
        return Finding(point="No figure can be given for this scope.", rest="Choose more days or take filters off.")
    by = {word: [one.metric.name for one in known if one.movement == word] for word in ("better", "worse", "moved")}
    steady = sum(one.movement == "steady" for one in known)
    verbs = {"better": "got better", "worse": "got worse", "moved": "moved"}
    parts = [f"{listed(by[word])} {verb}" for word, verb in verbs.items() if by[word]]
    lead = "; ".join(parts) + "; " if parts else "Service is steady: "
    keep = "keeps to its" if 1 in (steady, len(known)) else "keep to their"
    point = f"{lead}{steady} of {counted(len(known), 'figure')} {keep} ordinary range."
    if not parts and not steady:
        point = f"Whether service moved is not known yet: of {counted(len(known), 'figure')} none can be compared."
    missed = [one.metric.name for one in known if one.standing == "missed" and one.metric.target.kind == "reach"]
    rest = [f"{listed(missed)} {'miss their target' if len(missed) > 1 else 'misses its target'}."] if missed else []
    waiting = sum(case.status != "ruled" for case in found)
    if waiting:
        rest.append(f"{counted(waiting, 'conflict')} of figures {'wait' if waiting > 1 else 'waits'} for a ruling.")
    return Finding("", point, " ".join(rest))


def line_finding(line: Line, currency: str) -> Finding:
    """Say how one metric stands: its latest value, whether it moved, and to its target."""
    metric, latest = line.metric, line.latest
    if latest is None:
        return Finding("", f"{metric.name} is not available.", line.why_not)
    value = written(metric.unit, latest.estimate.value, currency)
    lead = f"{metric.name} in {period_words(latest.period)}:"
    if isinstance(line.moved, Unavailable):
        return Finding(lead, f"{value}.", f"Whether it moved is not known. {line.moved.reason}")
    per = A_DAY if metric.statistic == "count" else ""
    moved = change(metric.unit, line.moved.difference, currency) + per
    over = f"the last {counted(line.recent, line.judged[0].period.kind)} against the {_earlier(line)} before"
    if line.movement == "steady":
        rules = dict.fromkeys(one.rule.words for one in line.current_signals)
        signal = f" But the control chart signals: {listed([f'“{name}”' for name in rules])}." if rules else ""
        rest = f"{moved}, {over}: no more than noise.{signal}"
        return Finding(lead, f"{value}, {'with a signal' if rules else 'in its ordinary range'}.", rest)
    return Finding(lead, f"{value}, {'moved' if line.movement == 'moved' else 'got ' + line.movement}.",
                   f"{moved}, {over}: beyond noise.")  # fmt: skip


def conflict_finding(conflict: Conflict, currency: str) -> Finding:
    """Say which figure got better while which got worse."""
    sentences = []
    for line in (conflict.better, conflict.worse):
        if isinstance(line.moved, Unavailable):  # a conflict has moved by definition
            raise AssertionError(line.metric.code)
        sentences.append(
            f"{line.metric.name} {written(line.metric.unit, line.moved.before, currency)} → "
            f"{written(line.metric.unit, line.moved.recent, currency)}"
        )
    point = f"{conflict.better.metric.name} got better while {conflict.worse.metric.name} got worse."
    return Finding("", point, f"{sentences[0]}; {sentences[1]}. Associated, not caused.")


def changed_finding(found: Changed, currency: str) -> Finding:
    """Say what contributed most to a change, or that no part of it stands out."""
    unit, per = found.metric.unit, A_DAY if found.metric.statistic == "count" else ""
    moved = change(unit, found.difference, currency) + per
    lead = f"{found.metric.name} changed by {moved} in {span_words(found.recent)} against {span_words(found.before)}."
    part = found.sharpest
    if part is None:
        return Finding(lead, "No issue, segment, region, channel or step stands out", "beyond its own noise.")
    weight = (part.contribution.weight_before + part.contribution.weight_after) / 2
    return Finding(
        lead,
        f"{capital(part_words(part))} contributes most for its weight:",
        f"{change(unit, part.contribution.total, currency)}{per}, {percent(found.share(part), 0)} of the change with "
        f"{percent(weight, 0)} of the whole.",
    )


def part_words(part: Part) -> str:
    """Write a part as "first channel Phone"."""
    return f"{DIMENSIONS[part.dimension]} {part.label}"


def period_words(period: Period) -> str:
    """Write a period.

    >>> period_words(Period(24301, "month")), period_words(Period(0, "week"))
    ('February 2025', 'the week of 5 Jan 1970')
    """
    return f"{period.first_day:%B %Y}" if period.kind == "month" else f"the week of {day(period.first_day)}"


def span_words(periods: Sequence[Period]) -> str:
    """Write several periods in a row.

    >>> span_words([Period(24300, "month"), Period(24301, "month")])
    '1 Jan 2025 to 28 Feb 2025'
    """
    return f"{day(periods[0].first_day)} to {day(periods[-1].last_day)}"


def _earlier(line: Line) -> str:
    kind = line.judged[0].period.kind
    return counted(min(MOST_BEFORE[kind], len(line.judged) - line.recent), kind)
