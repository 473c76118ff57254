"""CSV that a spreadsheet shows as it is: RFC 4180, never a formula, any size."""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

BOM = b"\xef\xbb\xbf"
# What a spreadsheet may run: the first sign after blanks, control characters, quotes and invisible signs, or a tab or
# line break right at the start.
_FORMULA = re.compile(
    "[\t\r\n]|[\\s\x00-\x1f\"'`\u2018\u2019\u201c\u201d\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]*"
    "[=+\\-@|%\uff1d\uff0b\uff0d\uff20\uff5c\uff05]"
)


def safe_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before what looks like one.

    >>> safe_text("=1+1"), safe_text(" +49 30 123"), safe_text("a-b")
    ("'=1+1", "' +49 30 123", 'a-b')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def csv_bytes(batches: Iterable[pa.RecordBatch], headers: Sequence[str], *, bom: bool = True) -> Iterator[bytes]:
    """Yield the header and then each batch as UTF-8; the byte order mark lets Excel see that it is UTF-8.

    Text is made safe, numbers stay numbers, times are UTC as `2025-01-31 09:00:00`, unknown is empty.

    >>> b"".join(csv_bytes([pa.record_batch({"a": ["=x", None], "b": [1.5, -2.0]})], ["name", "cost"], bom=False))
    b"name,cost\\r\\n'=x,1.5\\r\\n,-2.0\\r\\n"
    """
    yield (BOM if bom else b"") + _lines([[safe_text(header) for header in headers]])
    for batch in batches:
        if batch.num_rows:
            yield _lines(zip(*(_cells(column) for column in batch.columns), strict=True))


def _lines(rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def _cells(column: pa.Array) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if pa.types.is_boolean(column.type):
        return [None if value is None else str(value).lower() for value in values]
    if pa.types.is_floating(column.type):
        return [None if value is None or math.isnan(value) else value for value in values]
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return [None if value is None else safe_text(value) for value in values]
    return values


def frame_csv(rows: pd.DataFrame) -> bytes:
    """Return a whole table as CSV that a spreadsheet shows as it is.

    >>> frame_csv(pd.DataFrame({"name": ["=x", None], "n": [1, 2]})).decode("utf-8-sig")
    "name,n\\r\\n'=x,1\\r\\n,2\\r\\n"
    """
    batch = pa.RecordBatch.from_pydict({str(name): pa.array(_known(rows[name])) for name in rows.columns})
    return b"".join(csv_bytes([batch], [str(name) for name in rows.columns]))


def _known(values: "pd.Series[Any]") -> list[Any]:
    found = [None if pd.isna(value) else value for value in values.tolist()]
    alike = all(value is None or isinstance(value, int | float) for value in found)
    return found if alike else [None if value is None else str(value) for value in found]
