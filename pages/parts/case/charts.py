"""Pictures of a business case: waterfall, cumulative cash, tornado, chances, what it rests on, doing nothing."""

from collections.abc import Sequence

import altair
import numpy as np
import pandas as pd

from core.business_case.assumption import EVIDENCES
from core.business_case.case import Terms
from core.business_case.evidence import Basis
from core.business_case.sensitivity import Bar
from core.business_case.simulation import Simulation
from core.business_case.waterfall import Step
from core.look import Palette
from pages.parts import axes, show
from pages.parts.show_pictures import Picture


def waterfall(steps: Sequence[Step], colours: Palette, currency: str) -> Picture:
    """Draw the way from all benefits to the net present value."""
    rows = pd.DataFrame(
        [(one.label, one.amount, one.start, one.end, one.kind, max(one.start, one.end)) for one in steps],
        columns=["label", "amount", "begin", "end", "kind", "top"],
    )
    fill = altair.Color(
        "kind:N",
        legend=None,
        scale=altair.Scale(domain=["total", "adds", "takes"], range=[colours.accent, colours.good, colours.bad]),
    )
    base = altair.Chart(rows).encode(
        y=altair.Y("label:N", sort=None, title=None, axis=axes.name_axis(170)),
        tooltip=[
            altair.Tooltip("label:N", title="Step"),
            altair.Tooltip("amount:Q", title=show.name_of("present_value", currency=currency), format=",.0f"),
        ],
    )
    x = altair.X("begin:Q", title=show.name_of("present_value", currency=currency), axis=axes.money_axis(tickCount=6))
    bars = base.mark_bar(cornerRadius=2, height={"band": 0.66}).encode(x=x, x2=altair.X2("end:Q"), color=fill)
    words = (
        base.transform_calculate(short=axes.short_money("amount", "+.3~s"))
        .mark_text(align="left", dx=5, fontSize=11.5, color=colours.ink)
        .encode(x=altair.X("top:Q"), text=altair.Text("short:N"))
    )
    zero = altair.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=colours.neutral).encode(x=altair.X("x:Q"))
    return altair.layer(bars, words, zero, height=30 * len(rows) + 50)


def cumulative(net: Sequence[float], drawn: Simulation, terms: Terms, look: tuple[Palette, str]) -> Picture:
    """Draw the cash so far, with the range of eight in ten draws."""
    colours, currency = look
    years = np.arange(terms.periods + 1) / terms.periods_per_year
    low, _, high = drawn.cumulative
    rows = pd.DataFrame({"year": years, "cash": np.cumsum(net), "low": low, "high": high})
    base = altair.Chart(rows).encode(
        x=altair.X("year:Q", title=show.name_of("years_from_start"), axis=altair.Axis(grid=False, tickMinStep=1)),
        tooltip=[
            altair.Tooltip("year:Q", title=show.name_of("years_from_start")),
            altair.Tooltip("cash:Q", title=show.name_of("cash_so_far"), format=",.0f"),
            altair.Tooltip("low:Q", title=show.name_of("low", "cash below it in 10 of 100 draws"), format=",.0f"),
            altair.Tooltip("high:Q", title=show.name_of("high", "cash above it in 10 of 100 draws"), format=",.0f"),
        ],
    )
    y = altair.Y("low:Q", title=show.name_of("cash_so_far", currency=currency), axis=axes.money_axis(tickCount=6))
    band = base.mark_area(color=colours.accent, opacity=0.16).encode(y=y, y2=altair.Y2("high:Q"))
    line = base.mark_line(color=colours.accent, strokeWidth=2.4).encode(y=altair.Y("cash:Q"))
    dots = base.mark_circle(color=colours.accent, size=46, opacity=1).encode(y=altair.Y("cash:Q"))
    zero = altair.Chart(pd.DataFrame({"y": [0]})).mark_rule(color=colours.neutral).encode(y=altair.Y("y:Q"))
    return altair.layer(band, zero, line, dots, height=280)


def tornado(bars: Sequence[Bar], npv: float, look: tuple[Palette, str]) -> Picture:
    """Draw the net present value with one input at its low and at its high end, the widest first."""
    colours, currency = look
    rows = pd.DataFrame(
        [
            (bar.label, end, value, npv)
            for bar in bars
            for end, value in (("low end", bar.npv_at_low), ("high end", bar.npv_at_high))
        ],
        columns=["label", "end", "value", "npv"],
    )
    base = altair.Chart(rows).encode(
        y=altair.Y(
            "label:N",
            sort=[bar.label for bar in bars],
            title=None,
            axis=axes.name_axis(170),
        ),
        tooltip=[
            altair.Tooltip("label:N", title="Input"),
            altair.Tooltip("end:N", title="At its"),
            altair.Tooltip("value:Q", title=show.name_of("npv", currency=currency), format=",.0f"),
        ],
    )
    drawn = base.mark_bar(height={"band": 0.66}, cornerRadius=2).encode(
        x=altair.X(
            "npv:Q",
            title=show.name_of("npv", currency=currency),
            scale=altair.Scale(zero=False),
            axis=axes.money_axis(tickCount=6),
        ),
        x2=altair.X2("value:Q"),
        color=altair.Color(
            "end:N",
            title="Input at its",
            scale=altair.Scale(domain=["low end", "high end"], range=[colours.series[4], colours.accent]),
            legend=altair.Legend(orient="top"),
        ),
    )
    lines = (
        altair.Chart(pd.DataFrame({"x": [npv]}))
        .mark_rule(color=colours.ink, strokeDash=[4, 3])
        .encode(x=altair.X("x:Q"))
    )
    return altair.layer(drawn, lines, height=34 * len(bars) + 80)


