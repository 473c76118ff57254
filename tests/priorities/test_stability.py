"""The simulation against known distributions, laws, and the ranking it starts from."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from core.errors import InvalidInputError
from core.priorities.draws import drawn_scores, pert
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from core.priorities.methods import ICE, weighted
from core.priorities.ranking import ranked
from core.priorities.stability import stability
from tests.priorities.making import ice, ice_lists, scored


@pytest.mark.parametrize("estimate", [Estimate(2, 1, 9), Estimate(1, 1, 4), Estimate(4, 1, 4), Estimate(-1, -3, 1)])
def test_draws_follow_perts_beta(estimate):
    """Malcolm et al. (1959): mean (low + 4 mode + high) / 6; the density is highest at the value."""
    drawn = pert(estimate, 20_000, np.random.default_rng(7))
    low, value, high = estimate.ends
    a, b = 1 + 4 * (value - low) / (high - low), 1 + 4 * (high - value) / (high - low)
    assert stats.kstest(drawn, stats.beta(a, b, low, high - low).cdf).pvalue > 0.001
    assert drawn.mean() == pytest.approx((low + 4 * value + high) / 6, abs=0.03 * (high - low))
    grid = np.linspace(low, high, 1001)
    assert grid[np.argmax(stats.beta(a, b, low, high - low).pdf(grid))] == pytest.approx(value, abs=(high - low) / 500)


def test_the_chance_that_one_beats_another_is_the_integral():
    """A is 1 to 9 around 4, B 2 to 8 around 5, all else 1: P(A > B) from the two distributions."""
    found = stability([ice("A", Estimate(4, 1, 9)), ice("B", Estimate(5, 2, 8))], ICE, top=1, draws=40_000)
    of_a, of_b = stats.beta(2.5, 3.5, 1, 8), stats.beta(3, 3, 2, 6)
    grid = np.linspace(1, 9, 20_001)
    expected = np.trapezoid(of_a.pdf(grid) * of_b.cdf(grid), grid)
    assert found.duel("A", "B").first_share == pytest.approx(expected, abs=0.01)
    assert found.places[1].top_share == pytest.approx(expected, abs=0.01)


def test_two_alike_are_noise_and_three_apart_are_not():
    alike = [ice(name, Estimate(5, 1, 9)) for name in "abcd"]
    found = stability(alike, ICE, top=2)
    assert (found.order_verdict, found.top_verdict) == ("noise", "noise")
    assert found.sentence == "The order is noise: 0 of 3 neighbours are told apart."
    for duel in found.neighbours:
        assert duel.first_share == pytest.approx(0.5, abs=0.02)
    for place in found.places:
        assert place.top_share == pytest.approx(0.5, abs=0.02)
        assert (place.rank_low, place.rank_high) == (1, 4)
    apart = [ice("a", Estimate(9, 8, 10)), ice("b", Estimate(5, 4, 6)), ice("c", Estimate(2, 1, 3))]
    found = stability(apart, ICE, top=1)
    assert (found.order_verdict, found.top_verdict) == ("clear", "clear")


def test_a_top_can_be_clear_where_the_order_in_it_is_not():
    two_classes = [ice(name, Estimate(9, 8, 10)) for name in "ab"] + [ice(name, Estimate(2, 1, 3)) for name in "cd"]
    found = stability(two_classes, ICE, top=2)
    assert (found.order_verdict, found.top_verdict) == ("noise", "clear")
    assert stability(two_classes, ICE, top=4).top_verdict is None


@settings(deadline=None, max_examples=50)
@given(ice_lists(ranged=False), st.integers(1, 6))
def test_without_ranges_it_is_the_ranking_with_certainty(initiatives, top):
    found = stability(initiatives, ICE, top=top, draws=100)
    rows = ranked(initiatives, ICE).rows
    assert [(place.initiative_id, place.rank) for place in found.places] == [(r.initiative_id, r.rank) for r in rows]
    for place in found.places:
        assert place.rank_low == place.rank_median == place.rank_high == place.rank
        assert place.top_share == (place.rank <= top)
    for duel, one, two in zip(found.neighbours, rows, rows[1:], strict=False):
        assert (duel.first_share, duel.tie_share) == ((0, 1) if one.rank == two.rank else (1, 0))
    assert (found.ranges, found.order_verdict, found.top_verdict) == (0, None, None)


@settings(deadline=None, max_examples=50)
@given(ice_lists())
def test_shares_are_conserved(initiatives):
    found = stability(initiatives, ICE, top=2, draws=200)
    ids = [place.initiative_id for place in found.places]
    for one in ids:
        for two in ids:
            duel, back = found.duel(one, two), found.duel(two, one)
            assert duel.first_share + duel.second_share + duel.tie_share == pytest.approx(1)
            assert (duel.first_share, duel.tie_share) == (back.second_share, back.tie_share)
    assert sum(place.top_share for place in found.places) >= min(2, len(ids)) - 1e-9
    for place in found.places:
        assert 1 <= place.rank_low <= place.rank_median <= place.rank_high <= len(ids)


def test_the_same_seed_gives_the_same_and_another_initiative_changes_no_draw():
    three = [ice("a", Estimate(4, 1, 9)), ice("b", Estimate(5, 2, 8)), ice("c", Estimate(5, 1, 10))]
    one, two = stability(three, ICE), stability(three[::-1], ICE)
    assert one == two
    assert one.duel("a", "b") == stability(three[:2], ICE).duel("a", "b")
    assert one.duel("a", "b") != stability(three, ICE, seed=2).duel("a", "b")


def test_it_works_for_the_weighted_score_and_leaves_out_what_misses_an_input():
    initiatives = [scored("a", 5, 5), scored("b", 1, 1), scored("c", 3), Initiative("d", "D")]
    found = stability(initiatives, weighted((("value", 1), ("ease", 1))), top=1)
    assert [place.initiative_id for place in found.places] == ["a", "b"]
    with pytest.raises(InvalidInputError):
        found.duel("a", "c")


def test_nothing_to_simulate():
    found = stability([Initiative("a", "A")], ICE)
    assert (found.places, found.neighbours, found.order_verdict) == ((), (), None)
    assert found.sentence == "Fewer than two initiatives have all inputs, so there is no order."


@pytest.mark.parametrize(("top", "draws"), [(0, 1000), (1, 99), (1, 100_001)])
def test_what_cannot_be_simulated_is_refused(top, draws):
    with pytest.raises(InvalidInputError):
        stability([ice("a", 1), ice("b", 2)], ICE, top=top, draws=draws)


def test_too_many_scores_are_refused_before_they_are_drawn():
    with pytest.raises(InvalidInputError, match="at most 66,666 draws"):
        stability([ice(f"i{at}", 1) for at in range(300)], ICE, draws=100_000)


def test_ranks_reach_from_the_5th_to_the_95th_percentile():
    found = stability([ice("A", Estimate(4, 2, 6)), ice("B", Estimate(6, 4, 8))], ICE, top=1)
    assert 0.01 < found.duel("A", "B").first_share < 0.05
    assert [(place.rank_low, place.rank_median, place.rank_high) for place in found.places] == [(1, 1, 1), (2, 2, 2)]
    found = stability([ice("A", Estimate(4, 2, 6)), ice("B", Estimate(5.5, 3.5, 7.5))], ICE, top=1)
    assert 0.05 < found.duel("A", "B").first_share < 0.1
    assert [(place.rank_low, place.rank_median, place.rank_high) for place in found.places] == [(1, 1, 2), (1, 2, 2)]


def test_the_inputs_of_one_initiative_vary_independently():
    """The variance of a sum of three independent inputs is the sum of theirs, not nine times one."""
    across = Estimate(3, 1, 5)
    initiative = Initiative("a", "A", criteria=(("value", across), ("ease", across), ("urgency", across)))
    method = weighted((("value", 1), ("ease", 1), ("urgency", 1)))
    found = drawn_scores([initiative], method, 40_000, seed=1)
    assert found.var() == pytest.approx(stats.beta(3, 3, 1, 4).var() / 3, rel=0.05)
