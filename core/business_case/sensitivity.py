"""Which inputs move the result: one at a time, at which value it breaks even, and what all together at worst do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from core.business_case.assumption import Assumption
from core.business_case.case import Case
from core.business_case.cash import Numbers, cash
from core.business_case.draws import moving

_STEP = 1e-4
_POINTS = 400


@dataclass(frozen=True)
class Bar:
    """One input of a tornado: the net present value when it alone is at its low and at its high end."""

    code: str
    label: str
    low: float
    high: float
    npv_at_low: float
    npv_at_high: float

    @property
    def swing(self) -> float:
        """How far apart the two results are, in money; 0 or more."""
        return abs(self.npv_at_high - self.npv_at_low)


def npvs(case: Case, changes: Sequence[Mapping[str, float]], *, held: bool = False) -> Numbers:
    """Return the net present value under each set of changed inputs, worked out in one go.

    `held`: benefits with a haircut keep their own inputs, as in a simulation.
    """
    base = case.values()
    codes = {code for change in changes for code in change}
    columns = {code: np.array([[change.get(code, base[code])] for change in changes]) for code in codes}
    flows = cash(case, {**base, **columns}, base if held else None)
    return np.broadcast_to(flows.present(flows.net), (len(changes),))


def tornado(case: Case) -> tuple[Bar, ...]:
    """Return every input with a range that moves the result, the widest swing first."""
    ends = [(one, float(one.low or 0), float(one.high or 0)) for one in moving(case)]
    if not ends:
        return ()
    changes = [{one.code: end} for one, low, high in ends for end in (low, high)]
    found = npvs(case, changes, held=True).reshape(-1, 2)
    bars = [
        Bar(one.code, one.label, low, high, *pair) for (one, low, high), pair in zip(ends, found.tolist(), strict=True)
    ]
    return tuple(sorted((bar for bar in bars if bar.swing), key=lambda bar: (-bar.swing, bar.code)))


def corners(case: Case) -> tuple[dict[str, float], dict[str, float]]:
    """Return the inputs at their worst and at their best end for the result, all at once.

    Less likely than either end of a simulation's range: everything goes wrong, or right, together.
    """
    bars = tornado(case)
    worst = {bar.code: bar.low if bar.npv_at_low < bar.npv_at_high else bar.high for bar in bars}
    best = {bar.code: bar.high if bar.npv_at_low < bar.npv_at_high else bar.low for bar in bars}
    return worst, best


def break_even(case: Case, code: str) -> tuple[float, ...]:
    """Return every value of an input at which the net present value is zero, all else unchanged; none is ().

    Looked for from 0 to 1 for shares, from -50 to 200 % for rates, and from 0 to a hundred times the value else.
    """
    points = _searched(case.input(code))
    points = points[points > 0] if code in case.divisors else points
    values = npvs(case, [{code: float(point)} for point in points])
    npv: Callable[[float], float] = lambda value: float(npvs(case, [{code: value}])[0])  # noqa: E731
    found = [float(point) for point, value in zip(points, values, strict=True) if value == 0]
    if len(found) == len(points):
        return ()
    for place in np.flatnonzero(values[:-1] * values[1:] < 0):
        found.append(float(brentq(npv, points[place], points[place + 1], xtol=1e-14, rtol=1e-13)))
    return tuple(sorted(found))


def weights(case: Case) -> dict[str, float]:
    """Return by input how far the result would move if it alone were off by 1 %, as a share of all such moves.

    The elasticity of the net present value, without its sign; the shares sum to 1, and are empty where nothing moves.
    """
    codes = [one.code for one in case.assumptions if one.value != 0]
    base = case.values()
    changes = [{code: base[code] * (1 + step)} for code in codes for step in (_STEP, -_STEP)]
    moved = npvs(case, changes).reshape(-1, 2) if changes else np.zeros((0, 2))
    sizes = np.abs(moved[:, 0] - moved[:, 1])
    total = sizes.sum()
    return dict(zip(codes, (sizes / total).tolist(), strict=True)) if total > 0 else {}


def _searched(one: Assumption) -> Numbers:
    if one.quantity in ("share", "share effect"):
        return np.linspace(0, 1, _POINTS + 1)
    if one.quantity == "rate":
        return np.linspace(-0.5, 2.0, _POINTS + 1)
    most = max(abs(one.value), abs(one.high or 0.0), 1e-6) * 100
    return np.concatenate([[0.0], np.geomspace(most * 1e-8, most, _POINTS)])
