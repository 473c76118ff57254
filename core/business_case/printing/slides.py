"""The brief as a presentation of six or seven slides, with charts that can be edited."""

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from core.business_case.brief import Brief
from core.business_case.printing.deck import EDGE, INNER, Box, Deck, Style, rgb
from core.business_case.printing.native import Plot, Series, money_format, waterfall_plot
from core.business_case.printing.scale import Scale
from core.look import LIGHT
from core.wording import money

FAINT = Style(12, 9, colour=LIGHT.faint_ink)
SAID = Style(16, 11)
_MOST_LABELS, _QUARTERS = 13, 4
_FILLS = {"total": LIGHT.accent, "adds": LIGHT.good, "takes": LIGHT.bad}
_CASH = ("As planned", "90 of 100 draws are above", "10 of 100 draws are above")
_BARS = ("At its low end", "At its high end")


def brief_pptx(of: Brief) -> bytes:
    """Return the brief as a presentation (16:9), the same for the same brief."""
    deck = Deck(of.title, of.made_at)
    _decision(deck, of)
    _return(deck, of)
    _cash(deck, of)
    _evidence(deck, of)
    _risks(deck, of)
    _scenarios(deck, of)
    if of.story:
        _story(deck, of)
    return deck.finished(f"{of.foot} · {of.basis_said}")


def _decision(deck: Deck, of: Brief) -> None:
    slide = deck.slide(of.title)
    deck.text(slide, Box(EDGE, 1.1, INNER, 0.3), " · ".join(of.badges), FAINT)
    deck.text(slide, Box(EDGE, 1.5, INNER, 0.85), " ".join(part for part in of.answer if part), Style(20, 12))
    open_points = " ".join(f"Open: {one}" for one in of.open_points)
    parts = [
        ("The decision wanted", 0.35, Style(14, 14, bold=True, colour=LIGHT.accent)),
        (of.decision, 0.5, Style(20, 12, bold=True)),
        (open_points, 0.6, Style(12, 9)),
    ]
    deck.card(slide, Box(EDGE, 2.45, INNER, 1.65 if open_points else 1.05), parts if open_points else parts[:2])
    top = 4.25 if open_points else 3.7
    deck.text(slide, Box(EDGE, top, INNER, 0.4), f"The ask: {of.ask_said}", SAID)
    rows = [(of.ask.unit, *of.ask.heads[1:]), *of.ask.rows]
    columns = len(of.ask.heads)
    widths = (2.4, *(1.0 for _ in range(columns - 1)))
    box = Box(EDGE, top + 0.5, INNER, 0.32 * len(rows))
    deck.table(slide, box, rows, widths, right_from=1, bold_last=True, size=12 if columns < 8 else 10)


def _return(deck: Deck, of: Brief) -> None:
    slide = deck.slide("What it returns")
    gap = 0.15
    wide = (INNER - gap * (len(of.kpis) - 1)) / len(of.kpis)
    for place, one in enumerate(of.kpis):
        parts = [
            (one.label, 0.28, Style(12, 9, colour=LIGHT.faint_ink)),
            (one.value, 0.5, Style(24, 10, bold=True)),
            (one.note, 0.42, Style(11, 8)),
        ]
        deck.card(slide, Box(EDGE + place * (wide + gap), 1.2, wide, 1.35), parts)
    deck.text(slide, Box(EDGE, 2.7, INNER, 0.35), of.waterfall_said, SAID)
    if not any(step.amount for step in of.steps):
        return
    plot = waterfall_plot(of.steps, of.currency)
    told = "; ".join(f"{step.label} {money(step.amount, of.currency)}" for step in of.steps)
    box = Box(EDGE, 3.1, INNER, 3.8)
    chart = deck.chart(slide, box, XL_CHART_TYPE.COLUMN_STACKED, plot, f"Waterfall at present value: {told}.")
    chart.has_legend = False
    chart.plots[0].gap_width, chart.plots[0].overlap = 40, 100
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _money_axis(chart, of, [end for step in of.steps for end in (step.start, step.end)])
    chart.category_axis.tick_labels.font.size = Pt(10)
    for series, drawn in zip(plot.series, chart.plots[0].series, strict=True):
        drawn.invert_if_negative = False
        if series.look == "base":
            drawn.format.fill.background()
        else:
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = rgb(_FILLS[series.look])


def _cash(deck: Deck, of: Brief) -> None:
    slide = deck.slide("Cumulative cash")
    said = f"{of.cash_said} Net present value: {of.drawn_said[:1].lower()}{of.drawn_said[1:]}"
    deck.text(slide, Box(EDGE, 1.15, INNER, 0.55), said, SAID)
    path = of.cash
    if not any((*path.planned, *path.low, *path.high)):
        return
    series = tuple(Series(*pair) for pair in zip(_CASH, (path.planned, path.low, path.high), strict=True))
    told = "; ".join(f"{name} {money(one, of.currency)}" for name, one in zip(path.labels, path.planned, strict=True))
    box = Box(EDGE, 1.75, INNER, 5.15)
    chart = deck.chart(
        slide, box, XL_CHART_TYPE.LINE, Plot(path.labels, series), f"Cumulative cash as planned: {told}."
    )
    _money_axis(chart, of, [*path.planned, *path.low, *path.high])
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    looks = ((LIGHT.accent, 3.0, MSO_LINE.SOLID), (LIGHT.bad, 1.75, MSO_LINE.DASH), (LIGHT.good, 1.75, MSO_LINE.DASH))
    for drawn, (colour, wide, dash) in zip(chart.plots[0].series, looks, strict=True):
        drawn.smooth = False
        line = drawn.format.line
        line.color.rgb, line.width, line.dash_style = rgb(colour), Pt(wide), dash
    if len(path.labels) > _MOST_LABELS:
        skip = chart.category_axis._element.find(qn("c:noMultiLvlLbl"))
        skip.addprevious(chart.category_axis._element.makeelement(qn("c:tickLblSkip"), {"val": str(_QUARTERS)}))


