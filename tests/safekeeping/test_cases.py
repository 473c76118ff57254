"""What was frozen and approved is the same after a backup, on either store, and in the export."""

import json

import pytest

from core.access import Person
from core.casebook.approval import decide, decision
from core.casebook.comments import comment, comments
from core.casebook.freezing import freeze, frozen, verify
from core.casebook.keeping import one, save
from core.casebook.status import status
from tests.business_case.cases import small
from tests.safekeeping.offices import ANN, EVE, make_backup, put_back, said, used


@pytest.mark.parametrize("target", ["sqlite", "postgres"])
def test_a_case_survives_backup_and_export(source, fresh, target, tmp_path) -> None:
    with used(source) as (_, workspace):
        kept = save(workspace.by(ANN), "billing", small(), 0)
        version = freeze(workspace.by(ANN), "billing", kept.version, "Größe \ud800", {"office": 2})
        comment(workspace.by(EVE), "billing", "=1+1", "saving")
        decided = decide(workspace.by(Person("cfo", "editor")), version.frozen_id, "approved")
        stands, remarks = status(workspace, "billing"), comments(workspace, "billing")
    make_backup(source, tmp_path / "b.zip")
    there = fresh(target)
    put_back(there, tmp_path / "b.zip")
    with used(there) as (_, workspace):
        assert one(workspace, "billing") == kept
        assert frozen(workspace, "billing/1") == version
        assert verify(version) == ()
        assert decision(workspace, "billing/1") == decided
        assert (status(workspace, "billing"), comments(workspace, "billing")) == (stands, remarks)
    files = said(there, tmp_path / "plain")
    (written,) = json.loads(files["workspace/frozen_case.json"])
    assert (written["key"], written["body"]["digest"]) == ("billing/1", version.digest)
    assert json.loads(files["workspace/case_decision.json"])[0]["body"]["decided_by"] == "cfo"
    assert b"'=1+1" in files["workspace/case_comment.csv"]
