"""The native charts of the workbook: cash over time, benefits against costs, and what moves the result."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from core.business_case.workbook.cash_flow import CashRows
from core.business_case.workbook.content import Content
from core.business_case.workbook.table import FIRST, Row

_TALL, _WIDE = 340, 620
_BLUE, _GREEN, _RED, _GREY = "#1F5FA8", "#2E7D5B", "#B4533C", "#6B7A90"
_HEAD_ROW = 3


def charts(content: Content, sheet: Worksheet, row: int, cash: CashRows) -> None:
    """Add the charts of cumulative cash and of benefits and costs, side by side, with their corner in a row."""
    book, currency = content.pen.book, content.case.currency
    so_far = book.add_chart({"type": "line"})
    so_far.add_series(_series(cash.cumulative, "Net, cumulative", {"line": {"color": _BLUE, "width": 2.25}}))
    dashed = {"line": {"color": _GREY, "width": 2.25, "dash_type": "dash"}}
    so_far.add_series(_series(cash.discounted_cumulative, "Discounted, cumulative", dashed))
    _finish(so_far, f"Cash so far ({currency})")
    sheet.insert_chart(row, 0, so_far, {"object_position": 3, "description": "Cumulative cash by period"})
    both = book.add_chart({"type": "column", "subtype": "stacked"})
    both.add_series(_series(cash.benefits, "Benefits", {"fill": {"color": _GREEN}, "gap": 60}))
    both.add_series(_series(cash.costs, "Costs with contingency", {"fill": {"color": _RED}}))
    _finish(both, f"Benefits and costs ({currency}, before tax)")
    place = {"object_position": 3, "x_offset": 250, "description": "Benefits and costs by period"}
    sheet.insert_chart(row, 2, both, place)


def tornado_chart(content: Content, sheet: Worksheet, at: tuple[int, int], rows: tuple[int, int]) -> None:
    """Add the chart of how far each input moves the result, from rows with label, change at low and change at high."""
    chart, name = content.pen.book.add_chart({"type": "bar"}), sheet.get_name()
    for column, label, color in ((7, "Input at its low end", _GREY), (8, "Input at its high end", _BLUE)):
        chart.add_series({
            "name": label, "categories": [name, rows[0], 0, rows[1], 0],
            "values": [name, rows[0], column, rows[1], column], "fill": {"color": color}, "overlap": 100, "gap": 40,
        })  # fmt: skip
    chart.set_title(_title(f"Change of net present value ({content.case.currency}); not live"))
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": {"size": 9}})
    chart.set_x_axis(
        {"num_format": "#,##0", "label_position": "low", "major_gridlines": _grid(), "num_font": {"size": 9}}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 140 + 22 * (rows[1] - rows[0] + 1)})
    sheet.insert_chart(*at, chart, {"object_position": 3, "description": "What moves the net present value most"})


def _series(row: Row, name: str, look: dict[str, Any]) -> dict[str, Any]:
    last = FIRST + row.last
    return {
        "name": name,
        "categories": [row.sheet, _HEAD_ROW, FIRST, _HEAD_ROW, last],
        "values": [row.sheet, row.row, FIRST, row.row, last],
        **look,
    }


def _finish(chart: Any, title: str) -> None:
    chart.set_title(_title(title))
    chart.set_x_axis({"label_position": "low", "num_font": {"size": 9}})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": _grid(), "num_font": {"size": 9}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _WIDE, "height": _TALL})


def _title(text: str) -> dict[str, Any]:
    return {"name": text, "name_font": {"size": 12, "bold": True}, "overlay": False}


def _grid() -> dict[str, Any]:
    return {"visible": True, "line": {"color": "#D8DEE8"}}
