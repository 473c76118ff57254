"""Business cases as they are kept: drafts that several may edit, none of them overwritten unseen."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from core.business_case.case import Case
from core.business_case.document import from_dict, to_dict
from core.errors import InvalidInputError, NotFoundError
from core.workspace import Author, Document, Workspace

KIND, FROZEN, COMMENT = "business_case", "frozen_case", "case_comment"
_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True)
class KeptCase:
    """A case as it is kept now. `version` is what an edit must have seen; `changed_at` is UTC."""

    case_id: str
    case: Case
    version: int
    changed_at: datetime
    changed_by: str
    archived: bool = False


def new_id() -> str:
    """Return an id for a new case; made by the client, so that saving it twice keeps it once."""
    return secrets.token_hex(8)


def copied(case: Case, title: str = "") -> Case:
    """Return a copy under another title, to be saved under an id of its own; it inherits no version and no approval."""
    return replace(case, title=title or f"Copy of {case.title}"[:160])


def cases(workspace: Workspace) -> tuple[KeptCase, ...]:
    """Return every case: those not archived first, the last changed first of them."""
    found = [kept_case(document) for document in workspace.all(KIND)]
    return tuple(sorted(found, key=lambda one: one.archived))


def one(workspace: Workspace, case_id: str) -> KeptCase:
    """Return one case; raises `NotFoundError` when there is none of this id."""
    return _kept(workspace.find(KIND, case_id))


def save(author: Author, case_id: str, case: Case, seen_version: int) -> KeptCase:
    """Keep a case that was at `seen_version` when it was opened; 0 for a new one.

    Raises `ConflictError` when somebody changed it since, `InvalidInputError` when it is archived.
    """
    if not _ID.fullmatch(case_id):
        raise InvalidInputError(f"{case_id!r} can't be the id of a case: 1 to 60 letters, digits, - and _.")
    with author.together() as together:
        present = together.find(KIND, case_id)
        if present is not None and present.body["archived"]:
            raise InvalidInputError("This case is archived. Take it out of the archive before changing it.")
        body = to_dict(case) | {"archived": False}
        return kept_case(together.put(KIND, case_id, body, seen_version=seen_version))


def archive(author: Author, case_id: str, seen_version: int, *, archived: bool = True) -> KeptCase:
    """Put a case into the archive, where it can be read and not changed; or take it out of there.

    Its versions, approvals and comments stay as they are.
    """
    with author.together() as together:
        present = _kept(together.find(KIND, case_id))
        body = to_dict(present.case) | {"archived": archived}
        return kept_case(together.put(KIND, case_id, body, seen_version=seen_version))


def remove(author: Author, case_id: str, seen_version: int) -> None:
    """Remove a case with its comments; only one of which no version was ever frozen, the others can be archived."""
    comments = author.workspace.all(COMMENT, f"{case_id}/")
    with author.together() as together:
        if together.find(FROZEN, f"{case_id}/1") is not None:
            raise InvalidInputError(
                "A version of this case was frozen, and what was decided about it stays. Archive the case instead."
            )
        together.remove(KIND, case_id, seen_version=seen_version)
        for document in comments:
            together.remove(COMMENT, document.key, seen_version=document.version)


def kept_case(document: Document) -> KeptCase:
    """Read a case from its document."""
    return KeptCase(
        document.key,
        from_dict(document.body),
        document.version,
        document.updated_at,
        document.updated_by,
        document.body["archived"],
    )


def _kept(document: Document | None) -> KeptCase:
    if document is None:
        raise NotFoundError("There is no such business case. It may have been removed; look at the list of cases.")
    return kept_case(document)
