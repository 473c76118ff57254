"""What an extra channel goes with at a horizon, when like cases are compared with like: raw beside adjusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd

from core.contract import Contract
from core.engine import Answer, Database
from core.figure import Figure, Grade
from core.numbers.held_fixed import Difference, Observed, linear_difference
from core.numbers.unavailable import Unavailable
from core.retention.basis import Basis, follow
from core.retention.question import RetentionQuestion
from core.retention.rates import difference_figure
from core.retention.unseen import Unseen, unseen
from core.scope import Scope
from core.text import counted
from core.wording import count

HELD = ("issue", "segment", "region", "first channel", "month")
_COLUMNS = {
    "issue": "issue_code", "segment": "segment_code", "region": "region_code", "first channel": "first_channel_code",
    "month": "month_number",
}  # fmt: skip
_LADDER: tuple[tuple[str, Grade, tuple[str, ...]], ...] = (
    ("Nothing held fixed", "raw", ()),
    ("Issue held fixed", "adjusted", HELD[:1]),
    ("Issue and segment held fixed", "adjusted", HELD[:2]),
    ("Issue, segment, region, first channel and month held fixed", "adjusted", HELD),
)


class Estimator(Protocol):
    """Another way to estimate the same difference from the same journeys, as doubly robust or within customers."""

    def __call__(self, observed: Observed) -> Difference | Unavailable:
        """Return the difference in the outcome per unit."""
        ...


@dataclass(frozen=True)
class Adjusted:
    """The difference in retention per extra channel at the horizon.

    `ladder`: method, grade, difference, low, high, journeys, customers, note: from nothing held fixed to all of it,
    then any further estimators. `adjusted` is the row to rest on; its `error` and `degrees` are what a robustness value
    needs; `unseen`, there when further estimators were asked for, says how strong something unseen
    would have to be. `too_late`: journeys that ended too late to see
    the horizon (after `last_used_on`); `without_channel`: those without a channel.
    """

    question: RetentionQuestion
    basis: Basis
    adjusted: Difference | Unavailable
    raw: Difference | Unavailable
    ladder: pd.DataFrame
    journeys: int
    too_late: int
    without_channel: int
    last_used_on: date | None
    unseen: Unseen | None
    figure: Figure | None
    raw_figure: Figure | None
    notes: tuple[str, ...]
    contract: Contract
    answer: Answer


def adjusted(
    database: Database,
    scope: Scope,
    question: RetentionQuestion,
    also: Mapping[str, tuple[Grade, Estimator]] | None = None,
) -> Adjusted:
    """Answer what an extra channel goes with; `also` adds estimators of other kinds, by what they are called."""
    values = {"horizon_days": question.horizon_days}
    basis, answers = follow(database, scope, question, {"observed.sql": values, "left_out.sql": values})
    observed = _observed(answers["observed.sql"].rows)
    found: dict[str, tuple[Grade, Difference | Unavailable]] = {
        name: (grade, linear_difference(observed, held)) for name, grade, held in _LADDER
    }
    found |= {name: (grade, estimate(observed)) for name, (grade, estimate) in (also or {}).items()}
    raw, best = found[_LADDER[0][0]][1], found[_LADDER[-1][0]][1]
    out = answers["left_out.sql"].records()[0]
    last = None if out["last_used_on"] is None else date.fromisoformat(str(out["last_used_on"])[:10])
    return Adjusted(
        question=question,
        basis=basis,
        adjusted=best,
        raw=raw,
        ladder=_ladder(found),
        journeys=int(out["journeys"]),
        too_late=int(out["too_late"]),
        without_channel=int(out["without_channel"]),
        last_used_on=last,
        unseen=unseen(observed, best.estimate) if also and isinstance(best, Difference) else None,
        figure=_figure(best, question, basis, "adjusted"),
        raw_figure=_figure(raw, question, basis, "raw"),
        notes=_notes(best, int(out["too_late"]), last, question),
        contract=_contract(basis, question, int(out["too_late"]), int(out["without_channel"])),
        answer=answers["observed.sql"],
    )


def _observed(rows: pd.DataFrame) -> Observed:
    fixed = {name: rows[column].to_numpy(dtype=np.int64) for name, column in _COLUMNS.items()}
    retained, extra = (rows[name].to_numpy(dtype=np.float64) for name in ("retained", "extra_channels"))
    return Observed(retained, extra, fixed, rows.customer_key.to_numpy(dtype=np.int64))


def _ladder(found: Mapping[str, tuple[Grade, Difference | Unavailable]]) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for name, (grade, one) in found.items():
        if isinstance(one, Unavailable):
            rows.append((name, grade, None, None, None, None, None, one.reason))
            continue
        estimate = one.estimate
        row = (estimate.value, estimate.low, estimate.high, estimate.n, one.customers)
        rows.append((name, grade, *row, " ".join(one.notes)))
    columns = ["method", "grade", "difference", "low", "high", "journeys", "customers", "note"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("difference", "low", "high"), "float64"))


def _figure(one: Difference | Unavailable, question: RetentionQuestion, basis: Basis, grade: Grade) -> Figure | None:
    if isinstance(one, Unavailable):
        return None
    held = ", ".join(one.fixed) + " held fixed" if one.fixed else "nothing held fixed"
    return difference_figure(
        f"retention_per_extra_channel_{question.horizon_days}_days_{grade}",
        f"Retention at {question.horizon_days} days per extra channel, {grade}",
        one.estimate,
        basis,
        (grade, f"linear probability model, {held}, errors clustered by customer"),
    )


def _notes(
    best: Difference | Unavailable, too_late: int, last: date | None, question: RetentionQuestion
) -> tuple[str, ...]:
    notes = ["Associated, not caused: what no column shows, as how hard a case was, is not held fixed."]
    if too_late:
        until = f", after {last}" if last else ""
        notes.append(
            f"Left out: {counted(too_late, 'journey')} that ended less than {question.horizon_days} days before the "
            f"end of the data{until}. Who left of them and who stayed is left out alike."
        )
    if isinstance(best, Unavailable):
        return (best.reason, *notes)
    return (*best.notes, *notes)


def _contract(basis: Basis, question: RetentionQuestion, too_late: int, without: int) -> Contract:
    other = f"{counted(too_late, 'journey')} ended too late to see the horizon"
    if without:
        other += f"; {count(without)} have no channel"
    return basis.contract(
        "share of customers retained, per extra channel", f"{question.horizon_days} days from the journey's end", other
    )
