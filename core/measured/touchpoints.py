"""Every touchpoint of a scope with what is measured of it: by channel, or by channel and activity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from core.assumptions.haircuts import haircut
from core.engine import Answer, Database
from core.errors import DataBusyError, InvalidInputError
from core.lens import Lens
from core.measured.a_year import too_short
from core.measured.about import About, why_too_few
from core.measured.gaps import CES, CSAT, Answers, Targets, gaps
from core.measured.parts import MeasuredPart, product, times
from core.numbers.estimates import Estimate
from core.numbers.means import Sums, mean_of_sums
from core.query import query
from core.retention.basis import usual_question
from core.retention.touched import Touched, touched
from core.scope import Ask, Scope, Within, ask_all
from core.switching.calculate import DAYS_A_YEAR
from core.switching.source import ask_source, source_of
from core.text import NOT_GIVEN
from core.wording import points

TouchpointBy = Literal["channel", "touchpoint"]
ASSOCIATED = "Associated, not caused: who touches it may have had a harder case from the start."
TYPE_FIXED = f"{ASSOCIATED} The journey type is held fixed, nothing else."
NOTHING_FIXED = f"{ASSOCIATED} Nothing is held fixed, as no journey type has customers with and without it."
_ATTEMPTS = 5
_NOTHING: Mapping[str, Any] = dict.fromkeys(
    ("ces_known", "ces_sum", "ces_squares", "csat_known", "csat_sum", "csat_squares"), 0
)


@dataclass(frozen=True)
class TouchpointRow:
    """One touchpoint; `given` is False for contacts without one. `service`: self-service, assisted or None."""

    name: str
    given: bool
    service: str | None
    contacts: int
    parts: Mapping[str, MeasuredPart]


@dataclass(frozen=True)
class Touchpoints:
    """What is measured of every touchpoint in a scope, most contacts first; all from one `data_version`.

    Contacts and their cost add up to those of the scope; journeys do not, as one can touch several. CES and CSAT belong
    to the touchpoint in which the journey ended.
    """

    scope: Scope
    by: TouchpointBy
    contacts: int
    period_from: date | None
    period_to: date | None
    currency: str
    dataset_id: str
    data_version: int
    rows: tuple[TouchpointRow, ...]
    notes: tuple[str, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class _Read:
    about: About
    answers: dict[str, Answer]
    lost: Mapping[int, Touched]
    why_no_retention: str


def touchpoints(
    database: Database, scope: Scope, by: TouchpointBy = "channel", targets: Targets | None = None
) -> Touchpoints:
    """Return every touchpoint of a scope, measured; gaps are to `targets`, or to the best.

    Raises `InvalidInputError` for a scope that the data don't know or another `by`, `DataBusyError` where the data
    change faster than they can be read.
    """
    if by not in ("channel", "touchpoint"):
        raise InvalidInputError(f"Touchpoints can't be told apart by {by!r}. Choose channel or touchpoint.")
    for _ in range(_ATTEMPTS):
        read = _read(database, scope, by)
        if read is not None:
            rows = _rows(read, targets or Targets())
            about = read.about
            return Touchpoints(
                scope, by, sum(row.contacts for row in rows), about.first_day if about.days else None,
                about.last_day if about.days else None, about.currency, about.dataset_id, about.data_version, rows,
                (TYPE_FIXED,) if rows else ("No contacts are in this scope. Take a filter off to see some.",),
                tuple(read.answers.values()),
            )  # fmt: skip
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def _read(database: Database, scope: Scope, by: TouchpointBy) -> _Read | None:
    """Return what was read, all of one version of the data; None when it changed meanwhile."""
    within = Within(scope, Lens(by))
    files: dict[str, dict[str, Any]] = {
        "touchpoint_contacts.sql": {}, "touchpoint_answers.sql": {}, "touchpoint_labels.sql": {"kind": by},
    }  # fmt: skip
    asks = [Ask(within, query(__package__, name), values) for name, values in files.items()]
    source, *rest = ask_all(database, [ask_source(Scope()), *asks])
    about, answers = About.of(source_of(source, Scope()), scope), dict(zip(files, rest, strict=True))
    if not len(answers["touchpoint_contacts.sql"].rows):
        return _Read(about, answers, {}, "")
    try:
        lost, _, answer = touched(database, scope, usual_question(database), by)
    except InvalidInputError as error:
        return _Read(about, answers, {}, str(error))
    if answer.data_version != about.data_version:
        return None
    return _Read(about, {**answers, "touched.sql": answer}, lost, "")


def _rows(read: _Read, targets: Targets) -> tuple[TouchpointRow, ...]:
    labels = {int(row["code"]): row for row in read.answers["touchpoint_labels.sql"].records()}
    names = {code: NOT_GIVEN if code == 0 else str(row["label"]) for code, row in labels.items()}
    contacts = read.answers["touchpoint_contacts.sql"].records()
    ended = {int(row["code"]): row for row in read.answers["touchpoint_answers.sql"].records()}
    pairs = []
    for scale, kind, target in ((CES, "ces", targets.ces), (CSAT, "csat", targets.csat)):
        of = [
            Answers(names.get(code, NOT_GIVEN), _sums(ended.get(code, _NOTHING), kind), code != 0)
            for code in (int(row["code"]) for row in contacts)
        ]
        pairs.append(gaps(scale, of, target))
    found = []
    for row, effort, satisfaction in zip(contacts, *pairs, strict=True):
        code = int(row["code"])
        parts = (*_counted(read.about, row), _lost(read, code), *effort, *satisfaction)
        service = labels[code]["service"] if code in labels else None
        found.append(
            TouchpointRow(names.get(code, NOT_GIVEN), code != 0, service, int(row["contacts"]),
                          {part.code: part for part in parts})
        )  # fmt: skip
    return tuple(sorted(found, key=lambda row: (-row.contacts, row.name)))


def _sums(row: Mapping[str, Any], kind: str) -> Sums:
    return Sums(int(row[f"{kind}_known"]), float(row[f"{kind}_sum"]), float(row[f"{kind}_squares"]))


def _counted(about: About, row: Mapping[str, Any]) -> list[MeasuredPart]:
    contacts, journeys, sums = int(row["contacts"]), int(row["journeys"]), _sums(row, "cost")
    why, currency = why_too_few(sums.n, "contact", "a known cost"), about.currency
    if why:
        cost = MeasuredPart.unknown("cost_per_contact", currency, why, sums.n)
        whole = MeasuredPart.unknown("cost_a_year", currency, why, sums.n)
    else:
        mean = mean_of_sums(sums) or Estimate(sums.mean, None, None, sums.n)
        cost = MeasuredPart.of("cost_per_contact", currency, mean)
        every = product(Estimate(float(contacts), None, None, contacts), mean)
        note = "" if sums.n == contacts else "Contacts without a known cost are taken to cost the mean of the others."
        whole = MeasuredPart.of("cost_a_year", currency, every, note)
    yearly = (
        MeasuredPart("contacts_a_year", "contacts", float(contacts), n=contacts),
        MeasuredPart("journeys_touching_a_year", "journeys", float(journeys), n=journeys),
        whole,
    )
    short = too_short(about)
    return [
        *(MeasuredPart.unknown(each.code, each.unit, short) if short else times(each, DAYS_A_YEAR / about.days)
          for each in yearly),
        cost,
    ]  # fmt: skip


def _lost(read: _Read, code: int) -> MeasuredPart:
    """Return the share lost more, journey types held fixed; raw where no type can be compared."""
    name, unit, one = "retention_lost", "share of customers", read.lost.get(code)
    if one is None or one.raw is None:
        nobody = "No customer could be followed after touching it."
        why = read.why_no_retention or (nobody if one is None else one.why_not)
        return MeasuredPart.unknown(name, unit, why, 0 if one is None else one.journeys)
    found = one.adjusted or one.raw
    cut = haircut("raw" if one.adjusted is None else "adjusted").share
    note = NOTHING_FIXED if one.adjusted is None else f"{TYPE_FIXED} Raw: {points(-one.raw.value)}."
    low, high = -found.high, -found.low
    return MeasuredPart(name, unit, -found.value, low, high, found.n, note, cut, low, high)
