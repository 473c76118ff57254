"""Targets: which stage each capability of a model should reach, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.errors import InvalidInputError
from core.maturity.model import Model
from core.workspace import Author, Document, Workspace

KIND = "maturity_target"


@dataclass(frozen=True)
class Targets:
    """The target stage (1 is the lowest) by capability code, and the day. `version` is 0 while none are set."""

    stages: Mapping[str, int]
    by: date | None = None
    version: int = 0


def save(author: Author, model: Model, targets: Targets) -> Targets:
    """Keep the targets of a model. Raises `InvalidInputError` for a capability or a stage that it does not have."""
    known = {one.code for one in model.capabilities}
    for capability, stage in targets.stages.items():
        if capability not in known:
            raise InvalidInputError(f"The model {model.name!r} has no capability {capability!r}. Reload the page.")
        if not 1 <= stage <= len(model.stages):
            raise InvalidInputError(f"A target is a stage from 1 to {len(model.stages)}, not {stage}.")
    body = {"stages": dict(targets.stages), "by": targets.by.isoformat() if targets.by else None}
    return _read(author.put(KIND, model.code, body, seen_version=targets.version))


def targets_of(workspace: Workspace, model: Model) -> Targets:
    """Return the targets set for a model, for the capabilities and stages that it still has."""
    document = workspace.find(KIND, model.code)
    if document is None:
        return Targets({})
    found = _read(document)
    known = {one.code for one in model.capabilities}
    kept = {code: min(stage, len(model.stages)) for code, stage in found.stages.items() if code in known}
    return Targets(kept, found.by, found.version)


def _read(document: Document) -> Targets:
    by = document.body["by"]
    return Targets(dict(document.body["stages"]), date.fromisoformat(by) if by else None, document.version)
