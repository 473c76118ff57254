"""Crossings against scoring again just before and just after, and against a fine grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.priorities.methods import normalised, weighted
from core.priorities.ranking import ranked
from core.priorities.weights import weight_sensitivity
from tests.priorities.making import CRITERIA, scored

STEP = 1e-7


def moved(weights, criterion, share):
    """Return weights with one set to `share` and the others scaled by the same factor; equal ones when all are 0."""
    others = {name: weight for name, weight in weights if name != criterion}
    if not any(others.values()):
        others = dict.fromkeys(others, 1.0)
    rest = (1 - share) / sum(others.values())
    return tuple((name, share if name == criterion else others[name] * rest) for name, _ in weights)


def scores(initiatives, weights):
    return {row.initiative_id: row.score for row in ranked(initiatives, weighted(weights)).rows}


def order_differs(initiatives, before, after):
    one, two = scores(initiatives, before), scores(initiatives, after)
    return any(
        one[a] > one[b] + 1e-12 and two[a] < two[b] - 1e-12 for a in one for b in one
    )  # fmt: skip


def firsts(initiatives, weights):
    return {row.initiative_id for row in ranked(initiatives, weighted(weights)).rows if row.rank == 1}


rows = st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=2, max_size=6)
weight_rows = st.tuples(*[st.integers(0, 5)] * 3).filter(any)


@settings(deadline=None, max_examples=150)
@given(rows, weight_rows)
def test_just_before_nothing_changed_and_just_after_it_did(values, chosen):
    initiatives = [scored(f"i{at}", *row) for at, row in enumerate(values)]
    weights = normalised(tuple(zip(CRITERIA, map(float, chosen), strict=True)))
    for swing in weight_sensitivity(initiatives, weights):
        for crossing in (swing.first, swing.order):
            if crossing is None:
                continue
            step = STEP if crossing.change > 0 else -STEP
            before = scores(initiatives, moved(weights, swing.criterion, crossing.weight_share - step))
            at = scores(initiatives, moved(weights, swing.criterion, crossing.weight_share))
            after_weights = moved(weights, swing.criterion, crossing.weight_share + step)
            after = scores(initiatives, after_weights)
            assert before[crossing.down_id] > before[crossing.up_id]
            assert at[crossing.down_id] == pytest.approx(at[crossing.up_id], abs=1e-9)
            assert after[crossing.down_id] < after[crossing.up_id]
            if crossing is swing.first:
                assert crossing.up_id in firsts(initiatives, after_weights)
                assert crossing.up_id not in firsts(initiatives, weights)


@settings(deadline=None, max_examples=100)
@given(rows, weight_rows)
def test_nearer_than_the_crossing_nothing_changes(values, chosen):
    initiatives = [scored(f"i{at}", *row) for at, row in enumerate(values)]
    weights = normalised(tuple(zip(CRITERIA, map(float, chosen), strict=True)))
    leaders = firsts(initiatives, weights)
    for swing in weight_sensitivity(initiatives, weights):
        for share in np.linspace(0.01, 0.99, 15):
            there, reach = moved(weights, swing.criterion, share), abs(share - swing.weight_share) + STEP
            if swing.first is None or reach < abs(swing.first.change):
                assert firsts(initiatives, there) & leaders
            if swing.order is None or reach < abs(swing.order.change):
                assert not order_differs(initiatives, weights, there)


def test_by_hand_with_three_criteria():
    """Equal weights: A (5, 1, 3) and B (1, 4, 3) have 3 and 8/3.

    With weight t on the first, the others get (1 - t) / 2: A has 5t + 2 (1 - t), B t + 3.5 (1 - t), equal at t = 3/11.
    """
    found = weight_sensitivity([scored("A", 5, 1, 3), scored("B", 1, 4, 3)], tuple((name, 1.0) for name in CRITERIA))
    assert found[0].first.weight_share == pytest.approx(3 / 11)
    assert found[0].first.change == pytest.approx(3 / 11 - 1 / 3)
    assert (found[0].first.up_id, found[0].first.down_id) == ("B", "A")
    assert found[0].order == found[0].first
    assert found[2].first is None


def test_the_order_can_change_before_the_first_place():
    three = [scored("A", 5, 5), scored("B", 4, 1), scored("C", 1, 3)]
    value, _ = weight_sensitivity(three, (("value", 1.0), ("ease", 1.0)))
    assert value.first is None
    assert (value.order.up_id, value.order.down_id) == ("C", "B")
    assert value.order.weight_share == pytest.approx(0.4)


def test_one_that_is_better_in_everything_stays_first():
    for swing in weight_sensitivity([scored("A", 5, 5), scored("B", 4, 4)], (("value", 3.0), ("ease", 1.0))):
        assert swing.first is None
        assert swing.order is None


def test_a_single_criterion_an_only_initiative_and_a_missing_score():
    assert weight_sensitivity([scored("A", 1), scored("B", 2)], (("value", 1.0),))[0].first is None
    assert weight_sensitivity([scored("A", 1, 2)], (("value", 1.0), ("ease", 1.0)))[1].order is None
    assert weight_sensitivity([], (("value", 1.0), ("ease", 1.0)))[0].order is None
    left_out = [scored("A", 5, 1), scored("B", 1)]
    assert weight_sensitivity(left_out, (("value", 1.0), ("ease", 1.0)))[0].first is None
