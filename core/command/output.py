"""What a command answers, and the three ways it is printed: for people, as JSON, as CSV."""

import dataclasses
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from core.command.table import is_unknown, shown, table_lines
from core.engine import Answer
from core.export.csv import csv_bytes


@dataclass(frozen=True)
class Table:
    """Rows under a title, in the order in which they are shown."""

    title: str
    rows: pd.DataFrame

    @staticmethod
    def of(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> "Table":
        """Make a table of plain rows."""
        return Table(title, pd.DataFrame([list(row) for row in rows], columns=list(columns), dtype=object))


@dataclass(frozen=True)
class Output:
    """A command's answer.

    `data` is what `--json` prints. People see `head`, the `tables` and `foot`. `--csv` prints the first table, or
    `csv` where the answer may be of any size. `answers` are the queries behind it, for `--explain`.
    """

    data: Mapping[str, Any]
    tables: tuple[Table, ...] = ()
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    csv: Iterable[bytes] | None = None
    exit_code: int = 0


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: unknown is None, times are ISO 8601 in UTC, answers' SQL is left out.

    >>> plain({"share": float("nan"), "rows": pd.DataFrame({"n": [1], "at": [pd.Timestamp("2025-01-31 09:00")]})})
    {'share': None, 'rows': [{'n': 1, 'at': '2025-01-31T09:00:00Z'}]}
    """
    if isinstance(value, pd.DataFrame):
        return [dict(zip(value.columns, map(plain, row), strict=True)) for row in value.itertuples(index=False)]
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items() if not _is_answers(one)}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return plain({one.name: getattr(value, one.name) for one in dataclasses.fields(value)})
    return _scalar(value)


def _is_answers(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value) and all(isinstance(one, Answer) for one in value.values())
    return isinstance(value, Answer)


def _scalar(value: Any) -> Any:
    if is_unknown(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat() + ("Z" if value.tzinfo is None else "")
    if isinstance(value, date):
        return value.isoformat()
    item = value.item() if hasattr(value, "item") else value
    return item if isinstance(item, (int, float, bool, str)) else str(item)


def print_json(output: Output, *, explain: bool) -> None:
    """Print `data` as JSON in ASCII, which no terminal can misread; with the queries when they are asked for."""
    explained = {"explain": [_explained(answer) for answer in output.answers]} if explain else {}
    json.dump(plain({**output.data, **explained}), sys.stdout, indent=2, allow_nan=False)
    sys.stdout.write("\n")


def print_csv(output: Output) -> None:
    """Print the first table as UTF-8 CSV that no spreadsheet takes for formulas."""
    for block in output.csv if output.csv is not None else csv_blocks(output.tables):
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(block)
        else:
            sys.stdout.write(block.decode("utf-8"))


def print_for_people(output: Output, *, explain: bool) -> None:
    """Print sentences and aligned tables; control characters in data are escaped."""
    blocks = [[shown(line) for line in output.head]]
    for table in output.tables:
        blocks.append([*([table.title] if table.title else []), *table_lines(table.rows)])
    blocks.append([shown(line) for line in output.foot])
    if explain:
        blocks += [_explained_lines(answer) for answer in output.answers]
    text = "\n\n".join("\n".join(lines) for lines in blocks if lines)
    sys.stdout.write(text + "\n" if text else "")


def say(sentence: str) -> None:
    """Print a sentence on stderr."""
    print(f"journey-office: {shown(sentence)}", file=sys.stderr)


def explain_on_stderr(output: Output) -> None:
    """Print the queries beside a CSV."""
    for answer in output.answers:
        sys.stderr.write("\n".join(_explained_lines(answer)) + "\n")


def _explained(answer: Answer) -> dict[str, Any]:
    return {"sql": answer.sql, "parameters": answer.parameters, "data_version": answer.data_version}


def _explained_lines(answer: Answer) -> list[str]:
    parameters = json.dumps(plain(answer.parameters))
    return [f"-- data version {answer.data_version}; parameters {parameters}", *answer.sql.splitlines()]


def csv_blocks(tables: tuple[Table, ...]) -> Iterable[bytes]:
    """Return the first table as CSV."""
    if not tables:
        return ()
    rows = tables[0].rows
    columns = {name: _column(rows[name]) for name in rows.columns}
    return csv_bytes([pa.record_batch(columns)] if columns else [], list(rows.columns), bom=False)


def _column(values: "pd.Series[Any]") -> pa.Array:
    """Return a column for the CSV writer: numbers and truth values as they are, all else as text."""
    known = [_csv_value(value) for value in values.tolist()]
    if any(isinstance(value, str) for value in known):
        known = [value if value is None or isinstance(value, str) else str(value) for value in known]
        return pa.array(known, pa.string())
    return pa.array(known)


def _csv_value(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    if isinstance(value, datetime) and value is not pd.NaT:
        return value.strftime("%Y-%m-%d %H:%M:%S")
    found = _scalar(value)  # half a character, which UTF-8 can't hold, is written as an escape
    return found.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(found, str) else found
