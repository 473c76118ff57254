"""A comparison as rows for reading: written numbers, what an interval says, and the shares that differ most."""

from typing import Any

import pandas as pd

from core.finding import Finding
from core.frames import each
from core.paths.compare import Comparison
from core.paths.group import CompareQuestion
from core.wording import NOT_AVAILABLE, count, duration, money, number, percent, points, signed

TOO_FEW = "too few (under 30)"
PARTS = {"step": "Steps", "move": "Moves", "variant": "Whole paths"}


def written(value: float | None, unit: str, currency: str) -> str:
    """Write a number in its unit.

    >>> written(0.5, "share", "EUR"), written(90.0, "seconds", "EUR"), written(float("nan"), "share", "EUR")
    ('50.0 %', '1.5 min', 'not available')
    """
    if value is None or pd.isna(value):
        return NOT_AVAILABLE
    if unit == "share":
        return percent(value)
    if unit == "seconds":
        return duration(value)
    return money(value, currency) if unit == "currency" else number(value, 2)


def written_difference(value: float | None, unit: str, currency: str) -> str:
    """Write a difference in its unit, with its sign.

    >>> written_difference(-0.02, "share", "EUR"), written_difference(90.0, "seconds", "EUR")
    ('−2.0 pts', '+1.5 min')
    """
    if value is None or pd.isna(value):
        return NOT_AVAILABLE
    if unit == "share":
        return points(value)
    if unit in ("seconds", "currency"):
        return ("+" if value > 0 else "−" if value < 0 else "") + written(abs(value), unit, currency)
    return signed(value, 2)


def reading(row: Any) -> str:
    """Say what an interval says: which group has more, or that it isn't clear."""
    if row.too_few:
        return TOO_FEW
    if row.low > 0 or row.high < 0:
        return "A is better" if (row.difference > 0) == (row.direction == "higher") else "B is better"
    return "no clear difference"


def metric_rows(found: Comparison, currency: str) -> pd.DataFrame:
    """Return the metrics as text: label, a, b, difference, interval, reading, n_a, n_b."""
    rows = []
    for row in each(found.metrics):
        low, high = (written_difference(value, row.unit, currency) for value in (row.low, row.high))
        rows.append(
            {
                "label": row.label,
                "a": "" if row.too_few else written(row.a, row.unit, currency),
                "b": "" if row.too_few else written(row.b, row.unit, currency),
                "difference": "" if row.too_few else written_difference(row.difference, row.unit, currency),
                "interval": "" if row.too_few else f"{low} to {high}",
                "reading": reading(row),
                "n_a": row.n_a,
                "n_b": row.n_b,
            }
        )
    return pd.DataFrame(rows)


def share_rows(found: Comparison, part: str, limit: int = 15) -> pd.DataFrame:
    """Return the shares of one part (step, move, variant) that differ most, with a `name`.

    `clear`: the interval does not hold zero.
    """
    shares = found.shares[(found.shares["part"] == part) & ~found.shares["too_few"]]
    clear = (shares["low"] > 0) | (shares["high"] < 0)
    names = [f"Step {row.position}: {row.label}" if row.position else row.label for row in each(shares)]
    rows = shares.assign(clear=clear, name=names, size=shares["difference"].abs())
    return (
        rows.sort_values(["size", "name"], ascending=[False, True])
        .head(limit)
        .drop(columns="size")
        .reset_index(drop=True)
    )


def comparison_finding(found: Comparison, question: CompareQuestion, currency: str) -> Finding:
    """Say the clearest difference: the one that is farthest from zero for the width of its interval."""
    a, b = question.a.label, question.b.label
    known = found.metrics[~found.metrics["too_few"].astype(bool)]
    if known.empty:
        few = f"{a} has {count(found.journeys_a)} journeys, {b} has {count(found.journeys_b)}; 30 in each are needed."
        return Finding("", "Too few to compare:", few)
    clear = known[(known["low"] > 0) | (known["high"] < 0)]
    if clear.empty:
        return Finding("", "No clear difference", f"between {a} and {b} in any of {len(known)} measures.")
    width = (clear["high"] - clear["low"]).clip(lower=1e-12)
    row = (
        clear.assign(strength=clear["difference"].abs() / width)
        .sort_values(["strength", "name"], ascending=[False, True])
        .iloc[0]
    )
    low, high = (written_difference(row[end], row["unit"], currency) for end in ("low", "high"))
    point = (
        f"{row['label']}: {written(row['a'], row['unit'], currency)} against {written(row['b'], row['unit'], currency)}"
    )
    return Finding(f"{a} and {b} differ most clearly in", point, f"(difference {low} to {high}).")
