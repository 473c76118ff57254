"""All control charts of one side, one strip a metric: the same band for all, so that what leaves it is seen at once."""

from collections.abc import Sequence

import altair
import pandas as pd

from core.glossary.words import MOVEMENTS, written
from core.look import Palette
from core.scorecard.findings import period_words
from core.scorecard.line import Line
from pages.parts import show
from pages.parts.show_pictures import Picture

ROW, BARE = 76, 30  # pixels of a metric: its words above, its strip below; without a strip only the words
_WORDS, _MIDDLE, _SIGMA, _LIMIT = 10, 45, 5.5, 3.0
_MOST_SIGMAS = 3.6


def wall(lines: Sequence[Line], currency: str, colours: Palette) -> Picture:
    """Draw the strips: sigmas from the centre by period, the band is ±3 sigma, what broke a rule is a large point."""
    height, tops = _tops(lines)
    words, points = _words(lines, tops, currency), _points(lines, tops, currency)
    y_scale = altair.Scale(domain=[0, height], reverse=True, nice=False)
    y = altair.Y("y:Q", scale=y_scale, axis=None)
    text = altair.Chart(words).encode(y=y)
    names = text.mark_text(align="left", x=0, fontSize=13, fontWeight=600, color=colours.ink).encode(
        text=altair.Text("name:N")
    )
    told = text.mark_text(align="right", x="width", fontSize=12).encode(
        text=altair.Text("told:N"),
        color=altair.ColorValue(colours.faint_ink, condition={"test": "datum.moved", "value": colours.ink}),
    )
    layers: list[altair.Chart] = [names, told]
    if len(points):
        layers = [*_strips(points, y, colours), *layers]
    return altair.layer(*layers, height=height)


def _strips(points: pd.DataFrame, y: altair.Y, colours: Palette) -> list[altair.Chart]:
    x = altair.X("day:T", title=None, scale=altair.Scale(type="utc"), axis=altair.Axis(grid=False, tickCount=5))
    base = altair.Chart(points).encode(x=x, y=y, detail=altair.Detail("name:N"))
    band = (
        altair.Chart(points)
        .mark_rect(color=colours.muted, opacity=0.35)
        .encode(x=altair.X("first:T"), x2=altair.X2("last:T"), y=altair.Y("top:Q", axis=None), y2=altair.Y2("bottom:Q"))
        .transform_aggregate(first="min(day)", last="max(day)", top="min(top)", bottom="max(bottom)", groupby=["name"])
    )
    line = base.mark_line(strokeWidth=1.6, color=colours.accent)
    tooltip = [
        altair.Tooltip("name:N", title="Figure"),
        altair.Tooltip("period:N", title="Period"),
        altair.Tooltip("value:N", title="Value"),
        altair.Tooltip("sigmas:Q", title=show.name_of("sigmas"), format="+.1f"),
        altair.Tooltip("rule:N", title="Rule broken"),
    ]
    dots = base.mark_circle(opacity=1).encode(
        size=altair.SizeValue(14, condition={"test": "datum.rule != ''", "value": 70}),
        color=altair.ColorValue(colours.accent, condition={"test": "datum.rule != ''", "value": colours.bad}),
        tooltip=tooltip,
    )
    return [band, line, dots]


def _tops(lines: Sequence[Line]) -> tuple[int, list[int]]:
    """Return the height of all metrics, and where each begins."""
    heights = [BARE if line.chart is None else ROW for line in lines]
    return sum(heights), [sum(heights[:place]) for place in range(len(heights))]


def _words(lines: Sequence[Line], tops: Sequence[int], currency: str) -> pd.DataFrame:
    rows = []
    for top, line in zip(tops, lines, strict=True):
        latest = line.latest
        value = "not available" if latest is None else written(line.metric.unit, latest.estimate.value, currency)
        told = value if latest is None or line.movement == "not known" else f"{value} · {MOVEMENTS[line.movement]}"
        moved = line.movement in ("better", "worse", "moved")
        rows.append((line.metric.name, told, moved, top + _WORDS))
    return pd.DataFrame(rows, columns=["name", "told", "moved", "y"])


def _points(lines: Sequence[Line], tops: Sequence[int], currency: str) -> pd.DataFrame:
    rows = []
    for top, line in zip(tops, lines, strict=True):
        if line.chart is None:
            continue
        broken = {at: one.rule.words for one in line.signals for at in range(one.first, one.last + 1)}
        middle = top + _MIDDLE
        for at, (reading, sigmas) in enumerate(zip(line.judged, line.chart.standard, strict=True)):
            if sigmas is None:
                continue
            shown = max(-_MOST_SIGMAS, min(_MOST_SIGMAS, sigmas))
            value = written(line.metric.unit, reading.estimate.value, currency)
            rows.append(
                (line.metric.name, pd.Timestamp(reading.period.first_day), period_words(reading.period), value, sigmas,
                 broken.get(at, ""), middle - shown * _SIGMA, middle - _LIMIT * _SIGMA, middle + _LIMIT * _SIGMA)
            )  # fmt: skip
    columns = ["name", "day", "period", "value", "sigmas", "rule", "y", "top", "bottom"]
    return pd.DataFrame(rows, columns=columns)
