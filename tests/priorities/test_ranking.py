"""Ties are ties, missing stays missing."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative, RiceInputs
from core.priorities.methods import ICE, RICE
from core.priorities.ranking import competition_ranks, ranked
from tests.priorities.making import ice, ice_lists, rice


def test_equal_scores_share_a_rank_and_the_next_is_left_out():
    found = ranked([ice("d", 2), ice("c", 3, 2), ice("b", 2, 3), ice("a", 9)], ICE).rows
    assert [(row.initiative_id, row.rank, row.tied) for row in found] == [
        ("a", 1, False), ("b", 2, True), ("c", 2, True), ("d", 4, False),
    ]  # fmt: skip


def test_scores_equal_but_for_rounding_are_a_tie():
    tenths = [rice("a", 0.1 + 0.2, 1, 1, 1), rice("b", 0.3, 1, 1, 1), rice("c", 0.3 * (1 - 1e-9), 1, 1, 1)]
    assert [(row.initiative_id, row.rank) for row in ranked(tenths, RICE).rows] == [("a", 1), ("b", 1), ("c", 3)]


def test_missing_is_not_zero():
    """A reach of 0 is known and scores 0; one that is not known has neither score nor rank, and comes after."""
    unknown = Initiative("a", "A", rice=RiceInputs(impact=Estimate(2)))
    five, zero, none = ranked([unknown, rice("b", 0, 1, 1, 1), rice("c", 5, 1, 1, 1)], RICE).rows
    assert (five.initiative_id, five.score, five.rank) == ("c", 5.0, 1)
    assert (zero.initiative_id, zero.score, zero.rank) == ("b", 0.0, 2)
    assert (none.initiative_id, none.score, none.rank, none.tied) == ("a", None, None, False)
    assert none.missing == ("reach", "confidence", "effort")


def test_nothing_to_rank():
    assert ranked([], RICE).rows == ()


@settings(deadline=None)
@given(ice_lists(ranged=False), st.randoms(use_true_random=False))
def test_a_rank_is_one_more_than_those_that_score_more_whatever_the_order_they_come_in(initiatives, random):
    rows = ranked(initiatives, ICE).rows
    for row in rows:
        assert row.rank == 1 + sum(other.score > row.score for other in rows)
        assert row.tied == (sum(other.score == row.score for other in rows) > 1)
    shuffled = list(initiatives)
    random.shuffle(shuffled)
    assert ranked(shuffled, ICE).rows == rows


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), min_size=1, max_size=5))
def test_ranks_of_many_draws_are_those_of_each(rows):
    merits = np.array(rows, float)
    expected = [[1 + sum(other > mine for other in row) for mine in row] for row in rows]
    assert competition_ranks(merits).tolist() == expected