def chances(drawn: Simulation, look: tuple[Palette, str]) -> Picture:
    """Draw how often the net present value came out where, with the three marks that are told."""
    colours, currency = look
    edges = drawn.edges
    rows = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "draws": drawn.counts})
    rows["sign"] = np.where((rows["from"] + rows["to"]) / 2 > 0, "above zero", "zero or below")
    bars = (
        altair.Chart(rows)
        .mark_bar(binSpacing=1)
        .encode(
            x=altair.X(
                "from:Q",
                title=show.name_of("npv", currency=currency),
                bin="binned",
                axis=axes.money_axis(tickCount=6),
            ),
            x2=altair.X2("to:Q"),
            y=altair.Y("draws:Q", title=show.name_of("draws"), axis=altair.Axis(tickCount=4)),
            color=altair.Color(
                "sign:N",
                title=None,
                legend=altair.Legend(orient="top"),
                scale=altair.Scale(domain=["above zero", "zero or below"], range=[colours.good, colours.bad]),
            ),
            tooltip=[
                altair.Tooltip("from:Q", title=show.name_of("low", "of the bar"), format=",.0f"),
                altair.Tooltip("to:Q", title=show.name_of("high", "of the bar"), format=",.0f"),
                altair.Tooltip("draws:Q", title=show.name_of("draws")),
            ],
        )
    )
    marks = pd.DataFrame({"x": [drawn.low, drawn.middle, drawn.high], "label": ["P10", "P50", "P90"]})
    rules = altair.Chart(marks).mark_rule(color=colours.ink, strokeDash=[3, 3]).encode(x=altair.X("x:Q"))
    words = (
        altair.Chart(marks)
        .mark_text(y=0, dy=-6, baseline="bottom", fontSize=11, color=colours.ink)
        .encode(x=altair.X("x:Q"), text=altair.Text("label:N"))
    )
    return altair.layer(bars, rules, words, height=260, padding={"top": 18, "left": 5, "right": 5, "bottom": 5})


def doing_nothing(costs: Sequence[float], start_year: int, look: tuple[Palette, str]) -> Picture:
    """Draw what serving these journeys costs by year if nothing changes."""
    colours, currency = look
    rows = pd.DataFrame({"year": [str(start_year + place) for place in range(len(costs))], "cost": costs})
    base = altair.Chart(rows).encode(
        x=altair.X("year:O", title=None, axis=altair.Axis(labelAngle=0, ticks=False)),
        y=altair.Y(
            "cost:Q",
            title=show.name_of("cost_to_serve", currency=currency),
            axis=axes.money_axis(tickCount=5),
        ),
        tooltip=[
            altair.Tooltip("year:O"),
            altair.Tooltip("cost:Q", title=show.name_of("cost_to_serve"), format=",.0f"),
        ],
    )
    bars = base.mark_bar(color=colours.neutral, cornerRadiusEnd=3, width={"band": 0.6})
    words = (
        base.transform_calculate(short=axes.short_money("cost", ".3~s"))
        .mark_text(dy=-8, fontSize=11.5, color=colours.ink)
        .encode(text=altair.Text("short:N"))
    )
    return altair.layer(bars, words, height=230)


def basis(found: Basis, colours: Palette) -> Picture:
    """Draw in one bar what the result rests on."""
    rows = pd.DataFrame(
        [
            (place, kind, found.by_evidence[kind], found.inputs[kind])
            for place, kind in enumerate(EVIDENCES)
            if kind in found.by_evidence
        ],
        columns=["place", "kind", "share", "inputs"],
    )
    scale = altair.Scale(domain=list(rows["kind"]), range=[colours.good, colours.accent, colours.bad])
    share = altair.X(
        "share:Q",
        title=None,
        stack="zero",
        axis=altair.Axis(format=".0%", tickCount=5),
        scale=altair.Scale(domain=[0, 1]),
    )
    colour = altair.Color("kind:N", title=None, scale=scale, legend=altair.Legend(orient="top"))
    tips = [
        altair.Tooltip("kind:N", title="Evidence"),
        altair.Tooltip("share:Q", title=show.name_of("result_share"), format=".0%"),
        altair.Tooltip("inputs:Q", title=show.name_of("inputs")),
    ]
    base = altair.Chart(rows).encode(x=share, order=altair.Order("place:Q"), color=colour, tooltip=tips)
    return altair.layer(base.mark_bar(height=30), height=110)
