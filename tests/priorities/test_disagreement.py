"""Where methods differ, against counting every pair."""

from itertools import combinations
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.priorities.disagreement import disagreement
from core.priorities.estimate import Estimate
from core.priorities.initiative import IceInputs, Initiative, MoneyInputs, RiceInputs, WsjfInputs
from core.priorities.methods import COST_OF_DELAY, ICE, RICE, WSJF
from core.priorities.reasons import deciding_input


def both(name, ease, cost):
    inputs = IceInputs(Estimate(5), Estimate(5), Estimate(ease))
    money = MoneyInputs("EUR", Estimate(cost))
    return Initiative(name, name, ice=inputs, money=money, duration_months=Estimate(1))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_pairs_and_tau_b_are_those_counted_one_by_one(values):
    found = disagreement([both(f"i{at}", *row) for at, row in enumerate(values)], ICE, COST_OF_DELAY, show=100)
    signs = [((a[0] > b[0]) - (a[0] < b[0]), (a[1] > b[1]) - (a[1] < b[1])) for a, b in combinations(values, 2)]
    assert found.pairs == len(signs)
    assert found.opposite_pairs == len(found.biggest) == sum(a * b == -1 for a, b in signs)
    untied = [sum(a != 0 for a, _ in signs), sum(b != 0 for _, b in signs)]
    if all(untied):
        assert found.tau_b == pytest.approx(sum(a * b for a, b in signs) / sqrt(untied[0] * untied[1]))
    else:
        assert found.tau_b is None
    gaps = [pair.gap for pair in found.biggest]
    assert gaps == sorted(gaps, reverse=True)


def two_sided(name, effort, criticality):
    one = Estimate(1)
    return Initiative(
        name, name, rice=RiceInputs(Estimate(1000), one, one), effort=Estimate(effort),
        wsjf=WsjfInputs(Estimate(5), Estimate(criticality), Estimate(3), Estimate(4)),
    )  # fmt: skip


def test_the_sentence_names_the_input_that_differs():
    (pair,) = disagreement([two_sided("B", 4, 13), two_sided("A", 2, 3)], RICE, WSJF).biggest
    assert (pair.first_id, pair.second_id, pair.gap) == ("A", "B", 2)
    assert pair.why == (
        "RICE puts A before B mainly because its effort is lower (2 against 4 person-months); "
        "WSJF puts B before A mainly because its time criticality is higher (13 against 3 relative)."
    )


def test_those_that_one_method_cannot_score_are_left_out():
    found = disagreement([two_sided("A", 1, 1), both("B", 3, 3), two_sided("C", 2, 2)], RICE, WSJF)
    assert (found.compared, found.pairs, found.opposite_pairs) == (2, 1, 1)


def test_two_methods_that_agree():
    found = disagreement([both("a", 3, 3), both("b", 2, 2), both("c", 1, 1)], ICE, COST_OF_DELAY)
    assert (found.tau_b, found.opposite_pairs, found.biggest) == (1.0, 0, ())


ice_rows = st.tuples(*[st.integers(1, 10)] * 3)


@settings(deadline=None)
@given(ice_rows, ice_rows)
def test_the_deciding_input_speaks_for_the_one_ahead(one, two):
    def score(row):
        return row[0] * row[1] * row[2]

    ahead, behind = (one, two) if score(one) > score(two) else (two, one)
    if score(ahead) == score(behind):
        return
    made = [Initiative(name, name, ice=IceInputs(*map(Estimate, row))) for name, row in (("a", ahead), ("b", behind))]
    at = deciding_input(*made, ICE)
    assert ahead[at] > behind[at]
