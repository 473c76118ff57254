"""What is known of the journeys behind a number, taken together: how they end, how long they take, what they cost."""

from dataclasses import dataclass

import pandas as pd

from core.engine import Answer, Database
from core.paths.selection import Selection
from core.query import query
from core.scope import Scope, ask


@dataclass(frozen=True)
class Behind:
    """Journeys taken together. Shares and means are over the journeys whose value is known (`_known`, `_answers`).

    `median_duration_seconds` is from the first to the last contact. None where nothing is known.
    """

    journeys: int
    resolved_share: float | None
    resolved_known: int
    median_duration_seconds: float | None
    mean_cost: float | None
    cost_known: int
    mean_csat: float | None
    csat_answers: int
    answer: Answer


def behind(database: Database, scope: Scope, selection: Selection) -> Behind:
    """Return what is known of the selected journeys; `journeys` equals the number that was selected."""
    keys, values = selection.query()
    whole = query(__package__, "behind.sql").reading("selected", keys)
    answer = ask(database, selection.within(scope), whole, values)
    row = answer.rows.iloc[0]
    duration = row["median_duration_seconds"]
    return Behind(
        journeys=int(row["journeys"]),
        resolved_share=_mean(row["resolved"], row["resolved_known"]),
        resolved_known=int(row["resolved_known"]),
        median_duration_seconds=None if pd.isna(duration) else float(duration),
        mean_cost=_mean(row["cost_sum"], row["cost_known"]),
        cost_known=int(row["cost_known"]),
        mean_csat=_mean(row["csat_sum"], row["csat_answers"]),
        csat_answers=int(row["csat_answers"]),
        answer=answer,
    )


def _mean(total: float, known: float) -> float | None:
    return float(total) / float(known) if known else None
