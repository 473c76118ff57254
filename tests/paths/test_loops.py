from collections import Counter
from itertools import pairwise
from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.paths.lens import Lens
from core.paths.loops import LoopQuestion, loops
from core.scope import Scope
from tests.journeys_dsl import journey
from tests.paths.conftest import Build
from tests.paths.oracle import kept_journeys, walk
from tests.paths.strategies import lenses, office_from, random_journeys
from tests.paths.test_variants import same


def test_the_map_counts_every_traversal(journeys: Build) -> None:
    office = journeys(
        a=journey("ivr > phone > ivr > phone", gap=60, cost=2.0),
        b=journey("ivr > phone", gap=30),
    )
    found = loops(office.database, Scope(), LoopQuestion(coverage=1))
    assert found.edges.drop(columns=["source", "target"]).to_dict("records") == [
        {"source_label": "ivr", "target_label": "phone", "traversals": 3, "journeys": 2, "median_seconds": 60.0,
         "mean_cost": 2.0, "cost_known": 2},
        {"source_label": "phone", "target_label": "ivr", "traversals": 1, "journeys": 1, "median_seconds": 60.0,
         "mean_cost": 2.0, "cost_known": 1},
    ]  # fmt: skip
    assert found.nodes.drop(columns="node").to_dict("records") == [
        {"label": "ivr", "interactions": 3, "journeys": 2, "starts": 2, "ends": 0},
        {"label": "phone", "interactions": 3, "journeys": 2, "starts": 0, "ends": 2},
    ]


def test_coverage_drops_whole_variants_and_says_so(journeys: Build) -> None:
    office = journeys(a="ivr > phone", b="ivr > phone", c="ivr > phone", d="chat", e="web > phone")
    found = loops(office.database, Scope(), LoopQuestion(coverage=0.5))
    assert (found.coverage_share, found.variants_kept, found.variants_total, found.journeys) == (0.6, 1, 3, 3)
    assert set(found.nodes.label) == {"ivr", "phone"}
    assert found.contract.coverage == "60.0 % of journeys: 1 of 3 variants"
    assert found.contract.other == "left out: 2 rarer variants, 2 journeys"
    assert loops(office.database, Scope(), LoopQuestion(coverage=0)).variants_kept == 1
    assert loops(office.database, Scope(), LoopQuestion(coverage=0.61)).variants_kept == 2


def test_an_empty_scope_gives_an_empty_map(journeys: Build) -> None:
    found = loops(journeys(a="ivr > phone").database, Scope(outcome="resolved"), LoopQuestion())
    assert (len(found.nodes), len(found.edges), found.coverage_share, found.journeys) == (0, 0, None, 0)


@pytest.mark.parametrize("coverage", [-0.1, 1.1])
def test_an_impossible_coverage_is_refused(coverage: float) -> None:
    with pytest.raises(InvalidInputError):
        LoopQuestion(coverage=coverage)


@settings(deadline=None, max_examples=15)
@given(random_journeys(), lenses, st.integers(0, 10))
def test_the_map_equals_counting_by_hand(written, lens: Lens, tenths: int) -> None:
    question = LoopQuestion(lens, tenths / 10)
    assert LoopQuestion.from_query(question.to_query()) == question
    with office_from(written) as office:
        found = loops(office.database, Scope(), question)
        kept = kept_journeys(office, lens, tenths)
        walks = [walk(one, lens) for one in kept]
        moves = [(one.key, *move) for one, steps in zip(kept, walks, strict=True) for move in pairwise(steps)]
        edges: dict[tuple[str, str], list] = {}
        for key, start, end in moves:
            edges.setdefault((start.name, end.name), []).append((key, start, end))
        assert {(row.source_label, row.target_label) for row in found.edges.itertuples()} == set(edges)
        for row in found.edges.itertuples():
            taken = edges[row.source_label, row.target_label]
            assert (row.traversals, row.journeys) == (len(taken), len({key for key, _, _ in taken}))
            assert row.median_seconds == median(
                (end.first_at - start.last_at).total_seconds() for _, start, end in taken
            )
            same(row.mean_cost, [end.first_cost for _, _, end in taken], mean)
        counts = Counter(step.name for steps in walks for step in steps)
        assert dict(zip(found.nodes.label, found.nodes.interactions, strict=True)) == counts
        assert dict(zip(found.nodes.label, found.nodes.journeys, strict=True)) == Counter(
            name for steps in walks for name in {step.name for step in steps}
        )
        assert found.nodes.starts.sum() == found.nodes.ends.sum() == found.journeys == len(kept)
        assert found.coverage_share * 10 >= tenths - 1e-9
