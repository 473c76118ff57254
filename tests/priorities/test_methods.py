"""Each method against published cases, by hand and by law."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative, MoneyInputs, ValueBasis
from core.priorities.methods import COST_OF_DELAY, ICE, METHODS, RICE, VALUE_FOR_MONEY, WSJF, normalised, weighted
from core.priorities.ranking import ranked
from tests.priorities.making import ice, rice, scored, waiting, wsjf


def order(initiatives, method):
    return [(row.initiative_id, row.score, row.rank) for row in ranked(initiatives, method).rows]


def test_rice_gives_intercoms_own_example():
    """https://www.intercom.com/blog/rice-simple-prioritization-for-product-managers/ : inputs from its four examples.

    Project 1 reaches 500 x 30 % x 3 = 450 a quarter. Its sheet shows 675, 400 and 800.
    """
    projects = [
        rice("P1", 500 * 0.30 * 3, 3, 1.0, 2),
        rice("P2", 2000, 1, 0.8, 4),
        rice("P3", 800, 2, 0.5, 1),
    ]
    assert order(projects, RICE) == [("P3", 800, 1), ("P1", 675, 2), ("P2", 400, 3)]


def test_ice_gives_a_published_example():
    """https://innerview.co/terms/ice-score : referral programme 8 x 7 x 5 = 280, loading speed 6 x 9 x 8 = 432."""
    ideas = [ice("referral", 8, 7, 5), ice("speed", 6, 9, 8)]
    assert order(ideas, ICE) == [("speed", 432, 1), ("referral", 280, 2)]


def test_wsjf_gives_a_published_example():
    """https://www.extrapinchofsalt.com/pm/frameworks/wsjf.html : 21 / 2 = 10.5 and 15 / 8 = 1.9 (rounded there)."""
    jobs = [wsjf("discovery", 8, 3, 4, 8), wsjf("advertising fault", 7, 9, 5, 2)]
    assert order(jobs, WSJF) == [("advertising fault", 10.5, 1), ("discovery", 1.875, 2)]


def test_cost_of_delay_gives_a_published_example():
    """http://blackswanfarming.com/cd3-and-proportionality-to-outcomes/ : 10 / 2 = 5 and 30 / 4 = 7.5."""
    assert order([waiting("A", 10, 2), waiting("B", 30, 4)], COST_OF_DELAY) == [("B", 7.5, 1), ("A", 5, 2)]


def worth(name, value, cost, currency="EUR", basis: ValueBasis = "a_year"):
    money = MoneyInputs(currency, cost=Estimate(cost), value=Estimate(value), value_basis=basis)
    return Initiative(name, name, money=money)


def test_value_for_money_by_hand():
    assert order([worth("A", 100, 50), worth("B", 90, 30)], VALUE_FOR_MONEY) == [("B", 3, 1), ("A", 2, 2)]


@pytest.mark.parametrize(
    ("initiatives", "method"),
    [
        ([worth("A", 1, 1), worth("B", 1, 1, "USD")], VALUE_FOR_MONEY),
        ([worth("A", 1, 1), worth("B", 1, 1, basis="npv")], VALUE_FOR_MONEY),
        ([waiting("A", 1, 1), waiting("B", 1, 1, "USD")], COST_OF_DELAY),
        ([ice("A", 1), ice("A", 2)], ICE),
    ],
)
def test_what_cannot_be_compared_is_refused(initiatives, method):
    with pytest.raises(InvalidInputError):
        ranked(initiatives, method)


def test_another_currency_matters_only_where_money_is_scored():
    dollars_without_value = Initiative("B", "B", money=MoneyInputs("USD", cost=Estimate(1)))
    assert ranked([worth("A", 1, 1), dollars_without_value], VALUE_FOR_MONEY).rows[1].missing == ("value",)


def test_weighted_score_by_hand():
    """Weights 2, 1, 1 are 0.5, 0.25, 0.25: A has 2 + 0.5 + 1.25 = 3.75, B 1 + 1.25 + 1.25 = 3.5."""
    method = weighted((("value", 2), ("ease", 1), ("urgency", 1)))
    assert order([scored("B", 2, 5, 5), scored("A", 4, 2, 5)], method) == [("A", 3.75, 1), ("B", 3.5, 2)]


def test_a_criterion_without_weight_is_not_asked_for():
    assert order([scored("A", 4)], weighted((("value", 1), ("ease", 0)))) == [("A", 4, 1)]
    assert ranked([scored("A", 4)], weighted((("value", 1), ("ease", 1)))).rows[0].missing == ("ease",)


@pytest.mark.parametrize(
    "weights", [(), (("a", 0.0),), (("a", -1.0), ("b", 2.0)), (("a", 1.0), ("a", 2.0)), (("a", float("nan")),)]
)
def test_weights_that_say_nothing_are_refused(weights):
    with pytest.raises(InvalidInputError):
        normalised(weights)


def test_every_method_says_where_it_comes_from():
    for code, method in METHODS.items():
        assert code == method.code
        assert method.formula
        assert method.source
        assert len({each.label for each in method.inputs}) == len(method.inputs)


scores = st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=1, max_size=8)


@settings(deadline=None)
@given(scores, st.tuples(*[st.integers(0, 9)] * 3).filter(any), st.floats(1e-3, 1e3))
def test_only_the_proportions_of_weights_count(rows, weights, factor):
    initiatives = [scored(f"i{at}", *row) for at, row in enumerate(rows)]
    names = ("value", "ease", "urgency")
    one = ranked(initiatives, weighted(tuple(zip(names, weights, strict=True))))
    other = ranked(initiatives, weighted(tuple((name, w * factor) for name, w in zip(names, weights, strict=True))))
    assert [(row.initiative_id, row.rank) for row in one.rows] == [(row.initiative_id, row.rank) for row in other.rows]
    assert [row.score for row in one.rows] == pytest.approx([row.score for row in other.rows])


rice_inputs = st.tuples(st.floats(0, 1e5), st.sampled_from([0.25, 0.5, 1, 2, 3]), st.floats(0, 1), st.floats(0.5, 50))


@settings(deadline=None)
@given(st.lists(rice_inputs, min_size=2, max_size=8), st.floats(1, 1e5))
def test_more_reach_never_lowers_the_rank(inputs, more):
    def rank_of_first(rows):
        found = ranked([rice(f"i{at}", *row) for at, row in enumerate(rows)], RICE).rows
        return next(row.rank for row in found if row.initiative_id == "i0")

    (reach, *rest), *others = inputs
    assert rank_of_first([(reach + more, *rest), *others]) <= rank_of_first(inputs)
