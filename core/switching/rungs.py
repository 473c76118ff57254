"""The rungs of the ladder: each method's effect, its figure, and what a reader should know about all of them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.engine import Answer
from core.figure import Figure, Grade
from core.numbers.effects import Effect, NoEstimate
from core.numbers.odds import Table, common_odds_ratio, crude_odds_ratio
from core.numbers.proportions import Interval
from core.scope import Scope
from core.switching.cells import Regression, effects
from core.switching.question import COVARIATES, WORDS, ExtraChannelQuestion
from core.switching.sampled import doubly_robust, within_customers
from core.switching.source import Source
from core.text import counted
from core.wording import count

HOW = {
    "raw": "difference per extra channel, nothing held fixed; errors by customer",
    "regression": "least squares with issue, region, segment, first channel and month held fixed; errors by customer",
    "doubly robust": "AIPW between neighbouring numbers of channels, gradient boosted trees, cross-fitted by customer",
    "within customers": "the same customer's journeys compared, issue, region, segment, first channel, month fixed",
}
GRADES: dict[str, Grade] = {"raw": "raw", "regression": "adjusted", "doubly robust": "adjusted",
                             "within customers": "within customers"}  # fmt: skip


def effects_of(
    question: ExtraChannelQuestion, journeys: int, read: Mapping[str, Answer], found: Regression | None
) -> tuple[dict[str, Effect], pd.DataFrame]:
    """Return the effect by each method, in order, and the steps of the doubly robust one (empty without it)."""
    why = why_nothing(question, journeys, found)
    if why or found is None:
        none = NoEstimate(why).effect(0 if found is None else found.moments.n)
        return dict.fromkeys(("raw", "regression", *question.methods), none), pd.DataFrame()
    raw, regression = effects(found, read["scores"].records()[0] if "scores" in read else None)
    told, steps = {"raw": raw, "regression": regression}, pd.DataFrame()
    n = found.moments.n
    for method in question.methods:
        if method == "doubly robust":
            robust = doubly_robust(read["sample"].rows, found.design, question.seed, n)
            told[method], steps = robust.effect, robust.steps
        else:
            told[method] = within_customers(read["several"].rows, found.design, n).effect
    return told, steps


def why_nothing(question: ExtraChannelQuestion, journeys: int, found: Regression | None) -> str:
    """Return why no method can tell anything, as a sentence; empty when they can try."""
    if journeys == 0:
        return "No journeys are in this scope. Take a filter off to see some."
    if found is None:
        return (
            f"None of the {counted(journeys, 'journey')} in this scope has {WORDS[question.outcome].known} and a known "
            "channel. What is not known is not counted as 0: map that column at the import to see this figure."
        )
    if found.fewest == found.most:
        return (
            f"Every journey here used {counted(found.most, 'channel')}, so what one more goes along with can't be "
            "told. Bring in the contacts of further channels, stitched to the same customers."
        )
    if isinstance(found.raw, NoEstimate):
        return f"{count(found.moments.n)} journeys are too few to tell what one more channel goes along with."
    return ""


def figure_of(question: ExtraChannelQuestion, source: Source, method: str, effect: Effect, unit: str) -> Figure | None:
    """Return an effect as the figure that a decision rests on."""
    words = WORDS[question.outcome]
    return source.figure(
        f"switching.{question.outcome}.{method.replace(' ', '_')}",
        f"One more channel: change of {words.noun}, {method}",
        effect,
        GRADES[method],
        (unit, HOW[method], f"journeys with {words.known} and a known channel"),
    )


def covariates_of(found: Regression | None) -> pd.DataFrame:
    """Return what is held fixed: covariate, levels told apart (1: it has nothing to say here), folded, why."""
    factors = {} if found is None else {one.name: one for one in found.design.factors}
    rows = [
        (name, factors[name].levels if name in factors else 1, factors[name].folded if name in factors else 0, why)
        for name, why in COVARIATES.items()
    ]
    return pd.DataFrame(rows, columns=["covariate", "levels", "folded", "why"])


def notes_of(scope: Scope, question: ExtraChannelQuestion, found: Regression | None) -> tuple[str, ...]:
    """Return what a reader should know about all rungs together."""
    notes = [
        "Associated, not caused: what no column shows, such as how severe a case is, can be behind a part of it.",
    ]
    if found is not None and found.unvaried:
        notes.append(f"Not held fixed, because all journeys are alike in it: {', '.join(found.unvaried)}.")
    if scope.outcome != "all":
        notes.append(
            f"Only {scope.outcome} journeys are in scope. Whether a journey is resolved depends on its channels as "
            "well, so looking at one outcome alone can mislead: take the filter off for the effect."
        )
    if found is not None and not isinstance(found.adjusted, NoEstimate) and found.adjusted.repeats:
        notes.append(
            f"{counted(found.adjusted.repeats, 'column')} of what is held fixed repeat others and add nothing; "
            "the effect is the same without them."
        )
    if question.outcome == "resolved":
        notes.append("The share resolved is fitted by a straight line: the change in points per extra channel.")
    return tuple(notes)


def odds_of(strata: pd.DataFrame) -> tuple[Interval | None, float | None]:
    """Return the odds ratio of being resolved, several channels against one: common to the strata, and crude."""
    tables = [Table(*(float(value) for value in row)) for row in strata.itertuples(index=False)]
    common = common_odds_ratio(tables)
    return None if isinstance(common, NoEstimate) else common, crude_odds_ratio(tables)


def share_at_one(strata: pd.DataFrame) -> float | None:
    """Return the share resolved of the journeys with one channel."""
    known = int(np.sum(strata.one_yes) + np.sum(strata.one_no))
    return float(np.sum(strata.one_yes)) / known if known else None
