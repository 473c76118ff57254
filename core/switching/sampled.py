"""Estimates that look at single journeys: doubly robust, and the same customer compared with itself."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from core.numbers.cross_fitting import Observations, Step, steps_up
from core.numbers.doubly_robust import average
from core.numbers.effects import Effect, NoEstimate
from core.numbers.factors import Design, Factor
from core.numbers.within import Rows, WithinGroups, within_groups
from core.switching.question import COLUMNS, LARGEST_WITHIN, ExtraChannelQuestion
from core.text import counted
from core.wording import count, percent

_RING = 2_147_483_647


@dataclass(frozen=True)
class DoublyRobust:
    """The effect of one more channel, averaged over the steps from k to k + 1 channels (`steps`, one row each)."""

    effect: Effect
    steps: pd.DataFrame


def sample_values(question: ExtraChannelQuestion, journeys: int, limit: int | None = None) -> dict[str, int]:
    """Return the values of sample.sql or several.sql: which customers are drawn, of how many journeys, at most.

    >>> sample_values(ExtraChannelQuestion(sample=1000), 4000)
    {'seed': 1, 'below': 536870911, 'limit': 1000}
    """
    most = question.sample if limit is None else limit
    return {"seed": question.seed, "below": _RING if journeys <= most else _RING * most // journeys, "limit": most}


def within_values(question: ExtraChannelQuestion, journeys: int) -> dict[str, int]:
    """Return the values of several.sql."""
    return sample_values(question, journeys, LARGEST_WITHIN)


def doubly_robust(rows: pd.DataFrame, design: Design, seed: int, journeys: int) -> DoublyRobust:
    """Return the doubly robust effect in the journeys of sample.sql, out of `journeys` in all."""
    steps = steps_up(_observations(rows, design), seed)
    found = average([one.contrast for one in steps])
    notes = [
        f"A sample of {counted(len(rows), 'journey')} of {count(journeys)}, by customer."
        if len(rows) < journeys
        else ""
    ]
    trimmed = _trimmed(steps)
    notes.append(
        f"{percent(trimmed)} of them were left out: hardly any journey like them took the other number of channels."
        if trimmed is not None
        else ""
    )
    notes += [
        f"From {one.lower} to {one.lower + 1} channels can't be told: {one.contrast.effect.why_not}"
        for one in steps
        if one.contrast.effect.value is None
    ]
    return DoublyRobust(replace(_noted(found, [note for note in notes if note]), n=len(rows)), _frame(steps))


def within_customers(rows: pd.DataFrame, design: Design, journeys: int) -> WithinGroups:
    """Return the effect among the several journeys of one customer, in the journeys of several.sql."""
    if rows.empty:
        return WithinGroups(NoEstimate("No known customer has several journeys to compare.").effect(0, 0), 0, 0, 0)
    first_month = int(rows.month_number.min())
    codes = {name: rows[COLUMNS[name]].to_numpy(np.int64) - (first_month if name == "month" else 0)
             for name in (one.name for one in design.factors)}  # fmt: skip
    found = within_groups(
        Rows(codes, rows.channels_used.to_numpy(np.float64), rows.outcome.to_numpy(np.float64),
             rows.customer.to_numpy(np.int64))
    )  # fmt: skip
    why = found.effect.why_not.replace("group", "customer").replace("observations", "journeys")
    notes = [
        f"{counted(found.carrying_groups, 'customer')} with {counted(found.carrying_n, 'journey')} carry it: those "
        "whose journeys differ in the number of channels."
    ]
    if len(rows) >= LARGEST_WITHIN * 0.9:
        notes.append(f"A sample of {counted(len(rows), 'journey')}, by customer, of {count(journeys)} in all.")
    said = tuple(note.replace("groups", "customers") for note in found.effect.notes)
    effect = replace(found.effect, notes=(*notes, *said), why_not=why)
    return WithinGroups(effect, found.groups, found.carrying_groups, found.carrying_n)


def _observations(rows: pd.DataFrame, design: Design) -> Observations:
    features, named = [], []
    for one in design.factors:
        codes = rows[COLUMNS[one.name]].to_numpy(np.int64)
        features.append(codes.astype(np.float64) if one.name == "month" else _levels(one, codes))
        named.append(one.name != "month")
    columns = np.column_stack(features) if features else np.zeros((len(rows), 1))
    return Observations(
        columns, tuple(named) or (False,), rows.channels_used.to_numpy(np.int64), rows.outcome.to_numpy(np.float64),
        rows.customer.to_numpy(np.int64),
    )  # fmt: skip


def _levels(one: Factor, codes: Any) -> Any:
    return (one.columns_of(codes) + 1).astype(np.float64)


def _trimmed(steps: tuple[Step, ...]) -> float | None:
    told = [one.contrast for one in steps if one.contrast.effect.value is not None]
    before = sum(one.effect.n / (1 - one.trimmed_share) for one in told)
    return 1 - sum(one.effect.n for one in told) / before if before else None


def _frame(steps: tuple[Step, ...]) -> pd.DataFrame:
    columns = ["channels_from", "channels_to", "value", "low", "high", "journeys", "with_more", "trimmed_share",
               "by_weighting", "by_outcome_model", "why_not"]  # fmt: skip
    rows = [
        (one.lower, one.lower + 1, one.contrast.effect.value, one.contrast.effect.low, one.contrast.effect.high,
         one.contrast.effect.n, one.contrast.treated, one.contrast.trimmed_share, one.contrast.by_weighting,
         one.contrast.by_outcome_model, one.contrast.effect.why_not)
        for one in steps
    ]  # fmt: skip
    numbers = dict.fromkeys(("value", "low", "high", "by_weighting", "by_outcome_model"), "float64")
    return pd.DataFrame(rows, columns=columns).astype(numbers)


def _noted(found: Effect, notes: list[str]) -> Effect:
    return replace(found, notes=(*notes, *found.notes))
