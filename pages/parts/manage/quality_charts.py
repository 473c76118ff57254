"""Pictures of data quality over time."""

import altair
import pandas as pd

from core.look import Palette
from core.quality import Indicator
from core.wording import percent
from pages.parts import show

HEIGHT = 260


def course(rows: pd.DataFrame, one: Indicator, at: str, colours: Palette) -> altair.LayerChart | altair.FacetChart:
    """Draw one indicator over months ("month") or imports ("import_number"), a line per source, with its limit."""
    x = (
        altair.X(
            "month:T",
            title=None,
            axis=altair.Axis(tickCount="month", format="%b %Y", labelAngle=0, labelOverlap=True, grid=False),
        )
        if at == "month"
        else altair.X(
            "import_number:O", title=show.name_of("import_number"), axis=altair.Axis(labelAngle=0, grid=False)
        )
    )
    tooltip = [
        altair.Tooltip("month:T", format="%B %Y", title="Month")
        if at == "month"
        else altair.Tooltip("file_name:N", title="File"),
        altair.Tooltip("source:N", title="Source"),
        altair.Tooltip("value:Q", format=".1%", title=show.name_of(one.term)),
        altair.Tooltip("part:Q", format=",", title=show.name_of("records")),
        altair.Tooltip("whole:Q", format=",", title=show.name_of("records", "in all")),
    ]
    base = altair.Chart(rows).encode(
        x=x,
        y=altair.Y(
            "value:Q",
            title=None,
            axis=altair.Axis(format=".0%", tickCount=5),
            scale=altair.Scale(domain=_span(rows, one)),
        ),
        color=altair.Color(
            "source:N",
            title=None,
            scale=altair.Scale(range=list(colours.series)),
            legend=altair.Legend(orient="top", columns=2, labelLimit=260),
        ),
        tooltip=tooltip,
    )
    limit = altair.Chart(pd.DataFrame({"limit": [one.limit], "words": [f"{one.direction} {percent(one.limit)}"]}))
    rule = limit.mark_rule(strokeDash=[4, 4], color=colours.bad).encode(y=altair.Y("limit:Q"))
    words = limit.mark_text(align="left", x=0, dx=4, dy=-6, color=colours.faint_ink).encode(
        y=altair.Y("limit:Q"), text=altair.Text("words:N")
    )
    layers = (
        [rule, words, base.mark_circle(size=60)]
        if at != "month"
        else [rule, words, base.mark_line(strokeWidth=2), base.mark_circle(size=34)]
    )
    return altair.layer(*layers, height=HEIGHT)


def _span(rows: pd.DataFrame, one: Indicator) -> list[float]:
    values = [*rows["value"].dropna(), one.limit]
    low, high = min(values), max(values)
    room = max((high - low) * 0.15, 0.02)
    return [max(0.0, low - room), min(1.0, high + room)]
