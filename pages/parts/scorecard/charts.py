"""Pictures of one metric: its control chart, and what contributed to its change."""

import altair
import pandas as pd

from core.glossary.words import change, interval, written
from core.look import Palette
from core.scorecard.changed import Changed
from core.scorecard.findings import part_words, period_words
from core.scorecard.line import Line
from core.scorecard.reading import charted
from pages.parts import show
from pages.parts.show_pictures import Picture

_FORMATS = {"share": ".0%", "count": ",.0f", "money": ",.2f"}
BAR = 26


def control_chart(line: Line, currency: str, colours: Palette) -> Picture:
    """Draw the judged periods with their intervals, the centre, the control limits, the target and the signals."""
    rows = chart_rows(line, currency)
    form = _FORMATS.get(line.metric.unit, ",.1f")
    x = altair.X("day:T", title=None, scale=altair.Scale(type="utc"), axis=altair.Axis(grid=False, tickCount=8))
    y = altair.Y("shown:Q", title=None, scale=altair.Scale(zero=False), axis=altair.Axis(format=form, tickCount=5))
    base = altair.Chart(rows).encode(x=x)
    layers: list[altair.Chart] = []
    if line.chart is not None:
        limits = base.mark_area(color=colours.muted, opacity=0.35, interpolate="step").encode(
            y=altair.Y("lower:Q"), y2=altair.Y2("upper:Q")
        )
        centre = base.mark_line(color=colours.neutral, strokeDash=[4, 4], strokeWidth=1.2).encode(
            y=altair.Y("centre:Q")
        )
        layers += [limits, centre]
    target = line.metric.target.value
    if target is not None:
        layers.append(altair.Chart().mark_rule(color=colours.good, strokeWidth=1.5).encode(y=altair.datum(target)))
    tooltip = [
        altair.Tooltip("period:N", title="Period"),
        altair.Tooltip("value:N", title=line.metric.name),
        altair.Tooltip("interval:N", title=show.name_of("interval")),
        altair.Tooltip("n:Q", title=show.name_of("n"), format=","),
        altair.Tooltip("rule:N", title="Rule broken"),
    ]
    if line.metric.statistic != "count":
        layers.append(
            base.mark_rule(color=colours.accent, opacity=0.4, strokeWidth=2).encode(
                y=altair.Y("low:Q"), y2=altair.Y2("high:Q")
            )
        )
    layers.append(base.mark_line(color=colours.accent, strokeWidth=2).encode(y=y))
    layers.append(
        base.mark_circle(opacity=1).encode(
            y=y,
            size=altair.SizeValue(40, condition={"test": "datum.rule != ''", "value": 140}),
            color=altair.ColorValue(colours.accent, condition={"test": "datum.rule != ''", "value": colours.bad}),
            tooltip=tooltip,
        )
    )
    return altair.layer(*layers, height=280)


def chart_rows(line: Line, currency: str) -> pd.DataFrame:
    """Return one row a judged period: what the picture shows, and its words."""
    broken = {at: one.rule.words for one in line.signals for at in range(one.first, one.last + 1)}
    chart, rows = line.chart, []
    for at, one in enumerate(line.judged):
        limits = (None, None, None) if chart is None else (chart.centre, chart.lower[at], chart.upper[at])
        unit, found = line.metric.unit, one.estimate
        words = (written(unit, found.value, currency), interval(unit, found, currency), found.n, broken.get(at, ""))
        when = (pd.Timestamp(one.period.first_day), period_words(one.period))
        rows.append((*when, *words, charted(line.metric, one), found.low, found.high, *limits))
    columns = ["day", "period", "value", "interval", "n", "rule", "shown", "low", "high", "centre", "lower", "upper"]
    return pd.DataFrame(rows, columns=columns)


def contributions(shown: pd.DataFrame, colours: Palette) -> Picture:
    """Draw what each group added to the change; those that moved beyond their own noise stand out."""
    base = altair.Chart(shown).encode(
        y=altair.Y("part:N", sort=None, title=None, axis=altair.Axis(labelLimit=240, ticks=False, domain=False)),
        x=altair.X("total:Q", title=None, axis=altair.Axis(grid=True, tickCount=5, labels=False)),
    )
    bars = base.mark_bar(height=14, cornerRadius=3).encode(
        color=altair.ColorValue(colours.neutral, condition={"test": "datum.stands_out", "value": colours.bad}),
        tooltip=[
            altair.Tooltip("part:N", title="Part"),
            altair.Tooltip("change:N", title="Added to the change"),
            altair.Tooltip("rate_told:N", title="Its own figure changed"),
            altair.Tooltip("mix_told:N", title="Its weight changed"),
        ],
    )
    words = (
        altair.Chart(shown)
        .mark_text(align="left", dx=6, color=colours.ink)
        .encode(y=altair.Y("part:N", sort=None), x=altair.X("end:Q"), text=altair.Text("change:N"))
    )
    return altair.layer(bars, words, height=BAR * len(shown) + 20)


def contribution_rows(found: Changed, most: int, currency: str) -> pd.DataFrame:
    """Return the largest parts of each dimension, with their words, the largest first."""
    unit, rows = found.metric.unit, []
    parts = [part for of_dimension in found.parts.values() for part in of_dimension[:most]]
    for part in sorted(parts, key=lambda one: -abs(one.contribution.total)):
        one = part.contribution
        rows.append(
            (part_words(part), one.total, max(one.total, 0.0), change(unit, one.total, currency),
             change(unit, one.rate, currency), change(unit, one.mix, currency), written(unit, one.before, currency),
             written(unit, one.after, currency), part.stands_out)
        )  # fmt: skip
    columns = ["part", "total", "end", "change", "rate_told", "mix_told", "before", "after", "stands_out"]
    return pd.DataFrame(rows, columns=columns)
