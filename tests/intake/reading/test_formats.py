"""Excel, Parquet, JSON lines and XES take the same typed parse as text."""

import gzip
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from core.errors import FileRefusedError
from core.intake.plan import Dialect, Mapping, ReadingPlan
from core.intake.reading import inspect
from core.intake.reading.run import Job, run

Reader = Callable[..., Any]


def _workbook(path: Path, rows: list[list[Any]], sheet: str = "Data") -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    page = book.create_sheet(sheet)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_excel_dates_are_dates_ids_have_no_point_and_blank_rows_are_skipped(read: Reader, tmp_path: Path) -> None:
    rows = [
        ["Export"],
        [],
        ["case_id", "timestamp", "channel", "cost"],
        [7.0, datetime(2026, 3, 4, 10, 30), "phone", 1.5],
        [],
        ["00012", datetime(2026, 4, 3), "web", 2],
        ["8", "soon", "web", 2],
        ["9", datetime(2026, 4, 3), "web", "€ 2"],
    ]
    found = read(_workbook(tmp_path / "a.xlsx", rows), "a.xlsx")
    assert found.inspection.dialect.sheet == "Data"
    assert found.inspection.sheets == ("Notes", "Data")
    assert found.inspection.dialect.header_line == 3
    assert "date_order" not in [question.code for question in found.inspection.questions]
    assert [(row["line_number"], row["journey_id"], row["occurred_at"], row["cost"]) for row in found.clean] == [
        (4, "7", datetime(2026, 3, 4, 10, 30), 1.5),
        (6, "00012", datetime(2026, 4, 3), 2.0),
    ]
    assert [(row["line_number"], row["column_name"], row["value"]) for row in found.rejects] == [
        (7, "timestamp", "soon"),
        (8, "cost", "€ 2"),
    ]


def test_excel_text_dates_take_the_declared_format_beside_real_ones(read: Reader, tmp_path: Path) -> None:
    rows = [
        ["case_id", "timestamp"],
        ["A", datetime(2026, 3, 4)],
        ["B", "25/04/2026"],
        ["C", "26/04/2026"],
        ["D", "04/26/2026"],
    ]
    found = read(_workbook(tmp_path / "a.xlsx", rows), "a.xlsx", time_format="%d/%m/%Y")
    assert found.column("occurred_at") == [datetime(2026, 3, 4), datetime(2026, 4, 25), datetime(2026, 4, 26)]
    assert [row["value"] for row in found.rejects] == ["04/26/2026"]


def test_an_excel_bomb_and_a_broken_workbook_are_refused(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", [["case_id"], ["A"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.xml", b"\0" * 120_000_000)
    with pytest.raises(FileRefusedError, match="bomb"):
        inspect(path, "a.xlsx")
    broken = tmp_path / "b.xlsx"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(FileRefusedError, match="workbook"):
        inspect(broken, "b.xlsx")


