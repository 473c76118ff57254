"""What makes a maturity model whole: each hole in it is told in a sentence."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from core.maturity.model import Capability, Model, Statement
from core.text import counted

STAGES = (2, 6)
CAPABILITIES = (1, 12)
STATEMENTS = (1, 300)  # people answer each of them


def holes(model: Model) -> tuple[str, ...]:
    """Return a sentence for each thing that is wrong with a model as a whole; none where it can be used.

    >>> holes(Model("m", "M", "About.", "Source.", 1, (), ()))[0]
    'The model has 0 stages; allowed are 2 to 6. Add or join stages.'
    """
    found = [*_counts(model), *_duplicates(model)]
    for capability in model.capabilities:
        found.extend(_cells(model, capability))
    return tuple(found or _needs(model))


def _counts(model: Model) -> Iterator[str]:
    for number, (least, most), noun, plural in (
        (len(model.stages), STAGES, "stage", "stages"),
        (len(model.capabilities), CAPABILITIES, "capability", "capabilities"),
        (len(model.statements()), STATEMENTS, "statement", "statements"),
    ):
        if not least <= number <= most:
            yield (
                f"The model has {counted(number, noun, plural)}; allowed are {least} to {most}. Add or join {plural}."
            )


def _duplicates(model: Model) -> Iterator[str]:
    for noun, codes in (
        ("stages", [stage.code for stage in model.stages]),
        ("capabilities", [capability.code for capability in model.capabilities]),
        ("statements", [statement.code for statement in model.statements()]),
    ):
        for code in _repeated(codes):
            yield f"Two {noun} have the code {code}; a code belongs to one in the whole model. Give one another code."
    for text in _repeated(statement.text for statement in model.statements()):
        yield f"Two statements have the same text, “{text}”; each must ask something else. Change or drop one."


def _repeated(values: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    for value in values:
        seen[value] = seen.get(value, 0) + 1
    return tuple(value for value, times in seen.items() if times > 1)


def _cells(model: Model, capability: Capability) -> Iterator[str]:
    if len(capability.cells) != len(model.stages):
        yield (
            f"The capability {capability.code} has {counted(len(capability.cells), 'cell')} but the model has "
            f"{counted(len(model.stages), 'stage')}; it needs one cell a stage, in their order. Add or drop cells."
        )
        return
    for stage, cell in zip(model.stages[1:], capability.cells[1:], strict=True):
        if not cell.statements:
            yield (
                f"The capability {capability.code} has no statement at the stage {stage.code}; above the first stage "
                "each cell needs at least one, or nobody could reach it. Add one."
            )


def _needs(model: Model) -> Iterator[str]:
    place = {
        statement.code: (capability.code, level)
        for capability in model.capabilities
        for level, cell in enumerate(capability.cells)
        for statement in cell.statements
    }
    statements = model.statements()
    for statement in statements:
        yield from _needs_of(statement, place)
    graph = {one.code: [code for code in one.needs if code in place and code != one.code] for one in statements}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " needs ".join(reversed(error.args[1]))
        yield (
            f"Statements wait for each other in a circle: {circle}. What comes first needs nothing that follows it. "
            "Take one of these needs out."
        )


def _needs_of(statement: Statement, place: dict[str, tuple[str, int]]) -> Iterator[str]:
    capability, level = place[statement.code]
    for code in _repeated(statement.needs):
        yield f"The statement {statement.code} names the need {code} twice; once is enough. Drop one."
    for code in dict.fromkeys(statement.needs):
        if code == statement.code:
            yield f"The statement {code} needs itself; a need is another statement that comes first. Take it out."
        elif code not in place:
            yield (
                f"The statement {statement.code} needs {code}, which is no statement of this model; "
                "needs are codes of its statements. Correct the code or take it out."
            )
        elif place[code][0] == capability and place[code][1] > level:
            yield (
                f"The statement {statement.code} needs {code}, which belongs to a later stage of the same capability; "
                "what comes first stands at the same stage or an earlier one. Move one of them."
            )
