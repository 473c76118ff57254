"""Two further estimates of the difference per extra channel, from single journeys: doubly robust, and one customer's
journeys compared with each other."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.figure import Grade
from core.numbers.cross_fitting import Observations, steps_up
from core.numbers.doubly_robust import average
from core.numbers.effects import Effect
from core.numbers.estimates import Estimate
from core.numbers.held_fixed import Difference, Ints, Observed
from core.numbers.unavailable import Unavailable
from core.numbers.within import Rows, within_groups
from core.retention.adjusted import Estimator
from core.text import counted
from core.wording import count, percent

SAMPLE = 50_000
SEED = 1
MOST_LEVELS = 200
_AS_A_NUMBER = "month"


def doubly_robust(observed: Observed) -> Difference | Unavailable:
    """Return the difference by AIPW between neighbouring numbers of channels, models cross-fitted by customer."""
    some = _sample(observed)
    named = tuple(name != _AS_A_NUMBER for name in some.fixed)
    columns = [
        (_frequent(codes) if name != _AS_A_NUMBER else codes).astype(np.float64) for name, codes in some.fixed.items()
    ]
    level = some.units.astype(np.int64)
    steps = steps_up(Observations(np.column_stack(columns), named, level, some.outcome, some.cluster), SEED)
    told = [one.contrast for one in steps if one.contrast.effect.value is not None]
    before = sum(one.effect.n / (1 - one.trimmed_share) for one in told)
    trimmed = 1 - sum(one.effect.n for one in told) / before if before else 0.0
    notes = (
        [f"A sample of {count(some.n)} of {counted(observed.n, 'journey')}, by customer."]
        if some.n < observed.n
        else []
    )
    notes.append(f"{percent(trimmed)} were left out: hardly any journey like them took the other number of channels.")
    effect = replace(average([one.contrast for one in steps]), n=some.n)
    return _difference(effect, tuple(some.fixed), notes)


def within_customers(observed: Observed) -> Difference | Unavailable:
    """Return the difference among the several journeys of one customer, the groups held fixed too."""
    codes = {name: _frequent(found) for name, found in observed.fixed.items()}
    found = within_groups(Rows(codes, observed.units, observed.outcome, observed.cluster))
    carried = f"{counted(found.carrying_groups, 'customer')} whose journeys differ in their channels carry it."
    later = "A customer who has left has no later journey, so that late journeys are of those who stayed."
    return _difference(found.effect, tuple(observed.fixed), [carried, later])


ALSO: Mapping[str, tuple[Grade, Estimator]] = {
    "Doubly robust": ("adjusted", doubly_robust),
    "Within customers": ("within customers", within_customers),
}


def _difference(effect: Effect, fixed: tuple[str, ...], notes: list[str]) -> Difference | Unavailable:
    if effect.value is None or effect.error is None:
        why = effect.why_not or "It can't be told from these journeys."
        return Unavailable(why.replace("group", "customer").replace("observations", "journeys"))
    estimate = Estimate(effect.value, effect.low, effect.high, effect.n)
    customers = effect.clusters or 0
    return Difference(estimate, effect.error, max(1, customers - 1), customers, fixed, (*notes, *effect.notes))


def _sample(observed: Observed) -> Observed:
    """Return the journeys of as many customers, drawn by a seed, as make a sample of bearable size."""
    if observed.n <= SAMPLE:
        return observed
    who = np.unique(observed.cluster)
    drawn = np.random.default_rng(SEED).choice(who, len(who) * SAMPLE // observed.n, replace=False)
    kept = np.isin(observed.cluster, drawn)
    fixed = {name: codes[kept] for name, codes in observed.fixed.items()}
    return Observed(observed.outcome[kept], observed.units[kept], fixed, observed.cluster[kept])


def _frequent(codes: Ints) -> Ints:
    """Return codes from 0 on, the most frequent first; the rarest beyond a bearable number share one."""
    levels, place, sizes = np.unique(codes, return_inverse=True, return_counts=True)
    rank = np.empty(len(levels), dtype=np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(levels))
    return np.minimum(rank, MOST_LEVELS)[place]