def test_parquet_types_are_kept_and_names_never_enter_a_statement(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    duckdb.sql(
        """copy (select 9007199254740993 as "case_id", timestamp '2026-01-05 10:00:00.5' as "timestamp",
           561.0::double as resource, 1.25::double as cost, [1, 2] as "x""); drop",
           timestamptz '2026-01-05 10:00:00+02' as seen
           union all by name select 2 as "case_id", null::timestamp as "timestamp") to '"""
        + str(path)
        + "'"
    )
    found = read(path, "a.parquet")
    assert [(row["journey_id"], row["occurred_at"], row["agent"], row["cost"]) for row in found.clean] == [
        ("9007199254740993", datetime(2026, 1, 5, 10, 0, 0, 500_000), "561", 1.25)
    ]
    assert [row["reason"] for row in found.rejects] == ["no time of contact"]
    assert "zone" in [question.code for question in found.inspection.questions]
    zoned = read(path, "a.parquet", columns={"journey_id": "case_id", "occurred_at": "seen"})
    assert zoned.column("occurred_at") == [datetime(2026, 1, 5, 8)]
    damaged = tmp_path / "b.parquet"
    damaged.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(FileRefusedError, match="Parquet"):
        inspect(damaged, "b.parquet")


def test_json_lines_keep_numbers_as_written_and_reject_bad_lines(read: Reader) -> None:
    lines = [
        '{"case_id": 9007199254740993, "timestamp": "2026-01-05T10:00:00Z", "cost": 1.50}',
        '{"case_id": "B", "timestamp": "2026-01-05T11:00:00Z", "channel": null, "extra": {"a": [1, "ü"]}}',
        "",
        "{broken",
        "[1]",
        '{"case_id": "C", "case_id": "D", "timestamp": "2026-01-05T11:00:00Z"}',
        '{"case_id": "E", "timestamp": "2026-01-05T11:00:00Z", "channel": "a\\u0000b"}',
        "[" * 100_000,
    ]
    found = read(
        "\n".join(lines),
        "a.jsonl",
        columns={"journey_id": "case_id", "occurred_at": "timestamp", "cost": "cost", "text": "extra"},
    )
    assert [(row["line_number"], row["journey_id"], row["cost"], row["text"]) for row in found.clean] == [
        (1, "9007199254740993", 1.5, None),
        (2, "B", None, json.dumps({"a": [1, "ü"]}, ensure_ascii=False)),
    ]
    assert [row["line_number"] for row in found.rejects] == [4, 5, 6, 7, 8]
    assert "a name occurs twice in one object" in found.result.reasons


LOG = """<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">
<global scope="event"><string key="concept:name" value="UNKNOWN"/></global><classifier name="a" keys="concept:name"/>
<trace><string key="concept:name" value="T1"/><int key="age" value="5"/>
 <event><string key="concept:name" value="Call"/><date key="time:timestamp" value="2026-01-05T10:00:00.000+02:00"/>
  <string key="lifecycle:transition" value="complete"/><list key="l"><string key="x" value="y"/></list></event>
 <event><string key="concept:name" value="Chat"/><date key="time:timestamp" value="bad"/></event></trace>
<trace><string key="concept:name" value="T2"/><event><string key="concept:name" value="Mail"/>
  <date key="time:timestamp" value="2026-01-05T10:00:00Z"/></event></trace></log>"""


@pytest.mark.parametrize("packed", [False, True])
def test_xes_events_carry_their_trace(packed: bool, read: Reader) -> None:
    content = gzip.compress(LOG.encode()) if packed else LOG.encode()
    found = read(content, "a.xes.gz" if packed else "a.xes")
    assert found.inspection.mapping.activity_parts == ("lifecycle:transition",)
    assert [(row["journey_id"], row["activity"], row["occurred_at"]) for row in found.clean] == [
        ("T1", "Call+complete", datetime(2026, 1, 5, 8)),
        ("T2", "Mail", datetime(2026, 1, 5, 10)),
    ]
    assert [row["value"] for row in found.rejects] == ["bad"]
    assert [column.name for column in found.inspection.columns][:2] == ["case:concept:name", "case:age"]
    assert any("nested" in note for note in found.result.notes)


def test_xml_entities_and_broken_xml_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xes"
    path.write_text('<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log>&b;</log>')
    with pytest.raises(FileRefusedError, match="event log"):
        inspect(path, "a.xes")
    path.write_text(LOG[:-40])
    with pytest.raises(FileRefusedError, match="event log"):
        inspect(path, "a.xes")


def test_another_format_than_planned_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_text("case_id,timestamp\nA,2026-01-05\n")
    plan = ReadingPlan(Dialect("parquet"), Mapping("s", {"journey_id": "case_id", "occurred_at": "timestamp"}))
    with pytest.raises(FileRefusedError, match="holds csv, but it is to be read as parquet"):
        run(Job(path, "a.csv", plan, tmp_path / "out"), lambda _: None)
