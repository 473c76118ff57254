"""Pictures of what switching costs: estimates, cost by channels used, the switch matrix, the trade-off."""

import altair
import pandas as pd

from core.look import Palette
from pages.parts import axes, show
from pages.parts.show_pictures import Picture

ROW = 46
CELL = 34
PHONE = "width < 420"
# The glossary name of each measure, how a cell is written, and how where cells are narrow.
MEASURES = {
    "switches": ("switches", ",.0f", ".2~s"),
    "added_cost": ("added_cost", ",.2f", ".0f"),
    "added_hours": ("added_hours", ",.1f", ".0f"),
    "ces_change": ("ces_change", "+.2f", "+.1f"),
    "resolved_change": ("resolved_change", "+.1%", "+.0%"),
}


def ladder(rows: pd.DataFrame, colours: Palette, currency: str) -> Picture:
    """Draw each estimate as a point with its 95 % interval, raw first, what is published last."""
    told = rows.dropna(subset=["value"])
    order = list(told["shown"])
    base = altair.Chart(told).encode(
        y=altair.Y("shown:N", sort=order, title=None, axis=axes.name_axis(200)),
        tooltip=[
            altair.Tooltip("shown:N", title="Estimate"),
            altair.Tooltip("value:Q", title=show.name_of("cost_per_extra_channel", currency=currency), format=",.2f"),
            altair.Tooltip("low:Q", title=show.name_of("low"), format=",.2f"),
            altair.Tooltip("high:Q", title=show.name_of("high"), format=",.2f"),
            altair.Tooltip("n:Q", title=show.name_of("journeys"), format=","),
        ],
    )
    colour = altair.Color(
        "kind:N",
        scale=altair.Scale(
            domain=["raw", "adjusted", "published"], range=[colours.bad, colours.accent, colours.neutral]
        ),
        legend=None,
    )
    span = base.mark_rule(strokeWidth=4, strokeCap="round").encode(
        x=altair.X(
            "low:Q",
            title=show.name_of("cost_per_extra_channel", currency=currency),
            scale=altair.Scale(zero=True),
            axis=altair.Axis(grid=True, tickCount=10, format=",.2~f"),
        ),
        x2=altair.X2("high:Q"),
        color=colour,
    )
    point = base.mark_circle(size=150, opacity=1).encode(x=altair.X("value:Q"), color=colour)
    words = base.mark_text(align="left", dx=12, dy=-11, fontSize=12, color=colours.ink).encode(
        x=altair.X("value:Q"), text=altair.Text("value:Q", format=",.2f")
    )
    return altair.layer(span, point, words, height=ROW * len(order) + 60)


def by_channels(rows: pd.DataFrame, colours: Palette, currency: str) -> Picture:
    """Draw cost per resolution by channels used with its interval; what is published as a mark of its own."""
    told = rows.dropna(subset=["cost_per_resolution"])
    title = show.name_of("cost_per_resolution", currency=currency)
    x = altair.X("channels_used:O", title=show.name_of("channels_used"), axis=altair.Axis(labelAngle=0, grid=False))
    base = altair.Chart(told).encode(
        x=x,
        tooltip=[
            altair.Tooltip("channels_used:O", title=show.name_of("channels_used")),
            altair.Tooltip("cost_per_resolution:Q", title=title, format=",.2f"),
            altair.Tooltip("low:Q", title=show.name_of("low"), format=",.2f"),
            altair.Tooltip("high:Q", title=show.name_of("high"), format=",.2f"),
            altair.Tooltip("journeys:Q", title=show.name_of("journeys"), format=","),
            altair.Tooltip(
                "benchmark_usd:Q", title=show.name_of("cost_per_resolution", "published", "USD"), format=",.2f"
            ),
        ],
    )
    bars = base.mark_bar(color=colours.accent, cornerRadiusEnd=3, width={"band": 0.6}).encode(
        y=altair.Y("cost_per_resolution:Q", title=title, axis=altair.Axis(grid=True, tickCount=5))
    )
    spans = base.mark_rule(color=colours.ink, strokeWidth=1.5).encode(y=altair.Y("low:Q"), y2=altair.Y2("high:Q"))
    marks = (
        base.transform_filter("isValid(datum.benchmark_usd)")
        .mark_point(shape="diamond", filled=True, size=130, color=colours.bad, opacity=1)
        .encode(y=altair.Y("benchmark_usd:Q"))
    )
    return altair.layer(bars, spans, marks, height=300)


