"""Pictures of retention: curves by group, adjusted differences, money at risk, cohorts, what goes with leaving."""

import altair
import pandas as pd

from core.look import Palette
from pages.parts import axes, show
from pages.parts.show_pictures import Picture

ROW = 40
NARROW = 480
PHONE = f"width < {NARROW} ? 1 : 4"


def curves(rows: pd.DataFrame, colours: Palette, horizon: int) -> Picture:
    """Draw who stays, day by day, a step line a group with its interval; the horizon of the question is marked."""
    labels = sorted(dict.fromkeys(rows["label"]))
    shades = [*colours.series] * (1 + len(labels) // len(colours.series))
    colour = altair.Color(
        "label:N",
        sort=labels,
        title=None,
        scale=altair.Scale(domain=labels, range=shades[: len(labels)]),
        legend=altair.Legend(orient="top", columns=altair.ExprRef(PHONE), labelLimit=260, symbolOpacity=1),
    )
    x = altair.X("day:Q", title=show.name_of("days_after"), axis=altair.Axis(grid=False, tickCount=8))
    base = altair.Chart(rows).encode(x=x, color=colour)
    y = altair.Y(
        "retained_share:Q",
        title=show.name_of("retention"),
        axis=altair.Axis(format=".0%", tickCount=6),
        scale=altair.Scale(zero=False, padding=8),
    )
    band = base.mark_area(opacity=0.12, interpolate="step-after").encode(y=altair.Y("low:Q"), y2=altair.Y2("high:Q"))
    line = base.mark_line(interpolate="step-after", strokeWidth=2.2).encode(
        y=y,
        tooltip=[
            altair.Tooltip("label:N", title="Group"),
            altair.Tooltip("day:Q", title=show.name_of("days_after")),
            altair.Tooltip("retained_share:Q", title=show.name_of("retention"), format=".1%"),
            altair.Tooltip("at_risk:Q", title=show.name_of("followed"), format=","),
        ],
    )
    mark = (
        altair.Chart(pd.DataFrame({"day": [horizon]}))
        .mark_rule(strokeDash=[4, 4], color=colours.faint_ink)
        .encode(x=altair.X("day:Q"))
    )
    return altair.layer(band, line, mark, height=360)


def differences(rows: pd.DataFrame, colours: Palette) -> Picture:
    """Draw differences in points with their intervals; `label` names each, `kind` is raw or adjusted."""
    order = list(rows["label"])
    told = rows.dropna(subset=["difference"])
    base = altair.Chart(told).encode(
        y=altair.Y("label:N", sort=order, title=None, axis=axes.name_axis(240)),
        color=altair.Color(
            "kind:N", legend=None, scale=altair.Scale(domain=["raw", "adjusted"], range=[colours.bad, colours.accent])
        ),
        tooltip=[
            altair.Tooltip("label:N", title="Estimate"),
            altair.Tooltip("difference:Q", title=show.name_of("difference"), format="+.1%"),
            altair.Tooltip("low:Q", title=show.name_of("low"), format="+.1%"),
            altair.Tooltip("high:Q", title=show.name_of("high"), format="+.1%"),
        ],
    )
    x = altair.X(
        "low:Q",
        title=show.name_of("difference", "in the share retained", "pts"),
        axis=altair.Axis(labelExpr="datum.value == 0 ? '0' : format(datum.value * 100, '+.1~f')", tickCount=8),
    )
    span = base.mark_rule(strokeWidth=4, strokeCap="round").encode(x=x, x2=altair.X2("high:Q"))
    point = base.mark_circle(size=140, opacity=1).encode(x=altair.X("difference:Q"))
    zero = altair.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=colours.line).encode(x=altair.X("x:Q"))
    return altair.layer(zero, span, point, height=ROW * len(order) + 60)


def at_risk(rows: pd.DataFrame, colours: Palette, currency: str) -> Picture:
    """Draw money at risk by journey type, most first, with its interval."""
    told = rows.dropna(subset=["at_risk"]).head(12)
    base = altair.Chart(told).encode(
        y=altair.Y("issue:N", sort=list(told["issue"]), title=None, axis=axes.name_axis(170)),
        tooltip=[
            altair.Tooltip("issue:N", title="Journey type"),
            altair.Tooltip("at_risk:Q", title=show.name_of("money_at_risk"), format=",.0f"),
            altair.Tooltip("low:Q", title=show.name_of("low"), format=",.0f"),
            altair.Tooltip("high:Q", title=show.name_of("high"), format=",.0f"),
            altair.Tooltip("after_haircut:Q", title=show.name_of("after_haircut"), format=",.0f"),
            altair.Tooltip("customers:Q", title=show.name_of("customers"), format=","),
        ],
    )
    bars = base.mark_bar(color=colours.accent, cornerRadiusEnd=3, height={"band": 0.62}).encode(
        x=altair.X(
            "at_risk:Q",
            title=show.name_of("money_at_risk", currency=currency),
            axis=axes.money_axis(grid=True, tickCount=8),
        )
    )
    spans = base.mark_rule(color=colours.ink, strokeWidth=1.5).encode(x=altair.X("low:Q"), x2=altair.X2("high:Q"))
    return altair.layer(bars, spans, height=30 * len(told) + 70)


def cohorts(cells: pd.DataFrame, colours: Palette) -> Picture:
    """Draw the share still there by month of the end and months after; what is not all followed is outlined.

    Narrow cells have no room for the percent sign.
    """
    base = altair.Chart(cells).encode(
        x=altair.X("months_after:O", title=show.name_of("months_after"), axis=altair.Axis(orient="top", labelAngle=0)),
        y=altair.Y("month:O", title=None, axis=altair.Axis(ticks=False, domain=False)),
        tooltip=[
            altair.Tooltip("month:O", title="Ended in"),
            altair.Tooltip("months_after:O", title=show.name_of("months_after")),
            altair.Tooltip("retained_share:Q", title=show.name_of("retention"), format=".1%"),
            altair.Tooltip("journeys:Q", title=show.name_of("counted"), format=","),
            altair.Tooltip("state:N", title="Followed"),
        ],
    )
    known = base.transform_filter("isValid(datum.retained_share)")
    low = float(cells["retained_share"].min()) if cells["retained_share"].notna().any() else 0.0
    scale = altair.Scale(domain=[low, 1.0], range=[colours.bad, colours.surface], interpolate="rgb")
    legend = altair.Legend(title=None, orient="bottom", format=".0%")
    fill = known.mark_rect(cornerRadius=3).encode(color=altair.Color("retained_share:Q", scale=scale, legend=legend))
    veil = base.transform_filter("datum.state == 'partly'").mark_rect(
        fillOpacity=0, stroke=colours.neutral, strokeDash=[3, 2], cornerRadius=3
    )
    bare = known.transform_calculate(
        percent="format(100 * datum.retained_share, '.0f')"
    )  # no sign where cells are narrow
    words = [
        chart.mark_text(
            fontSize=10.5, opacity=altair.ExprRef(f"width < {NARROW} ? {on_phone} : {1 - on_phone}")
        ).encode(text=text, color=axes.on_fill("retained_share", colours))
        for chart, text, on_phone in (
            (known, altair.Text("retained_share:Q", format=".0%"), 0),
            (bare, altair.Text("percent:N"), 1),
        )
    ]
    return altair.layer(fill, veil, *words, height=26 * cells["month"].nunique() + 120)
