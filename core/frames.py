"""Rows of a data frame, one after the other."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows as named tuples.

    >>> [row.label for row in each(pd.DataFrame({"label": ["a", "b"]}))]
    ['a', 'b']
    """
    yield from frame.itertuples(index=False)