def _evidence(deck: Deck, of: Brief) -> None:
    slide = deck.slide("What it rests on")
    deck.text(slide, Box(EDGE, 1.15, INNER, 0.6), of.basis_said, SAID)
    shares = " · ".join(f"{name}: {inputs}" for name, inputs, _ in of.shares)
    deck.text(slide, Box(EDGE, 1.8, INNER, 0.3), shares, FAINT)
    heads = ("Input", "Value", "Part", "Evidence", "Source", "Answers for it")
    rows = [heads, *((one.label, one.value, one.part, one.evidence, one.source, one.owner) for one in of.inputs)]
    if of.inputs:
        box = Box(EDGE, 2.25, INNER, 0.6 * len(rows))
        deck.table(slide, box, rows, (2.4, 2.0, 0.6, 2.8, 2.6, 1.6), size=12)
        note = "Part: if every input were off by 1 %, this part of the moves of the result would come from it."
        deck.text(slide, Box(EDGE, 6.6, INNER, 0.3), note, FAINT)


def _risks(deck: Deck, of: Brief) -> None:
    slide = deck.slide("What could change it")
    deck.text(slide, Box(EDGE, 1.15, INNER, 0.6), of.tornado_said, SAID)
    wide = 8.2 if of.bars else -0.3
    if of.bars:
        bars = of.bars[::-1]  # a bar chart begins at its foot
        names = tuple(f"{bar.label} ({bar.low} to {bar.high})" for bar in bars)
        ends = (tuple(bar.npv_at_low for bar in bars), tuple(bar.npv_at_high for bar in bars))
        series = tuple(Series(*pair) for pair in zip(_BARS, ends, strict=True))
        told = "; ".join(
            f"{name}: {money(bar.npv_at_low, of.currency)}, {money(bar.npv_at_high, of.currency)}"
            for name, bar in zip(names, bars, strict=True)
        )
        box = Box(EDGE, 1.85, wide, 4.75)
        chart = deck.chart(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, Plot(names, series), f"Net present value: {told}.")
        _money_axis(chart, of, [of.npv, *ends[0], *ends[1]])
        chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100
        chart.value_axis.crosses_at = of.npv
        chart.value_axis.major_unit = Scale.of([of.npv, *ends[0], *ends[1]], of.currency, 4).step
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        for drawn, colour in zip(chart.plots[0].series, (LIGHT.neutral, LIGHT.accent), strict=True):
            drawn.invert_if_negative = False
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = rgb(colour)
        note = (
            f"Net present value with one input at an end of its range; the bars begin at {money(of.npv, of.currency)}."
        )
        deck.text(slide, Box(EDGE, 6.65, wide, 0.3), note, FAINT)
    left = EDGE + wide + 0.3
    even = [(one, 1.0, Style(13, 9)) for one in of.break_evens]
    head = ("What would have to be true", 0.4, Style(14, 12, bold=True, colour=LIGHT.accent))
    nothing = ("Nothing moves the result, so there is nothing to break even.", 0.8, Style(13, 9))
    deck.card(slide, Box(left, 1.85, INNER - wide - 0.3, 4.75), [head, *(even or [nothing])])


def _scenarios(deck: Deck, of: Brief) -> None:
    slide = deck.slide("Scenarios, doing nothing, approval")
    deck.text(slide, Box(EDGE, 1.15, INNER, 0.6), of.scenarios_said, SAID)
    heads = ("Scenario", "Net present value", "Internal rate of return", "Payback")
    rows = [heads, *((one.name, one.npv, one.rate, one.payback) for one in of.scenarios)]
    deck.table(slide, Box(EDGE, 1.85, INNER, 0.3 * len(rows)), rows, (3.0, 1.6, 2.2, 1.2), right_from=1, size=13)
    half, top = (INNER - 0.3) / 2, 2.2 + 0.3 * len(rows)
    head = Style(14, 12, bold=True, colour=LIGHT.accent)
    nothing = [("Doing nothing", 0.4, head), (of.waiting_said, 1.1, Style(14, 9))]
    deck.card(slide, Box(EDGE, top, half, 1.75), nothing)
    lines = [(one, 0.33, Style(13, 8)) for one in of.approval]
    if not of.signed:
        lines.append(("Name, signature, date: ____________________________", 0.4, Style(13, 8)))
    deck.card(slide, Box(EDGE + half + 0.3, top, half, 1.75), [("Approval", 0.35, head), *lines])


def _story(deck: Deck, of: Brief) -> None:
    slide = deck.slide("The change story")
    across, gap = 3, 0.2
    wide, tall = (INNER - gap * (across - 1)) / across, 2.75
    for place, beat in enumerate(of.story[: 2 * across]):
        left, top = EDGE + place % across * (wide + gap), 1.25 + place // across * (tall + gap)
        head = (f"{place + 1}. {beat.title}", 0.4, Style(14, 11, bold=True, colour=LIGHT.accent))
        deck.card(slide, Box(left, top, wide, tall), [head, (beat.text, tall - 0.7, Style(13, 8))])


def _money_axis(chart: Chart, of: Brief, amounts: list[float]) -> None:
    labels = chart.value_axis.tick_labels
    labels.number_format_is_linked = False
    labels.number_format = money_format(max(map(abs, amounts), default=0.0), of.currency)
    labels.font.size = Pt(10)
