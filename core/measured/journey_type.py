"""What a business case begins with: everything measured of one journey type, from one version of the data."""

from dataclasses import dataclass, replace

from core.engine import Answer, Database
from core.errors import DataBusyError, InvalidInputError
from core.locales import for_the_record
from core.measured.a_year import customers_a_year, journeys_a_year, value_per_customer, volume_growth
from core.measured.about import About
from core.measured.effects import Effect, effect_measured, read_effects
from core.measured.per_journey import per_journey
from core.measured.results import LABELS, JourneyTypeFigures, Measured
from core.query import query
from core.scope import Ask, Scope, Within, ask_all
from core.switching.source import ask_source, source_of
from core.switching.tally import Tally

_ATTEMPTS = 5
_QUERIES = ("totals.sql", "months.sql", "handled.sql", "valued.sql", "customers.sql", "plans.sql")


@for_the_record()
def figures(database: Database, scope: Scope, issue: str | None = None) -> JourneyTypeFigures:
    """Return what is measured of the journeys of a type inside a scope; without `issue`, of all journeys of the scope.

    Counts, shares and means are descriptions: grade raw, haircut 0. The two effects of one more channel are the figures
    of the switching and the retention page, unchanged: their codes, signs (retention lost is below 0) and addresses as
    well. Where an effect can't be told for the type, its figure is that of the whole scope, and its note says so.
    Raises `InvalidInputError` for a type that the data or the scope don't have, `DataBusyError` where the data change
    faster than they can be read.
    """
    narrow = _narrowed(scope, issue)
    wider = None if narrow == scope else scope
    for _ in range(_ATTEMPTS):
        read = _read(database, narrow)
        effects = read_effects(database, narrow, wider) if read.journeys else {}
        told = [one for pair in effects.values() for one in pair if one is not None]
        if {read.about.data_version, *(one.data_version for one in told)} == {read.about.data_version}:
            return _answered(issue, read, effects)
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


@dataclass(frozen=True)
class _Read:
    """The answers to this module's own queries, by file."""

    about: About
    tally: Tally
    answers: dict[str, Answer]

    @property
    def journeys(self) -> int:
        return self.tally.count("journeys")


def _narrowed(scope: Scope, issue: str | None) -> Scope:
    if issue is None:
        return scope
    if scope.issues and issue not in scope.issues:
        raise InvalidInputError(
            f"The scope holds {' and '.join(scope.issues)} only, not {issue}. Take that filter off, or choose of these."
        )
    return replace(scope, issues=(issue,))


def _read(database: Database, scope: Scope) -> _Read:
    for _ in range(_ATTEMPTS):
        data = ask_all(database, [ask_source(Scope())])[0]
        about = About.of(source_of(data, Scope()), scope)
        values = {"customers.sql": {"last_day": about.last_day}}
        asks = [Ask(Within(scope), query(__package__, name), values.get(name, {})) for name in _QUERIES]
        answers = dict(zip(_QUERIES, ask_all(database, asks), strict=True))
        if answers["totals.sql"].data_version == about.data_version:
            return _Read(about, Tally(tuple(answers["totals.sql"].records())), answers)
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def _answered(issue: str | None, read: _Read, effects: dict[str, tuple[Effect, Effect | None]]) -> JourneyTypeFigures:
    about = read.about
    found = {one.code: one for one in (_measured(read, effects) if read.journeys else _nothing())}
    told = [one for pair in effects.values() for one in pair if one is not None]
    return JourneyTypeFigures(
        issue=issue,
        scope=about.scope,
        journeys=read.journeys,
        period_from=about.first_day if about.days else None,
        period_to=about.last_day if about.days else None,
        currency=about.currency,
        dataset_id=about.dataset_id,
        data_version=about.data_version,
        measured=tuple(found[code] for code in LABELS),
        answers=(*read.answers.values(), *(answer for one in told for answer in one.answers)),
    )


def _nothing() -> list[Measured]:
    why = "No journeys are in this scope. Take a filter off to see some."
    return [Measured(code, None, why) for code in LABELS]


def _measured(read: _Read, effects: dict[str, tuple[Effect, Effect | None]]) -> list[Measured]:
    about, answers = read.about, read.answers
    plans = [str(row["plan"]) for row in answers["plans.sql"].records()]
    return [
        journeys_a_year(about, read.journeys),
        volume_growth(about, answers["months.sql"].records()),
        customers_a_year(about, answers["customers.sql"].records()),
        value_per_customer(about, answers["valued.sql"].records()[0], plans),
        *per_journey(about, read.tally, answers["handled.sql"].records()[0]),
        *(effect_measured(code, *pair) for code, pair in effects.items()),
    ]
