"""The scorecard of a scope: every governed metric by whole periods, from one version of the data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.engine import Answer, Database
from core.frames import Row
from core.glossary.metric import Metric
from core.glossary.reported import Report
from core.numbers.holm import holm
from core.numbers.unavailable import Unavailable
from core.scope import Scope
from core.scorecard.counting import Counted, Source, counted
from core.scorecard.line import Line, RuleSet, line
from core.scorecard.period import Period, PeriodKind
from core.scorecard.reading import SCALES, Reading, estimate_of, pairs_of
from core.text import counted as how_many


@dataclass(frozen=True)
class Scorecard:
    """Every metric's line, in the order of the glossary, and where the figures come from."""

    kind: PeriodKind
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    source: Source
    answers: Mapping[str, Answer]

    @property
    def journeys(self) -> int:
        """How many journeys the scope holds, whole periods or not."""
        return int(self.answers["journeys"].rows["volume"].sum()) if "journeys" in self.answers else 0

    def of(self, code: str) -> Line:
        """Return the line of one metric."""
        return next(one for one in self.lines if one.metric.code == code)


def scorecard(
    database: Database,
    scope: Scope,
    metrics: Sequence[Metric],
    reports: Mapping[str, Report],
    kind: PeriodKind = "month",
    rules: RuleSet = "western electric",
) -> Scorecard:
    """Return the scorecard of a scope; `reports` are the figures of other systems, by metric code."""
    found = counted(database, scope, kind, "everything", metrics)
    lines = [_line(metric, found, reports.get(metric.code), rules) for metric in metrics]
    tested = [place for place, one in enumerate(lines) if one.p is not None]
    adjusted = dict(zip(tested, holm([lines[place].p or 0.0 for place in tested]), strict=True))
    lines = [replace(one, p=adjusted.get(place)) for place, one in enumerate(lines)]
    return Scorecard(kind, found.periods, tuple(lines), found.source, found.answers)


def _line(metric: Metric, found: Counted, report: Report | None, rules: RuleSet) -> Line:
    refused = _refused(metric, found, report)
    if refused:
        return Line(metric, (), (), None, (), Unavailable(refused), 1, None, refused)
    rows = _reported_rows(metric, report) if report is not None and metric.sql == "reported" else found.of(metric)
    return line(metric, readings_of(metric, rows, found), found.kind, rules)


def readings_of(metric: Metric, rows: Sequence[Row], found: Counted) -> tuple[Reading, ...]:
    """Return a metric's readings from rows of its query, one row a period; periods that are not whole are left out."""
    whole = {period.number: period for period in found.periods}
    readings = []
    for row in rows:
        period = whole.get(int(row["period_number"]))
        if period is not None:
            pairs = pairs_of(metric, row)
            readings.append(Reading(period, estimate_of(metric, pairs), pairs, found.source.settled(metric, period)))
    return tuple(sorted(readings, key=lambda one: one.period))


def _refused(metric: Metric, found: Counted, report: Report | None) -> str:
    """Return why a metric can't be given for this scope; empty when it can."""
    if metric.sql == "reported":
        scope = found.source.scope
        if report is None or not report.months:
            return "Nobody has reported figures for it yet."
        if scope.issues or scope.regions or scope.segments or scope.outcome != "all":
            return "It is reported for the whole office only. Take the filters off to see it."
        return "" if found.kind == "month" else "It is reported by month. Choose months to see it."
    if metric.sql == "customers" and not found.source.leaving_dates:
        return "No leaving date is recorded. Retention impact can judge by silence instead."
    off = f"{metric.code}_off_scale"
    rows = found.of(metric)
    answers = int(sum(row[off] for row in rows if off in row))
    if answers:
        return (
            f"{how_many(answers, 'answer')} lie outside of {SCALES[metric.code]}, the scale of its definition. "
            "Import the answers on that scale."
        )
    return ""


def _reported_rows(metric: Metric, report: Report) -> Sequence[Row]:
    return [
        {"period_number": Period.of(one.month, "month").number, metric.code: one.part, f"{metric.code}_of": one.whole}
        for one in report.months
    ]
