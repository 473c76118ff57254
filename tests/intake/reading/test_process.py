"""The child process: it is killed on cancel, its death is a sentence, and nothing half-written stays."""

import os
import signal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from core.errors import CancelledError, FileRefusedError
from core.intake.plan import Dialect, Mapping, Privacy, ReadingPlan
from core.intake.reading import Progress, csv_source, inspect, parent, read_file
from core.intake.reading.ahead import ahead
from core.intake.reading.run import Job, run

PLAN = ReadingPlan(Dialect(), Mapping("s", {"journey_id": "case_id", "occurred_at": "timestamp", "channel": "channel"}))
ROW = "A{0},2026-01-05T09:00:00,phone\n"


def _file(tmp_path: Path, records: int) -> Path:
    path = tmp_path / "log.csv"
    path.write_text("case_id,timestamp,channel\n" + "".join(ROW.format(number) for number in range(records)))
    return path


def test_a_read_writes_both_files_tells_progress_and_cleans_up(tmp_path: Path) -> None:
    steps: list[Progress] = []
    path = _file(tmp_path, 1000)
    path.write_text(path.read_text() + "short\n")
    result = read_file(path, "log.csv", PLAN, tmp_path / "out", progress=steps.append)
    assert (result.read, result.loaded, result.rejected) == (1001, 1000, 1)
    assert sorted(item.name for item in (tmp_path / "out").iterdir()) == ["clean.parquet", "rejects.parquet"]
    schema = {field.name: str(field.type) for field in pq.read_schema(tmp_path / "out" / "clean.parquet")}
    assert schema == {
        "record_number": "int64",
        "line_number": "int64",
        "raw_high": "uint64",
        "raw_low": "uint64",
        "journey_id": "string",
        "occurred_at": "timestamp[us]",
        "channel": "string",
    }
    assert steps[-1].done_share == 1.0
    assert steps[-1].records == 1001


def test_cancelling_kills_it_and_leaves_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, 200_000)
    with pytest.raises(CancelledError):
        read_file(path, "log.csv", PLAN, tmp_path / "out", cancelled=lambda: True)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_child_that_dies_is_a_sentence_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = parent._start

    def start_and_kill(job: dict[str, object]) -> object:
        process = start(job)
        os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr(parent, "_start", start_and_kill)
    with pytest.raises(FileRefusedError, match=r"broke off .stopped by signal 9"):
        read_file(_file(tmp_path, 10), "log.csv", PLAN, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_silent_child_is_stopped(tmp_path: Path) -> None:
    fifo = tmp_path / "endless"
    os.mkfifo(fifo)
    job = {"task": "head", "path": str(fifo), "file_name": "x", "dialect": {}, "memory_limit_mb": 1000}
    with pytest.raises(FileRefusedError, match="took too long"):
        parent.ask_child(job, silent_seconds=1.0)


def test_what_the_child_refuses_is_refused_here(tmp_path: Path) -> None:
    path = _file(tmp_path, 2)
    path.write_text(path.read_text() + '"never closed\n')
    with pytest.raises(FileRefusedError, match="line 4 is never closed"):
        read_file(path, "log.csv", PLAN, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_an_error_while_reading_ahead_arrives() -> None:
    def broken() -> object:
        yield 1
        raise FileRefusedError("no.")

    items = ahead(broken())  # type: ignore[arg-type]
    assert next(items) == 1
    with pytest.raises(FileRefusedError):
        next(items)


def test_rejects_keep_their_own_line_while_the_file_is_read_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_source, "WINDOW", 2_000)
    monkeypatch.setattr(csv_source, "BATCH_RECORDS", 100)
    lines = [
        ROW.format(number).replace("2026-01", f"never {number}" if number % 3 else "2026-01")
        for number in range(20_000)
    ]
    path = tmp_path / "log.csv"
    path.write_text("case_id,timestamp,channel\n" + "".join(lines))
    result = run(Job(path, "log.csv", PLAN, tmp_path / "out"), lambda _: None)
    rejects = pq.read_table(tmp_path / "out" / "rejects.parquet").to_pylist()
    assert result.rejected == len(rejects) == 13_333
    assert all(lines[row["line_number"] - 2] == row["raw_line"] + "\n" for row in rejects)


def test_pseudonyms_need_a_key(tmp_path: Path) -> None:
    plan = ReadingPlan(PLAN.dialect, PLAN.mapping, Privacy(pseudonymise=True))
    with pytest.raises(FileRefusedError, match="secret key"):
        read_file(_file(tmp_path, 2), "log.csv", plan, tmp_path / "out")


def test_a_look_at_a_big_file_reads_its_head_only(tmp_path: Path) -> None:
    path = _file(tmp_path, 100_000)
    with path.open("ab") as stream:
        stream.seek(5_000_000_000)  # a hole of five gigabytes
        stream.write(b"\n")
    assert inspect(path, "log.csv").mapping.columns["journey_id"] == "case_id"
