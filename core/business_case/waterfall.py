"""From all the benefits that could be to the net present value, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.business_case.lines import GROUPS
from core.business_case.result import BenefitValue, Result

Kind = Literal["total", "adds", "takes"]
GROSS, COUNTED, NPV = "Gross benefits", "Counted benefits", "Net present value"

_GROUPS = {"other": "Other costs"}


@dataclass(frozen=True)
class Step:
    """One bar, at present value in the case's currency: it moves from `start` by `amount`; a total starts at zero."""

    label: str
    amount: float
    start: float
    kind: Kind

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return self.start + self.amount


def waterfall(found: Result) -> tuple[Step, ...]:
    """Return the steps; those of nothing are left out, and the last is the net present value.

    What is taken off is below zero. Costs are by group; contingency and tax come last, tax relief adds.
    """
    gross, counted = (sum(getattr(one, name) for one in found.benefits) for name in ("gross", "counted"))
    off: tuple[tuple[str, float], ...] = (
        ("Not due to this case", _less(found, lambda one: one.due - one.gross)),
        ("Not cashable", _less(found, lambda one: one.cashable - one.due)),
        ("Counted elsewhere", _less(found, lambda one: one.once - one.cashable)),
        ("Risk adjustment", _less(found, lambda one: one.counted - one.once)),
    )
    paid: tuple[tuple[str, float], ...] = (
        *(
            (_GROUPS.get(group, group.capitalize()), -sum(one.paid for one in found.costs if one.group == group))
            for group in GROUPS
        ),
        ("Contingency", -found.contingency_value),
        ("Tax" if found.tax_value > 0 else "Tax relief", -found.tax_value),
    )
    start = Step(GROSS, gross, 0.0, "total")
    middle = (*_steps(off, gross), Step(COUNTED, counted, 0.0, "total"))
    return (start, *middle, *_steps(paid, counted), Step(NPV, found.npv, 0.0, "total"))


def _less(found: Result, step: Callable[[BenefitValue], float]) -> float:
    return sum(step(one) for one in found.benefits)


def _steps(amounts: tuple[tuple[str, float], ...], level: float) -> tuple[Step, ...]:
    made = []
    for label, amount in amounts:
        if amount:
            made.append(Step(label, amount, level, "adds" if amount > 0 else "takes"))
            level += amount
    return tuple(made)
