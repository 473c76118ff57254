"""The level of one respondent: what is in place altogether, and how far the stages are complete."""

from collections.abc import Mapping
from fractions import Fraction

from core.errors import InvalidInputError
from core.maturity.answers import CREDIT, Response
from core.maturity.model import Capability, Model, Statement


def additive_level(model: Model, capability: str, response: Response) -> float | None:
    """Return the additive level of a capability (by code): 1 to the number of stages, with parts of a stage.

    1 plus, for each stage above the first, the mean credit of its known statements (yes 1, partly 0.5, no 0). So each
    stage counts the same, however many statements it has. None where a stage above the first has no known statement.

    By hand: stage 2 with yes and no gives 0.5, stage 3 with partly gives 0.5; 1 + 0.5 + 0.5 = 2.

    >>> from core.maturity.example import SMALL
    >>> additive_level(SMALL, "data", Response("", "", {"a": "yes", "b": "no", "c": "partly"}))
    2.0
    >>> additive_level(SMALL, "data", Response("", "", {"a": "yes", "b": "no"})) is None
    True
    """
    total = Fraction(1)
    for cell in checked_capability(model, capability).cells[1:]:
        credits = [Fraction(CREDIT[response.reply(one.code)]) for one in _known(cell.statements, response)]
        if not credits:
            return None
        total += sum(credits, Fraction()) / len(credits)
    return float(total)


def staged_level(model: Model, capability: str, response: Response) -> int | None:
    """Return the staged level of a capability (by code): 1 to the number of stages.

    The highest stage of which, and of all stages below it, every statement is answered with yes; 1 where even the
    first is not complete. An unknown is not met. None where nothing of the capability is known.

    >>> from core.maturity.example import SMALL
    >>> staged_level(SMALL, "data", Response("", "", {"a": "yes", "b": "yes", "c": "partly"}))
    2
    >>> staged_level(SMALL, "data", Response("", "", {"a": "yes", "c": "yes"}))
    1
    >>> staged_level(SMALL, "data", Response("", "", {})) is None
    True
    """
    asked = checked_capability(model, capability)
    statements = [one for cell in asked.cells for one in cell.statements]
    return highest_met(asked, {one.code: response.reply(one.code) == "yes" for one in _known(statements, response)})


def answered_share(model: Model, capability: str | None, response: Response) -> float | None:
    """Return the share (0 to 1) of a capability's statements that are known; of the whole model's with None.

    None where there is no statement.

    >>> from core.maturity.example import SMALL
    >>> answered_share(SMALL, "data", Response("", "", {"a": "yes", "b": "no", "c": "unknown"}))
    0.6666666666666666
    """
    of = model.statements()
    if capability is not None:
        of = tuple(one for cell in checked_capability(model, capability).cells for one in cell.statements)
    return len(_known(of, response)) / len(of) if of else None


def highest_met(capability: Capability, met: Mapping[str, bool | None]) -> int | None:
    """Return the highest stage (1-based) whose statements, and those of all stages below, are all met.

    `met` is by statement code, None where nobody knows; None is not met. None where nothing is known.

    >>> from core.maturity.example import SMALL
    >>> data = SMALL.capability("data")
    >>> highest_met(data, {"a": True, "b": True, "c": None}), highest_met(data, {})
    (2, None)
    """
    if all(met.get(code) is None for code in _codes(capability)):
        return None
    for stage, cell in enumerate(capability.cells, start=1):
        if not all(met.get(one.code) for one in cell.statements):
            return max(1, stage - 1)
    return len(capability.cells)


def checked_capability(model: Model, code: str) -> Capability:
    """Return a capability that can be scored: one cell a stage, and statements in each above the first."""
    found = next((one for one in model.capabilities if one.code == code), None)
    if found is None:
        known = ", ".join(one.code for one in model.capabilities)
        raise InvalidInputError(f"The model has no capability “{code}”. Choose one of {known}.")
    if len(found.cells) != len(model.stages) or not all(cell.statements for cell in found.cells[1:]):
        raise InvalidInputError(
            f"The capability “{code}” can't be scored: it needs a cell for each of the model's {len(model.stages)} "
            "stages, and a statement in each above the first. Correct the model."
        )
    return found


def _codes(capability: Capability) -> tuple[str, ...]:
    return tuple(one.code for cell in capability.cells for one in cell.statements)


def _known(statements: tuple[Statement, ...] | list[Statement], response: Response) -> list[Statement]:
    return [one for one in statements if response.reply(one.code) != "unknown"]
