"""The headline numbers of a scope, and how they run by month."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from core.engine import Answer, Database
from core.paths.contract import Contract
from core.paths.variants import ratio
from core.query import query
from core.scope import Ask, Scope, Within, ask_all
from core.text import counted


@dataclass(frozen=True)
class Summary:
    """Headline numbers of journeys in scope. A share is None when no journey has a known value; `_known` says how many.

    `cost_per_resolution` is the cost of all journeys whose cost is known, divided by the resolved ones among them, in
    the dataset's currency. `repeat_share`: the customer was back on the same issue within 30 days.
    `months`: month (its first day), journeys, interactions, mean_channels_used, resolved_share, resolved_known,
    contained_share, contained_known, cost_per_resolution, cost_known, mean_csat, csat_answers, repeat_share,
    repeat_known.
    """

    journeys: int
    interactions: int
    customers: int
    mean_channels_used: float | None
    switch_total: int
    resolved_share: float | None
    resolved_known: int
    contained_share: float | None
    contained_known: int
    cost_per_resolution: float | None
    cost_known: int
    mean_csat: float | None
    csat_answers: int
    repeat_share: float | None
    repeat_known: int
    median_duration_seconds: float | None
    months: pd.DataFrame
    contract: Contract
    answer: Answer


def summary(database: Database, scope: Scope) -> Summary:
    """Return the headline numbers of a scope."""
    texts = (query(__package__, "summary.sql"), query(__package__, "summary_whole.sql"))
    answer, whole = ask_all(database, [Ask(Within(scope), text) for text in texts])
    months = answer.rows
    sums = months.drop(columns="month_number").sum(min_count=0)
    journeys = int(sums.journeys)
    return Summary(
        journeys=journeys,
        interactions=int(sums.interactions),
        customers=int(whole.rows.customers.iloc[0]),
        mean_channels_used=_share(sums.channels_used, journeys),
        switch_total=int(sums.switches),
        resolved_share=_share(sums.resolved, sums.resolved_known),
        resolved_known=int(sums.resolved_known),
        contained_share=_share(sums.contained, sums.contained_known),
        contained_known=int(sums.contained_known),
        cost_per_resolution=_share(sums.cost_sum, sums.cost_resolved),
        cost_known=int(sums.cost_known),
        mean_csat=_share(sums.csat_sum, sums.csat_answers),
        csat_answers=int(sums.csat_answers),
        repeat_share=_share(sums.repeats, sums.repeat_known),
        repeat_known=int(sums.repeat_known),
        median_duration_seconds=_known(whole.rows.median_duration_seconds.iloc[0]),
        months=_months(months),
        contract=Contract(
            unit="journeys",
            denominator=f"{counted(journeys, 'journey')} ({scope.describe()})",
            coverage="100 %",
            window="whole journeys, by the month in which they start",
            other="nothing is left out; each share counts only journeys whose value is known",
        ),
        answer=answer,
    )


def _months(months: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": [date(int(number) // 12, int(number) % 12 + 1, 1) for number in months.month_number],
            "journeys": months.journeys,
            "interactions": months.interactions,
            "mean_channels_used": months.channels_used / months.journeys,
            "resolved_share": ratio(months.resolved, months.resolved_known),
            "resolved_known": months.resolved_known,
            "contained_share": ratio(months.contained, months.contained_known),
            "contained_known": months.contained_known,
            "cost_per_resolution": ratio(months.cost_sum, months.cost_resolved),
            "cost_known": months.cost_known,
            "mean_csat": ratio(months.csat_sum, months.csat_answers),
            "csat_answers": months.csat_answers,
            "repeat_share": ratio(months.repeats, months.repeat_known),
            "repeat_known": months.repeat_known,
        }
    )


def _share(part: float, whole: float) -> float | None:
    return float(part) / float(whole) if whole > 0 else None


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
