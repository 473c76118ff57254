"""A baseline period against a later one, metric by metric: what clearly changed, and what did not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low
from typing import Literal

from core.errors import InvalidInputError
from core.finding import Finding
from core.glossary.metric import Metric, Side, Unit
from core.glossary.words import target
from core.locales import for_the_record
from core.numbers.estimates import Estimate
from core.numbers.holm import holm
from core.numbers.ratios import Pairs
from core.objectives.difference import difference, enough, estimate_in, p_value
from core.objectives.objective import Terms
from core.objectives.setting import settled
from core.objectives.span import Span
from core.objectives.words import written
from core.scope import Scope
from core.scorecard.line import NOISE, Line
from core.scorecard.reading import Reading, added, days_of
from core.scorecard.scorecard import Scorecard
from core.text import counted
from core.wording import day

Verdict = Literal["better", "worse", "changed", "no clear change", "too few", "not available"]
_NONE = Estimate(None, None, None, 0)
ASSOCIATED = (
    "Associated, not caused: the two periods may differ in who got in touch, and why, as much as in how they were "
    "served. The intervals cover chance among journeys; they don't cover what else changed."
)
TOGETHER = (
    "Better and worse are said only beyond what chance does to all metrics shown together (Holm), so a single interval "
    "may leave 0 out and still be no clear change."
)


@dataclass(frozen=True)
class Row:
    """One metric in both spans. `difference` is later less before, with its 95 % interval; `p` is adjusted (Holm).

    `target` and `owner` are those of its objective, or else of the glossary. `note` says what a reader must know.
    """

    code: str
    name: str
    unit: Unit
    side: Side
    version: int
    before: Estimate
    later: Estimate
    difference: Estimate
    p: float | None
    verdict: Verdict
    target: str
    owner: str
    note: str
    sums: tuple[Pairs, Pairs] | None


@dataclass(frozen=True)
class BeforeAfter:
    """All rows in the order of the glossary, both spans counted in one data version by one version of each metric."""

    dataset_id: str
    dataset_name: str
    scope: Scope
    data_version: int
    currency: str
    before: Span
    later: Span
    rows: tuple[Row, ...]

    def of(self, verdict: Verdict) -> tuple[Row, ...]:
        """Return the rows of one verdict."""
        return tuple(one for one in self.rows if one.verdict == verdict)


@for_the_record()
def before_after(
    card: Scorecard, spans: tuple[Span, Span], dataset_name: str, codes: Sequence[str] = (),
    wanted: Mapping[str, Terms] | None = None,
) -> BeforeAfter:  # fmt: skip
    """Compare two spans of a scorecard; `codes` are the metrics to show, all when none is given.

    `wanted` are the terms of the objectives that hold, by metric code. Raises `InvalidInputError` for spans that meet.
    """
    before, later = spans
    if {before.kind, later.kind} != {card.kind}:
        raise InvalidInputError(f"Both periods must be {card.kind}s, as the scorecard is. Choose them anew.")
    if before.last >= later.first:
        raise InvalidInputError("The earlier period must be over before the later one begins. Choose them apart.")
    unknown = sorted(set(codes) - {one.metric.code for one in card.lines})
    if unknown:
        raise InvalidInputError(f"There is no metric {', '.join(unknown)}. Choose from the glossary.")
    chosen = [one for one in card.lines if not codes or one.metric.code in codes]
    rows = [_row(one, spans, card.source.currency, (wanted or {}).get(one.metric.code)) for one in chosen]
    return BeforeAfter(card.source.dataset_id, dataset_name, card.source.scope, card.source.data_version,
                       card.source.currency, before, later, judged(rows, {one.metric.code: one.metric.sign
                                                                          for one in chosen}))  # fmt: skip


def usual_spans(card: Scorecard) -> tuple[Span, Span] | None:
    """Return what is compared unless somebody chooses: the last three settled periods (four weeks) against as many a
    year before, or against those just before them; None where there are too few.
    """
    last = [settled(line)[-1].period.number for line in card.lines if settled(line)]
    first = card.periods[0].number if card.periods else 0
    length, year = (3, 12) if card.kind == "month" else (4, 52)
    end = median_low(last) if last else first - 1
    while length > 1 and end - 2 * length + 1 < first:
        length -= 1
    if end - 2 * length + 1 < first:
        return None
    back = year if end - length + 1 - year >= first else length
    later = Span(card.kind, end - length + 1, end)
    return Span(card.kind, later.first - back, later.last - back), later


def last_settled(card: Scorecard, line: Line) -> Span | None:
    """Return the last three settled periods of a metric (four weeks), or what there is of them; None without any."""
    numbers = [one.period.number for one in settled(line)]
    length = 3 if card.kind == "month" else 4
    last = [number for number in numbers if number > numbers[-1] - length]
    return Span(card.kind, last[0], last[-1]) if last else None


def judged(rows: Sequence[Row], signs: Mapping[str, int]) -> tuple[Row, ...]:
    """Return the rows with their p adjusted for all of them together, and the verdict that follows."""
    tested = [one for one in rows if one.p is not None]
    adjusted = dict(zip([one.code for one in tested], holm([one.p or 0.0 for one in tested]), strict=True))
    return tuple(
        replace(one, p=adjusted[one.code], verdict=_verdict(one, adjusted[one.code], signs[one.code]))
        if one.code in adjusted
        else one
        for one in rows
    )


def finding(found: BeforeAfter) -> Finding:
    """Say in one sentence what changed between the two."""
    better, worse, steady = (found.of(verdict) for verdict in ("better", "worse", "no clear change"))
    lead = f"{found.later.words()} against {found.before.words()}"
    told = len(better) + len(worse) + len(steady) + len(found.of("changed"))
    if not told:
        return Finding(f"{lead}:", "nothing can be compared:", "no metric has 30 observations in both.")
    point = f"{counted(len(better), 'metric')} got better and {len(worse)} worse"
    named = [f"better: {_names(better)}"] * bool(better) + [f"worse: {_names(worse)}"] * bool(worse)
    return Finding(f"{lead}:", point, f"of {told} that can be compared{'; ' if named else ''}{'; '.join(named)}.")


def _names(rows: Sequence[Row]) -> str:
    return ", ".join(one.name for one in rows[:4]) + (f" and {len(rows) - 4} more" if len(rows) > 4 else "")


def _row(line: Line, spans: tuple[Span, Span], currency: str, terms: Terms | None) -> Row:
    metric = line.metric
    values = [one for one in settled(line) if any(span.holds(one.period.number) for span in spans)]
    inside = [[one for one in values if span.holds(one.period.number)] for span in spans]
    empty = Row(
        metric.code, metric.name, metric.unit, metric.side, metric.version, _NONE, _NONE, _NONE, None, "not available",
        _target(metric, terms, currency), metric.owner if terms is None else terms.owner, line.why_not, None,
    )  # fmt: skip
    if not all(inside):
        missing = " and ".join(span.words() for span, found in zip(spans, inside, strict=True) if not found)
        return replace(empty, note=line.why_not or f"No settled value in {missing}.")
    sums = added([one.pairs for one in inside[0]]), added([one.pairs for one in inside[1]])
    days = _days(inside[0]), _days(inside[1])
    found = difference(metric, *sums, days)
    first, last = (estimate_in(metric, one, length) for one, length in zip(sums, days, strict=True))
    told = all(enough(metric, one) for one in sums)
    moved = None if first.value is None or last.value is None else last.value - first.value
    return replace(
        empty, before=first, later=last, sums=sums, p=p_value(metric, *sums, days) if told else None,
        difference=Estimate(moved, None if found is None else found.low, None if found is None else found.high,
                            first.n + last.n),
        verdict="not available" if told else "too few", note=_note(line, spans, inside),
    )  # fmt: skip


def _note(line: Line, spans: tuple[Span, Span], inside: Sequence[Sequence[Reading]]) -> str:
    metric, parts = line.metric, []
    for span, found in zip(spans, inside, strict=True):
        if len(found) < span.periods:
            parts.append(f"Only {len(found)} of {counted(span.periods, span.kind)} of {span.words()} can be judged.")
    if metric.version > 1 and spans[0].first_day < metric.since <= spans[1].last_day:
        parts.append(
            f"Version {metric.version} of its definition holds since {day(metric.since)}; "
            "both periods are counted by it."
        )
    return " ".join(parts)


def _days(readings: Sequence[Reading]) -> int:
    return sum(days_of(one.period) for one in readings)


def _target(metric: Metric, terms: Terms | None, currency: str) -> str:
    if terms is not None:
        return f"{written(metric.unit, terms.target, currency)} by {day(terms.due_on)}"
    return target(metric, currency)


def _verdict(row: Row, p: float, sign: int) -> Verdict:
    moved = row.difference.value
    if p > NOISE or not moved:
        return "no clear change"
    if not sign:
        return "changed"
    return "better" if moved * sign > 0 else "worse"
