"""Charts that can be edited on a slide: their series, the workbook beneath them, and a file that is always the same."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import xlsxwriter
from pptx.chart.data import CategoryChartData

from core.business_case.printing.room import clean
from core.business_case.waterfall import Step
from core.wording import money, priced

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_MILLION = 1e6
BASE = "Beneath"
Look = Literal["total", "adds", "takes", "base"]


@dataclass(frozen=True)
class Series:
    """One series of a chart: its name, one number or nothing for each category, and how it looks."""

    name: str
    values: tuple[float | None, ...]
    look: str = ""


@dataclass(frozen=True)
class Plot:
    """A chart's categories and series; `noted` is one more column of its workbook, which is not drawn."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    noted: Series | None = None


def chart_data(plot: Plot) -> CategoryChartData:
    """Return a plot as a presentation takes it."""
    data = CategoryChartData()
    data.categories = [_name(one) for one in plot.categories]
    for one in plot.series:
        data.add_series(clean(one.name), one.values)
    return data


def workbook(plot: Plot, made_at: datetime) -> bytes:
    """Return the workbook beneath a chart: texts stay texts, whatever they begin with."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"created": made_at.replace(tzinfo=None)})
        text = book.add_format({"num_format": "@", "quote_prefix": True})
        sheet = book.add_worksheet("Sheet1")
        for row, name in enumerate(plot.categories, 1):
            sheet.write_string(row, 0, _name(name), text)
        for column, one in enumerate((*plot.series, *((plot.noted,) if plot.noted else ())), 1):
            sheet.write_string(0, column, clean(one.name), text)
            for row, value in enumerate(one.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
        sheet.set_column(0, 0, 32)
    return target.getvalue()


def _name(category: str) -> str:
    return "\n".join(clean(part) for part in category.split("\n"))


def waterfall_plot(steps: Sequence[Step], currency: str) -> Plot:
    """Return a waterfall as stacked columns: what lies beneath a bar is not drawn, a bar may cross zero.

    A category names the step with its amount. A bar's part above zero is in the series of its
    kind, its part below in one of the same name "(below zero)".
    """
    looks: dict[Look, str] = {"base": BASE, "total": "Total", "adds": "Adds", "takes": "Takes off"}
    columns: list[Series] = []
    for look, name in looks.items():
        for below in (False, True):
            values = tuple(_part(step, look, below) for step in steps)
            if any(values):
                columns.append(Series(f"{name} (below zero)" if below else name, values, look))
    columns = columns or [Series("Total", tuple(0.0 for _ in steps), "total")]
    amounts = Series(f"Amount in {currency}", tuple(step.amount for step in steps))
    names = tuple(f"{step.label}\n{money(step.amount, currency)}" for step in steps)
    return Plot(names, tuple(columns), amounts)


def _part(step: Step, look: Look, below: bool) -> float | None:
    """Return the height of one part of a bar: beneath it or itself, above zero or below it."""
    low, high = min(step.start, step.end), max(step.start, step.end)
    if look == "base":
        return (min(0.0, high) if below else max(0.0, low)) or None
    if look != step.kind:
        return None
    part = min(low, 0.0) - min(high, 0.0) if below else max(high, 0.0) - max(low, 0.0)
    return part or None


def money_format(most: float, currency: str) -> str:
    """Return how an axis writes amounts up to `most`, as a spreadsheet's number format.

    >>> money_format(2e6, "EUR"), money_format(900, "SEK")
    ('"€"0.00,,"m";"−€"0.00,,"m";0', '"SEK "#,##0;"−SEK "#,##0;0')
    """
    digits = '0.00,,"m"' if abs(most) >= _MILLION else "#,##0"
    signs = (priced("0", currency, below_zero=below).partition("0") for below in (False, True))
    parts = (f'"{before}"{digits}"{after}"'.replace('""', "") for before, _, after in signs)
    return f"{';'.join(parts)};0"


def packed(content: bytes) -> bytes:
    """Return a zip file with the same members, all dated alike, so that it is the same whenever it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _ZIP_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(member, source.read(name))
    return target.getvalue()
