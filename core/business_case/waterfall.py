"""From all the benefits there could be to the net present value, step by step."""

from dataclasses import dataclass
from typing import Literal

from core.business_case.result import Result

Kind = Literal["total", "up", "down"]


@dataclass(frozen=True)
class Step:
    """One step at present value: `amount` with its sign, drawn from `begin` to `end`; a total begins at 0."""

    label: str
    amount: float
    begin: float
    end: float
    kind: Kind


def steps(result: Result) -> tuple[Step, ...]:
    """Return the steps of a result; those that are nothing are left out, the totals never are."""
    found = result.benefits
    gross = sum(one.gross for one in found)
    due, cashable = sum(one.due for one in found), sum(one.cashable for one in found)
    once, counted = sum(one.once for one in found), sum(one.counted for one in found)
    groups = dict.fromkeys(one.group for one in result.costs)
    moves = [
        ("Due to other work", due - gross),
        ("Freed time, no cash", cashable - due),
        ("Counted elsewhere", once - cashable),
        ("Risk adjustment", counted - once),
    ]
    costs = [(group.capitalize(), -sum(one.paid for one in result.costs if one.group == group)) for group in groups]
    costs += [("Contingency", -result.contingency_value), ("Tax", -result.tax_value)]
    drawn = [Step("Benefits at full effect", gross, 0.0, gross, "total"), *_moved(moves, gross)]
    drawn += [Step("Benefits counted on", counted, 0.0, counted, "total"), *_moved(costs, counted)]
    return (*drawn, Step("Net present value", result.npv, 0.0, result.npv, "total"))


def _moved(moves: list[tuple[str, float]], begin: float) -> list[Step]:
    drawn = []
    for label, amount in moves:
        if amount:
            drawn.append(Step(label, amount, begin, begin + amount, "up" if amount > 0 else "down"))
            begin += amount
    return drawn
