"""Every journey type of a scope with what is measured of it, from a few queries for all types at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.engine import Answer, Database
from core.errors import DataBusyError, InvalidInputError
from core.figure import Figure
from core.lens import Lens
from core.measured.a_year import month_days, whole_months
from core.measured.about import About
from core.measured.effects import Effect, cost_of_extra_channel
from core.measured.gaps import CES, CSAT, Answers, Targets, gaps
from core.measured.parts import MeasuredPart
from core.measured.two_channels import TwoChannels, two_channels
from core.measured.type_parts import Counts, Shared, type_parts
from core.numbers.unavailable import Unavailable
from core.query import Query, query
from core.retention.at_risk import AtRisk, at_risk
from core.retention.basis import labels_of, usual_question
from core.scope import Ask, Scope, Within, ask_all
from core.switching.matrix import LEAST_TO_COMPARE_WITH
from core.switching.source import ask_source, source_of
from core.text import NOT_GIVEN

_ATTEMPTS = 5
_FEW = "The data changes faster than it can be read. Wait until the import ends, then try again."


@dataclass(frozen=True)
class TypeRow:
    """One journey type; `given` is False for journeys that carry no type. `parts` are by code, in their order."""

    name: str
    given: bool
    journeys: int
    parts: Mapping[str, MeasuredPart]
    two_channels: TwoChannels | None


@dataclass(frozen=True)
class JourneyTypes:
    """What is measured of every journey type in a scope, most journeys first; all from one `data_version`.

    `period_from` and `period_to` are the days of the scope that the data cover. `effect` is what one more channel adds
    to a journey's cost, the same for all types. Parts a year and money at risk add up over the rows to those of the
    scope, as its pages show them (journeys without a type have a row as well).
    """

    scope: Scope
    journeys: int
    period_from: date | None
    period_to: date | None
    currency: str
    dataset_id: str
    data_version: int
    effect: Figure | None
    rows: tuple[TypeRow, ...]
    notes: tuple[str, ...]
    answers: tuple[Answer, ...]


def journey_types(database: Database, scope: Scope, targets: Targets | None = None) -> JourneyTypes:
    """Return every journey type of a scope, measured; gaps are to `targets`, or to the best type.

    The cost of extra channels is the regression's effect in the scope, the same for all types, times each type's own
    extra channels. Money at risk is that of the retention page with its usual question. Raises `InvalidInputError` for
    a scope that the data don't know, `DataBusyError` where the data change faster than they can be read.
    """
    for _ in range(_ATTEMPTS):
        read = _read(database, scope)
        if not read.totals:
            return _answered(read, (), ("No journeys are in this scope. Take a filter off to see some.",), None, None)
        effect, risk = cost_of_extra_channel(database, scope), _risk(database, scope)
        versions = {effect.data_version, *([] if isinstance(risk, str) else [risk.answer.data_version])}
        if versions == {read.about.data_version}:
            return _answered(read, _rows(read, effect, risk, targets or Targets()), _notes(effect, risk), effect, risk)
    raise DataBusyError(_FEW)


@dataclass(frozen=True)
class _Read:
    """The answers to this module's own queries, by file, and the records of the types."""

    about: About
    answers: dict[str, Answer]
    labels: dict[str, dict[int, str]]

    def records(self, name: str) -> list[dict[str, Any]]:
        return self.answers[name].records()

    @property
    def totals(self) -> list[dict[str, Any]]:
        return self.records("types.sql")


def _switched() -> Query:
    found = query(__package__, "types_switched.sql")
    for name in ("unswitched", "grouped"):
        found = found.reading(name, query("core.switching", f"matrix_{name}.sql"))
    return found


def _read(database: Database, scope: Scope) -> _Read:
    plain, runs = Within(scope), Within(scope, Lens("channel", collapse=True))
    asks = {
        "types.sql": Ask(plain, query(__package__, "types.sql")),
        "types_months.sql": Ask(plain, query(__package__, "types_months.sql")),
        "types_switched.sql": Ask(runs, _switched(), {"least": LEAST_TO_COMPARE_WITH}),
        "types_pairs.sql": Ask(plain, query(__package__, "types_pairs.sql")),
        "labels.sql": Ask(plain, query("core.retention", "labels.sql")),
    }
    source, *rest = ask_all(database, [ask_source(Scope()), *asks.values()])
    answers = dict(zip(asks, rest, strict=True))
    labels = {kind: labels_of(answers, kind) for kind in ("issue", "channel")}
    return _Read(About.of(source_of(source, Scope()), scope), answers, labels)


