"""How much faster customers leave per extra channel: proportional hazards, and whether that holds all the time."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.contract import Contract
from core.engine import Answer, Database
from core.numbers.cox import Hazard, cox
from core.numbers.independent import independent_columns
from core.numbers.proportional import constancy, constancy_sentence
from core.numbers.unavailable import Unavailable
from core.retention.basis import Basis, follow
from core.retention.features import joined
from core.retention.question import RetentionQuestion
from core.scope import Scope

MOST_JOURNEYS = 60_000
EXTRA = "extra channel"
_SAME = "Among like cases nothing varies: there is nothing to compare. Take a longer period."
_FIXED = ("issue_code", "segment_code", "region_code", "first_channel_code", "month_number")


@dataclass(frozen=True)
class Speed:
    """The hazard ratio of leaving per extra channel with issue, segment, region, first channel and month held fixed.

    All journeys count as far as they were followed. `hazard` is None where `unavailable` says why. `constancy` says in
    words whether the ratio is the same at all times.
    """

    question: RetentionQuestion
    basis: Basis
    hazard: Hazard | None
    journeys: int
    left: int
    customers: int
    constancy: str
    every: int
    notes: tuple[str, ...]
    unavailable: str
    contract: Contract
    answer: Answer


def speed_of_leaving(database: Database, scope: Scope, question: RetentionQuestion) -> Speed:
    """Answer how much faster customers leave per extra channel."""
    _, sizes = follow(database, scope, question, {"exposed_customers.sql": {}})
    journeys = int(sizes["population.sql"].records()[0]["of_known_customers"])
    every = max(1, math.ceil(journeys / MOST_JOURNEYS))
    basis, answers = follow(database, scope, question, {"hazard_rows.sql": {"every": every}})
    rows = answers["hazard_rows.sql"].rows
    names, values = _design(rows)
    time, left = (rows[name].to_numpy(dtype=np.float64) for name in ("days", "left_then"))
    whose = rows.customer_key.to_numpy(dtype=np.int64)
    fit = cox(time, left, values, names, whose) if names else Unavailable(_SAME)
    ok = not isinstance(fit, Unavailable)
    tests = constancy(fit, [EXTRA]) if not isinstance(fit, Unavailable) else ()
    return Speed(
        question=question,
        basis=basis,
        hazard=None if isinstance(fit, Unavailable) else fit.of(EXTRA),
        journeys=len(rows),
        left=int(left.sum()),
        customers=len(np.unique(whose)),
        constancy=constancy_sentence(tests, EXTRA, "an extra channel") if ok else "",
        every=every,
        notes=("Associated, not caused.", *(() if isinstance(fit, Unavailable) else fit.notes)),
        unavailable=fit.reason if isinstance(fit, Unavailable) else "",
        contract=basis.contract(
            "ratio of the speeds of leaving, per extra channel",
            f"from the journey's end to {basis.data_until}",
            "nothing" if every == 1 else f"taken from every {every}th customer",
        ),
        answer=answers["hazard_rows.sql"],
    )


def _design(rows: pd.DataFrame) -> tuple[list[str], NDArray[np.float64]]:
    """Return the columns: extra channels, and one for each level but the first of what is held fixed."""
    extra, left = (rows[name].to_numpy(dtype=np.float64) for name in ("extra_channels", "left_then"))
    names: list[str] = []
    columns: list[NDArray[np.float64]] = []
    for column in _FIXED:
        codes = joined(rows[column].to_numpy(dtype=np.int64), left)
        for code in np.unique(codes)[1:]:
            names.append(f"{column} {code}")
            columns.append((codes == code).astype(float))
    values = np.stack([*columns, extra], axis=1)
    kept = independent_columns(values)
    if len(columns) not in kept:
        return [], np.zeros((len(rows), 0))
    return [[*names, EXTRA][place] for place in kept], values[:, kept]
