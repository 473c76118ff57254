"""How many customers are still there, day by day after a journey's end, by how the journey went."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from core.contract import Contract
from core.engine import Answer, Database
from core.figure import Figure
from core.numbers.clustered_survival import Followed
from core.numbers.estimates import Estimate
from core.numbers.log_rank import LogRank
from core.numbers.survival import difference_at, median_time, restricted_mean, share_at, unavailable_at
from core.retention.basis import SMALL_SAMPLE, Basis, follow
from core.retention.groups import Group, base_of, groups_of, test_of, unknown_of
from core.retention.question import RetentionQuestion
from core.retention.rates import Beside, Rate, benchmarks_beside, rate_figure
from core.scope import Scope
from core.text import counted
from core.wording import count

MOST_CURVES = 12
DAYS_SHOWN = 365
_SHARES = ("retained_share", "low", "high")
_NONE = Estimate(None, None, None, 0)


@dataclass(frozen=True)
class Retention:
    """Curves and rates by group.

    `curves`: group, label, day, retained_share, low, high, at_risk: each day up to a year or the last day followed, of
    the (at most twelve) largest groups with 30 journeys or more. `table`: every group at each horizon: group, label,
    horizon_days, retained_share, low, high, journeys, followed (known to be there so far), left, median_days, mean_days
    (within the horizon), too_few, note. `differences`: label, compared_with, horizon_days, difference, low, high,
    followed. `test` asks whether the curves differ at all; None where that can't be asked. `unknown`: journeys whose
    group is not known, in no curve. `beside`: published rates.
    """

    question: RetentionQuestion
    basis: Basis
    curves: pd.DataFrame
    table: pd.DataFrame
    differences: pd.DataFrame
    rates: tuple[Rate, ...]
    figures: tuple[Figure, ...]
    test: LogRank | None
    unknown: int
    notes: tuple[str, ...]
    beside: tuple[Beside, ...]
    contract: Contract
    answer: Answer

    def rate(self, label: str, horizon_days: int) -> Rate:
        """Return one group's rate at a horizon of the question."""
        return next(each for each in self.rates if (each.label, each.horizon_days) == (label, horizon_days))


def retention(database: Database, scope: Scope, question: RetentionQuestion) -> Retention:
    """Answer how many stay, by group."""
    name = "curve_counts.sql" if question.population == "customers" else "curve_rows.sql"
    basis, answers = follow(database, scope, question, {name: {"by": question.by}})
    groups, followed = groups_of(question.by, answers, answers[name].rows)
    large = [group for group in groups if group.curve.n >= SMALL_SAMPLE]
    unknown = unknown_of(answers[name].rows)
    rates = tuple(_rate(group, horizon, basis) for group in groups for horizon in question.horizons)
    figures = (rate_figure(rate, basis) for rate in rates)
    return Retention(
        question=question,
        basis=basis,
        curves=_points(sorted(large, key=lambda group: (-group.curve.n, group.code))[:MOST_CURVES]),
        table=_table(groups, rates, question),
        differences=_differences(
            large,
            base_of(question.by, large),
            followed,
            [each for each in question.horizons if each >= basis.first_day],
        ),
        rates=rates,
        figures=tuple(figure for figure in figures if figure is not None),
        test=test_of(large, followed),
        unknown=unknown,
        notes=_notes(question, unknown),
        beside=benchmarks_beside() if question.by == "channels" else (),
        contract=_contract(basis, question, unknown, len(large)),
        answer=answers[name],
    )


def _rate(group: Group, horizon: int, basis: Basis) -> Rate:
    share, note = share_at(group.curve, horizon), unavailable_at(group.curve, horizon)
    if group.curve.n < SMALL_SAMPLE:
        share, note = _NONE, f"Too few: {counted(group.curve.n, 'journey')}."
    elif horizon < basis.first_day:
        share, note = _NONE, f"Not available: by this definition nobody can have left before day {basis.first_day}."
    return Rate(group.label, horizon, share, basis.population, basis.period_from, basis.period_to, note)


def _points(groups: Sequence[Group]) -> pd.DataFrame:
    found = []
    for group in groups:
        for day in range(DAYS_SHOWN + 1):
            share = share_at(group.curve, day)
            if share.value is None:
                break
            found.append((group.code, group.label, day, share.value, share.low, share.high, group.curve.followed(day)))
    columns = ["group", "label", "day", *_SHARES, "at_risk"]
    return pd.DataFrame(found, columns=columns).astype(dict.fromkeys(_SHARES, "float64"))


def _table(groups: Sequence[Group], rates: Sequence[Rate], question: RetentionQuestion) -> pd.DataFrame:
    found = []
    for place, rate in enumerate(rates):
        curve, code = groups[place // len(question.horizons)].curve, groups[place // len(question.horizons)].code
        few, horizon = curve.n < SMALL_SAMPLE, rate.horizon_days
        left = int(curve.left[: curve.place(horizon) + 1].sum())
        times = (None, None) if few else (median_time(curve), restricted_mean(curve, horizon).value)
        shares = (rate.share.value, rate.share.low, rate.share.high)
        found.append(
            (code, rate.label, horizon, *shares, curve.n, curve.followed(horizon), left, *times, few, rate.note)
        )
    columns = ["group", "label", "horizon_days", *_SHARES, "journeys", "followed", "left", "median_days", "mean_days",
               "too_few", "note"]  # fmt: skip
    numbers = dict.fromkeys((*_SHARES, "median_days", "mean_days"), "float64")
    return pd.DataFrame(found, columns=columns).astype(numbers)


def _differences(
    groups: Sequence[Group], base: Group | None, followed: Followed | None, horizons: Sequence[int]
) -> pd.DataFrame:
    found = []
    for group in groups:
        for horizon in horizons:
            if base is None or group is base:
                continue
            shared = 0.0 if followed is None else followed.covariance(group.place, base.place, horizon)
            one = difference_at(group.curve, base.curve, horizon, covariance=shared)
            found.append((group.label, base.label, horizon, one.value, one.low, one.high, one.n))
    columns = ["label", "compared_with", "horizon_days", "difference", "low", "high", "followed"]
    return pd.DataFrame(found, columns=columns).astype(dict.fromkeys(("difference", "low", "high"), "float64"))


def _notes(question: RetentionQuestion, unknown: int) -> tuple[str, ...]:
    notes = ["Associated, not caused: groups differ in more than what they are named by."]
    if question.by == "repeat":
        notes.append(
            "Whether a customer comes back is known only after 30 days: curves start then, with those still there."
        )
    if unknown:
        notes.append(f"{counted(unknown, 'journey')} can't be put in a group: not known. None of them is in a curve.")
    if question.population == "journeys":
        notes.append("A customer with several journeys is counted after each; intervals and test count customers.")
    return tuple(notes)


def _contract(basis: Basis, question: RetentionQuestion, unknown: int, large: int) -> Contract:
    hidden = max(0, large - MOST_CURVES)
    other = [
        f"{counted(hidden, 'smaller group')} not drawn" if hidden else "",
        f"{count(unknown)} not known" if unknown else "",
    ]
    words = "; ".join(part for part in other if part) or "nothing"
    unit = "customers" if question.population == "customers" else "journeys"
    return basis.contract(
        unit,
        f"from the journey's end; those followed no further than {basis.data_until} are counted as far as they were",
        f"{words}; groups under n = {SMALL_SAMPLE} show no rate",
    )
