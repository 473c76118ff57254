"""Estimates, plans and the way to score are the same after a backup, on either store, and in the export."""

import json
from datetime import date

import pytest

from core.improvement import items
from core.improvement.items import Item
from core.planning import plan as plans
from core.planning import scoring
from core.planning.estimates import KeptEstimate, changes, estimates, save
from core.planning.joining import joined
from core.planning.plan import Plan
from core.planning.scoring import PrioritySetup
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from tests.safekeeping.offices import ANN, make_backup, put_back, said, used

PLAN = Plan(name="Größe 2027", currency="EUR", start_on=date(2027, 1, 1), capacity={"IT": (1.0, 2.0, 3.0, 4.0)})


@pytest.mark.parametrize("target", ["sqlite", "postgres"])
def test_initiatives_survive_backup_and_export(source, fresh, target, tmp_path) -> None:
    with used(source) as (_, workspace):
        ann = workspace.by(ANN)
        items.save(ann, Item("a", "Fix it", date(2026, 1, 1)))
        one = Initiative("a", "", effort=Estimate(2, 1, 4), segment="\ud800 ✓", deadline=date(2027, 1, 31))
        kept = save(ann, KeptEstimate(one, {"effort": "measured"}, "=1+1"))
        plan, way = plans.save(ann, PLAN), scoring.save(ann, PrioritySetup((("ease", 2.0),), "weighted"))
        found, history = joined(workspace), changes(workspace, "a")
    make_backup(source, tmp_path / "b.zip")
    there = fresh(target)
    put_back(there, tmp_path / "b.zip")
    with used(there) as (_, workspace):
        assert estimates(workspace) == {"a": kept}
        assert (plans.plans(workspace), scoring.setup(workspace)) == ((plan,), way)
        assert (joined(workspace), changes(workspace, "a")) == (found, history)
    files = said(there, tmp_path / "plain")
    (written,) = json.loads(files["workspace/initiative_estimate.json"])
    assert (written["key"], written["body"]["inputs"]["effort"]["high"]) == ("a", 4)
    assert json.loads(files["workspace/portfolio_plan.json"])[0]["body"]["capacity"] == {"IT": [1.0, 2.0, 3.0, 4.0]}
    assert json.loads(files["workspace/priority_setup.json"])[0]["body"]["method"] == "weighted"
    assert b"'=1+1" in files["workspace/initiative_estimate.csv"]
