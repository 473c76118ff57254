"""An aligned table for a terminal: numbers to the right, wide letters counted as wide, control characters escaped."""

import math
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd

from core.wording import NOT_AVAILABLE, count, duration, number, percent

MOST_WIDE = 100
_NAMES = ("_key", "_code", "_number", "_id")


def shown(text: str) -> str:
    r"""Return a text on one line, with whatever could steer a terminal written as an escape.

    >>> shown("red\x1b[31m\nalert\u202e")
    'red\\x1b[31m\\nalert\\u202e'
    """
    return "".join(
        letter if unicodedata.category(letter)[0] != "C" and letter not in "\u2028\u2029" else _escape(letter)
        for letter in text
    )


def width(text: str) -> int:
    """Return how many places a text takes on a terminal.

    >>> width("abc"), width("電話"), width("e\u0301")
    (3, 4, 1)
    """
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def table_lines(rows: pd.DataFrame) -> list[str]:
    """Return the lines of a table: its header, a rule, its rows.

    >>> print("\\n".join(table_lines(pd.DataFrame({"label": ["Phone"], "journeys": [1200], "share": [0.5]}))))
    label  journeys   share
    -----  --------  ------
    Phone     1,200  50.0 %
    """
    if rows.empty:
        return ["(nothing)"]
    columns = [_column(str(name), rows[name].tolist()) for name in rows.columns]
    right = [_is_number_column(rows[name].tolist()) for name in rows.columns]
    widths = [max(map(width, cells)) for cells in columns]
    lines = [[cells[place] for cells in columns] for place in range(len(rows) + 1)]
    lines.insert(1, ["-" * wide for wide in widths])
    return ["  ".join(map(_padded, line, widths, right)).rstrip() for line in lines]


def written(name: str, value: Any) -> str:
    """Return one value as a table writes it in a column of this name.

    >>> written("resolved_share", 0.704), written("journey_key", 12345), written("journeys", None)
    ('70.4 %', '12345', 'not available')
    """
    return _clipped(shown(_cell(value, _writer(name))))


def _escape(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


def _column(name: str, values: list[Any]) -> list[str]:
    return [_clipped(shown(name)), *(written(name, value) for value in values)]


def _writer(name: str) -> Callable[[Any], str]:
    if name == "share" or name.endswith("_share"):
        return percent
    if name.endswith("_seconds"):
        return duration
    return (
        str if name.endswith(_NAMES) else lambda value: count(value) if float(value).is_integer() else number(value, 2)
    )


def _cell(value: Any, write: Callable[[Any], str]) -> str:
    if is_unknown(value):
        return NOT_AVAILABLE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, (int, float)):
        return write(int(value) if write is str and float(value).is_integer() else value)
    return value.isoformat() if isinstance(value, date) else str(value)


def is_unknown(value: Any) -> bool:
    """Tell whether a value stands for "not known": None, NaN, no time."""
    return value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and not math.isfinite(value))


def _is_number_column(values: list[Any]) -> bool:
    known = [value for value in values if not is_unknown(value)]
    return bool(known) and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in known)


def _clipped(text: str) -> str:
    if width(text) <= MOST_WIDE:
        return text
    while width(text) >= MOST_WIDE:
        text = text[: -max(1, (width(text) - MOST_WIDE) // 2)]
    return text + "…"


def _padded(text: str, wide: int, right: bool) -> str:
    blanks = " " * (wide - width(text))
    return blanks + text if right else text + blanks
