"""Public event logs, imported as a user would, give the figures that others counted in them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from core.datasets import Office
from core.intake.imports import Upload, import_file
from core.intake.plan import Dialect, Mapping, ReadingPlan
from core.paths.drill import journeys_behind
from core.paths.flow import FlowQuestion, flow
from core.paths.lens import Lens
from core.paths.loops import LoopQuestion, loops
from core.paths.picked import LoopJourneys
from core.paths.summary import summary
from core.paths.variants import variants
from core.scope import Scope

XES = {"journey_id": "case:concept:name", "occurred_at": "time:timestamp", "activity": "concept:name"}
LOGS: dict[str, tuple[str, dict[str, Any]]] = {
    "volvo_incidents_by_name": ("volvo_bpic2013_incidents.parquet", {"columns": XES}),
    "volvo_incidents_by_name_lifecycle": (
        "volvo_bpic2013_incidents.parquet",
        {"columns": XES, "activity_parts": ("lifecycle:transition",)},
    ),
    "servicenow_by_state_in_file_order": (
        "servicenow_incidents.parquet",
        {"columns": {"journey_id": "number", "occurred_at": "sys_updated_at", "activity": "incident_state"},
         "ordering": "file"},
    ),
    "traffic_fines": (
        "traffic_fines_10000_cases.parquet",
        {"columns": {"journey_id": "case_id", "occurred_at": "timestamp", "activity": "activity"}, "ordering": "file"},
    ),
}  # fmt: skip


@pytest.mark.real_data
@pytest.mark.slow
@pytest.mark.parametrize("name", LOGS)
def test_a_public_log_gives_its_published_figures(name: str, real_data: Path, office: Office) -> None:
    facts = json.loads((real_data / "facts.json").read_text())["facts"][name]
    file, mapping = LOGS[name]
    plan = ReadingPlan(Dialect(format="parquet"), Mapping(source=name, keep_repeats=True, **mapping))
    dataset = office.create(name)
    receipt = import_file(office, dataset, Upload.of(real_data / file), plan)
    assert receipt.loaded == facts["events"]
    database, lens, everything = office.open(dataset), Lens("activity"), Scope()

    headline = summary(database, everything)
    assert (headline.journeys, headline.interactions) == (facts["cases"], facts["events"])
    table = variants(database, everything, lens)
    assert (table.total_variants, table.total_journeys) == (facts["variants"], facts["cases"])
    counted = dict(zip(table.rows.sequence, table.rows.journeys, strict=True))
    assert {sequence: counted[sequence] for sequence, _ in facts["top_variants"]} == dict(facts["top_variants"])

    picture = loops(database, everything, LoopQuestion(lens, coverage=1))
    assert len(picture.nodes) == facts["activities"]
    edges = {(row.source_label, row.target_label): row.traversals for row in picture.edges.itertuples()}
    for source, target, count in facts["top_directly_follows"]:
        assert edges[source, target] == count
    starts = Counter(dict(zip(picture.nodes.label, picture.nodes.starts, strict=True)))
    assert starts == Counter(dict(facts["start"]))
    ends = Counter(dict(zip(picture.nodes.label, picture.nodes.ends, strict=True)))
    assert ends == Counter(dict(facts["end"]))

    first = flow(database, everything, FlowQuestion(lens, steps=3, top=50)).nodes
    assert dict(first[first.position == 1][["label", "journeys"]].itertuples(index=False)) == dict(facts["start"])
    edge = picture.edges.iloc[0]
    behind = journeys_behind(
        database, everything, LoopJourneys(LoopQuestion(lens, coverage=1), edge.source, edge.target), limit=1
    )
    assert behind.total == edge.journeys
