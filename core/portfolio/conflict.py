"""Which constraints can't hold together: a smallest set, from which none can be left out."""

import time
from collections.abc import Sequence

from core.portfolio.model import Group, Model
from core.portfolio.solve import solve

ORDER = ("must-have", "budget", "budget by quarter", "capacity", "ruled out", "exclusion", "least share", "dependency")
"""What is named first when there are several such sets."""


def smallest_conflict(model: Model, seconds: float) -> tuple[tuple[Group, ...], bool]:
    """Return groups that can't hold together, and whether none can be left out; `model` must be infeasible.

    Source: QuickXplain, Junker (2004), AAAI-04: 167-172; it needs few calls of the solver where few groups conflict.
    A check that takes too long counts as possible, so that the set stays a conflict but may be larger than needed.
    """
    until = time.monotonic() + seconds
    sure = True

    def impossible(groups: Sequence[Group]) -> bool:
        nonlocal sure
        left = until - time.monotonic()
        status = solve(model, groups, left, 0.0, valued=False).status if left > 0 else "not found"
        sure = sure and status != "not found"
        return status == "infeasible"

    def search(base: Sequence[Group], added: bool, groups: Sequence[Group]) -> list[Group]:
        if added and impossible(base):
            return []
        if len(groups) == 1:
            return list(groups)
        first, second = groups[: len(groups) // 2], groups[len(groups) // 2 :]
        from_second = search([*base, *first], True, second)
        return search([*base, *from_second], bool(from_second), first) + from_second

    ordered = sorted((group for group in model.groups if len(group.low)), key=lambda group: ORDER.index(group.kind))
    return tuple(search([], False, ordered)), sure
