"""Two cases side by side: what is said otherwise, what each comes to, and which changed input moves it most."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.business_case.case import Case
from core.business_case.headline import Headline, headline
from core.business_case.parts import Laid, Part, laid_out
from core.business_case.sensitivity import npvs


@dataclass(frozen=True)
class Difference:
    """One field that two cases say otherwise, for people. `was` is None for what was added, `now` for what is gone.

    `code` is that of the input or line; `field` is empty where the whole part was added or removed.
    """

    part: Part
    code: str
    label: str
    field: str
    was: str | None
    now: str | None


@dataclass(frozen=True)
class Move:
    """An input with another value: how far it alone moves the first case's net present value, in its currency.

    None where the first case can't have that value, as a divisor of 0.
    """

    code: str
    label: str
    was: float
    now: float
    npv_change: float | None


@dataclass(frozen=True)
class Comparison:
    """Two cases side by side. `moves` has the widest first, and only what moves.

    `npv_change` is the second's net present value less the first's. `rest` is what of it the moves don't add up to:
    lines, terms, and inputs that act together. All three are empty or None between two currencies.
    """

    first: Headline
    second: Headline
    differences: tuple[Difference, ...]
    moves: tuple[Move, ...]
    npv_change: float | None
    rest: float | None


def compared(first: Case, second: Case) -> Comparison:
    """Return two cases side by side."""
    results = headline(first), headline(second)
    if first.currency != second.currency:
        return Comparison(*results, differences(first, second), (), None, None)
    found = moves(first, second)
    change = results[1].npv - results[0].npv
    rest = change - sum(move.npv_change or 0.0 for move in found)
    return Comparison(*results, differences(first, second), found, change, rest)


def differences(first: Case, second: Case) -> tuple[Difference, ...]:
    """Return every field in which the second case differs from the first, in the order of the case.

    A whole part that was added or removed is one difference.
    """
    before, after = laid_out(first), laid_out(second)
    found: list[Difference] = []
    for part, code in dict.fromkeys([*before, *after]):
        was, now = before.get((part, code)), after.get((part, code))
        if was is not None and now is not None:
            found += _fields(part, code, was, now)
        elif was is not None:
            found.append(Difference(part, code, was.label, "", was.short, None))
        elif now is not None:
            found.append(Difference(part, code, now.label, "", None, now.short))
    return tuple(found)


def moves(first: Case, second: Case) -> tuple[Move, ...]:
    """Return how far each input that both have, and the second has at another value, moves the first, one at a time."""
    known, divisors = first.by_code, {one.code for line in first.lines for one in line.factors if one.divides}
    changed = [
        one
        for one in second.assumptions
        if one.code in known and known[one.code].quantity == one.quantity and known[one.code].value != one.value
    ]
    possible = [one.code for one in changed if one.code not in divisors or one.value > 0]
    values = second.values()
    sets: list[Mapping[str, float]] = [{}, *({code: values[code]} for code in possible)]
    npv = np.asarray(npvs(first, sets)) if possible else np.zeros(1)
    change = dict(zip(possible, (npv[1:] - npv[0]).tolist(), strict=True))
    found = [Move(one.code, one.label, known[one.code].value, one.value, change.get(one.code)) for one in changed]
    moving = [move for move in found if move.npv_change != 0]
    return tuple(sorted(moving, key=lambda move: (-abs(move.npv_change or 0.0), move.code)))


def _fields(part: Part, code: str, was: Laid, now: Laid) -> list[Difference]:
    found = []
    for name in dict.fromkeys([*was.fields, *now.fields]):
        old, new = was.fields.get(name), now.fields.get(name)
        if old is not None and new is not None and old[0] == new[0]:
            continue
        texts = tuple(None if one is None else one[1] for one in (old, new))
        if old is not None and new is not None and old[1] == new[1]:
            texts = (repr(old[0]), repr(new[0]))
        shown = {**was.names, **now.names}.get(name, name)
        found.append(Difference(part, code, now.label, shown, *texts))
    return found
