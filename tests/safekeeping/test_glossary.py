"""Changed definitions and reported figures are the same after a backup, on either store, and in the export."""

import json
from dataclasses import replace
from datetime import date

import pytest

from core.glossary.governing import change, definitions, reports
from core.glossary.reported import Report, ReportedMonth
from core.glossary.reporting import save
from core.glossary.shipped import shipped
from core.glossary.versions import versions
from tests.safekeeping.offices import ANN, make_backup, put_back, said, used


@pytest.mark.parametrize("target", ["sqlite", "postgres"])
def test_the_glossary_survives_backup_and_export(source, fresh, target, tmp_path) -> None:
    with used(source) as (_, workspace):
        ann = workspace.by(ANN)
        strict = replace(shipped()["csat"].with_parameters({"satisfied_from": 5}), owner="=Größe ✓")
        change(ann, strict, "Only delighted customers count.", seen_version=0, effect=["May: 51 % so far."])
        save(ann, "demo", Report("qa_pass", (ReportedMonth(date(2026, 5, 1), 412, 450),), "QA tool"))
        found, history, reported = definitions(workspace), versions(workspace, "csat"), reports(workspace, "demo")
    make_backup(source, tmp_path / "b.zip")
    there = fresh(target)
    put_back(there, tmp_path / "b.zip")
    with used(there) as (_, workspace):
        assert definitions(workspace) == found
        assert versions(workspace, "csat") == history
        assert reports(workspace, "demo") == reported
    files = said(there, tmp_path / "plain")
    (written,) = json.loads(files["workspace/metric_definition.json"])
    assert (written["key"], written["body"]["satisfied_from"]) == ("csat", 5)
    assert json.loads(files["workspace/reported_figures.json"])[0]["body"]["months"] == [["2026-05-01", 412, 450]]
    assert "'=Größe ✓".encode() in files["workspace/metric_definition.csv"]
