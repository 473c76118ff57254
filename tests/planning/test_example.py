"""The example set is whole, marked, loaded only when asked for, and gone without a trace when removed."""

import pytest

from core.errors import AccessDeniedError, InvalidInputError
from core.planning.estimates import KeptEstimate, estimates, save
from core.planning.example import example_set, load_example, remove_example
from core.planning.joining import joined
from core.planning.options import problem
from core.planning.plan import Plan
from core.planning.quick_wins import quick_wins
from core.planning.scoring import PrioritySetup
from core.portfolio.schedule import schedule
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from tests.planning.conftest import EVE, TODAY


def test_every_example_is_marked_and_has_all_that_a_method_asks_for() -> None:
    found = [one.initiative for one in example_set()]
    assert len({one.initiative_id for one in found}) == 12
    for one, kept in zip(found, example_set(), strict=True):
        assert one.title.startswith("Example: ")
        assert one.expected_outcome
        assert set(kept.evidence.values()) <= {"assumed"}
        assert not [method.code for method in PrioritySetup().methods() if method.missing(one)]
        assert sum(months for _, months in one.effort_by_team) == one.effort.value
    assert {one.lever for one in found} == {"revenue", "cost", "risk"}
    assert all(quick_wins(found).of(quadrant) for quadrant in ("quick win", "big bet", "fill-in", "reconsider"))


def test_the_examples_can_be_planned(workspace, ann) -> None:
    load_example(ann)
    teams = dict.fromkeys(("Data", "IT", "Operations", "Service"), (9.0,) * 6)
    plan = Plan(name="p", currency="EUR", start_on=TODAY, quarters=6, budget=500_000, capacity=teams)
    asked = problem(joined(workspace), plan)
    assert (len(asked.options), asked.missing) == (12, ())
    assert schedule(asked.options, asked.constraints, 2.0).value > 0


def test_loading_twice_keeps_once_and_removing_leaves_nothing(workspace, ann, backlog) -> None:
    backlog("a")
    first = load_example(ann)
    assert load_example(ann) == first
    assert estimates(workspace) == {one.item_id: one for one in first}
    with pytest.raises(AccessDeniedError):
        load_example(workspace.by(EVE))
    with pytest.raises(AccessDeniedError):
        remove_example(workspace.by(EVE))
    assert remove_example(ann) == 12
    assert (estimates(workspace), remove_example(ann)) == ({}, 0)
    assert [one.initiative.initiative_id for one in joined(workspace)] == ["a"]
    assert len(load_example(ann)) == 12


def test_examples_are_not_loaded_beside_real_ones_and_real_ones_survive_their_removal(
    workspace, ann, estimated
) -> None:
    load_example(ann)
    real = estimated("a", effort=Estimate(1))
    with pytest.raises(InvalidInputError, match="'A' is estimated already"):
        load_example(ann)
    assert remove_example(ann) == 12
    assert estimates(workspace) == {"a": real}
    with pytest.raises(InvalidInputError, match="Nothing was loaded"):
        load_example(ann)
    assert len(estimates(workspace)) == 1


def test_an_example_can_be_changed(workspace, ann) -> None:
    one = load_example(ann)[0]
    changed = KeptEstimate(Initiative(one.item_id, one.initiative.title), version=1)
    assert save(ann, changed, "Played with it").version == 2
    assert remove_example(ann) == 12
