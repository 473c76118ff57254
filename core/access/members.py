"""The people of this office with their roles, and which of their sign-ins no longer count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from core.access.names import email_key, is_email
from core.access.roles import ROLES, Role
from core.access.settings import AccessSettings
from core.access.sign_in import CLOCKS_DIFFER
from core.errors import ConflictError, InvalidInputError
from core.workspace import Author, Document, Workspace

MEMBER, SIGN_IN = "member", "sign_in"
LONGEST_NAME = 80


@dataclass(frozen=True)
class Member:
    """One listed person. `version` is what an edit must have seen; `updated_at` is UTC."""

    email: str
    role: Role
    name: str
    version: int
    updated_by: str
    updated_at: datetime


class Members:
    """The list of members and the ended sign-ins, as one workspace has them now."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def role_of(self, email: str) -> Role | None:
        """Return the role of a listed member; None for anybody else, and for a role nobody knows."""
        found = self.workspace.find(MEMBER, email_key(email))
        return _role(found) if found else None

    def not_before(self, name: str) -> datetime | None:
        """Return the instant up to which a person's sign-ins are void; None when none is."""
        found = self.workspace.find(SIGN_IN, email_key(name))
        return datetime.fromisoformat(found.body["not_before"]) if found else None

    def all(self) -> tuple[Member, ...]:
        """Return every listed member, by e-mail."""
        found = sorted(self.workspace.all(MEMBER), key=lambda one: one.key)
        return tuple(_member(one) for one in found if _role(one))


def put_member(author: Author, email: str, role: str, name: str, seen_version: int, settings: AccessSettings) -> Member:
    """List somebody with a role, or change what the list says; `seen_version` is 0 for somebody new.

    Raises `InvalidInputError` for what can't be an e-mail or a role, or when no owner would be left; `ConflictError`
    when somebody else changed it meanwhile; `AccessDeniedError` unless the author may manage people.
    """
    author.person.require("manage people")
    if not is_email(email.strip()):
        raise InvalidInputError(f"{email.strip()!r} is not an e-mail address. Enter one such as ann@example.org.")
    if role not in ROLES:
        raise InvalidInputError(f"There is no role {role!r}. The roles are {', '.join(ROLES)}.")
    if len(name) > LONGEST_NAME or not (name.isprintable() or not name):
        raise InvalidInputError(f"A name has at most {LONGEST_NAME} characters, without control characters.")
    key = email_key(email)
    with author.together() as together:
        if role != "owner":
            _keep_an_owner(author, key, settings)
        body = {"role": role, "name": name.strip()}
        return _member(together.put(MEMBER, key, body, seen_version=seen_version))


def remove_member(author: Author, email: str, seen_version: int, settings: AccessSettings) -> None:
    """Take somebody off the list; what their identity provider says of their role counts from then on.

    Raises `InvalidInputError` when no owner would be left, and as `put_member` does.
    """
    author.person.require("manage people")
    with author.together() as together:
        _keep_an_owner(author, email_key(email), settings)
        together.remove(MEMBER, email_key(email), seen_version=seen_version)


def end_sign_ins(author: Author, name: str, until: datetime) -> None:
    """Make every sign-in of a person void that was issued at `until` or before; it never becomes valid again.

    One may end one's own; those of others take an owner.
    """
    if email_key(name) == email_key(author.person.name):
        # also somebody without a role signs out
        author = author.workspace.by(replace(author.person, role=author.person.role or "viewer"))
    else:
        author.person.require("manage people")
    for attempt in range(3):
        present = author.workspace.find(SIGN_IN, email_key(name))
        if present and datetime.fromisoformat(present.body["not_before"]) >= until:
            return
        body: Mapping[str, Any] = {"not_before": until.astimezone(UTC).isoformat()}
        try:
            author.put(SIGN_IN, email_key(name), body, seen_version=present.version if present else 0)
        except ConflictError:
            if attempt == 2:
                raise
        else:
            return


def sign_out_everywhere(author: Author, name: str, now: datetime) -> None:
    """End every sign-in of a person, on every device; a new one counts once the clocks' leeway has passed."""
    author.person.require("manage people")
    end_sign_ins(author, name, now + CLOCKS_DIFFER)


def _keep_an_owner(author: Author, leaving: str, settings: AccessSettings) -> None:
    """Refuse that the author, an owner by the list, takes away their own place when no other owner is left."""
    listed = [one.email for one in Members(author.workspace).all() if one.role == "owner"]
    from_the_list = email_key(author.person.email) in listed
    if from_the_list and not settings.owners and set(listed) <= {leaving}:
        raise InvalidInputError(
            "You are the last owner, so nobody could manage people any more. Make somebody else an owner first, or "
            "name owners in the setting JOURNEY_OFFICE_OWNERS."
        )


def _role(document: Document) -> Role | None:
    role = document.body.get("role")
    return next((one for one in ROLES if one == role), None)


def _member(document: Document) -> Member:
    role = _role(document)
    assert role is not None
    name = str(document.body.get("name", ""))
    return Member(document.key, role, name, document.version, document.updated_by, document.updated_at)
