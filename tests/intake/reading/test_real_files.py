"""Files that others made: sample collections with known truth, and whole public logs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import FileRefusedError
from core.intake.plan import ReadingPlan
from core.intake.reading import inspect, read_file
from core.intake.reading.csv_source import CsvSource
from core.intake.reading.encoding import to_utf8

SPECTRUM = (
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
)
# file: (records that have the header's width, records that have not)
COUNTS = {
    "frictionless/blank-cells.csv": (5, 0),
    "frictionless/blank-headers.csv": (2, 0),
    "frictionless/blank-rows.csv": (3, 0),
    "frictionless/blank-rows-multiple.csv": (13, 0),
    "frictionless/blank-rows-no-fields.csv": (2, 0),
    "frictionless/bom.csv": (2, 0),
    "frictionless/capital-invalid.csv": (8, 2),
    "frictionless/delimiter.csv": (2, 0),
    "frictionless/dialect.csv": (1, 1),
    "frictionless/duplicate-column.csv": (1, 0),
    "frictionless/duplicate-headers.csv": (2, 0),
    "frictionless/duplicate-rows.csv": (3, 0),
    "frictionless/invalid.csv": (0, 3),
    "frictionless/issue-905_bad.csv": (1, 0),
    "frictionless/latin1.csv": (2, 0),
    "frictionless/nested-invalid.csv": (5, 0),
    "frictionless/schema-errors.csv": (3, 1),
    "frictionless/skip-blank-at-the-end.csv": (1, 1),
    "frictionless/structure-errors.csv": (3, 1),
    "frictionless/table-infer-missing-values.csv": (7, 0),
    "frictionless/without-headers-extra.csv": (2, 1),
    "csvlint/cr-line-endings.csv": (2, 0),
    "csvlint/crlf-line-endings.csv": (2, 0),
    "csvlint/inconsistent-line-endings-unquoted.csv": (2, 0),
    "csvlint/inconsistent-line-endings.csv": (2, 0),
    "csvlint/invalid-byte-sequence.csv": (23, 0),
    "csvlint/invalid_many_rows.csv": (9, 1),
    "csvlint/lf-line-endings.csv": (2, 0),
    "csvlint/title-row.csv": (2, 0),
    "csvlint/valid.csv": (2, 0),
    "csvlint/valid_many_rows.csv": (6, 0),
    "csvlint/white space in filename.csv": (2, 0),
    "csvlint/windows-line-endings.csv": (1, 0),
}


def _source(path: Path, tmp_path: Path) -> CsvSource:
    dialect = inspect(path, path.name).dialect
    return CsvSource(to_utf8(path, dialect.encoding, tmp_path / "text"), dialect)


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum_equals_its_truth(name: str, real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "messy_csv" / "csv-spectrum"
    source = _source(folder / f"{name}.csv", tmp_path)
    rows = [
        {title: row[f"c{place}"] for place, title in enumerate(source.names)}
        for batch in source.batches()
        for row in batch.records.to_pylist()
    ]
    truth = json.loads((folder / f"{name}.json").read_text())
    if name == "newlines_crlf":  # this copy of the file has lost its CRs, the truth has not
        truth = json.loads(json.dumps(truth).replace("\\r\\n", "\\n"))
    assert rows == truth


@pytest.mark.parametrize("name", COUNTS)
def test_bad_examples_of_others_are_read_or_rejected(name: str, real_data: Path, tmp_path: Path) -> None:
    batches = list(_source(real_data / "messy_csv" / name, tmp_path).batches())
    counts = (sum(batch.records.num_rows for batch in batches), sum(batch.rejects.num_rows for batch in batches))
    assert counts == COUNTS[name]


def test_every_bad_example_of_others_has_an_expectation(real_data: Path) -> None:
    folder = real_data / "messy_csv"
    found = {
        f"{path.parent.name}/{path.name}"
        for kind in ("frictionless", "csvlint")
        for path in (folder / kind).glob("*.csv")
    }
    assert found - set(COUNTS) == {"frictionless/empty.csv", "frictionless/encoding-issue-274.csv"}
    with pytest.raises(FileRefusedError, match="is empty"):
        inspect(folder / "frictionless" / "empty.csv", "empty.csv")


LOGS: dict[str, tuple[int, dict[str, str], dict[str, Any]]] = {
    "raw/servicenow_incident_event_log.csv.gz": (
        141_712,
        {
            "journey_id": "number",
            "customer_id": "caller_id",
            "occurred_at": "sys_updated_at",
            "channel": "contact_type",
            "activity": "incident_state",
        },
        {"time_format": "%d/%m/%Y %H:%M"},
    ),
    "raw/sf311_cases_sample_10000.csv.gz": (
        10_000,
        {
            "journey_id": "CaseID",
            "occurred_at": "Opened",
            "channel": "Source",
            "issue": "Category",
            "text": "Status.Notes",
        },
        {"time_format": "%m/%d/%Y %I:%M:%S %p"},
    ),
    "raw/cfpb_bank_of_america_complaints.xlsx": (
        62_516,
        {
            "journey_id": "Complaint ID",
            "occurred_at": "Date submitted",
            "channel": "Submitted via",
            "issue": "Issue",
            "region": "State",
        },
        {"time_format": "iso"},
    ),
    "raw/volvo_bpic2013_closed_problems.xes.gz": (
        6_660,
        {
            "journey_id": "case:concept:name",
            "occurred_at": "time:timestamp",
            "activity": "concept:name",
            "channel": "org:role",
        },
        {"time_format": "iso", "activity_parts": ("lifecycle:transition",)},
    ),
    "volvo_bpic2013_incidents.parquet": (
        65_533,
        {"journey_id": "case:concept:name", "occurred_at": "time:timestamp", "activity": "concept:name"},
        {"time_format": "iso"},
    ),
    "traffic_fines_10000_cases.parquet": (
        34_724,
        {"journey_id": "case_id", "occurred_at": "timestamp", "activity": "activity", "cost": "expense"},
        {"time_format": "iso"},
    ),
}


@pytest.mark.parametrize("name", LOGS)
def test_a_whole_public_log_is_understood_and_loaded(name: str, real_data: Path, tmp_path: Path) -> None:
    expected, columns, settings = LOGS[name]
    found = inspect(real_data / name, Path(name).name)
    assert columns.items() <= found.mapping.columns.items()
    for setting, value in settings.items():
        assert getattr(found.mapping, setting) == value
    result = read_file(real_data / name, Path(name).name, ReadingPlan(found.dialect, found.mapping), tmp_path / "out")
    assert (result.loaded, result.rejected) == (expected, 0)


def test_values_of_the_public_logs_are_those_known(real_data: Path, read: Callable[..., Any]) -> None:
    found = read(real_data / "raw/servicenow_incident_event_log.csv.gz", "log.csv.gz")
    channels = found.column("channel")
    assert [channels.count(name) for name in ("Phone", "Self service", "Email", "IVR", "Direct opening")] == [
        140_462,
        995,
        220,
        18,
        17,
    ]
    assert found.column("customer_id").count(None) == 29
    assert str(found.clean[0]["occurred_at"]) == "2016-02-29 01:23:00"
    text = read(real_data / "raw/sf311_cases_sample_10000.csv.gz", "cases.csv.gz")
    assert sum(value is not None for value in text.column("text")) == 5_646
    assert text.column("channel").count("Voice In") == 6_674
