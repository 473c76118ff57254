"""Each .sql file shows a worked example above its statement; here each one is run."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from core.query import Query

ROOT = Path(__file__).parent.parent
SLICES = ("glossary", "measured", "paths", "retention", "scope", "scorecard", "switching")
FILES = sorted(path for name in SLICES for path in (ROOT / "core" / name).glob("*.sql"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_example_of_the_header_holds(path: Path) -> None:
    header, body = _parts(path.read_text())
    for line in ("grain", "reads", "parameters"):
        assert re.search(rf"^-- {line}: ", header, re.MULTILINE)
    given, wanted = header.split("-- gives:")
    values = {
        name: _value(text)
        for name, text in re.findall(r"\$(\w+) = ('[^']*'|\[[^]]*\]|[\w.-]+)", given.split("example")[1])
    }
    pieces = tuple((name, _as_query(columns, rows)) for name, columns, rows in _tables(given))
    columns, rows = _rows(wanted.splitlines())
    connection = duckdb.connect()
    used = {name: value for name, value in values.items() if f"${name}" in body}
    cursor = connection.execute(Query(body, pieces).text(), used)
    assert [column[0] for column in cursor.description] == columns
    found = cursor.fetchall()
    if "order by" not in body.split(")")[-1]:
        found, rows = sorted(found, key=repr), sorted(rows, key=repr)
    assert found == rows


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_statement_means_the_same_on_other_engines(path: Path) -> None:
    _, body = _parts(path.read_text())
    words = "qualify arg_min arg_max list string_agg percentile_cont quantile_cont dayofweek asof any_value"
    assert not set(words.split()) & set(re.findall(r"\w+", body.lower()))
    assert not re.search(r"::|\b(first|last)\(", body)
    assert not re.search(r"\(.*order by.*\)\s*from", body.replace(" over (", " OVER["), re.IGNORECASE)
    assert "{" not in body
    assert "%s" not in body


def _parts(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    first = next(place for place, line in enumerate(lines) if line.strip() and not line.startswith("--"))
    return "\n".join(lines[:first]), "\n".join(lines[first:]).strip()


def _tables(given: str) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
    blocks = re.split(r"^-- \| (\w+): ", given, flags=re.MULTILINE)[1:]
    return [(name, *_rows(["-- | " + text.splitlines()[0], *text.splitlines()[1:]]))
            for name, text in zip(blocks[::2], blocks[1::2], strict=True)]  # fmt: skip


def _rows(lines: list[str]) -> tuple[list[str], list[tuple[Any, ...]]]:
    cells = [[cell.strip() for cell in line[4:].strip(" |").split("|")] for line in lines if line.startswith("-- |")]
    return cells[0], [tuple(_value(cell) for cell in row) for row in cells[1:]]


def _value(text: str) -> Any:
    if text.startswith("'"):
        return text[1:-1]
    if text.startswith("["):
        return [_value(one.strip()) for one in text[1:-1].split(",")]
    if text.startswith("date "):
        return date.fromisoformat(text[5:])
    if text.startswith("time "):
        return datetime.fromisoformat(text[5:])
    if text in ("null", "true", "false"):
        return {"null": None, "true": True, "false": False}[text]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def _as_query(columns: list[str], rows: list[tuple[Any, ...]]) -> str:
    def literal(value: Any) -> str:
        if value is None or isinstance(value, bool | int | float):
            return "null" if value is None else str(value).lower()
        kind = "timestamp " if isinstance(value, datetime) else "date " if isinstance(value, date) else ""
        return f"{kind}'{value}'"

    listed = ", ".join("(" + ", ".join(literal(value) for value in row) + ")" for row in rows)
    named = ", ".join(columns)
    return f"select * from (values {listed}) as given ({named})"
