"""What to do next: the statements that are missing up to a target, with what comes first and what counts most."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import InvalidInputError
from core.maturity.model import Capability, Effort, Model, Statement
from core.maturity.scoring import highest_met

EFFORT_UNITS: Mapping[Effort, int] = {"small": 1, "medium": 3, "large": 8}


@dataclass(frozen=True)
class ProposedAction:
    """One statement that is not met, and what putting it in place would bring.

    `stage` counts from 0. `unlocks` are the codes of statements not met yet that wait for this one, directly or through
    others; `waits_for` the needs that are not met. `completes`: it is all that is missing for its stage to be reached.
    `answered` is False where nobody could say: then finding out comes first.
    """

    statement: Statement
    capability: str
    stage: int
    unlocks: tuple[str, ...]
    waits_for: tuple[str, ...]
    completes: bool
    answered: bool

    @property
    def ready(self) -> bool:
        """Say whether all that comes first is met."""
        return not self.waits_for

    @property
    def gain_per_effort(self) -> float:
        """Return what is unlocked and completed, for each unit of effort."""
        return (len(self.unlocks) + self.completes) / EFFORT_UNITS[self.statement.effort]


def proposed_actions(
    model: Model, met: Mapping[str, bool | None], targets: Mapping[str, int] | None = None
) -> tuple[ProposedAction, ...]:
    """Return what is not met up to the target of each capability, in the order told by `ordering_in_words`.

    `met` is by statement code; None, or a code that is missing, is not known to be met. `targets` are stage numbers
    from 0 by capability code; without one the target is the stage after the one reached.

    >>> from core.maturity.reading import shipped_models
    >>> first = proposed_actions(shipped_models()[0], {}, {"governance": 1})[0]
    >>> first.ready, first.statement.needs, first.stage
    (True, (), 1)
    """
    goals = _goals(model, met, targets or {})
    blocking = _blocking(model, met)
    listed = [
        _action(capability, level, statement, met, blocking)
        for capability in model.capabilities
        for level, cell in enumerate(capability.cells[: goals[capability.code] + 1])
        for statement in cell.statements
        if met.get(statement.code) is not True
    ]
    return _in_order(listed, blocking)


def ordering_in_words() -> str:
    """Return the rule behind the order of proposed actions, as a reader sees it.

    >>> ordering_in_words().startswith("What can begin now comes first")
    True
    """
    small, medium, large = EFFORT_UNITS["small"], EFFORT_UNITS["medium"], EFFORT_UNITS["large"]
    return (
        "What can begin now comes first, then what waits for something else, and never before what it waits for. "
        "Among these, the most gain for the effort comes first: one point for each missing statement that waits for "
        "it, and one if it completes its stage, "
        f"divided by the effort (small {small}, medium {medium}, large {large}). "
        "Equals stand in the order of the model."
    )


def reached_stage(capability: Capability, met: Mapping[str, bool | None]) -> int:
    """Return the highest stage, from 0, up to which every statement is known to be met.

    >>> from core.maturity.reading import shipped_models
    >>> reached_stage(shipped_models()[0].capabilities[0], {})
    0
    """
    return (highest_met(capability, met) or 1) - 1


def _goals(model: Model, met: Mapping[str, bool | None], targets: Mapping[str, int]) -> dict[str, int]:
    highest = len(model.stages) - 1
    known = [capability.code for capability in model.capabilities]
    for code, target in targets.items():
        if code not in known:
            raise InvalidInputError(
                f"A target is set for {code}, which is no capability of this model; its capabilities are "
                f"{', '.join(known)}. Set it for one of them."
            )
        if not 0 <= target <= highest:
            raise InvalidInputError(
                f"The target of {code} is the stage {target}; stages of this model go from 0 to {highest}. Choose one."
            )
    return {one.code: targets.get(one.code, min(reached_stage(one, met) + 1, highest)) for one in model.capabilities}


def _blocking(model: Model, met: Mapping[str, bool | None]) -> dict[str, set[str]]:
    """Give, for each statement that is not met, those not met that come before it; what is met hides what it needs."""
    needs = {one.code: [code for code in one.needs if met.get(code) is not True] for one in model.statements()}
    blocking: dict[str, set[str]] = {}
    for code, before in needs.items():
        if met.get(code) is True:
            continue
        found: set[str] = set()
        waiting = list(before)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(needs[one])
        blocking[code] = found
    return blocking


def _action(
    capability: Capability,
    level: int,
    statement: Statement,
    met: Mapping[str, bool | None],
    blocking: Mapping[str, set[str]],
) -> ProposedAction:
    below = [one.code for cell in capability.cells[: level + 1] for one in cell.statements]
    return ProposedAction(
        statement=statement,
        capability=capability.code,
        stage=level,
        unlocks=tuple(code for code, before in blocking.items() if statement.code in before),
        waits_for=tuple(code for code in statement.needs if met.get(code) is not True),
        completes=[code for code in below if met.get(code) is not True] == [statement.code],
        answered=met.get(statement.code) is not None,
    )


def _in_order(listed: list[ProposedAction], blocking: Mapping[str, set[str]]) -> tuple[ProposedAction, ...]:
    """Take, again and again, the best of those whose listed prerequisites were taken."""
    left = list(listed)
    ordered = []
    while left:
        open_codes = {one.statement.code for one in left}
        free = [one for one in left if not blocking[one.statement.code] & open_codes]
        best = min(free, key=lambda one: (not one.ready, -one.gain_per_effort))
        left.remove(best)
        ordered.append(best)
    return tuple(ordered)
