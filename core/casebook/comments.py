"""What people say about a case, its lines and its inputs."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from core.casebook.keeping import COMMENT, KIND, kept_case
from core.errors import InvalidInputError, NotFoundError
from core.wording import count
from core.workspace import Author, Document, Workspace

LONGEST = 4000


@dataclass(frozen=True)
class Comment:
    """One comment; `about` is the code of a line or an input, empty for the whole case. `written_at` is UTC."""

    case_id: str
    text: str
    about: str
    written_by: str
    written_at: datetime


def comment(author: Author, case_id: str, text: str, about: str = "") -> Comment:
    """Keep a comment on a case, or on a line or an input of it; everybody who may look at it may comment.

    Raises `InvalidInputError` for an empty or endless text, or for what is no part of the case, `NotFoundError` when
    the case is gone.
    """
    if not 1 <= len(text.strip()) <= LONGEST:
        raise InvalidInputError(f"A comment has 1 to {count(LONGEST)} characters.")
    with author.together() as together:
        document = together.find(KIND, case_id)
        if document is None:
            raise NotFoundError("This business case was removed, so it can't be commented on.")
        case = kept_case(document).case
        if about and about not in {*case.by_code, *(line.code for line in case.lines)}:
            raise InvalidInputError(f"{about!r} is no line and no input of this case. It may have been removed.")
        body = {"text": text.strip(), "about": about}
        return _comment(together.put(COMMENT, f"{case_id}/{secrets.token_hex(8)}", body, seen_version=0))


def comments(workspace: Workspace, case_id: str) -> tuple[Comment, ...]:
    """Return all comments on a case, the oldest first."""
    found = [_comment(document) for document in reversed(workspace.all(COMMENT, f"{case_id}/"))]
    return tuple(sorted(found, key=lambda one: one.written_at))


def _comment(document: Document) -> Comment:
    return Comment(
        document.key.partition("/")[0],
        document.body["text"],
        document.body["about"],
        document.updated_by,
        document.updated_at,
    )
