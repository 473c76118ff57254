"""From sums by combination to the raw and the adjusted slope, and back to what the engine needs for their errors."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.numbers.effects import Effect, NoEstimate
from core.numbers.factors import TREATMENT, Cells, Design, by_code, design_of, moments_of
from core.numbers.least_squares import Fit, Moments, clustered, fit
from core.switching.question import COLUMNS

_NAMES = {"issue": "issue", "region": "region", "segment": "segment", "first channel": "first", "month": "month"}


@dataclass(frozen=True)
class Regression:
    """The raw and the adjusted fit of one scope, and what they rest on."""

    design: Design
    moments: Moments
    raw: Fit | NoEstimate
    adjusted: Fit | NoEstimate
    first_month: int
    last_month: int
    top: dict[str, int]
    fewest: int
    most: int

    @property
    def unvaried(self) -> list[str]:
        """What could be held fixed but is the same in all journeys."""
        return [name for name in COLUMNS if name not in self.design.places]


def regression_of(rows: pd.DataFrame) -> Regression:
    """Return the fits of the rows of cells.sql."""
    first_month = int(rows.month_number.min())
    codes: dict[str, NDArray[np.int64]] = {
        name: rows[column].to_numpy(np.int64) - (first_month if name == "month" else 0)
        for name, column in COLUMNS.items()
    }
    numbers = [rows[name].to_numpy(np.float64) for name in ("channels_used", "journeys", "total", "squares")]
    cells = Cells(codes, *numbers)
    design = design_of(cells)
    moments = moments_of(cells, design)
    raw = fit(moments.without(list(range(TREATMENT + 1, design.width))), TREATMENT)
    return Regression(
        design, moments, raw, fit(moments, TREATMENT), first_month, int(rows.month_number.max()),
        {name: int(values.max()) for name, values in codes.items()},
        int(rows.channels_used.min()), int(rows.channels_used.max()),
    )  # fmt: skip


def score_values(found: Regression, raw: Fit, adjusted: Fit) -> dict[str, Any]:
    """Return the values of scores.sql: what the fits predict, as lists by code."""
    values: dict[str, Any] = {
        "raw_channels": float(raw.of_treatment[0]), "raw_base": float(raw.of_outcome[0]), "raw_slope": raw.coefficient,
        "channels_base": float(adjusted.of_treatment[0]), "base": float(adjusted.of_outcome[0]),
        "slope": adjusted.coefficient, "first_month": found.first_month,
    }  # fmt: skip
    factors = {one.name: one for one in found.design.factors}
    for name, short in _NAMES.items():
        for key, coefficients in ((f"channels_{short}", adjusted.of_treatment), (short, adjusted.of_outcome)):
            held = factors.get(name)
            values[key] = (
                by_code(held, coefficients, found.design.places[name]) if held else [0.0] * (found.top[name] + 1)
            )
    return values


def effects(found: Regression, scores: dict[str, Any] | None) -> tuple[Effect, Effect]:
    """Return the raw and the adjusted effect, errors by customer; `scores` is the row of scores.sql, None without."""
    n = found.moments.n
    both = []
    for one, name in ((found.raw, "raw_score_squares"), (found.adjusted, "score_squares")):
        if isinstance(one, NoEstimate) or scores is None:
            both.append((one if isinstance(one, NoEstimate) else NoEstimate("The errors can't be told.")).effect(n))
        else:
            both.append(clustered(one, float(scores[name] or 0.0), int(scores["customers"])))
    raw, adjusted = (
        replace(one, notes=tuple(note.replace("independent groups", "customers") for note in one.notes)) for one in both
    )
    return raw, adjusted


def scoring(found: Regression) -> tuple[Fit, Fit] | None:
    """Return the fits whose scores are worth reading; where only the raw one can be told it stands in for both."""
    if isinstance(found.raw, NoEstimate):
        return None
    if isinstance(found.adjusted, NoEstimate):
        width = found.design.width
        wide = [np.zeros(width), np.zeros(width)]
        wide[0][0], wide[1][:2] = found.raw.of_treatment[0], found.raw.of_outcome[:2]
        raw = found.raw
        return raw, Fit(raw.coefficient, raw.spread, raw.residual_squares, raw.n, 2, 0, 0, wide[0], wide[1])
    return found.raw, found.adjusted
