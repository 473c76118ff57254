"""The common risk difference: against least squares, in its coverage, and at its edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInputError
from core.numbers.common_difference import Stratum, common_difference
from core.numbers.held_fixed import Observed, linear_difference
from core.numbers.proportions import newcombe

strata_lists = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=5
).map(lambda rows: [Stratum(a, a + b, c, c + d) for a, b, c, d in rows])


def rows_of(strata: list[Stratum]) -> Observed:
    rows = []
    for place, each in enumerate(strata):
        for n, successes, units in ((each.n_a, each.successes_a, 1), (each.n_b, each.successes_b, 0)):
            rows += [(float(at < successes), float(units), place) for at in range(n)]
    outcome, units, place = np.array(rows, float).reshape(-1, 3).T
    return Observed(outcome, units, {"stratum": place.astype(int)}, np.arange(len(rows)))


@settings(deadline=None, max_examples=60)
@given(strata_lists)
def test_it_is_the_slope_of_least_squares(strata: list[Stratum]) -> None:
    found = common_difference(strata)
    if found is None:
        return
    slope = linear_difference(rows_of(strata))
    assert found.value == pytest.approx(slope.estimate.value, abs=1e-9)
    assert found.low < found.value < found.high


@settings(deadline=None, max_examples=60)
@given(strata_lists)
def test_the_other_way_round_it_has_the_other_sign(strata: list[Stratum]) -> None:
    found = common_difference(strata)
    turned = common_difference([Stratum(each.successes_b, each.n_b, each.successes_a, each.n_a) for each in strata])
    if found is None:
        assert turned is None
        return
    assert (found.value, found.low, found.high) == pytest.approx((-turned.value, -turned.high, -turned.low))


def test_one_large_stratum_is_the_plain_difference() -> None:
    found, plain = common_difference([Stratum(560, 700, 480, 800)]), newcombe(560, 700, 480, 800)
    assert (found.value, found.low, found.high) == pytest.approx((plain.value, plain.low, plain.high), abs=2e-3)


@pytest.mark.parametrize("sizes", [[(400, 300), (200, 500), (100, 900)], [(2, 2)] * 300], ids=["large", "many small"])
def test_the_interval_covers(sizes: list[tuple[int, int]]) -> None:
    generator, true, hits = np.random.default_rng(3), 0.1, 0
    for _ in range(400):
        base = np.linspace(0.2, 0.6, len(sizes))
        strata = [
            Stratum(int(generator.binomial(a, p + true)), a, int(generator.binomial(b, p)), b)
            for (a, b), p in zip(sizes, base, strict=True)
        ]
        found = common_difference(strata)
        hits += found.low <= true <= found.high
    assert 0.92 <= hits / 400 <= 0.98


def test_nothing_to_compare() -> None:
    assert common_difference([]) is None
    assert common_difference([Stratum(3, 5, 0, 0), Stratum(0, 0, 3, 5)]) is None
    assert common_difference([Stratum(5, 5, 5, 5)]) is None
    with pytest.raises(InvalidInputError):
        Stratum(6, 5, 0, 0)
