"""Maturity models from TOML files and back: the shipped ones, and those that a user edits or adds."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from core.errors import InvalidInputError
from core.maturity.checking import holes
from core.maturity.document import NAME_LENGTH, PROSE_LENGTH, Table
from core.maturity.evidence import FACTS
from core.maturity.model import Capability, Cell, Effort, Model, Stage, Statement
from core.maturity.toml_text import HEADER, to_toml
from core.settings import PROJECT_ROOT
from core.wording import count, one_line

SHIPPED_FOLDER = PROJECT_ROOT / "data" / "maturity"
SHIPPED = ("continuous_improvement", "journey_management")
SIZE_LIMIT = 500_000  # bytes
SENTENCES_SHOWN = 5
EFFORTS: tuple[Effort, ...] = get_args(Effort)
_MODEL = ("code", "name", "about", "source", "edition", "stages", "capabilities")
_STAGE = ("code", "name", "meaning")
_CAPABILITY = ("code", "name", "question", "cells")
_CELL = ("stage", "observable", "statements")
_STATEMENT = ("code", "text", "action", "effort", "needs", "evidence")


@dataclass(frozen=True)
class LoadedModels:
    """The models of a folder, and a sentence for each file that was refused."""

    models: tuple[Model, ...]
    refused: tuple[str, ...]


def parse_model(text: str, name: str) -> Model:
    """Return the model in the text of a TOML file; `name` is what the file is called in an error.

    Texts come out on one line. Raises `InvalidInputError` for anything that would leave a hole in an assessment.

    >>> parse_model("code = 1\\nname = ", "mine.toml")
    Traceback (most recent call last):
    core.errors.InvalidInputError: mine.toml is not valid TOML: Invalid value (at end of document). Correct that line;
    the shipped models show the format.
    """
    called = one_line(name)[:NAME_LENGTH] or "The model"
    _refuse_size(len(text.encode("utf-8", "surrogatepass")), called)
    try:
        content = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        why = "its lists are nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InvalidInputError(
            f"{called} is not valid TOML: {one_line(why)[:200]}. Correct that line; the shipped models show the format."
        ) from error
    model = model_from_dict(content, called)
    unknown = sorted({one.evidence for one in model.statements()} - {"", *FACTS})
    if unknown:
        raise InvalidInputError(
            f"{called} names the evidence {', '.join(unknown)}, which is no fact of the office; allowed are "
            f"{', '.join(FACTS)}. Correct it, or drop the line and let people answer."
        )
    return model


def model_from_dict(content: Mapping[str, object], name: str = "The model") -> Model:
    """Return the model that `model_to_dict` took apart, checked like one from a file.

    >>> model_from_dict({"code": "mine"})
    Traceback (most recent call last):
    core.errors.InvalidInputError: The model has no name; its fields are code, name, about, source, edition, stages,
    capabilities. Add a line name = …
    """
    table = Table(content, name, _MODEL)
    model = Model(
        code=table.code("code"),
        name=table.text("name", NAME_LENGTH),
        about=table.text("about", PROSE_LENGTH),
        source=table.text("source", PROSE_LENGTH),
        edition=table.whole_number("edition"),
        stages=(stages := tuple(_stage(one) for one in table.tables("stages", _STAGE))),
        capabilities=tuple(_capability(one, stages) for one in table.tables("capabilities", _CAPABILITY)),
    )
    found = holes(model)
    if found:
        more = f" And {len(found) - SENTENCES_SHOWN} more." if len(found) > SENTENCES_SHOWN else ""
        raise InvalidInputError(f"{name} can't be used. {' '.join(found[:SENTENCES_SHOWN])}{more}")
    return model


def model_to_dict(model: Model) -> dict[str, object]:
    """Return a model as plain lists and dictionaries, fit for JSON; `model_from_dict` makes the same model of it.

    >>> model_to_dict(shipped_models()[0])["stages"][0]["name"]
    'Ad hoc optimisation'
    """
    return {
        "code": model.code,
        "name": model.name,
        "about": model.about,
        "source": model.source,
        "edition": model.edition,
        "stages": [{"code": one.code, "name": one.name, "meaning": one.meaning} for one in model.stages],
        "capabilities": [_capability_to_dict(one, model.stages) for one in model.capabilities],
    }


def model_to_toml(model: Model) -> str:
    """Return a model as the text of a TOML file that a person can edit; `parse_model` reads the same model from it.

    >>> text = model_to_toml(shipped_models()[0])
    >>> parse_model(text, "mine.toml") == shipped_models()[0]
    True
    """
    return f"{HEADER}\n{to_toml(model_to_dict(model))}"


@cache
def shipped_models() -> tuple[Model, ...]:
    """Return the models that come with Journey Office.

    >>> [model.code for model in shipped_models()]
    ['continuous_improvement', 'journey_management']
    """
    files = [SHIPPED_FOLDER / f"{code}.toml" for code in SHIPPED]
    return tuple(parse_model(file.read_text(encoding="utf-8"), file.name) for file in files)


def load_models(folder: Path) -> LoadedModels:
    """Return the models in a folder's .toml files, by file name, and why the other files were refused.

    >>> load_models(Path("/nowhere"))
    LoadedModels(models=(), refused=())
    """
    models: dict[str, Model] = {}
    refused: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            model = _from_file(file)
            if model.code in models:
                raise InvalidInputError(
                    f"{file.name} has the code {model.code}, as a file before it; each model needs its own. Change it."
                )
            models[model.code] = model
        except InvalidInputError as error:
            refused.append(str(error))
    return LoadedModels(tuple(models.values()), tuple(refused))


def _from_file(file: Path) -> Model:
    try:
        _refuse_size(file.stat().st_size, file.name)
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{file.name} is not UTF-8 text, as TOML must be. Save it as UTF-8.") from error
    except OSError as error:
        raise InvalidInputError(
            f"{file.name} can't be opened ({error.strerror}); a model is a file that can be read. Check its rights."
        ) from error
    return parse_model(text, file.name)


def _refuse_size(size: int, name: str) -> None:
    if size > SIZE_LIMIT:
        raise InvalidInputError(
            f"{name} has {count(size)} bytes; a model may have {count(SIZE_LIMIT)}. Shorten it or split it "
            "into two models."
        )


def _stage(table: Table) -> Stage:
    return Stage(table.code("code"), table.text("name", NAME_LENGTH), table.text("meaning", PROSE_LENGTH))


def _capability(table: Table, stages: tuple[Stage, ...]) -> Capability:
    cells = table.tables("cells", _CELL)
    for cell, stage in zip(cells, stages, strict=False):
        if cell.code("stage") != stage.code:
            raise InvalidInputError(
                f"{cell.place} is for the stage {cell.code('stage')} where {stage.code} is due; cells stand in the "
                "order of the stages, one for each. Put them in order."
            )
    return Capability(
        table.code("code"), table.text("name", NAME_LENGTH), table.text("question"), tuple(_cell(one) for one in cells)
    )


def _cell(table: Table) -> Cell:
    return Cell(table.text("observable"), tuple(_statement(one) for one in table.tables("statements", _STATEMENT)))


def _statement(table: Table) -> Statement:
    effort = next((one for one in EFFORTS if one == table.text("effort")), None)
    if effort is None:
        raise InvalidInputError(
            f"{table.place} has the effort {table.text('effort')!r}; allowed are {', '.join(EFFORTS)}. Choose one."
        )
    return Statement(
        code=table.code("code"),
        text=table.text("text"),
        action=table.text("action"),
        effort=effort,
        needs=table.codes("needs"),
        evidence=table.code("evidence") if table.content.get("evidence") else "",
    )


def _capability_to_dict(capability: Capability, stages: tuple[Stage, ...]) -> dict[str, object]:
    cells = [
        {
            "stage": stage.code,
            "observable": cell.observable,
            "statements": [{field: _plain(getattr(one, field)) for field in _STATEMENT} for one in cell.statements],
        }
        for stage, cell in zip(stages, capability.cells, strict=True)
    ]
    return {"code": capability.code, "name": capability.name, "question": capability.question, "cells": cells}


def _plain(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)
