"""A presentation in the house's look: slides with a title and a foot, and texts, tables and charts in their boxes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from core.business_case.printing.native import Plot, chart_data, packed, workbook
from core.business_case.printing.room import clean, fitted
from core.look import LIGHT

FONT = "Arial"
WIDTH, HEIGHT, EDGE = 13.333, 7.5, 0.5
INNER = WIDTH - 2 * EDGE
_TITLE_ONLY = 5
_JOINED = "\u2060"  # keeps a minus on the line of its amount; a space that does not break does so for %
_CELL_SIDE, _CELL_TOP = 0.06, 0.03


@dataclass(frozen=True)
class Box:
    """Where something stands on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Return it as a presentation counts."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


@dataclass(frozen=True)
class Style:
    """How a text looks: the largest and the smallest size in points, and the rest."""

    largest: int = 16
    smallest: int = 10
    bold: bool = False
    colour: str = LIGHT.ink
    right: bool = False


class Deck:
    """A presentation in the making."""

    def __init__(self, title: str, made_at: datetime) -> None:
        self._made_at = made_at.replace(tzinfo=None)
        self._show = Presentation()
        self._show.slide_width, self._show.slide_height = Inches(WIDTH), Inches(HEIGHT)
        about = self._show.core_properties
        about.title, about.author, about.last_modified_by = clean(title), "Journey Office", "Journey Office"
        about.created = about.modified = self._made_at
        about.revision, about.language = 1, "en"

    def slide(self, title: str) -> Slide:
        """Add a slide with its title."""
        slide = self._show.slides.add_slide(self._show.slide_layouts[_TITLE_ONLY])
        holder = slide.shapes.title
        box = Box(EDGE, 0.35, INNER, 0.75)
        holder.left, holder.top, holder.width, holder.height = box.emu()
        _edgeless(holder.text_frame)
        _write(holder.text_frame, title, box, Style(28, 16, bold=True))
        return slide

    def text(self, slide: Slide, box: Box, text: str, style: Style) -> None:
        """Write a text into a box."""
        frame = slide.shapes.add_textbox(*box.emu()).text_frame
        _edgeless(frame)
        _write(frame, text, box, style)

    def card(self, slide: Slide, box: Box, parts: Sequence[tuple[str, float, Style]]) -> None:
        """Draw a card with texts beneath each other, each with its height in inches."""
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu())
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(LIGHT.surface)
        shape.line.fill.background()
        shape._element.remove(shape._element.find(qn("p:style")))  # it brings a shadow
        top = box.top + 0.1
        for text, height, style in parts:
            self.text(slide, Box(box.left + 0.15, top, box.width - 0.3, height), text, style)
            top += height

    def table(
        self, slide: Slide, box: Box, rows: Sequence[Sequence[str]], widths: Sequence[float], **look: Any
    ) -> None:
        """Draw a table, the first row its head; `widths` are parts of the box; each row is equally tall.

        `right_from`: the first column that is set right. `bold_last`: whether the last row is a sum. `size`: points.
        """
        frame = slide.shapes.add_table(len(rows), len(widths), *box.emu())
        table = frame.table
        table.horz_banding, table.first_row = False, True
        tall, right_from = box.height / len(rows), int(look.get("right_from", 99))
        for place, part in enumerate(widths):
            table.columns[place].width = Inches(box.width * part / sum(widths))
        for number, row in enumerate(rows):
            table.rows[number].height = Inches(tall)
            is_strong = number == 0 or (bool(look.get("bold_last")) and number == len(rows) - 1)
            for place, text in enumerate(row):
                cell = table.cell(number, place)
                cell.fill.solid()
                cell.fill.fore_color.rgb = rgb(LIGHT.surface if is_strong else LIGHT.background)
                cell.margin_left = cell.margin_right = Inches(_CELL_SIDE)
                cell.margin_top = cell.margin_bottom = Inches(_CELL_TOP)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                room = Box(0, 0, box.width * widths[place] / sum(widths) - 2 * _CELL_SIDE, tall - 2 * _CELL_TOP)
                size = int(look.get("size", 12))
                colour = LIGHT.faint_ink if number == 0 else LIGHT.ink
                _write(cell.text_frame, text, room, Style(size, 8, is_strong, colour, place >= right_from))

    def chart(self, slide: Slide, box: Box, kind: XL_CHART_TYPE, plot: Plot, told: str) -> Chart:
        """Draw a chart that can be edited, with the words for who can't see it."""
        frame = slide.shapes.add_chart(kind, *box.emu(), chart_data(plot))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(told))
        chart = frame.chart
        chart.part.chart_workbook.update_from_xlsx_blob(workbook(plot, self._made_at))
        chart.font.size, chart.font.name, chart.font.color.rgb = Pt(11), FONT, rgb(LIGHT.ink)
        chart.has_title = False
        chart.has_legend = len(plot.series) > 1
        if chart.has_legend:
            chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        lines = chart.value_axis.major_gridlines.format.line
        lines.color.rgb, lines.width = rgb(LIGHT.line), Pt(0.75)
        chart.value_axis.format.line.fill.background()
        chart.category_axis.format.line.color.rgb = rgb(LIGHT.neutral)
        return chart

    def finished(self, foot: str) -> bytes:
        """Return the file, with a foot and a number on each slide."""
        slides = list(self._show.slides)
        for number, slide in enumerate(slides, 1):
            small = Style(10, 8, colour=LIGHT.faint_ink)
            self.text(slide, Box(EDGE, 7.05, INNER - 1.2, 0.3), foot, small)
            self.text(
                slide, Box(WIDTH - EDGE - 1.0, 7.05, 1.0, 0.3), f"{number} of {len(slides)}", replace(small, right=True)
            )
        target = io.BytesIO()
        self._show.save(target)
        return packed(target.getvalue())


def rgb(colour: str) -> RGBColor:
    """Return a colour of the house's look."""
    return RGBColor.from_string(colour.removeprefix("#"))


def _write(frame: Any, text: str, box: Box, style: Style) -> None:
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    words, size = fitted(text, (box.width, box.height), (style.largest, style.smallest), bold=style.bold)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if style.right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = words.replace("−", f"−{_JOINED}").replace(" %", "\u00a0%")
    font = run.font
    font.size, font.bold, font.name, font.color.rgb = Pt(size), style.bold, FONT, rgb(style.colour)


def _edgeless(frame: Any) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
