"""The scorecard as a table: each figure with its interval, course, target, owner and how fresh it is."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.glossary.words import MOVEMENTS, STANDINGS, change, interval, target, written
from core.numbers.unavailable import Unavailable
from core.scorecard.line import Line
from core.scorecard.reading import charted
from core.wording import count, day
from pages.parts import show
from pages.parts.one_of import one_of

SIDES = {"operational": "Operational", "experience": "Experience"}


def rows_of(lines: Sequence[Line], currency: str) -> pd.DataFrame:
    """Return one row a metric, in words, as the table and the CSV show it."""
    return pd.DataFrame([_row(line, currency) for line in lines])


def _row(line: Line, currency: str) -> dict[str, object]:
    metric, latest = line.metric, line.latest
    moved = None if isinstance(line.moved, Unavailable) else line.moved.difference
    return {
        "Figure": metric.name,
        "Latest": written(metric.unit, latest.estimate.value if latest else None, currency),
        "Moved": MOVEMENTS[line.movement],
        "By": change(metric.unit, moved, currency),
        "Course": [charted(metric, one) for one in line.judged],
        "To target": STANDINGS[line.standing],
        "Target": target(metric, currency),
        "Owner": metric.owner,
        "95 % interval": interval(metric.unit, latest.estimate, currency) if latest else "",
        "n": count(latest.estimate.n) if latest else "",
        "Signals": str(len(line.current_signals)) if line.chart else "",
        "Known to": day(latest.period.last_day) if latest else "",
        "Version": f"{metric.version}, {day(metric.since)}",
        "Side": SIDES[metric.side],
        "Why not": line.why_not,
    }


def chosen(lines: Sequence[Line], currency: str) -> Line | None:
    """Show the table and return the line of the chosen row; the address keeps it as `metric`."""
    rows, column = rows_of(lines, currency), st.column_config
    config = {name: column.TextColumn() for name in rows.columns}
    config["Figure"] = column.TextColumn(pinned=True)
    config["Course"] = column.LineChartColumn(help="The settled periods, oldest first; each on its own scale.")
    config["Moved"] = column.TextColumn(help="The last periods against those before, beyond noise (Holm, 5 %).")
    config["By"] = column.TextColumn(help="The recent periods' mean less the mean of those before.")
    config["95 % interval"], config["n"] = show.written("interval"), show.written("n")
    config["Signals"] = column.TextColumn(help="Control rules broken in the recent periods.")
    config["Known to"] = column.TextColumn(help="The last day of the last period that can be judged.")
    place = one_of("metric", "Scorecard", rows, [line.metric.code for line in lines], config)
    return None if place is None else lines[place]
