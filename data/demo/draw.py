"""Drawing from tables of weights, and text columns made without a Python loop."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SLOTS = 1000
_FOUR_DIGITS = (np.arange(10_000)[:, None] // (1000, 100, 10, 1) % 10 + ord("0")).astype(np.uint8)


def lookup(weights: Floats) -> NDArray[np.int8]:
    """Turn rows of weights into rows of 1000 slots, so that one uniform number picks a column by one look.

    >>> lookup(np.array([[1.0, 3.0]])).mean()
    np.float64(0.75)
    """
    shares = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    edges = np.rint(shares * SLOTS)[:, None, :]
    codes: NDArray[np.int8] = (np.arange(SLOTS)[None, :, None] >= edges).sum(axis=2).astype(np.int8)
    return codes


def pick(rng: np.random.Generator, table: NDArray[np.int8], rows: Ints) -> Ints:
    """Draw one column per entry of `rows` from `lookup`'s table."""
    return table[rows, rng.integers(0, SLOTS, len(rows))].astype(np.int64)


def pick_row(rng: np.random.Generator, weights: Floats) -> Ints:
    """Draw one column for each row of its own weights; a column of weight 0 is never drawn."""
    cumulative = np.cumsum(weights, axis=1)
    drawn = (1.0 - rng.random(len(weights))) * cumulative[:, -1]
    codes: Ints = (cumulative < drawn[:, None]).sum(axis=1)
    return codes


def share(rng: np.random.Generator, shares: list[float], size: int) -> Ints:
    """Draw `size` codes with these shares."""
    return np.searchsorted(np.cumsum(shares)[:-1] / sum(shares), rng.random(size), side="right")


def ids(prefix: str, numbers: Ints, digits: int) -> pa.Array:
    """Name numbers by a one-letter prefix and leading zeros.

    >>> ids("J", np.array([7, 42]), 4).to_pylist()
    ['J0007', 'J0042']
    """
    width = digits + 1
    text = np.empty((len(numbers), width), dtype=np.uint8)
    text[:, 0] = ord(prefix)
    rest = numbers
    for end in range(width, 1, -4):
        begin = max(end - 4, 1)
        rest, four = np.divmod(rest, 10_000)
        text[:, begin:end] = _FOUR_DIGITS[four, 4 - (end - begin) :]
    offsets = np.arange(0, (len(numbers) + 1) * width, width, dtype=np.int32)
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(text))


def labels(codes: Ints, names: list[str], missing: Flags | None = None) -> pa.Array:
    """Make a dictionary column of codes; `missing` entries are NULL."""
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int16), mask=missing), pa.array(names, pa.string()))
