"""What the data quality analysis answers: measurements, gaps and labels that should be one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import pandas as pd

from core.engine import Answer
from core.frames import each
from core.quality.indicators import Indicator

Status = Literal["ok", "warn", "not available"]


@dataclass(frozen=True)
class Measurement:
    """One indicator over the dataset (`source` None) or over one source: `part` of `whole`.

    `value` is a share, None where it can't be told; `remark` then says why.

    >>> from core.quality.indicators import default_indicators
    >>> rejected = next(one for one in default_indicators() if one.code == "rejected")
    >>> measured = Measurement(rejected, None, 3, 100)
    >>> measured.value, measured.status
    (0.03, 'warn')
    """

    indicator: Indicator
    source: str | None
    part: int
    whole: int
    remark: str = ""

    @property
    def value(self) -> float | None:
        """Return the share, None without anything to count or with a remark that says why it means nothing."""
        return self.part / self.whole if self.whole and not self.remark else None

    @property
    def status(self) -> Status:
        """Return whether the value keeps to the limit."""
        if self.value is None:
            return "not available"
        return "ok" if self.indicator.in_order(self.value) else "warn"


@dataclass(frozen=True)
class Gap:
    """Days in a row on which a source has no contact although it usually has on such weekdays."""

    source: str
    first: date
    last: date
    days: int


@dataclass(frozen=True)
class LabelVariant:
    """Labels of one kind that differ only in spelling, most used first, and the interactions under each."""

    kind: str
    labels: tuple[str, ...]
    interactions: tuple[int, ...]


@dataclass(frozen=True)
class Quality:
    """The whole answer about one data version.

    `by_month` has the columns indicator, source, month, part, whole, value over the months of contact (without
    implausible ones); `by_import` has indicator, import_number, file_name, source, imported_at, part, whole, value.
    """

    overall: tuple[Measurement, ...]
    by_source: tuple[Measurement, ...]
    by_month: pd.DataFrame
    by_import: pd.DataFrame
    gaps: tuple[Gap, ...]
    label_variants: tuple[LabelVariant, ...]
    interactions: int
    sources: tuple[str, ...]
    answers: Mapping[str, Answer]

    def of(self, code: str, source: str | None = None) -> Measurement:
        """Return one measurement."""
        found = self.overall if source is None else self.by_source
        return next(one for one in found if one.indicator.code == code and one.source == source)

    def course(self, code: str) -> tuple[float, ...]:
        """Return one indicator month by month over all sources, months without a count left out."""
        part, whole = self._months.get(code, (Counter(), Counter()))
        return tuple(float(part[month] / whole[month]) for month in sorted(whole) if whole[month])

    @cached_property
    def _months(self) -> Mapping[str, tuple[Counter[date], Counter[date]]]:
        found: dict[str, tuple[Counter[date], Counter[date]]] = {}
        for row in each(self.by_month[["indicator", "month", "part", "whole"]].dropna()):
            part, whole = found.setdefault(row.indicator, (Counter(), Counter()))
            part[row.month] += row.part
            whole[row.month] += row.whole
        return found

    @property
    def warnings(self) -> tuple[Measurement, ...]:
        """Return what needs attention over the dataset: required fields first, then the furthest from its limit."""
        found = [one for one in self.overall if one.status == "warn"]
        return tuple(sorted(found, key=lambda one: (not one.indicator.required, -_distance(one), one.indicator.code)))


def _distance(measured: Measurement) -> float:
    return abs((measured.value or 0.0) - measured.indicator.limit)
