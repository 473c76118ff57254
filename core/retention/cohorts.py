"""Retention by month of the journeys' end and by months after it; what is not fully known yet is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.contract import Contract
from core.engine import Answer, Database
from core.frames import each
from core.numbers.clustered_survival import Followed
from core.numbers.survival import share_at
from core.numbers.weighted_average import weighted_average
from core.retention.basis import SMALL_SAMPLE, Basis, follow
from core.retention.groups import Group, groups_of
from core.retention.question import RetentionQuestion
from core.scope import Scope

MONTH_DAYS = 30
MONTHS = 12
_SHARES = ("retained_share", "low", "high")


@dataclass(frozen=True)
class Cohorts:
    """The cohort table.

    `cells`: month (of the end, as 2025-01), journeys, months_after, day (30 a month), retained_share, low, high, state:
    "whole" (all were followed so far), "partly" (some were: Kaplan-Meier keeps them in as far as they go), "not yet"
    (nobody, or fewer than 30), "too few". `average`: months_after, day, retained_share, low, high, journeys, cohorts:
    over the whole cohorts, weighted by their size.
    """

    question: RetentionQuestion
    basis: Basis
    cells: pd.DataFrame
    average: pd.DataFrame
    contract: Contract
    answer: Answer


def cohorts(database: Database, scope: Scope, question: RetentionQuestion) -> Cohorts:
    """Answer how retention runs by cohort."""
    name = "curve_counts.sql" if question.population == "customers" else "curve_rows.sql"
    month = {"by": "month"}
    basis, answers = follow(database, scope, question, {name: month, "cohort_ends.sql": month})
    groups, followed = groups_of("month", answers, answers[name].rows)
    ends = answers["cohort_ends.sql"].rows
    least = {int(row.group_code): int(row.least_days) for row in each(ends)}
    days = [MONTH_DAYS * month for month in range(1, MONTHS + 1)]
    return Cohorts(
        question=question,
        basis=basis,
        cells=_cells(groups, least, days, basis.first_day),
        average=_average(groups, least, [day for day in days if day >= basis.first_day], followed),
        contract=basis.contract(
            "customers" if question.population == "customers" else "journeys",
            f"months of {MONTH_DAYS} days from the journey's end, data to {basis.data_until}",
            "averages take whole cohorts only, weighted by size; cells not fully followed are marked",
        ),
        answer=answers[name],
    )


def _cells(groups: Sequence[Group], least: Mapping[int, int], days: Sequence[int], silent: int) -> pd.DataFrame:
    rows = []
    for group in groups:
        for day in days:
            state = _state(group, least[group.code], day, silent)
            shown = state in ("whole", "partly")
            share = share_at(group.curve, day) if shown else None
            values = (share.value, share.low, share.high) if share else (None, None, None)
            rows.append((group.label, group.curve.n, day // MONTH_DAYS, day, *values, state))
    columns = ["month", "journeys", "months_after", "day", *_SHARES, "state"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(_SHARES, "float64"))


def _state(group: Group, least: int, day: int, silent: int) -> str:
    if group.curve.n < SMALL_SAMPLE:
        return "too few"
    if day < silent:
        return "not yet"
    if least >= day:
        return "whole"
    return "partly" if group.curve.followed(day) >= SMALL_SAMPLE else "not yet"


def _average(
    groups: Sequence[Group], least: Mapping[int, int], days: Sequence[int], followed: Followed | None
) -> pd.DataFrame:
    rows = []
    for day in days:
        whole = [group for group in groups if _state(group, least[group.code], day, 0) == "whole"]
        shares = [share_at(group.curve, day).value or 0.0 for group in whole]
        found = weighted_average(shares, [group.curve.n for group in whole], _covariance(whole, shares, day, followed))
        rows.append((day // MONTH_DAYS, day, found.value, found.low, found.high, found.n, len(whole)))
    columns = ["months_after", "day", *_SHARES, "journeys", "cohorts"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(_SHARES, "float64"))


def _covariance(
    groups: Sequence[Group], shares: Sequence[float], day: int, followed: Followed | None
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    if followed is not None and groups:
        moved = np.stack([followed.influence(group.place, day) for group in groups])
        return np.asarray(moved @ moved.T)
    places = [group.curve.place(day) for group in groups]
    return np.diag([
        share**2 * float(group.curve.variance[place]) if place >= 0 else 0.0
        for group, share, place in zip(groups, shares, places, strict=True)
    ]).reshape(len(groups), len(groups))  # fmt: skip
