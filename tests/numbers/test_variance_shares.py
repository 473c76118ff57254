"""Shares of variance against functions whose shares are known."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from core.errors import InvalidInputError
from core.numbers.variance_shares import variance_shares

Floats = NDArray[np.float64]


def alike(share: Floats) -> Floats:
    return share


def angle(share: Floats) -> Floats:
    return np.pi * (2 * share - 1)


def ishigami(x: Floats) -> Floats:
    return np.asarray(np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0]))


def test_the_ishigami_function() -> None:
    # Ishigami and Homma (1990); Saltelli and others (2008), Global Sensitivity Analysis. The Primer
    for seed in range(5):
        found = variance_shares(ishigami, [angle] * 3, 2**13, seed)
        assert found is not None
        assert found.first == pytest.approx([0.3139, 0.4424, 0], abs=0.01)
        assert found.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.01)


def test_the_function_of_sobol() -> None:
    # Sobol's g-function: the first share of an input is 1 / (3 (1 + a)^2) of the product of 1 + these, less 1
    a = np.array([0.0, 1.0, 4.5, 9.0])
    parts = 1 / (3 * (1 + a) ** 2)
    variance = np.prod(1 + parts) - 1
    found = variance_shares(
        lambda x: np.prod((np.abs(4 * x - 2) + a[:, None]) / (1 + a[:, None]), axis=0), [alike] * 4, 2**13, 3
    )
    assert found is not None
    assert found.first == pytest.approx(parts / variance, abs=0.01)
    assert found.total == pytest.approx(parts * np.prod(1 + parts) / (1 + parts) / variance, abs=0.01)


def test_inputs_of_any_shape_and_size() -> None:
    # 3a + 4b with standard normal inputs, on a large constant: 9 and 16 of 25
    found = variance_shares(lambda x: 1e9 + 3 * x[0] + 4 * x[1] + 0 * x[2], [norm.ppf] * 3, 2**12, 1)
    assert found is not None
    assert found.first == pytest.approx([0.36, 0.64, 0], abs=0.01)
    assert found.total == pytest.approx([0.36, 0.64, 0], abs=0.01)
    assert found.total[2] == 0


def test_one_input_brings_everything() -> None:
    found = variance_shares(lambda x: x[0] ** 2, [alike], 2**10, 1)
    assert found is not None
    assert (found.first.shape, found.total.shape) == ((1,), (1,))
    assert [*found.first, *found.total] == pytest.approx([1, 1], abs=0.01)


def test_the_shares_repeat_and_stay_in_range() -> None:
    once, again = (variance_shares(ishigami, [angle] * 3, 64, 7) for _ in range(2))
    assert once is not None
    assert again is not None
    assert once.first.tolist() == again.first.tolist()
    assert ((once.first >= 0) & (once.first <= 1) & (once.total >= 0) & (once.total <= 1)).all()


def test_the_function_may_return_its_own_data() -> None:
    seen: list[Floats] = []
    variance_shares(lambda x: seen.append(x[0]) or seen[-1], [alike, alike], 16, 1)  # type: ignore[func-returns-value]
    assert all(((values >= 0) & (values <= 1)).all() for values in seen)
    assert variance_shares(lambda x: (x[0] > 0.5).astype(int), [alike], 64, 1) is not None


def test_a_constant_has_no_shares() -> None:
    assert variance_shares(lambda x: np.full(x.shape[1], 5.0), [alike], 64, 1) is None
    assert variance_shares(lambda x: np.zeros(x.shape[1]), [alike], 64, 1) is None
    assert variance_shares(lambda x: 1e6 + x[0] * 1e-10, [alike], 64, 1) is None


def test_what_is_refused() -> None:
    for draws in (0, 1, 1000, -4):
        with pytest.raises(InvalidInputError, match="power of 2"):
            variance_shares(ishigami, [angle] * 3, draws, 1)
    with pytest.raises(InvalidInputError, match="at least one input"):
        variance_shares(ishigami, [], 64, 1)
    with pytest.raises(InvalidInputError, match="not a number"):
        variance_shares(lambda x: np.where(x[0] > 0.5, np.nan, x[0]), [alike], 64, 1)
    with pytest.raises(InvalidInputError, match="not a number"):
        variance_shares(lambda x: x, [alike], 64, 1)
