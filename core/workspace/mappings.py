"""Remembered mappings: how files of one shape were read last time, so that the next one needs no setting up."""

from collections.abc import Mapping as AnyMapping
from dataclasses import asdict, dataclass
from typing import Any

from core.errors import ConflictError
from core.intake.plan import Mapping, Privacy
from core.workspace.documents import Author, Document, Workspace

KIND = "column_mapping"


@dataclass(frozen=True)
class RememberedMapping:
    """What was decided for files whose columns have this shape. `used_by` is who loaded such a file last."""

    shape_key: str
    mapping: Mapping
    privacy: Privacy
    used_by: str


def remember(author: Author, mapping: Mapping, privacy: Privacy, shape_key: str) -> None:
    """Keep a mapping for the next file of this shape; the last one kept wins."""
    body = {"mapping": asdict(mapping), "privacy": asdict(privacy)}
    for attempt in range(3):
        present = author.workspace.find(KIND, shape_key)
        try:
            author.put(KIND, shape_key, body, seen_version=present.version if present else 0)
        except ConflictError:
            if attempt == 2:
                raise
        else:
            return


def remembered(workspace: Workspace) -> tuple[RememberedMapping, ...]:
    """Return every remembered mapping, the last kept first."""
    return tuple(_read(document) for document in workspace.all(KIND))


def forget(author: Author, shape_key: str) -> None:
    """Forget the mapping of a shape, so that the next such file is proposed anew."""
    present = author.workspace.find(KIND, shape_key)
    if present is not None:
        author.remove(KIND, shape_key, seen_version=present.version)


def _read(document: Document) -> RememberedMapping:
    mapping = Mapping(**_tuples(document.body["mapping"]))
    return RememberedMapping(document.key, mapping, Privacy(**document.body["privacy"]), document.updated_by)


def _tuples(plain: AnyMapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
