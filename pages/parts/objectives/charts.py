"""The picture of an objective: its readings with intervals, the baseline, the target and the forecast's cone."""

import altair
import pandas as pd

from core.glossary.metric import Unit
from core.look import Palette
from pages.parts import show
from pages.parts.show_pictures import Picture

FORMATS: dict[Unit, str] = {"share": ".1~%", "money": ",.2f", "seconds": ",.0f"}


def course(rows: pd.DataFrame, cone: pd.DataFrame, levels: pd.DataFrame, unit: Unit, colours: Palette) -> Picture:
    """Draw the readings; `levels` are the baseline's and the target's value with their words."""
    form = FORMATS.get(unit, ",.2f")
    x = altair.X("day:T", title=None, axis=altair.Axis(format="%b %Y", grid=False, labelOverlap=True, tickCount=8))
    scale = altair.Scale(zero=False, padding=14)
    y = altair.Y("value:Q", title=None, scale=scale, axis=altair.Axis(format=form, tickCount=6))
    read = altair.Chart(rows[rows["part"] != "forecast"]).encode(x=x)
    tooltip = [
        altair.Tooltip("period:N", title="Period"),
        altair.Tooltip("shown:N", title="Value"),
        altair.Tooltip("interval:N", title=show.name_of("interval")),
        altair.Tooltip("n:Q", title=show.name_of("n"), format=","),
    ]
    colour = altair.Color(
        "part:N",
        title=None,
        legend=altair.Legend(orient="top", labelExpr="datum.label == 'since' ? 'Since' : 'Baseline'"),
        scale=altair.Scale(domain=["baseline", "since"], range=[colours.neutral, colours.accent]),
    )
    spans = read.mark_rule(strokeWidth=3, opacity=0.45).encode(
        y=altair.Y("low:Q"), y2=altair.Y2("high:Q"), color=colour
    )
    points = read.mark_circle(size=75, opacity=1).encode(y=y, color=colour, tooltip=tooltip)
    lines = altair.Chart(levels)
    level = lines.mark_rule(strokeWidth=2, color=colours.good).encode(
        y=altair.Y("value:Q"),
        strokeDash=altair.StrokeDashValue([5, 4], condition={"test": "datum.name == 'target'", "value": [1, 0]}),
    )
    words = lines.mark_text(
        align="right", baseline="bottom", x="width", dx=-4, dy=-3, fontSize=12, color=colours.ink
    ).encode(y=altair.Y("value:Q"), text=altair.Text("words:N"))
    ahead = altair.Chart(cone).encode(x=x)
    opening = ahead.mark_area(color=colours.accent, opacity=0.16).encode(y=altair.Y("low:Q"), y2=altair.Y2("high:Q"))
    middle = ahead.mark_line(color=colours.accent, strokeDash=[4, 4], strokeWidth=2).encode(y=altair.Y("value:Q"))
    return altair.layer(opening, middle, level, words, spans, points, height=320)
