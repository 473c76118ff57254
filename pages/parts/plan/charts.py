"""Pictures of priorities: parts of a score, value against feasibility, ranks, effort against impact, frontier, plan."""

from typing import Any

import altair
import pandas as pd

from core.look import Palette
from pages.parts import axes, show
from pages.parts.show_pictures import Picture

ROW = 34
LABELS = 180
COLUMNS = "width < 260 ? 1 : width < 420 ? 2 : 4"


def parts(rows: pd.DataFrame, colours: Palette) -> Picture:
    """Draw what each part adds to a score; `label`, `part`, `amount`, in the order of the rows."""
    order, names = list(dict.fromkeys(rows["label"])), list(dict.fromkeys(rows["part"]))
    shades = [*colours.series] * (1 + len(names) // len(colours.series))
    scale = altair.Scale(domain=names, range=shades[: len(names)])
    base = altair.Chart(rows).encode(
        y=_names("label:N", order),
        x=altair.X("amount:Q", title=show.name_of("score"), stack="zero", axis=altair.Axis(tickCount=5)),
        color=altair.Color(
            "part:N", title=None, scale=scale, legend=altair.Legend(orient="top", columns=altair.ExprRef(COLUMNS))
        ),
        order=altair.Order("place:Q"),
        tooltip=[
            altair.Tooltip("label:N", title="Of"),
            altair.Tooltip("part:N", title="Part"),
            altair.Tooltip("amount:Q", title=show.name_of("score", "of this part"), format=".3f"),
        ],
    )
    return altair.layer(base.mark_bar(height={"band": 0.66}), height=ROW * len(order) + 90)


def scatter(rows: pd.DataFrame, axes: tuple[str, str], colours: Palette, cuts: tuple[float, float] | None) -> Picture:
    """Draw `x` against `y`, with `mark` beside each point; `size` is its volume, `chosen` those that are proposed.

    Points that lie on one another are one, with all their marks.
    """
    rules: dict[str, Any] = {"label": ", ".join, "mark": ", ".join, "size": "sum", "chosen": "any"}
    spots = rows.groupby(["x", "y"], as_index=False).agg(rules)
    size = altair.Size("size:Q", legend=None, scale=altair.Scale(range=[90, 900]))
    fill = altair.ColorValue(colours.accent, condition={"test": "datum.chosen", "value": colours.good})
    base = altair.Chart(spots).encode(
        x=altair.X("x:Q", title=axes[0], scale=altair.Scale(zero=False, padding=34), axis=altair.Axis(tickCount=6)),
        y=altair.Y("y:Q", title=axes[1], scale=altair.Scale(zero=False, padding=24), axis=altair.Axis(tickCount=6)),
        tooltip=[
            altair.Tooltip("label:N", title="Name"),
            altair.Tooltip("x:Q", title=axes[0], format=",.2f"),
            altair.Tooltip("y:Q", title=axes[1], format=",.2f"),
        ],
    )
    points = base.mark_circle(opacity=0.85).encode(size=size, color=fill)
    words = base.mark_text(dy=-25, fontSize=11.5, limit=150, color=colours.ink).encode(text=altair.Text("mark:N"))
    layers = [points, words]
    if cuts is not None:
        vertical = altair.Chart(pd.DataFrame({"x": [cuts[0]]})).mark_rule(color=colours.line, strokeDash=[4, 4])
        level = altair.Chart(pd.DataFrame({"y": [cuts[1]]})).mark_rule(color=colours.line, strokeDash=[4, 4])
        layers = [vertical.encode(x=altair.X("x:Q")), level.encode(y=altair.Y("y:Q")), *layers]
    return altair.layer(*layers, height=380)


def ranks(rows: pd.DataFrame, colours: Palette) -> Picture:
    """Draw each rank with the ranks that it has in 90 of 100 draws; `label`, `rank`, `low`, `high`, `top_share`."""
    base = altair.Chart(rows).encode(
        y=_names("label:N", list(rows["label"])),
        tooltip=[
            altair.Tooltip("label:N", title="Name"),
            altair.Tooltip("rank:Q", title=show.name_of("rank")),
            altair.Tooltip("low:Q", title=show.name_of("rank", "at best")),
            altair.Tooltip("high:Q", title=show.name_of("rank", "at worst")),
            altair.Tooltip("top_share:Q", title=show.name_of("top_share"), format=".0%"),
        ],
    )
    x = altair.X(
        "low:Q", title=show.name_of("rank"), scale=altair.Scale(zero=False), axis=altair.Axis(tickMinStep=1, format="d")
    )
    spans = base.mark_rule(strokeWidth=6, strokeCap="round", opacity=0.3, color=colours.accent).encode(
        x=x, x2=altair.X2("high:Q")
    )
    points = base.mark_circle(size=120, opacity=1, color=colours.accent).encode(x=altair.X("rank:Q"))
    return altair.layer(spans, points, height=ROW * len(rows) + 60)


def frontier(rows: pd.DataFrame, budget: float | None, colours: Palette, currency: str) -> Picture:
    """Draw the best value for each budget; `budget`, `value`, `enters`, `leaves`; a line marks the set `budget`."""
    base = altair.Chart(rows).encode(
        x=altair.X(
            "budget:Q",
            title=show.name_of("budget", currency=currency),
            axis=axes.money_axis(tickCount=6, grid=False),
        ),
        y=altair.Y("value:Q", title=show.name_of("best_value", currency=currency), axis=axes.money_axis(tickCount=6)),
        tooltip=[
            altair.Tooltip("budget:Q", title=show.name_of("budget"), format=",.0f"),
            altair.Tooltip("value:Q", title=show.name_of("best_value"), format=",.0f"),
            altair.Tooltip("enters:N", title="Comes in"),
            altair.Tooltip("leaves:N", title="Goes out"),
        ],
    )
    line = base.mark_line(color=colours.accent, strokeWidth=2.2, interpolate="step-after")
    layers = [line, base.mark_circle(opacity=1, size=60, color=colours.accent)]
    if budget is not None:
        mark = altair.Chart(pd.DataFrame({"x": [budget]})).mark_rule(
            color=colours.bad, strokeDash=[5, 4], strokeWidth=2
        )
        layers.append(mark.encode(x=altair.X("x:Q")))
    return altair.layer(*layers, height=280)


def timetable(rows: pd.DataFrame, quarters: int, colours: Palette) -> Picture:
    """Draw when each is worked on; `label`, `begin`, `end` in quarters from 1, `lever`."""
    base = altair.Chart(rows).encode(
        y=_names("label:N", list(rows["label"])),
        tooltip=[
            altair.Tooltip("label:N", title="Initiative"),
            altair.Tooltip("words:N", title="When"),
            altair.Tooltip("lever:N", title="Lever"),
        ],
    )
    levers = ["cost", "revenue", "risk", "not given"]
    scale = altair.Scale(
        domain=levers, range=[colours.series[0], colours.series[2], colours.series[3], colours.neutral]
    )
    axis = altair.Axis(values=list(range(1, quarters + 1)), format="d", orient="top")
    bars = base.mark_bar(cornerRadius=3, height={"band": 0.62}).encode(
        x=altair.X(
            "begin:Q",
            title=show.name_of("quarter"),
            scale=altair.Scale(domain=[1, quarters + 1], nice=False),
            axis=axis,
        ),
        x2=altair.X2("end:Q"),
        color=altair.Color("lever:N", title=None, scale=scale, legend=altair.Legend(orient="bottom")),
    )
    return altair.layer(bars, height=ROW * len(rows) + 90)


def capacity(rows: pd.DataFrame, colours: Palette) -> Picture:
    """Draw how much of each team's capacity a plan takes; `team`, `quarter`, `used`, `capacity`, `share`."""
    base = altair.Chart(rows).encode(
        x=altair.X(
            "quarter:O", title=show.name_of("quarter"), axis=altair.Axis(labelAngle=0, orient="top", ticks=False)
        ),
        y=_names("team:N", list(dict.fromkeys(rows["team"]))),
        tooltip=[
            altair.Tooltip("team:N", title="Team"),
            altair.Tooltip("quarter:O", title=show.name_of("quarter")),
            altair.Tooltip("used:Q", title=show.name_of("person_months", "taken"), format=".1f"),
            altair.Tooltip("capacity:Q", title=show.name_of("person_months", "there are"), format=".1f"),
        ],
    )
    scale = altair.Scale(domain=[0, 1], range=[colours.surface, colours.accent], interpolate="rgb")
    cells = base.mark_rect(cornerRadius=3, stroke=colours.line).encode(
        color=altair.Color(
            "share:Q",
            scale=scale,
            legend=altair.Legend(title=show.name_of("taken_share"), format=".0%", orient="bottom"),
        )
    )
    full = altair.ColorValue(colours.ink, condition={"test": "datum.share > 0.55", "value": "#FFFFFF"})
    words = base.mark_text(fontSize=11).encode(text=altair.Text("share:Q", format=".0%"), color=full)
    return altair.layer(cells, words, height=ROW * rows["team"].nunique() + 110)


def _names(field: str, order: list[str]) -> altair.Y:
    return altair.Y(field, sort=order, title=None, axis=axes.name_axis(LABELS))
