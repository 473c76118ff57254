"""The course of figures over the periods: each metric, of all journeys or of those that begin on one channel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.engine import Answer, Database
from core.errors import DataBusyError, InvalidInputError
from core.frames import each
from core.glossary.metric import Metric
from core.glossary.reported import Report
from core.query import sql
from core.scope import Scope
from core.scorecard.counting import Counted, Source, counted
from core.scorecard.line import judged
from core.scorecard.period import Period, PeriodKind
from core.scorecard.reading import Reading, charted
from core.scorecard.scorecard import Scorecard, readings_of, scorecard
from core.text import NOT_GIVEN

ALL = ""
_ATTEMPTS = 5


@dataclass(frozen=True)
class Course:
    """One metric over the periods, of the journeys that begin on `channel`, or of all (`ALL`).

    `values` are in the metric's unit, a count by day, one a period; None where the period is not settled or has fewer
    than 30 observations. `why_not` says why there is none at all, empty where there is one.
    """

    metric: Metric
    channel: str
    values: tuple[float | None, ...]
    why_not: str = ""

    @property
    def name(self) -> str:
        """The figure's name: "CSAT on Chat", or "CSAT" for all channels."""
        return f"{self.metric.name} on {self.channel}" if self.channel else self.metric.name

    @property
    def known(self) -> int:
        """How many periods have a value."""
        return sum(value is not None for value in self.values)


@dataclass(frozen=True)
class Courses:
    """The course of every metric, on some channels and on all, from one version of the data.

    `periods` are the whole ones, oldest first. `channels` are those on which journeys of the scope begin, by name.
    """

    kind: PeriodKind
    periods: tuple[Period, ...]
    channels: tuple[str, ...]
    found: Mapping[tuple[str, str], Course]
    journeys: int
    source: Source
    answers: Mapping[str, Answer]

    def of(self, code: str, channel: str) -> Course:
        """Return one figure's course; raises InvalidInputError for an unknown metric or channel."""
        self._check(channel)
        if (code, channel) not in self.found:
            codes = sorted({known for known, _ in self.found})
            raise InvalidInputError(f"There is no metric {code!r} here. Choose one of: {', '.join(codes)}.")
        return self.found[code, channel]

    def on(self, channel: str) -> tuple[Course, ...]:
        """Return the courses of a channel that have a value, in the order of the glossary."""
        self._check(channel)
        return tuple(one for (_, where), one in self.found.items() if where == channel and one.known)

    def _check(self, channel: str) -> None:
        if channel and channel not in {where for _, where in self.found}:
            raise _no_channel(channel, self.channels)


def channel_names(database: Database) -> Answer:
    """Return the labels of a dataset, the channels among them, with their codes."""
    return database.read(sql("core.scope", "labels.sql"))


def ask_courses(
    database: Database,
    scope: Scope,
    metrics: Sequence[Metric],
    reports: Mapping[str, Report],
    kind: PeriodKind,
    channels: Sequence[str] = (),
) -> Courses:
    """Count every metric by period, over all journeys and over those that begin on each of some channels."""
    for _ in range(_ATTEMPTS):
        card = scorecard(database, scope, metrics, reports, kind)
        by_channel = counted(database, scope, kind, "first_channel", metrics)
        names = channel_names(database)
        if len({card.source.data_version, by_channel.source.data_version, names.data_version}) == 1:
            return courses(card, by_channel, names, channels)
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def courses(card: Scorecard, by_channel: Counted, names: Answer, channels: Sequence[str]) -> Courses:
    """Put courses together from what was counted: those of all journeys, and those on some channels.

    A channel on which no journey begins in the scope has courses without a value. Raises InvalidInputError for one that
    the dataset doesn't know, DataBusyError where the parts are of several versions.
    """
    if len({card.source.data_version, by_channel.source.data_version, names.data_version}) > 1:
        raise DataBusyError("The data changed while it was read. Try again.")
    codes = _codes(by_channel, names)
    found = {
        (one.metric.code, ALL): Course(
            one.metric, ALL, _values(one.metric, one.judged, card.periods), one.why_not
        )
        for one in card.lines
    }  # fmt: skip
    known = _labels(names)
    for channel in sorted(set(channels) - {ALL}):
        if channel not in known:
            raise _no_channel(channel, codes)
        nobody = "" if channel in codes else "No journey begins on this channel here."
        for one in card.lines:
            why_not = nobody or (one.why_not if not one.readings else _only_whole(one.metric))
            found[one.metric.code, channel] = _on_channel(one.metric, channel, codes.get(channel), by_channel, why_not)
    answers = {f"All journeys, {name}": answer for name, answer in card.answers.items()}
    answers |= {f"By first channel, {name}": answer for name, answer in by_channel.answers.items()}
    return Courses(
        card.kind, card.periods, tuple(codes), found, _journeys(by_channel), card.source, answers | {"Channels": names}
    )


def _codes(by_channel: Counted, names: Answer) -> dict[str, int]:
    """Return the channels on which journeys begin, by name, with their codes."""
    journeys = by_channel.sums.get("journeys")
    used = set() if journeys is None else {int(code) for code in journeys["group_code"]}
    begun = [item for item in _labels(names).items() if item[1] in used]
    return dict(sorted(begun, key=lambda item: (item[0].casefold(), item[0])))


def _labels(names: Answer) -> dict[str, int]:
    return {NOT_GIVEN: 0} | {str(row.label): int(row.code) for row in each(names.rows) if row.kind == "channel"}


def _no_channel(channel: str, channels: Iterable[str]) -> InvalidInputError:
    return InvalidInputError(f"No journey begins on {channel!r} here. Choose one of: {', '.join(channels) or 'none'}.")


def _journeys(by_channel: Counted) -> int:
    journeys = by_channel.sums.get("journeys")
    return 0 if journeys is None else int(journeys["volume"].sum())


def _only_whole(metric: Metric) -> str:
    return "It is reported for the whole office only. Choose all channels." if metric.sql == "reported" else ""


def _on_channel(metric: Metric, channel: str, code: int | None, by_channel: Counted, why_not: str) -> Course:
    nothing = (None,) * len(by_channel.periods)
    if why_not:
        return Course(metric, channel, nothing, why_not)
    rows = [row for row in by_channel.of(metric) if row["group_code"] == code]
    readings = judged(metric, readings_of(metric, rows, by_channel))
    if not readings:
        return Course(metric, channel, nothing, "No settled period has 30 observations on this channel.")
    return Course(metric, channel, _values(metric, readings, by_channel.periods))


def _values(metric: Metric, readings: Sequence[Reading], periods: Sequence[Period]) -> tuple[float | None, ...]:
    known = {one.period: charted(metric, one) for one in readings}
    return tuple(known.get(period) for period in periods)
