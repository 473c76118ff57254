"""Pictures of two figures: their correlation by lag, their course over time, and one against the other."""

import altair
import pandas as pd

from core.glossary.metric import Metric
from core.look import Palette
from core.scorecard.period import PeriodKind
from pages.parts import show
from pages.parts.show_pictures import Picture

FORMATS = {"share": ".1%", "money": ",.2f", "seconds": ",.0f", "count": ",.1f", "points": ",.1f"}
UNITS = {"seconds": "seconds", "days": "days", "count": "a day", "points": "points"}


def number_format(metric: Metric, *, changes: bool = False) -> str:
    """Return how a chart writes a metric's values; changes carry their sign."""
    plain_format = FORMATS.get(metric.unit, ",.2f")
    return f"+{plain_format}" if changes else plain_format


def _axis(metric: Metric, *, changes: bool) -> altair.Axis:
    if changes and metric.unit == "share":
        return altair.Axis(labelExpr=show.POINTS, tickCount=5)
    return altair.Axis(format=number_format(metric, changes=changes), tickCount=5)


def unit_of(metric: Metric, currency: str) -> str:
    """Return the unit a metric's axis is in; empty where its numbers say it."""
    return currency if metric.unit == "money" else UNITS.get(metric.unit, "")


def by_lag(rows: pd.DataFrame, colours: Palette, kind: PeriodKind) -> Picture:
    """Draw r at each lag with its 95 % interval around zero; the best lag in the accent colour."""
    told = rows.dropna(subset=["r"])
    lags = [int(rows["lag"].min()), int(rows["lag"].max())]
    x = altair.X(
        "lag:Q",
        title=show.name_of("lag", f"{kind}s, right of 0 A first"),
        scale=altair.Scale(domain=[lags[0] - 0.5, lags[1] + 0.5], nice=False),
        axis=altair.Axis(grid=False, values=list(range(lags[0], lags[1] + 1)), format="d", labelOverlap=True),
    )
    y = altair.Y(
        "r:Q", title=show.name_of("correlation"), scale=altair.Scale(domain=[-1, 1]), axis=altair.Axis(tickCount=5)
    )
    colour = altair.ColorValue(colours.neutral, condition={"test": "datum.best", "value": colours.accent})
    base = altair.Chart(told).encode(
        x=x,
        color=colour,
        tooltip=[
            altair.Tooltip("when:N", title="B against A"),
            altair.Tooltip("r:Q", title=show.name_of("correlation"), format="+.2f"),
            altair.Tooltip("low:Q", title=show.name_of("low"), format="+.2f"),
            altair.Tooltip("high:Q", title=show.name_of("high"), format="+.2f"),
            altair.Tooltip("n:Q", title=show.name_of("pairs")),
            altair.Tooltip("p_adjusted:Q", title=show.name_of("p_holm", "all lags"), format=".3f"),
        ],
    )
    zero = (
        altair.Chart(pd.DataFrame({"r": [0.0]}))
        .mark_rule(color=colours.ink, strokeDash=[4, 4])
        .encode(y=altair.Y("r:Q"))
    )
    spans = base.mark_rule(strokeWidth=3, opacity=0.6, strokeCap="round").encode(
        y=altair.Y("low:Q"), y2=altair.Y2("high:Q")
    )
    points = base.mark_point(filled=True, size=90, opacity=1).encode(y=y)
    return altair.layer(zero, spans, points, height=300)


def course(rows: pd.DataFrame, colour: str, metric: Metric) -> Picture:
    """Draw one figure over time; the line breaks where a period is not known."""
    base = altair.Chart(rows).encode(
        x=altair.X("first_day:T", title=None, axis=altair.Axis(grid=False, tickCount=6)),
        y=altair.Y(
            "value:Q",
            title=None,
            scale=altair.Scale(zero=False, padding=8),
            axis=altair.Axis(format=number_format(metric), tickCount=4),
        ),
        tooltip=[
            altair.Tooltip("first_day:T", title="From", format="%-d %b %Y"),
            altair.Tooltip("value:Q", title=metric.name, format=number_format(metric)),
        ],
    )
    return altair.layer(
        base.mark_line(color=colour, strokeWidth=2),
        base.mark_point(color=colour, filled=True, size=22, opacity=1),
        height=170,
    )


def against(
    rows: pd.DataFrame, colours: Palette, metrics: tuple[Metric, Metric], titles: tuple[str, str], *, changes: bool
) -> Picture:
    """Draw each pair of periods as a dot: a to the right, b upwards at the lag that is shown."""
    scale = altair.Scale(zero=changes, padding=8)
    sides = [
        (name, number_format(metric, changes=changes), _axis(metric, changes=changes), title)
        for name, metric, title in zip("ab", metrics, titles, strict=True)
    ]
    (_, x_format, x_axis, x_title), (_, y_format, y_axis, y_title) = sides
    dots = (
        altair.Chart(rows)
        .mark_point(filled=True, size=46, opacity=0.65, color=colours.accent)
        .encode(
            x=altair.X("a:Q", title=x_title, scale=scale, axis=x_axis),
            y=altair.Y("b:Q", title=y_title, scale=scale, axis=y_axis),
            tooltip=[
                altair.Tooltip("first_day:T", title="A from", format="%-d %b %Y"),
                altair.Tooltip("a:Q", title=x_title, format=x_format),
                altair.Tooltip("b:Q", title=y_title, format=y_format),
            ],
        )
    )
    return altair.layer(dots, height=300)
