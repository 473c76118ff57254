"""Published worked examples, and laws that any interval of a share must keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.errors import InvalidInputError
from core.numbers.means import Sums, welch
from core.numbers.proportions import newcombe, share_ratio, wilson


# Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3
@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(successes: int, n: int, low: float, high: float) -> None:
    found = wilson(successes, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


# Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10
@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0), (10, 10, 0, 10, 0.6075, 1.0),
    ],
)  # fmt: skip
def test_newcombe_as_published(a: int, m: int, b: int, n: int, low: float, high: float) -> None:
    found = newcombe(a, m, b, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_katz_needs_both_counts() -> None:
    assert share_ratio(0, 50, 5, 50) is None
    assert share_ratio(5, 50, 0, 50) is None


def test_welch_agrees_with_scipy_on_values() -> None:
    a, b = [1.0, 2.5, 4.0, 9.0], [0.5, 0.7, 0.6, 0.9, 1.1]
    found = welch(*(Sums(len(x), sum(x), sum(value * value for value in x)) for x in (a, b)))
    wanted = stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))


counts = st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, counts)
def test_laws_of_intervals(a: tuple[int, int], b: tuple[int, int]) -> None:
    one, other = wilson(*a), wilson(a[1] - a[0], a[1])
    assert 0 <= one.low <= one.value <= one.high <= 1
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-12)
    there, back = newcombe(*a, *b), newcombe(*b, *a)
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
    ratio, inverse = share_ratio(*a, *b), share_ratio(*b, *a)
    assert (ratio is None) == (inverse is None)
    if ratio and inverse:
        assert ratio.low <= ratio.value <= ratio.high
        assert ratio.low == pytest.approx(1 / inverse.high)


@pytest.mark.parametrize("wrong", [(1, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(InvalidInputError):
        wilson(*wrong)
    with pytest.raises(InvalidInputError):
        share_ratio(*wrong, 1, 2)
    with pytest.raises(InvalidInputError):
        wilson(1, 2, confidence=95)