def _risk(database: Database, scope: Scope) -> AtRisk | str:
    """Return the money at risk, or why the retention page can't answer."""
    try:
        return at_risk(database, scope, usual_question(database))
    except InvalidInputError as error:
        return str(error)


def _rows(read: _Read, effect: Effect, risk: AtRisk | str, targets: Targets) -> tuple[TypeRow, ...]:
    totals, names = read.totals, read.labels["issue"]
    months = whole_months(read.about.first_day, read.about.last_day)
    shared = Shared(
        read.about, sum(int(row["journeys"]) for row in totals), effect.figure,
        effect.why_not or "It can't be told here.", _why_no_risk(risk),
        [(month, month_days(month)) for month in months],
    )  # fmt: skip
    switched = {int(row["issue_code"]): row for row in read.records("types_switched.sql")}
    risks = {} if isinstance(risk, str) else {one.label: one for one in risk.by_issue}
    by_month: dict[int, dict[int, int]] = {}
    for row in read.records("types_months.sql"):
        by_month.setdefault(int(row["issue_code"]), {})[int(row["month_number"])] = int(row["journeys"])
    found = []
    two = two_channels(read.records("types_pairs.sql"), read.labels["channel"])
    all_counts = [
        Counts(row, switched.get(code), by_month.get(code, {}), risks.get(names.get(code, NOT_GIVEN)))
        for row in totals
        for code in (int(row["issue_code"]),)
    ]
    for of, beside in zip(all_counts, _gaps(all_counts, names, targets), strict=True):
        code = of.count("issue_code")
        parts = {part.code: part for part in (*type_parts(shared, of), *beside)}
        found.append(TypeRow(names.get(code, NOT_GIVEN), code != 0, of.count("journeys"), parts, two.get(code)))
    return tuple(sorted(found, key=lambda row: (-row.journeys, row.name)))


def _gaps(of: list[Counts], names: Mapping[int, str], targets: Targets) -> list[tuple[MeasuredPart, ...]]:
    pairs = []
    for scale, name, target in ((CES, "ces", targets.ces), (CSAT, "csat", targets.csat)):
        answers = [
            Answers(names.get(each.count("issue_code"), NOT_GIVEN), each.sums(name), each.count("issue_code") != 0)
            for each in of
        ]
        pairs.append(gaps(scale, answers, target))
    return [(*effort, *satisfaction) for effort, satisfaction in zip(*pairs, strict=True)]


def _why_no_risk(risk: AtRisk | str) -> str:
    if isinstance(risk, str):
        return risk
    if isinstance(risk.effect.adjusted, Unavailable):
        return risk.effect.adjusted.reason
    return "" if risk.total.value is not None else risk.notes[0]


def _notes(effect: Effect, risk: AtRisk | str) -> tuple[str, ...]:
    notes = [
        "Avoidable cost is at most that: the effect of one more channel in this scope, the same for every type, times "
        "the type's channels beyond the first. Journeys without a known channel are left out.",
        "Switches and extra channels count the same money in two ways, and a repeat brings extra channels of its own: "
        "the three costs must not be added.",
        *effect.notes,
    ]
    if not isinstance(risk, str):
        notes += [note for note in risk.notes if note not in notes]
    return tuple(notes)


def _answered(
    read: _Read, rows: tuple[TypeRow, ...], notes: tuple[str, ...], effect: Effect | None, risk: AtRisk | str | None
) -> JourneyTypes:
    about = read.about
    others = () if effect is None else effect.answers
    of_risk = () if risk is None or isinstance(risk, str) else (risk.effect.answer, risk.answer)
    return JourneyTypes(
        scope=about.scope,
        journeys=sum(row.journeys for row in rows),
        period_from=about.first_day if about.days else None,
        period_to=about.last_day if about.days else None,
        currency=about.currency,
        dataset_id=about.dataset_id,
        data_version=about.data_version,
        effect=None if effect is None else effect.figure,
        rows=rows,
        notes=notes,
        answers=(*read.answers.values(), *others, *of_risk),
    )
