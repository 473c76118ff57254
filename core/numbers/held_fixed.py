"""The difference in an outcome per unit of something, with groups held fixed and errors that count customers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import stdtrit

from core.errors import InvalidInputError
from core.numbers.estimates import Estimate
from core.numbers.unavailable import Unavailable

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FEW_CUSTOMERS = 50


@dataclass(frozen=True, eq=False)
class Observed:
    """One entry per journey: the outcome, the units compared, what is held fixed (codes by name), and the customer."""

    outcome: Floats
    units: Floats
    fixed: dict[str, Ints]
    cluster: Ints

    def __post_init__(self) -> None:
        if len({len(each) for each in (self.outcome, self.units, self.cluster, *self.fixed.values())}) != 1:
            raise InvalidInputError("Each journey needs an outcome, its units, a customer, and a code of each group.")

    @property
    def n(self) -> int:
        """How many journeys."""
        return len(self.outcome)


@dataclass(frozen=True)
class Difference:
    """The outcome's difference per unit with its interval; what a robustness value needs beside it."""

    estimate: Estimate
    error: float
    degrees: int
    customers: int
    fixed: tuple[str, ...]
    notes: tuple[str, ...]


def linear_difference(observed: Observed, names: Sequence[str] | None = None) -> Difference | Unavailable:
    """Return the slope of the outcome on the units with groups held fixed (all, or those named), by least squares.

    A linear probability model where the outcome is 0 or 1: the slope is a difference of shares. Both sides are taken
    net of the groups (Frisch, Waugh 1933, Econometrica 1:387-401), errors are clustered by customer (Liang, Zeger
    1986, Biometrika 73:13-22) with the t distribution of as many degrees as there are customers less one.

    By hand: in each group the outcome falls by 1 per unit, though the groups differ.

    >>> seen = Observed(*(np.array(x, float) for x in ([9, 8, 3, 2], [0, 1, 1, 2])), {"g": np.array([0, 0, 1, 1])},
    ...                 np.arange(4))
    >>> round(linear_difference(seen).estimate.value, 6), round(linear_difference(seen, ()).estimate.value, 6)
    (-1.0, -3.5)
    """
    held = tuple(observed.fixed if names is None else names)
    if observed.n < 2:
        return Unavailable("There are too few journeys to compare. Take a longer period, or a shorter horizon.")
    if np.ptp(observed.outcome) == 0:
        return Unavailable("Everybody had the same outcome: nobody left, or all did. There is nothing to compare.")
    units, outcome, _ = _net(observed, held)
    spread = float(units @ units)
    if spread < 1e-9 * observed.n:
        return Unavailable("Among like cases nothing varies: there is nothing to compare. Hold less fixed.")
    slope = float(units @ outcome) / spread
    whose = np.unique(observed.cluster, return_inverse=True)[1]
    sums = np.bincount(whose, units * (outcome - slope * units))
    customers = len(sums)
    if customers < 3:
        return Unavailable("Fewer than three customers: no interval is possible. Take a longer period.")
    error = float(np.sqrt((sums @ sums) * customers / (customers - 1))) / spread
    reach = float(stdtrit(customers - 1, 0.975)) * error
    estimate = Estimate(slope, slope - reach, slope + reach, observed.n)
    notes = (f"Only {customers} customers: the interval is too narrow.",) if customers < FEW_CUSTOMERS else ()
    return Difference(estimate, error, customers - 1, customers, held, notes)


@dataclass(frozen=True)
class Left:
    """What least squares leaves: of the units (sum of squares), of the outcome beyond the units, and the freedom."""

    of_units: float
    of_outcome: float
    slope: float
    freedom: int


def left_over(observed: Observed, names: Sequence[str]) -> Left | None:
    """Return what is left with groups held fixed, for partial R² and classical errors; None where nothing varies.

    >>> seen = Observed(*(np.array(x, float) for x in ([9, 8, 3, 2], [0, 1, 1, 2])), {"g": np.array([0, 0, 1, 1])},
    ...                 np.arange(4))
    >>> found = left_over(seen, ["g"])
    >>> round(found.of_units, 6), round(found.of_outcome, 6), round(found.slope, 6), found.freedom
    (1.0, 0.0, -1.0, 1)
    """
    units, outcome, columns = _net(observed, names)
    spread = float(units @ units)
    freedom = observed.n - columns - 1
    if spread < 1e-9 * observed.n or freedom < 1:
        return None
    slope = float(units @ outcome) / spread
    return Left(spread, max(0.0, float(outcome @ outcome) - slope * slope * spread), slope, freedom)


def _net(observed: Observed, names: Sequence[str]) -> tuple[Floats, Floats, int]:
    """Return units and outcome net of the groups named, and how many columns the groups make."""
    cell, design, size = _design([observed.fixed[name] for name in names], observed.n)
    fitted = _fitted(design, size, cell, (observed.units, observed.outcome))[cell]
    return observed.units - fitted[:, 0], observed.outcome - fitted[:, 1], design.shape[1]


def _design(groups: Sequence[Ints], n: int) -> tuple[Ints, csr_array, Floats]:
    """Return each row's cell (combination of groups), the cells' columns (a constant and dummies), and their sizes."""
    cell = np.zeros(n, dtype=np.int64)
    for codes in groups:
        distinct, place = np.unique(codes, return_inverse=True)
        cell = np.unique(cell * len(distinct) + place, return_inverse=True)[1]
    first = np.unique(cell, return_index=True)[1]
    rows, columns, width = [np.arange(len(first))], [np.zeros(len(first), dtype=np.int64)], 1
    for codes in groups:
        distinct, place = np.unique(codes[first], return_inverse=True)
        rows.append(np.flatnonzero(place))
        columns.append(place[rows[-1]] + width - 1)
        width += len(distinct) - 1
    where = np.concatenate(rows), np.concatenate(columns)
    design = csr_array((np.ones(len(where[0])), where), shape=(len(first), width))
    return cell, design, np.bincount(cell).astype(float)


def _fitted(design: csr_array, size: Floats, cell: Ints, values: Sequence[Floats]) -> Floats:
    """Return the groups' fit per cell, a column for each of the values (least squares from the cells' sums)."""
    weighted = design.multiply(size[:, None]).tocsr()
    sums = np.stack([np.bincount(cell, one) for one in values], axis=1)
    beta = np.linalg.lstsq((design.T @ weighted).toarray(), design.T @ sums, rcond=None)[0]
    return np.asarray(design @ beta)
