"""What a model of leaving looks at: numbers and levels, with rare levels joined and one to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.numbers.independent import independent_columns
from core.text import NOT_GIVEN

Floats = NDArray[np.float64]
RARE = 50
OTHER = -2
_KNOWN: Mapping[str, Mapping[int, str]] = {
    "resolution": {-1: "outcome not known", 0: "not resolved", 1: "resolved"},
    "effort": {-1: "effort not asked", 1: "CES under 4", 2: "CES 4", 3: "CES over 4"},
    "tenure": {-1: "tenure not known", 0: "customer under a year", 1: "customer one to three years",
               2: "customer three years or more"},
    "long": {0: "done within a week", 1: "took a week or more"},
}  # fmt: skip


@dataclass(frozen=True)
class Driver:
    """One thing that may go with leaving: `column` of the rows; `kind` names its labels, "" for a number of units."""

    name: str
    column: str
    kind: str
    unit: str = ""


DRIVERS = (
    Driver("Channels", "extra_channels", "", "one more channel"),
    Driver("Contacts", "contacts", "", "one more contact"),
    Driver("Outcome", "resolution", "resolution"),
    Driver("Effort", "effort", "effort"),
    Driver("Duration", "long", "long"),
    Driver("Tenure", "tenure", "tenure"),
    Driver("Issue", "issue_code", "issue"),
    Driver("Segment", "segment_code", "segment"),
    Driver("Region", "region_code", "region"),
    Driver("First channel", "first_channel_code", "channel"),
)


@dataclass(frozen=True)
class Column:
    """One column of the design: a number of units, or a level against `compared_with`."""

    driver: Driver
    level: str
    compared_with: str
    journeys: int


@dataclass(frozen=True, eq=False)
class Design:
    """The columns and their values, a row per journey. `not_told_apart`: what others say already, left out."""

    columns: tuple[Column, ...]
    values: Floats
    not_told_apart: tuple[str, ...]

    def names(self) -> list[str]:
        """Return a name for each column."""
        return [column.level for column in self.columns]

    def contrast(self, place: int) -> tuple[Floats, Floats]:
        """Return the rows as if all were at the level compared with, and as if all were at the column's own level.

        For a number: as they are, and with one unit more.
        """
        before, after = self.values.copy(), self.values.copy()
        column = self.columns[place]
        if not column.driver.kind:
            after[:, place] += 1
            return before, after
        same = [other for other, each in enumerate(self.columns) if each.driver == column.driver]
        before[:, same] = 0
        after[:, same] = 0
        after[:, place] = 1
        return before, after


def design(rows: pd.DataFrame, happened: Floats, labels: Mapping[str, Mapping[int, str]]) -> Design:
    """Return the design of the rows; `labels` by kind. What doesn't vary is left out."""
    rows = rows.assign(long=(rows.duration_days >= 7).astype(int))
    columns: list[Column] = []
    values: list[Floats] = []
    for driver in DRIVERS if len(rows) else ():
        found = rows[driver.column].to_numpy(dtype=np.int64)
        if not driver.kind:
            if np.ptp(found) > 0:
                columns.append(Column(driver, driver.unit, "as it is", len(found)))
                values.append(found.astype(float))
            continue
        codes = joined(found, happened)
        named = {**labels.get(driver.kind, {}), **_KNOWN.get(driver.kind, {}), OTHER: "others"}
        levels, sizes = np.unique(codes, return_counts=True)
        base = int(levels[np.argmax(sizes)])
        for level, size in zip(levels.tolist(), sizes.tolist(), strict=True):
            if level != base:
                shown = (named.get(level, NOT_GIVEN), named.get(base, NOT_GIVEN))
                columns.append(Column(driver, *shown, size))
                values.append((codes == level).astype(float))
    whole = np.stack(values, axis=1) if values else np.zeros((len(rows), 0))
    kept = independent_columns(whole)
    same = tuple(f"{each.driver.name}: {each.level}" for place, each in enumerate(columns) if place not in kept)
    return Design(tuple(columns[place] for place in kept), whole[:, kept], same)


def joined(codes: NDArray[np.int64], happened: Floats) -> NDArray[np.int64]:
    """Return the codes with rare levels, and those where all or none left, joined into one; that too, if it is rare."""
    levels, place = np.unique(codes, return_inverse=True)
    sizes, gone = np.bincount(place), np.bincount(place, happened)
    poor = (sizes < RARE) | (gone == 0) | (gone == sizes)
    joined = np.where(poor[place], OTHER, codes)
    mine = joined == OTHER
    together = happened[mine].sum()
    if mine.any() and (mine.sum() < RARE or together in (0, mine.sum())):
        joined[mine] = int(levels[np.argmax(sizes)])
    return joined