def matrix(rows: pd.DataFrame, colours: Palette, measure: str, currency: str) -> Picture:
    """Draw the matrix: the channel left in rows, the one gone to in columns; cells with too few journeys greyed."""
    term, form, short = MEASURES[measure]
    title = show.name_of(term, currency=currency if measure == "added_cost" else "")
    named = {"source_label": "From", "target_label": "To"}
    told = rows[~rows["too_few"]] if measure != "switches" else rows
    limit = float(told[measure].abs().max()) if len(told) else 1.0
    signed = measure != "switches" and bool((told[measure] < 0).any())
    scale = (
        altair.Scale(domain=[-limit, 0, limit], range=[colours.good, colours.surface, colours.bad], interpolate="rgb")
        if signed
        else altair.Scale(
            domain=[0, limit],
            range=[colours.surface, colours.accent if measure == "switches" else colours.bad],
            interpolate="rgb",
        )
    )
    if measure in ("ces_change", "resolved_change"):
        scale = altair.Scale(
            domain=[-limit, 0, limit], range=[colours.bad, colours.surface, colours.good], interpolate="rgb"
        )
    labels = sorted({*rows["source_label"], *rows["target_label"]})
    base = altair.Chart(rows).encode(
        x=altair.X(
            "target_label:N",
            sort=labels,
            title="To",
            axis=altair.Axis(
                orient="top", labelAngle=-40, labelLimit=110, labelOverlap=False, ticks=False, domain=False
            ),
        ),
        y=altair.Y(
            "source_label:N", sort=labels, title="From", axis=altair.Axis(labelLimit=130, ticks=False, domain=False)
        ),
        tooltip=[
            *(altair.Tooltip(f"{name}:N", title=text) for name, text in named.items()),
            altair.Tooltip("switches:Q", title=show.name_of("switches"), format=","),
            altair.Tooltip("cost_compared:Q", title=show.name_of("journeys_compared"), format=","),
            altair.Tooltip(f"{measure}:Q", title=title, format=form),
        ],
    )
    few = base.transform_filter("datum.too_few").mark_rect(color=colours.muted, opacity=0.35, cornerRadius=3)
    cells = (
        base.transform_filter(f"isValid(datum.{measure})")
        .mark_rect(cornerRadius=3)
        .encode(
            color=altair.Color(
                f"{measure}:Q", scale=scale, legend=altair.Legend(title=title, orient="bottom", format=form)
            )
        )
    )
    words = [
        base.transform_filter(f"isValid(datum.{measure})")
        .mark_text(fontSize=size, opacity=altair.ExprRef(f"{PHONE} ? {on_phone} : {1 - on_phone}"))
        .encode(text=altair.Text(f"{measure}:Q", format=written), color=axes.on_fill(measure, colours))
        for size, written, on_phone in ((11, form, 0), (8, short, 1))
    ]
    layers = [cells, *words] if measure == "switches" else [few, cells, *words]
    return altair.layer(*layers, height=CELL * len(labels) + 150)


def trade_off(rows: pd.DataFrame, colours: Palette, currency: str) -> Picture:
    """Draw each channel: cost of a contact against the effort score, as large as it is used."""
    told = rows.dropna(subset=["mean_interaction_cost", "mean_ces"]).assign(kind=rows["service"].fillna("unknown"))
    told["label_at"] = _apart(told["mean_ces"])
    base = altair.Chart(told).encode(
        x=altair.X(
            "mean_interaction_cost:Q",
            title=show.name_of("interaction_cost", currency=currency),
            scale=altair.Scale(zero=True),
        ),
        y=altair.Y(
            "mean_ces:Q", title=show.name_of("ces", "7 is very easy"), scale=altair.Scale(zero=False, padding=24)
        ),
    )
    dots = base.mark_circle(opacity=0.85).encode(
        size=altair.Size("interactions:Q", legend=None, scale=altair.Scale(range=[80, 1400])),
        color=altair.Color(
            "kind:N",
            title=None,
            legend=altair.Legend(orient="top"),
            scale=altair.Scale(
                domain=["self-service", "assisted", "unknown"], range=[colours.good, colours.accent, colours.neutral]
            ),
        ),
        tooltip=[
            altair.Tooltip("label:N", title="Channel"),
            altair.Tooltip("interactions:Q", title=show.name_of("interactions"), format=","),
            altair.Tooltip(
                "mean_interaction_cost:Q", title=show.name_of("interaction_cost", currency=currency), format=",.2f"
            ),
            altair.Tooltip("mean_ces:Q", title=show.name_of("ces"), format=".2f"),
            altair.Tooltip("mean_ces_n:Q", title=show.name_of("answers"), format=","),
        ],
    )
    words = base.mark_text(align="left", dx=18, fontSize=12, color=colours.ink).encode(
        y=altair.Y("label_at:Q", title=show.name_of("ces", "7 is very easy")), text=altair.Text("label:N")
    )
    return altair.layer(dots, words, height=340)


def _apart(places: pd.Series) -> pd.Series:
    """Return where labels stand on an axis so that none lies on the next: as near to their place as that allows."""
    least = float(places.max() - places.min()) / 11
    found = places.astype(float).copy()
    last = None
    for row in found.sort_values(kind="stable").index:
        if last is not None:
            found[row] = max(found[row], last + least)
        last = found[row]
    return found
