"""What was decided about a frozen version of a case, by whom; nobody approves what they froze themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from core.access.names import email_key, is_name
from core.access.roles import OPERATOR, Person
from core.casebook.freezing import FrozenCase, frozen
from core.errors import AccessDeniedError, ConflictError, InvalidInputError
from core.wording import count
from core.workspace import Author, Document, Workspace

KIND = "case_decision"
Choice = Literal["approved", "declined", "sent back"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
LONGEST_COMMENT = 4000


@dataclass(frozen=True)
class Decision:
    """What was decided about one frozen version; `decided_at` is UTC.

    `recorded_by` is who is signed in, and "local" where sign-in is off: `decided_by` is then the name that was typed.
    `digest` is that of the version it is about.
    """

    frozen_id: str
    choice: Choice
    comment: str
    decided_by: str
    recorded_by: str
    decided_at: datetime
    digest: str


def decide(author: Author, frozen_id: str, choice: Choice, comment: str = "", decided_by: str = "") -> Decision:
    """Approve a frozen version, decline it or send it back; once, and with a comment unless it is approved.

    `decided_by` is who decided, where sign-in is off and anybody is "local"; who is signed in decides as themselves.
    Raises `AccessDeniedError` for who may not approve, or who froze this version and would approve it; `ConflictError`
    when it is decided already, with that decision; `InvalidInputError` for a decision that lacks something.
    """
    author.person.require("approve cases")
    version = frozen(author.workspace, frozen_id)
    by = _decider(author.person, decided_by)
    if choice == "approved" and froze(by, version):
        raise AccessDeniedError(
            f"{version.frozen_by} froze {version.name} and can't approve it, too. Ask somebody else to."
        )
    _check(choice, comment)
    body = {
        "title": version.name,
        "choice": choice,
        "comment": comment.strip(),
        "decided_by": by,
        "digest": version.digest,
    }
    with author.together() as together:
        present = together.find(KIND, frozen_id)
        if present is not None and present.body != body:
            raise ConflictError(
                f"{_said(decision_of(present), version)} Freeze the case again to decide anew.", present
            )
        return decision_of(together.put(KIND, frozen_id, body, seen_version=0))


def froze(name: str, version: FrozenCase) -> bool:
    """Tell whether somebody of this name froze a version, and so can't approve it."""
    return email_key(name) == email_key(version.frozen_by)


def decision(workspace: Workspace, frozen_id: str) -> Decision | None:
    """Return what was decided about a frozen version; None when nothing is yet."""
    document = workspace.find(KIND, frozen_id)
    return None if document is None else decision_of(document)


def decision_of(document: Document) -> Decision:
    """Read a decision from its document."""
    body: dict[str, Any] = {name: value for name, value in document.body.items() if name != "title"}
    return Decision(frozen_id=document.key, recorded_by=document.updated_by, decided_at=document.updated_at, **body)


def _decider(person: Person, typed: str) -> str:
    typed = typed.strip()
    if person == OPERATOR:
        if not is_name(typed) or typed == OPERATOR.name:
            raise InvalidInputError("Sign-in is off, so nobody knows who decides. Type the name of who decided.")
        return typed
    if typed and email_key(typed) != email_key(person.name):
        raise InvalidInputError(
            f"{person.name} is signed in and decides as nobody else. Let {typed} sign in to decide."
        )
    return person.name


def _check(choice: str, comment: str) -> None:
    if choice not in CHOICES:
        raise InvalidInputError(f"A version can't be {choice!r}. It is {', '.join(CHOICES)}.")
    if choice != "approved" and not comment.strip():
        raise InvalidInputError(f"Say why it is {choice}, so that its owner knows what to change.")
    if len(comment) > LONGEST_COMMENT:
        raise InvalidInputError(f"A comment has at most {count(LONGEST_COMMENT)} characters.")


def _said(found: Decision, version: FrozenCase) -> str:
    return f"{version.name}, was {found.choice} by {found.decided_by} on {found.decided_at:%Y-%m-%d} already."
