"""How far each capability is from where people want it, and what its next stage needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import InvalidInputError
from core.maturity.model import Capability, Model
from core.maturity.results import CapabilityResult, RoundResults


@dataclass(frozen=True)
class Needed:
    """A statement that is not met: its yes share (0 to 1; None where nobody knows) among the `known` who know."""

    statement: str
    text: str
    yes_share: float | None
    known: int


@dataclass(frozen=True)
class CapabilityGap:
    """A capability's target and staged level (both 1-based stages) and the stages between them.

    `gap` is target - staged: below 0 where the level is above the target, None where it is not known. `next_stage` is
    the name of the stage above the level and `needed` what is not met up to there; empty at the top and where unknown.
    """

    code: str
    name: str
    target: int
    staged: int | None
    gap: int | None
    next_stage: str
    needed: tuple[Needed, ...]


def gaps(model: Model, results: RoundResults, targets: Mapping[str, int]) -> tuple[CapabilityGap, ...]:
    """Return the gap of each capability that has a target (capability code to 1-based stage), in the model's order.

    >>> from core.maturity.answered_round import AnsweredRound, Response
    >>> from core.maturity.example import SMALL
    >>> from core.maturity.results import round_results
    >>> replies = {"a": "yes", "b": "yes", "c": "no", "d": "yes", "e": "yes"}
    >>> results = round_results(AnsweredRound(SMALL, (Response("", "", replies),), anonymous=False))
    >>> found = gaps(SMALL, results, {"data": 3})[0]
    >>> found.staged, found.gap, found.next_stage, [(one.statement, one.yes_share) for one in found.needed]
    (2, 1, 'Top', [('c', 0.0)])
    """
    _check(model, results, targets)
    found = {one.code: one for one in results.capabilities}
    return tuple(
        _gap(model, one, found.get(one.code), targets[one.code]) for one in model.capabilities if one.code in targets
    )


def _check(model: Model, results: RoundResults, targets: Mapping[str, int]) -> None:
    if (model.code, model.edition) != (results.model, results.edition):
        raise InvalidInputError(
            "These results are of another model or edition. Read the model that the round began with."
        )
    codes = {one.code for one in model.capabilities}
    for code, target in targets.items():
        if code not in codes:
            raise InvalidInputError(f"There is a target for “{code}”, which is no capability of the model. Drop it.")
        if isinstance(target, bool) or not isinstance(target, int) or not 1 <= target <= len(model.stages):
            raise InvalidInputError(
                f"The target {target} of “{code}” is no stage. Choose a whole number from 1 to {len(model.stages)}."
            )


def _gap(model: Model, capability: Capability, result: CapabilityResult | None, target: int) -> CapabilityGap:
    staged = None if result is None else result.staged
    if result is None or staged is None:
        return CapabilityGap(capability.code, capability.name, target, None, None, "", ())
    if staged == len(model.stages):
        return CapabilityGap(capability.code, capability.name, target, staged, target - staged, "", ())
    counts = {one.code: one for one in result.statements}
    needed = tuple(
        Needed(one.code, one.text, counts[one.code].yes_share, counts[one.code].known)
        for cell in capability.cells[: staged + 1]
        for one in cell.statements
        if not counts[one.code].met
    )
    return CapabilityGap(
        capability.code, capability.name, target, staged, target - staged, model.stages[staged].name, needed
    )
