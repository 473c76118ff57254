"""Quality thresholds that somebody set, with who answers for them; the rest keep the defaults of core/quality."""

from dataclasses import dataclass

from core.errors import InvalidInputError
from core.wording import significant
from core.workspace.documents import Author, Workspace

KIND = "quality_threshold"


@dataclass(frozen=True)
class SetThreshold:
    """A limit (a share, 0 to 1) and its owner, as set by a person. `version` is what an edit must have seen."""

    limit: float
    owner: str
    version: int


def set_threshold(author: Author, indicator: str, limit: float, owner: str, *, seen_version: int) -> SetThreshold:
    """Set the limit and the owner of one indicator; `seen_version` is 0 while it has its default.

    Raises `InvalidInputError` for a limit outside 0 to 1 and `ConflictError` when somebody else set it meanwhile.
    """
    if not 0 <= limit <= 1:
        raise InvalidInputError(
            f"The threshold {significant(limit)} is not a share. Use 0 to 1, shown as 0 % to 100 %."
        )
    if len(owner) > 80:
        raise InvalidInputError("An owner's name has at most 80 characters.")
    body = {"limit": float(limit), "owner": owner.strip()}
    saved = author.put(KIND, indicator, body, seen_version=seen_version)
    return SetThreshold(saved.body["limit"], saved.body["owner"], saved.version)


def set_thresholds(workspace: Workspace) -> dict[str, SetThreshold]:
    """Return what was set, by indicator."""
    return {
        document.key: SetThreshold(document.body["limit"], document.body["owner"], document.version)
        for document in workspace.all(KIND)
    }
