"""What one more channel goes along with: raw, adjusted in three ways side by side, and the published figure."""

import pandas as pd

from core.contract import Contract
from core.engine import Answer, Database
from core.errors import DataBusyError
from core.query import Query, query
from core.scope import Ask, Scope, Within, ask_all
from core.switching.agreement import Named, disagreements
from core.switching.cells import Regression, regression_of, score_values, scoring
from core.switching.question import COVARIATES, WORDS, ExtraChannelQuestion
from core.switching.results import Estimate, ExtraChannel
from core.switching.rungs import GRADES, covariates_of, effects_of, figure_of, notes_of, odds_of, share_at_one
from core.switching.sampled import sample_values, within_values
from core.switching.source import Source, ask_source, published, source_of
from core.switching.strength import strength_of
from core.text import counted, percent
from core.wording import count

_ATTEMPTS = 5


def extra_channel(database: Database, scope: Scope, question: ExtraChannelQuestion | None = None) -> ExtraChannel:
    """Answer what one more channel goes along with; what can't be told is a sentence in its rung."""
    asked = question or ExtraChannelQuestion()
    for _ in range(_ATTEMPTS):
        first = ask_all(database, _first(scope, asked))
        regression = None if first[2].rows.empty else regression_of(first[2].rows)
        second = _second(database, scope, asked, regression)
        if {answer.data_version for answer in (*first, *second.values())} == {first[0].data_version}:
            return _answered(asked, source_of(first[0], scope), first, second, regression)
    raise DataBusyError("The data changes faster than it can be read. Wait until the import ends, then try again.")


def outcome_query(body: str, question: ExtraChannelQuestion) -> Query:
    """Return the query of a file that reads `outcomes`, the journeys whose outcome is known."""
    found = query(__package__, body, outcomes=f"outcomes_{question.outcome}.sql")
    return Query(found.body, found.pieces, frozenset({"outcomes"}))


def _first(scope: Scope, question: ExtraChannelQuestion) -> list[Ask]:
    within = Within(scope)
    asks = [ask_source(scope), Ask(within, query(__package__, "coverage.sql")),
            Ask(within, outcome_query("cells.sql", question))]  # fmt: skip
    return asks + ([Ask(within, outcome_query("strata.sql", question))] if question.outcome == "resolved" else [])


def _second(
    database: Database, scope: Scope, question: ExtraChannelQuestion, found: Regression | None
) -> dict[str, Answer]:
    """Read what the first pass made possible: the scores of the fits, and the journeys of the samples."""
    fits = None if found is None else scoring(found)
    if found is None or fits is None:
        return {}
    n, within = found.moments.n, Within(scope)
    asks = {"scores": Ask(within, outcome_query("scores.sql", question), score_values(found, *fits))}
    if "doubly robust" in question.methods:
        asks["sample"] = Ask(within, outcome_query("sample.sql", question), sample_values(question, n))
    if "within customers" in question.methods:
        asks["several"] = Ask(within, outcome_query("several.sql", question), within_values(question, n))
    return dict(zip(asks, ask_all(database, list(asks.values())), strict=True))


def _answered(
    question: ExtraChannelQuestion, source: Source, first: list[Answer], second: dict[str, Answer],
    found: Regression | None,
) -> ExtraChannel:  # fmt: skip
    covered = {name: int(value) for name, value in first[1].records()[0].items()}
    unit = {"cost": source.currency, "ces": "points", "resolved": "share"}[question.outcome]
    told, contrasts = effects_of(question, covered["journeys"], second, found)
    strata = first[3].rows if len(first) > 3 else pd.DataFrame()
    odds, odds_crude = odds_of(strata) if len(strata) else (None, None)
    at_one = share_at_one(strata) if len(strata) else None
    used = 0 if found is None else found.moments.n
    return ExtraChannel(
        question=question,
        ladder=tuple(
            Estimate(name, GRADES[name], effect, figure_of(question, source, name, effect, unit))
            for name, effect in told.items()
        ),
        published=published() if question.outcome == "cost" else None,
        strength=None if found is None else strength_of(found, told["regression"], question.outcome, at_one),
        contrasts=contrasts,
        covariates=covariates_of(found),
        disagreements=disagreements([Named(name, effect) for name, effect in told.items() if name != "raw"]),
        notes=notes_of(source.scope, question, found),
        odds=odds,
        odds_crude=odds_crude,
        journeys=covered["journeys"],
        journeys_counted=used,
        unit=unit,
        source=source,
        contract=_contract(source.scope, question, covered, used),
        answers=(*first, *second.values()),
    )


def _contract(scope: Scope, question: ExtraChannelQuestion, covered: dict[str, int], used: int) -> Contract:
    journeys, known = covered["journeys"], covered[f"{question.outcome}_known"]
    having = WORDS[question.outcome].known
    return Contract(
        unit="journeys",
        denominator=f"{counted(journeys, 'journey')} ({scope.describe()})",
        coverage=f"{percent(used, journeys)} of journeys: those with {having} and a known channel",
        window=f"whole journeys; held fixed: {', '.join(COVARIATES)}",
        other=f"left out, never counted as 0: {count(journeys - known)} without {having}, "
        f"{count(known - used)} more without a known channel",
    )
