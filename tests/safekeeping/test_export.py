"""Everything as plain files: complete, safe in a spreadsheet, the same each time, whole or not at all."""

import csv
import json
import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from core.access import OPERATOR
from core.errors import DataBusyError, InvalidInputError
from core.safekeeping.export import export
from core.workspace.audit import START
from tests.safekeeping.offices import EVE, fill, fill_data, fill_workspace, said, used


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_it_is_complete_and_the_same_each_time(source, tmp_path) -> None:
    fill(source)
    first = said(source, tmp_path / "a")
    assert said(source, tmp_path / "b") == first
    folder = tmp_path / "a"
    with used(source) as (office, workspace):
        assert {one["key"] for one in json.loads((folder / "workspace" / "decision.json").read_text())} == {
            one.key for one in workspace.all("decision")
        }
        info, head = office.info("test"), workspace.head()
    assert len(read_csv(folder / "datasets" / "test" / "interactions.csv")) == info.interactions
    assert len(read_csv(folder / "datasets" / "test" / "journeys.csv")) == info.journeys
    rows = [json.loads(line) for line in (folder / "workspace" / "audit.jsonl").read_text().splitlines()]
    assert (rows[0]["hash_before"], rows[-1]["hash"]) == (START, head.hash)
    assert [row["number"] for row in read_csv(folder / "workspace" / "audit.csv")] == [
        str(row["number"]) for row in rows
    ]
    text = (folder / "README.txt").read_text()
    assert "decision: 11" in text
    assert "dataset test: data version" in text


def test_no_spreadsheet_runs_anything(fresh, tmp_path) -> None:
    settings = fresh()
    fill_workspace(settings)
    said(settings, tmp_path / "out", data=False)
    (row,) = [one for one in read_csv(tmp_path / "out" / "workspace" / "decision.csv") if one["key"] == "d1"]
    assert row["text"].startswith("'=1+1 Größe")
    assert (row["n"], json.loads(row["parts"])) == ("1", [1, {"a": None}])
    items = read_csv(tmp_path / "out" / "workspace" / "backlog_item.csv")
    assert [(one["key"], one["score"], one["done"]) for one in items] == [
        ("Z/ä", "-1.5", "false"),
        ("a/1", "2.0", "true"),
    ]


def test_anonymous_answers_do_not_tell_who_gave_them(fresh, tmp_path) -> None:
    settings = fresh()
    fill_workspace(settings)
    with used(settings) as (_, workspace):
        for number in range(5):
            body = {"team": "Süd", "role": "lead", "replies": {"m1": "partly"}, "comments": {"c": f"{9 - number}"}}
            workspace.by(EVE).put("sealed_answer", f"secret-key-{number}", body, seen_version=0)
    files = said(settings, tmp_path / "out", data=False)
    answers = json.loads(files["workspace/sealed_answer.json"])
    assert len(answers) == 7
    assert all(set(one) == {"body"} and set(one["body"]) <= {"replies", "comments"} for one in answers)
    comments = [one["body"]["comments"]["c"] for one in answers if "comments" in one["body"]]
    assert comments == sorted(comments)
    for content in files.values():
        for telling in (b"secret-key", b"S\xc3\xbcd", b"North", b"evelyn"):
            assert telling not in content
    assert b"Anonymous answers are without key" in files["README.txt"]


def test_parquet_holds_the_same(fresh, tmp_path) -> None:
    settings = fresh()
    fill_data(settings)
    said(settings, tmp_path / "csv")
    said(settings, tmp_path / "parquet", format="parquet")
    for name in ("interactions", "journeys"):
        rows = read_csv(tmp_path / "csv" / "datasets" / "test" / f"{name}.csv")
        table = pq.read_table(tmp_path / "parquet" / "datasets" / "test" / f"{name}.parquet")
        assert table.num_rows == len(rows)
        assert list(table.column_names) == list(rows[0])
        assert [str(one) for one in table.column("customer").to_pylist()] == [one["customer"] for one in rows]


def test_only_a_new_or_empty_folder_is_written_to(fresh, tmp_path) -> None:
    settings = fresh()
    (tmp_path / "out").mkdir()
    said(settings, tmp_path / "out")
    with used(settings) as (office, workspace), pytest.raises(InvalidInputError, match="is not empty"):
        export(office, workspace, tmp_path / "out", OPERATOR)
    assert not list(tmp_path.glob(".*exporting"))


def test_while_the_app_holds_a_dataset_it_says_so_and_how(fresh, tmp_path) -> None:
    settings = fresh()
    with used(settings) as (office, _):
        office.create("Mine")
    script = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    path = str(settings.home / "datasets" / "mine" / "analytics.duckdb")
    with subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as app:
        assert app.stdout.readline() == "open\n"
        with used(settings) as (office, workspace):
            with pytest.raises(DataBusyError, match=r"'journey-office export --workspace-only'"):
                export(office, workspace, tmp_path / "out", OPERATOR)
            assert not (tmp_path / "out").exists()
            export(office, workspace, tmp_path / "out", OPERATOR, data=False)
        app.stdin.close()
    assert (tmp_path / "out" / "README.txt").exists()
