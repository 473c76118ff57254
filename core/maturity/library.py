"""The models an office can use: the shipped ones, those in its folder, and those that somebody uploaded."""

from dataclasses import dataclass
from pathlib import Path

from core.errors import InvalidInputError
from core.maturity.model import Model
from core.maturity.reading import load_models, parse_model, shipped_models
from core.workspace import Author, Workspace

KIND = "maturity_model"


@dataclass(frozen=True)
class Library:
    """The models by code, and a sentence for each file that can't be used. `versions` is of the uploaded ones."""

    models: dict[str, Model]
    refused: tuple[str, ...]
    versions: dict[str, int]


def library(workspace: Workspace, home: Path) -> Library:
    """Return every model; an own one takes the place of a shipped one of the same code, an uploaded one of both."""
    folder = home / "maturity"
    loaded = load_models(folder) if folder.is_dir() else None
    models = {one.code: one for one in shipped_models()}
    if loaded is not None:
        models |= {one.code: one for one in loaded.models}
    refused, versions = list(loaded.refused if loaded else ()), {}
    for document in reversed(workspace.all(KIND)):
        try:
            models[document.key] = parse_model(document.body["toml"], document.key)
            versions[document.key] = document.version
        except InvalidInputError as error:
            refused.append(str(error))
    return Library(models, tuple(refused), versions)


def upload(author: Author, text: str, name: str, present: Library) -> Model:
    """Keep a model that somebody wrote; raises `InvalidInputError` for a hole in it or an edition that is not newer."""
    model = parse_model(text, name)
    before = present.models.get(model.code)
    if before is not None and model != before and model.edition <= before.edition:
        raise InvalidInputError(
            f"{name} is edition {model.edition} of {before.name!r}, and the office has edition {before.edition} of it, "
            "with other words. Raise the edition in the file, or give the model a code of its own."
        )
    author.put(KIND, model.code, {"toml": text}, seen_version=present.versions.get(model.code, 0))
    return model
