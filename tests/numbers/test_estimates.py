"""Means of a few values, their p-values, and Holm's method, against scipy and by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from core.errors import InvalidInputError
from core.numbers.estimates import (
    Estimate,
    difference_estimate,
    mean_estimate,
    p_of_difference,
    p_of_mean,
    standard_deviation,
)
from core.numbers.holm import holm

# Student (1908), Biometrika 6:1-25: hours of sleep gained with two drugs by the same ten patients
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
values = st.lists(st.sampled_from([1.0, 1.25, 2.0, 3.5, 5.0]), min_size=2, max_size=8)


def test_students_sleep() -> None:
    gained = [b - a for a, b in zip(FIRST, SECOND, strict=True)]
    found = mean_estimate(gained)
    assert (round(found.value or 0, 2), round(found.low or 0, 2), round(found.high or 0, 2)) == (1.58, 0.70, 2.46)
    assert round(p_of_mean(gained) or 0, 5) == 0.00283
    apart = difference_estimate(SECOND, FIRST)
    assert (round(apart.low or 0, 4), round(apart.high or 0, 4)) == (-0.2055, 3.3655)
    assert round(p_of_difference(SECOND, FIRST) or 0, 5) == 0.07939


@pytest.mark.filterwarnings("ignore:Precision loss")  # scipy's own, where one sample does not vary
@settings(deadline=None)
@given(values, values)
def test_p_and_interval_say_the_same(a: list[float], b: list[float]) -> None:
    found, p = difference_estimate(a, b), p_of_difference(a, b)
    assert p is not None
    if found.low is None or found.high is None:
        assert len(set(a)) == len(set(b)) == 1
        return
    assert p == pytest.approx(stats.ttest_ind(a, b, equal_var=False).pvalue, abs=1e-9)
    if abs(p - 0.05) > 1e-9:
        assert (p < 0.05) == (found.low > 0 or found.high < 0)


def test_values_that_do_not_vary_have_no_interval() -> None:
    assert mean_estimate([2.5] * 6) == Estimate(2.5, None, None, 6)
    assert mean_estimate([0.1 + 0.2, 0.3]).low is None  # rounding is no spread
    assert standard_deviation([2.5] * 6) == 0
    assert difference_estimate([2.0], [1.0, 3.0]).low is None
    assert (p_of_difference([2.0], [1.0, 3.0]), p_of_difference([2.0, 2.0], [2.0, 2.0])) == (None, 1.0)
    assert difference_estimate([], [1.0]).value is None


def test_exact_p_is_that_of_all_permutations() -> None:
    a, b = [2.0] * 4, [3.0] * 4

    def apart(x: object, y: object, axis: int) -> object:
        return x.mean(axis=axis) - y.mean(axis=axis)  # type: ignore[attr-defined]

    assert p_of_difference(a, b) == pytest.approx(stats.permutation_test((a, b), apart, n_resamples=9999).pvalue)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm(p_values: list[float]) -> None:
    found = holm(p_values)
    assert all(p <= q <= min(1, len(p_values) * p) for p, q in zip(p_values, found, strict=True))
    # by the definition: the k-th smallest is rejected when each smaller or equal one passes its own limit
    ordered = sorted(p_values)
    passed = 0
    while passed < len(ordered) and ordered[passed] * (len(ordered) - passed) <= 0.05:
        passed += 1
    assert sum(q <= 0.05 for q in found) == passed


def test_bad_input() -> None:
    for call in (lambda: mean_estimate([float("nan")]), lambda: mean_estimate([1.0], 1.0), lambda: holm([1.5])):
        with pytest.raises(InvalidInputError):
            call()
