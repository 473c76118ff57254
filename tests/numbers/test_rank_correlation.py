"""Rank correlations against SciPy's, one input at a time, and laws that hold for any draws."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from core.errors import InvalidInputError
from core.numbers.rank_correlation import rank_correlations


@given(st.integers(1, 5), st.integers(2, 40), st.integers(1, 30), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=100)
def test_each_is_what_scipy_says_with_and_without_ties(inputs: int, draws: int, values: int, seed: int) -> None:
    drawn = np.random.default_rng(seed)
    x, y = drawn.integers(0, values, (inputs, draws)), drawn.integers(0, values, draws)
    found = rank_correlations(x, y)
    assert len(found) == inputs
    for row, each in zip(x, found, strict=True):
        if row.min() == row.max() or y.min() == y.max():
            assert each is None
        else:
            assert each == pytest.approx(spearmanr(row, y).statistic, abs=1e-12)


def test_a_published_case() -> None:
    # Intelligence and hours of television of ten people (Wikipedia, Spearman's rank correlation): -29/165
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    assert rank_correlations([iq], hours) == pytest.approx((-29 / 165,))


def test_only_the_order_counts() -> None:
    draws = np.random.default_rng(1).normal(size=(3, 1000))
    output = draws[0] + 0.5 * draws[1]
    assert rank_correlations(np.exp(draws), output**3) == rank_correlations(draws, output)
    assert rank_correlations([output, -output], np.exp(output)) == (1.0, -1.0)


def test_what_never_moves() -> None:
    assert rank_correlations([[1, 1], [1, 2]], [3, 4]) == (None, 1.0)
    assert rank_correlations([[1, 2]], [5, 5]) == (None,)
    assert rank_correlations([[1]], [5]) == (None,)
    assert rank_correlations(np.empty((0, 3)), [1, 2, 3]) == ()


@pytest.mark.parametrize(
    ("inputs", "output"),
    [([1, 2], [1, 2]), ([[1, 2]], [1, 2, 3]), ([[1, math.nan]], [1, 2]), ([[1, 2]], [1, math.inf])],
)
def test_what_is_refused(inputs: Any, output: Any) -> None:
    with pytest.raises(InvalidInputError):
        rank_correlations(inputs, output)
