"""Inputs drawn from their ranges."""

import hashlib
from collections.abc import Sequence

import numpy as np

from core.errors import InvalidInputError
from core.priorities.estimate import Estimate
from core.priorities.initiative import Initiative
from core.priorities.method import FloatArray, Method
from core.wording import count

MOST_SCORES = 20_000_000


def pert(estimate: Estimate, draws: int, generator: np.random.Generator) -> FloatArray:
    """Return draws of an input: PERT's beta on low to high with the value as its mode; the value itself without range.

    The beta's parameters are 1 + 4 (value - low) / (high - low) and 1 + 4 (high - value) / (high - low); its mean is
    (low + 4 value + high) / 6. Source: Malcolm, Roseboom, Clark, Fazar (1959), Operations Research 7:646-669.

    >>> drawn = pert(Estimate(2, 1, 9), 50_000, np.random.default_rng(1))
    >>> round(float(drawn.mean()), 1), bool(drawn.min() >= 1), bool(drawn.max() <= 9)
    (3.0, True, True)
    """
    low, high = estimate.ends[0], estimate.ends[-1]
    if not estimate.has_range:
        return np.full(draws, estimate.value)
    width = high - low
    a, b = 1 + 4 * (estimate.value - low) / width, 1 + 4 * (high - estimate.value) / width
    return np.clip(low + width * generator.beta(a, b, draws), low, high)


def drawn_scores(initiatives: Sequence[Initiative], method: Method, draws: int, seed: int) -> FloatArray:
    """Return simulated scores, shape (draws, initiatives); all inputs are independent.

    Each input's draws depend on the seed, the initiative's id and the input's label alone, so another initiative in the
    list, or another order, changes no draw. All initiatives must have all inputs. Raises InvalidInputError when draws
    are not 100 to 100,000, or draws times initiatives exceed 20 million.
    """
    if not 100 <= draws <= 100_000:
        raise InvalidInputError(f"{count(draws)} draws are not possible. Choose 100 to 100,000.")
    if draws * len(initiatives) > MOST_SCORES:
        raise InvalidInputError(
            f"{count(draws)} draws of {count(len(initiatives))} initiatives are too many. Choose at most "
            f"{count(MOST_SCORES // len(initiatives))} draws, or fewer initiatives."
        )
    scores = np.empty((draws, len(initiatives)))
    for at, initiative in enumerate(initiatives):
        drawn = [
            pert(estimate, draws, _generator(seed, initiative.initiative_id, asked.label))
            for asked, estimate in zip(method.inputs, method.estimates(initiative), strict=True)
        ]
        scores[:, at] = method.score(drawn)
    return scores


def _generator(seed: int, initiative_id: str, label: str) -> np.random.Generator:
    key = hashlib.sha256(f"{seed}\n{initiative_id}\n{label}".encode()).digest()
    return np.random.default_rng(int.from_bytes(key))
