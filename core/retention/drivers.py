"""What goes with leaving within the horizon: a model scored on customers it has not seen, and its partial effects."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from core.contract import Contract
from core.engine import Answer, Database
from core.frames import each
from core.numbers.holm import holm
from core.numbers.logistic import LogisticFit, logistic
from core.numbers.prediction import Calibration, Scores, calibration, out_of_sample, scores
from core.numbers.unavailable import Unavailable
from core.retention.basis import Basis, follow, labels_of
from core.retention.features import Design, design
from core.retention.question import RetentionQuestion
from core.scope import Scope
from core.text import counted
from core.wording import count, number, points

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_JOURNEYS = 40_000
LEAST_LEFT = 100
TOP = 5


@dataclass(frozen=True)
class Drivers:
    """What goes with leaving within the horizon.

    `effects`: driver, level, compared_with, difference (in the share leaving, others held fixed), low, high, p (Holm,
    over all), clear (p under 0.05), journeys with the level; largest first. `bins`: predicted_share, observed_share,
    low, high, journeys. `words`: the clear ones in sentences, never as causes. `unavailable` says why there is none.
    `every`: learned from every so-many-th customer. `not_told_apart`: what other columns say already; left out.
    """

    question: RetentionQuestion
    basis: Basis
    scores: Scores | None
    calibration: Calibration | None
    bins: pd.DataFrame
    effects: pd.DataFrame
    words: tuple[str, ...]
    every: int
    not_told_apart: tuple[str, ...]
    unavailable: str
    contract: Contract
    answer: Answer


def drivers(database: Database, scope: Scope, question: RetentionQuestion) -> Drivers:
    """Answer what goes with leaving."""
    values = {"horizon_days": question.horizon_days}
    _, sizes = follow(database, scope, question, {"left_out.sql": values})
    size = sizes["left_out.sql"].records()[0]
    every = max(1, math.ceil((int(size["journeys"]) - int(size["too_late"])) / MOST_JOURNEYS))
    basis, answers = follow(database, scope, question, {"driver_rows.sql": {**values, "every": every}})
    rows = answers["driver_rows.sql"].rows
    happened = rows.left_by_then.to_numpy(dtype=np.float64)
    cluster = rows.customer_key.to_numpy(dtype=np.int64)
    built = design(
        rows, happened, {kind: labels_of(answers, kind) for kind in ("issue", "segment", "region", "channel")}
    )
    fit = _fit(built, happened, cluster)
    found = None if isinstance(fit, Unavailable) else _scored(built, happened, cluster)
    effects = _effects(fit, built) if isinstance(fit, LogisticFit) else _effects_frame([])
    return Drivers(
        question=question,
        basis=basis,
        scores=found[0] if found else None,
        calibration=found[1] if found else None,
        bins=_bins(found[1] if found else None),
        effects=effects,
        words=_words(effects, question),
        every=every,
        not_told_apart=built.not_told_apart,
        unavailable=fit.reason if isinstance(fit, Unavailable) else "",
        contract=_contract(basis, question, every, built),
        answer=answers["driver_rows.sql"],
    )


def _fit(built: Design, happened: Floats, cluster: Ints) -> LogisticFit | Unavailable:
    left = int(happened.sum())
    if left < LEAST_LEFT or left > len(happened) - LEAST_LEFT:
        return Unavailable(
            f"{count(left)} of {counted(len(happened), 'journey')} were followed by leaving: at least {LEAST_LEFT} "
            "must have left and as many stayed. Take a longer period or another horizon."
        )
    return logistic(built.values, happened, built.names(), cluster)


def _scored(built: Design, happened: Floats, cluster: Ints) -> tuple[Scores, Calibration | None]:
    chance, base = out_of_sample(built.values, happened, cluster)
    reliable = calibration(happened, chance, cluster)
    return scores(happened, chance, base, cluster), None if isinstance(reliable, Unavailable) else reliable


def _effects(fit: LogisticFit, built: Design) -> pd.DataFrame:
    rows = []
    for place, column in enumerate(built.columns):
        found = fit.change(*built.contrast(place))
        rows.append((column.driver.name, column.level, column.compared_with, found.value, found.low, found.high,
                     column.journeys))  # fmt: skip
    return _effects_frame(rows)


def _effects_frame(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    columns = ["driver", "level", "compared_with", "difference", "low", "high", "journeys"]
    numbers = dict.fromkeys(("difference", "low", "high"), "float64")
    frame = pd.DataFrame(rows, columns=columns).astype(numbers)
    error = (frame.high - frame.low) / (2 * 1.959964)
    adjusted = holm([float(2 * ndtr(-abs(value) / each)) if each > 0 else 1.0
                     for value, each in zip(frame.difference, error, strict=True)])  # fmt: skip
    frame = frame.assign(
        p=pd.Series(adjusted, dtype="float64"), clear=pd.Series([p < 0.05 for p in adjusted], dtype=bool)
    )
    order = frame.difference.abs().sort_values(ascending=False, kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def _words(effects: pd.DataFrame, question: RetentionQuestion) -> tuple[str, ...]:
    found = []
    for row in each(effects[effects.clear].head(TOP)):
        against = "" if row.compared_with == "as it is" else f" (compared with {row.compared_with})"
        more = "more" if row.difference > 0 else "fewer"
        interval = f"{points(row.low)} to {points(row.high)}"
        found.append(
            f"{row.driver}, {row.level}{against}: associated with {number(abs(row.difference) * 100)} points {more} "
            f"leaving within {question.horizon_days} days ({interval}), the rest held fixed."
        )
    return tuple(found)


def _bins(found: Calibration | None) -> pd.DataFrame:
    rows: list[Mapping[str, float]] = [
        {"predicted_share": each.predicted, "observed_share": each.observed.value, "low": each.observed.low,
         "high": each.observed.high, "journeys": each.observed.n}
        for each in (found.bins if found else ())
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["predicted_share", "observed_share", "low", "high", "journeys"])


def _contract(basis: Basis, question: RetentionQuestion, every: int, built: Design) -> Contract:
    part = "" if every == 1 else f"; learned from every {every}th customer ({counted(len(built.values), 'journey')})"
    if built.not_told_apart:
        part += f"; left out, as others say the same: {', '.join(built.not_told_apart)}"
    return basis.contract(
        "share of customers leaving",
        f"{question.horizon_days} days from the journey's end",
        f"journeys that ended too late to see the horizon; rare levels are joined{part}",
    )
